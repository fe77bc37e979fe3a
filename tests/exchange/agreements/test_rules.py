"""Vectors and edges of the agreements' law (PRO-21 to PRO-24, KPS-03, T-PRO-04, T-PRO-05, T-CAL-06)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imece.core.parameters import Parameters
from imece.exchange.agreements.domain.rules import (
    FormalNotice,
    TermAsked,
    formal_notice,
    last_day_against_renewal,
    may_sign,
    remedy_ends_on,
    running_term,
    served_by,
    term_end,
)
from imece.exchange.agreements.enums import NoticeWay, SignatoryRank
from imece.reference.public import public_holidays
from tests.rules import starting_law

SIGNED = date(2026, 4, 15)
LAW = starting_law(SIGNED)


@pytest.mark.parametrize(
    ("ordinal", "ends"), [(1, date(2027, 4, 15)), (2, date(2028, 4, 15)), (3, date(2029, 4, 15))]
)
def test_T_PRO_04_a_year_from_the_signature_and_again(ordinal: int, ends: date) -> None:
    assert term_end(SIGNED, ordinal) == ends


def test_T_PRO_05_the_last_day_for_a_notice_against_renewal() -> None:
    assert last_day_against_renewal(date(2027, 4, 15)) == date(2027, 3, 15)


@pytest.mark.parametrize(
    ("ends", "last"),
    [
        (date(2027, 3, 31), date(2027, 2, 28)),
        (date(2028, 3, 31), date(2028, 2, 29)),
        (date(2027, 1, 15), date(2026, 12, 15)),
    ],
)
def test_CAL_03_a_month_back_is_clamped(ends: date, last: date) -> None:
    assert last_day_against_renewal(ends) == last


def test_CAL_03_the_end_of_february_does_not_wander() -> None:
    leap = date(2028, 2, 29)
    assert [term_end(leap, n) for n in (1, 2, 3, 4)] == [
        date(2029, 2, 28),
        date(2030, 2, 28),
        date(2031, 2, 28),
        date(2032, 2, 29),
    ]


@given(st.dates(date(2009, 1, 1), date(2040, 12, 31)), st.integers(1, 12))
def test_terms_follow_each_other_and_each_has_its_day_for_notice(signed: date, ordinal: int) -> None:
    ends, following = term_end(signed, ordinal), term_end(signed, ordinal + 1)
    assert timedelta(days=364) <= following - ends <= timedelta(days=367)
    assert timedelta(days=28) <= ends - last_day_against_renewal(ends) <= timedelta(days=31)


def test_T_CAL_06_served_on_the_fifth_day_and_thirty_days_more() -> None:
    served = served_by(NoticeWay.KEP, date(2026, 1, 5), LAW)
    assert served == date(2026, 1, 10)
    assert remedy_ends_on(served, days=30, holidays=public_holidays()) == date(2026, 2, 9)


@pytest.mark.parametrize("way", [NoticeWay.POST, NoticeWay.BY_HAND])
def test_paper_is_served_when_it_is_handed_over(way: NoticeWay) -> None:
    assert served_by(way, date(2026, 1, 5), LAW) == date(2026, 1, 5)


def test_PRO_23_a_day_off_at_the_end_rolls_on() -> None:
    assert remedy_ends_on(date(2026, 1, 1), days=30, holidays=public_holidays()) == date(2026, 2, 2)


@pytest.mark.parametrize(
    ("rank", "is_enough"),
    [
        (SignatoryRank.BELOW, False),
        (SignatoryRank.HEAD_OF_DEPARTMENT, True),
        (SignatoryRank.TOP, True),
        ("", False),
    ],
)
def test_KPS_03_head_of_department_or_above(rank: str, is_enough: bool) -> None:
    assert may_sign(rank) == is_enough


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "notices", "until"),
    [
        (date(2026, 11, 22), [], date(2027, 4, 15)),
        (date(2027, 3, 15), [], date(2027, 4, 15)),
        (date(2027, 3, 16), [], date(2028, 4, 15)),
        (date(2027, 3, 16), [date(2027, 3, 15)], date(2027, 4, 15)),
        (date(2027, 3, 20), [date(2027, 3, 16)], date(2028, 4, 15)),
        (date(2028, 5, 1), [date(2028, 3, 15)], date(2028, 4, 15)),
    ],
)
def test_PRO_21_can_be_asked(day: date, notices: list[date], until: date) -> None:
    asked = TermAsked(signed_on=SIGNED, day=day, notices_received_on=notices)
    assert running_term(asked, Parameters(day)).value == until


@pytest.mark.django_db
def test_PRO_23_can_be_asked() -> None:
    outcome = formal_notice(FormalNotice(served_on=date(2026, 1, 10)), Parameters(date(2026, 1, 10)))
    assert outcome.value == date(2026, 2, 9)
