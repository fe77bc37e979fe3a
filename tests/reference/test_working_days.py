"""The calendar of §17 against its vectors and against an independent table (CAL-05)."""

from datetime import date, datetime, time, timedelta

import holidays as independent
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imece.core.errors import Problem
from imece.reference.domain import working_days as wd

HOLIDAYS = wd.public_holidays()
DAYS = st.dates(date(2024, 2, 1), date(2032, 10, 1))


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize("year", range(2024, 2033))
def test_CAL_05_table_agrees_with_an_independent_one(year):
    full = set(independent.TR(years=year, categories=("public",)))
    half = set(independent.TR(years=year, categories=("half_day",)))
    assert {one for one in HOLIDAYS.full if one.year == year} == full
    assert {one for one in HOLIDAYS.half if one.year == year} == half - full


def test_the_table_names_every_day_in_both_languages():
    assert all(one.name_tr and one.name_en for one in wd.holiday_table())
    names = {one.name_tr for one in wd.holiday_table() if one.day == date(2029, 4, 23)}
    assert names == {"Ulusal Egemenlik ve Çocuk Bayramı", "Kurban Bayramı (saat 13.00'ten)"}
    assert date(2029, 4, 23) in HOLIDAYS.full
    assert date(2029, 4, 23) not in HOLIDAYS.half


@pytest.mark.parametrize(
    "vector, start, count, with_half_days, without",
    [
        ("T-CAL-02", "2026-04-22", 5, "2026-04-30", "2026-04-30"),
        ("T-CAL-03", "2026-10-26", 5, "2026-11-03", "2026-11-04"),
        ("T-PRO-01", "2026-05-22", 5, "2026-06-03", "2026-06-04"),
        ("T-PRO-02", "2025-12-29", 5, "2026-01-06", "2026-01-06"),
        ("T-PRO-11", "2026-12-30", 5, "2027-01-07", "2027-01-07"),
    ],
)
def test_CAL_02_working_days(vector, start, count, with_half_days, without):
    assert wd.add_working_days(day(start), count, holidays=HOLIDAYS) == day(with_half_days)
    assert wd.add_working_days(day(start), count, holidays=HOLIDAYS, half_day_counts=False) == day(without)


@pytest.mark.parametrize(
    "text, expected",
    [
        ("2026-04-23", False),  # full holiday on a Thursday
        ("2026-04-24", True),
        ("2026-04-25", False),  # Saturday
        ("2026-10-28", True),  # half day
        ("2026-10-29", False),
    ],
)
def test_CAL_01_working_day(text, expected):
    assert wd.is_working_day(day(text), holidays=HOLIDAYS) is expected


def test_CAL_01_half_day_switch():
    assert not wd.is_working_day(date(2026, 10, 28), holidays=HOLIDAYS, half_day_counts=False)


@pytest.mark.parametrize(
    "vector, ends, expected",
    [
        ("T-AIC-14", "2026-05-31", "2026-06-01"),
        ("T-AIC-13", "2026-03-31", "2026-03-31"),
        ("holiday then week-end", "2026-05-27", "2026-06-01"),
        ("half day stays", "2026-10-28", "2026-10-28"),
    ],
)
def test_CAL_03_roll_forward(vector, ends, expected):
    assert wd.roll_forward(day(ends), holidays=HOLIDAYS) == day(expected)


@pytest.mark.parametrize(
    "start, months, expected",
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2027-04-15", -1, "2027-03-15"),  # T-PRO-05: the last day of a non-renewal notice
        ("2026-04-15", 12, "2027-04-15"),  # T-PRO-04
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-01-15", -1, "2025-12-15"),
    ],
)
def test_CAL_03_months_are_clamped(start, months, expected):
    assert wd.add_months_clamped(day(start), months) == day(expected)


def test_T_CAL_05_breach_is_told_within_72_hours_over_the_week_end():
    learned = datetime.fromisoformat("2026-03-06T15:00+03:00")
    assert wd.board_told_by(learned, hours=72).isoformat() == "2026-03-09T15:00:00+03:00"
    with pytest.raises(ValueError, match="time zone"):
        wd.board_told_by(datetime(2026, 3, 6, 15), hours=72)


def test_T_CAL_06_e_tebligat():
    assert wd.served_on(date(2026, 1, 5), days=5) == date(2026, 1, 10)
    assert wd.period_of_days(wd.served_on(date(2026, 1, 5), days=5), 30, holidays=HOLIDAYS) == date(
        2026, 2, 9
    )


def test_T_VAC_04_first_day_counts():
    assert wd.period_of_days(date(2026, 2, 2), 5 - 1, holidays=HOLIDAYS) == date(2026, 2, 6)


def test_period_of_months_clamps_then_rolls():
    assert wd.period_of_months(date(2026, 1, 31), 1, holidays=HOLIDAYS) == date(
        2026, 3, 2
    )  # 28 Feb is a Saturday


def test_CAL_04_administrative_leave_is_added():
    longer = wd.with_special_days(
        HOLIDAYS, full=[date(2026, 5, 25)], half=[date(2026, 5, 22), date(2026, 5, 27)]
    )
    assert not wd.is_working_day(date(2026, 5, 25), holidays=longer)
    assert wd.is_working_day(date(2026, 5, 22), holidays=longer)
    assert not wd.is_working_day(date(2026, 5, 22), holidays=longer, half_day_counts=False)
    assert date(2026, 5, 27) not in longer.half  # a full holiday does not shrink


@pytest.mark.parametrize("outside", ["2023-12-29", "2033-01-03"])
def test_a_year_outside_the_table_is_refused(outside):
    with pytest.raises(Problem) as refusal:
        wd.is_working_day(day(outside), holidays=HOLIDAYS)
    assert refusal.value.code == "CAL-001"
    assert outside[:4] in refusal.value.message


def test_CAL_02_end_of_day():
    assert wd.end_of_day(date(2026, 3, 6)).isoformat() == "2026-03-06T23:59:59+03:00"
    assert wd.end_of_day(date(2026, 3, 6), office_end=time(17, 30)).isoformat() == "2026-03-06T17:30:00+03:00"


@given(DAYS, st.integers(1, 40), st.booleans())
def test_counting_undoes_adding(start, count, half):
    ends = wd.add_working_days(start, count, holidays=HOLIDAYS, half_day_counts=half)
    assert wd.is_working_day(ends, holidays=HOLIDAYS, half_day_counts=half)
    assert wd.count_working_days(start, ends, holidays=HOLIDAYS, half_day_counts=half) == count


@given(DAYS)
def test_rolling_is_idempotent_and_short(start):
    rolled = wd.roll_forward(start, holidays=HOLIDAYS)
    assert wd.roll_forward(rolled, holidays=HOLIDAYS) == rolled
    assert timedelta(0) <= rolled - start <= timedelta(days=9)
