"""PRO-14 to PRO-19 and KVK-08 with their vectors, as anybody can ask them."""

import json
from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imece.core.rule_registry import ask
from imece.exchange.continuity.domain import rules
from imece.reference.public import (
    ISTANBUL,
    add_working_days,
    count_working_days,
    is_working_day,
    public_holidays,
)

pytestmark = pytest.mark.django_db
DAYS = st.dates(date(2024, 1, 2), date(2032, 10, 1))


def value(rule_id: str, on: date = date(2026, 5, 1), **asked: object) -> object:
    return ask(rule_id, json.dumps(asked, default=str), on).as_json()["value"]


@pytest.mark.parametrize(
    ("ended_on", "due_on"),
    [
        pytest.param("2026-05-22", "2026-06-03", id="T-PRO-01"),
        pytest.param("2025-12-29", "2026-01-06", id="T-PRO-02"),
    ],
)
def test_PRO_18_missed_data_are_due_on_the_fifth_working_day(ended_on: str, due_on: str) -> None:
    assert value("PRO-18", ended_on=ended_on) == due_on


def test_T_PRO_01_without_half_days_it_is_a_day_later() -> None:
    """26 May 2026 is the eve of Kurban Bayramı: off from 13:00."""
    day = rules.catch_up_until(date(2026, 5, 22), days=5, holidays=public_holidays(), half_day_counts=False)
    assert day == date(2026, 6, 4)


def test_PRO_19_counts_from_the_beginning_and_wants_a_written_request() -> None:
    """C18: the other clock. Five working days after 22 May end on 3 June; more than that is the 4th."""
    assert value("PRO-19", started_on="2026-05-22", is_requested_in_writing=True) == "2026-06-04"
    assert value("PRO-19", started_on="2026-05-22") is None


@given(day=DAYS)
@settings(max_examples=200, deadline=None)
def test_the_two_clocks_of_one_day_are_one_day_apart(day: date) -> None:
    holidays = public_holidays()
    due = rules.catch_up_until(day, days=5, holidays=holidays, half_day_counts=True)
    paper = rules.paper_from(day, days=5, holidays=holidays, half_day_counts=True)
    assert count_working_days(day, due, holidays=holidays) == 5
    assert is_working_day(due, holidays=holidays)
    assert (paper - due).days == 1
    assert add_working_days(day, 5, holidays=holidays) == due


@pytest.mark.parametrize(
    ("begins", "ends", "is_allowed"),
    [
        ("2026-06-05T19:00", "2026-06-05T21:00", True),
        ("2026-06-05T17:30", "2026-06-05T18:00", True),  # the minute working hours end
        ("2026-06-05T17:29", "2026-06-05T18:00", False),
        ("2026-06-05T06:00", "2026-06-05T08:31", False),
        ("2026-06-06T10:00", "2026-06-06T12:00", True),  # a Saturday
        ("2026-05-27T10:00", "2026-05-27T12:00", True),  # Kurban Bayramı
        ("2026-05-26T12:00", "2026-05-26T12:30", False),  # its eve, before 13:00
        ("2026-05-26T14:00", "2026-05-26T15:00", True),  # its eve, after 13:00
        ("2026-06-05T20:00", "2026-06-08T09:00", False),  # over the week-end into Monday
    ],
)
def test_PRO_14_work_is_done_outside_working_hours(begins: str, ends: str, is_allowed: bool) -> None:
    times = {"begins_at": f"{begins}:00+03:00", "ends_at": f"{ends}:00+03:00"}
    assert value("PRO-14", **times) is is_allowed
    assert value("PRO-14", **times, is_urgent=True) is True


@given(
    begins=st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 1)),
    minutes=st.integers(1, 3 * 24 * 60),
)
@settings(max_examples=150, deadline=None)
def test_PRO_14_agrees_with_looking_at_every_minute(begins: datetime, minutes: int) -> None:
    from datetime import timedelta

    begins = begins.replace(second=0, microsecond=0, tzinfo=ISTANBUL)
    opens, closes, holidays = time(8, 30), time(17, 30), public_holidays()

    def is_office(at: datetime) -> bool:
        until = time(13) if at.date() in holidays.half else closes
        return is_working_day(at.date(), holidays=holidays) and opens <= at.time() < until

    hours = rules.OfficeHours(opens, closes, time(13))
    seen = any(is_office(begins + timedelta(minutes=one)) for one in range(minutes))
    ends = begins + timedelta(minutes=minutes)
    assert rules.touches_working_hours(begins, ends, hours=hours, holidays=holidays) is seen


def test_PRO_17_a_maintenance_is_announced_three_working_days_before() -> None:
    assert value("PRO-17", begins_on="2026-06-05") == "2026-06-02"
    assert value("PRO-17", begins_on="2026-06-01") == "2026-05-22"  # over Kurban Bayramı; the eve counts


def test_KVK_08_one_incident_several_addressees_each_with_its_clock() -> None:
    """T-CAL-05 for the Board: over the week-end; the others without delay."""
    found = value("KVK-08", learned_at="2026-03-06T15:00:00+03:00", is_osh=True)
    assert found == [
        {"addressee": "other_party", "due_at": None},
        {"addressee": "board", "due_at": "2026-03-09T15:00:00+03:00"},
        {"addressee": "persons", "due_at": None},
        {"addressee": "register", "due_at": None},
        {"addressee": "ministry", "due_at": None},
    ]
