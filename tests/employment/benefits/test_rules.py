"""§8: what a declaration likely gives."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from imece.core.actor import Actor, ActorKind
from imece.core.models import Parameter
from imece.core.parameters import Parameters, change_parameter
from imece.employment.benefits.domain.rules import (
    is_entitled_to_short_time,
    is_short_time,
    short_time_ends_by,
)
from tests.rules import ask_rule, starting_law

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 1)
LAW = starting_law(TODAY)
ASKED: dict[str, Any] = {
    "starts_on": "2026-02-01", "ends_on": "2026-04-30", "ground": "force_majeure", "service_days": 120,
    "premium_days": 450, "average_gross_month": "60000",
}  # fmt: skip


@pytest.mark.parametrize(
    ("vector", "starts_on", "service_days", "premium_days", "expected"),
    [
        ("T-BLD-02", date(2024, 3, 1), 120, 450, True), ("T-BLD-02", date(2024, 3, 1), 120, 449, False),
        ("T-BLD-03", date(2026, 5, 1), 119, 900, False), ("BLD-07", date(2024, 2, 29), 120, 599, False),
        ("BLD-07", date(2024, 2, 29), 120, 600, True),
    ],
)  # fmt: skip
def test_BLD_07(vector: str, starts_on: date, service_days: int, premium_days: int, expected: bool) -> None:
    assert is_entitled_to_short_time(service_days, premium_days, Parameters(starts_on)) is expected


def test_T_BLD_05_three_months_at_the_most() -> None:
    assert short_time_ends_by(date(2026, 2, 1), LAW) == date(2026, 4, 30)
    assert ask_rule("BLD-08", ASKED, TODAY).outcome.value > 0
    assert ask_rule("BLD-08", {**ASKED, "ends_on": "2026-05-01"}, TODAY).outcome.value == 0


def test_BLD_06_as_long_as_the_president_decided_for_those_who_began_then() -> None:
    """Entered with its first day, and ended by another row: before and after it, three months hold."""
    hq = Actor(ActorKind.HEADQUARTERS_STAFF, person_id=1, grants=frozenset({"parameters"}))
    given: dict[str, Any] = {"name": "kco_months", "unit": "month", "source": "deneme", "reason": "deneme"}
    change_parameter(**given, value=6, valid_from=date(2026, 2, 1), actor=hq)
    change_parameter(**given, value=3, valid_from=date(2026, 4, 1), actor=hq)
    last = {
        day: short_time_ends_by(day, Parameters(day))
        for day in (date(2026, 1, 31), date(2026, 2, 1), date(2026, 3, 31), date(2026, 4, 1))
    }
    assert list(last.values()) == [
        date(2026, 4, 29), date(2026, 7, 31), date(2026, 9, 29), date(2026, 6, 30),
    ]  # fmt: skip
    assert ask_rule("BLD-08", {**ASKED, "ends_on": "2026-07-31"}, TODAY).outcome.value > 0
    assert ask_rule("BLD-08", {**ASKED, "ends_on": "2026-08-01"}, TODAY).outcome.value == 0


def test_GEN_01_short_time_work_stays_under_the_law_of_its_first_day() -> None:
    """BLD-04: what the day of asking has does not matter; the answer names both rows' days."""
    Parameter.objects.filter(name="kco_wage_pct").update(valid_to=date(2026, 2, 28))
    Parameter.objects.create(name="kco_wage_pct", value=70, valid_from=date(2026, 3, 1), source="deneme")
    answer = ask_rule("BLD-08", ASKED, TODAY)
    assert answer.outcome.value == Decimal("36000.00")
    later = ask_rule("BLD-08", {**ASKED, "starts_on": "2026-03-01"}, TODAY)
    assert later.outcome.value == Decimal("42000.00")
    assert {row.name: row.value for row in later.parameters.used}["kco_wage_pct"] == 70


def test_GEN_01_benefits_are_reckoned_by_the_rows_of_the_day() -> None:
    rows = Parameter.objects.all()
    rows.filter(name="unemployment_premium_days_1").update(value=500)
    rows.filter(name="unemployment_wage_pct").update(value=50)
    asked = {"premium_days": 599, "last_120_days_in_service": True, "left_without_own_fault": True}
    outcome = ask_rule("BLD-02", {**asked, "average_daily_gross": "1000"}, TODAY).outcome
    assert (outcome.value, outcome.steps[-1].value) == (180, Decimal("15000.00"))
    rows.filter(name="job_loss_benefit_days_4").update(value=270)
    assert ask_rule("BLD-03", {"unbroken_premium_days": 2200}, TODAY).outcome.value == 270


@pytest.mark.parametrize(
    ("vector", "average", "amount", "tax"),
    [("T-BLD-06", "60000", "36000.00", "273.24"), ("T-BLD-08", "33030", "19818.00", "150.42")],
)
def test_BLD_08_amount(vector: str, average: str, amount: str, tax: str) -> None:
    outcome = ask_rule("BLD-08", {**ASKED, "average_gross_month": average}, TODAY).outcome
    assert outcome.value == Decimal(amount)
    assert outcome.steps[-2].value == Decimal(tax)
    assert outcome.steps[-3].value == date(2026, 3, 5)


def test_BLD_08_ceiling_and_hours() -> None:
    assert ask_rule("BLD-08", {**ASKED, "average_gross_month": "500000"}, TODAY).outcome.value == Decimal(
        "49545.00"
    )
    steps = ask_rule("BLD-08", ASKED, TODAY).outcome.steps
    assert "225/225" in [step.value for step in steps]  # 45 hours in six days, a month of thirty
    half = {**ASKED, "normal_hours": 200, "hours_not_worked": 100}
    assert ask_rule("BLD-08", half, TODAY).outcome.value == Decimal("18000.00")


@pytest.mark.parametrize(("days", "given"), [(599, 0), (600, 180), (899, 180), (900, 240), (1080, 300)])
def test_T_BLD_09_days_of_benefit(days: int, given: int) -> None:
    asked = {"premium_days": days, "last_120_days_in_service": True, "left_without_own_fault": True}
    assert ask_rule("BLD-02", asked, TODAY).outcome.value == given
    for missing in ("left_without_own_fault", "last_120_days_in_service"):
        assert ask_rule("BLD-02", {**asked, missing: False}, TODAY).outcome.value == 0


@pytest.mark.parametrize(("daily", "month"), [("1000", "12000.00"), ("9000", "26424.00")])
def test_BLD_02_forty_per_cent_and_at_most_eighty_of_the_minimum_wage(daily: str, month: str) -> None:
    """33,030 lira is the minimum wage of the day."""
    asked = {"premium_days": 600, "last_120_days_in_service": True, "left_without_own_fault": True}
    outcome = ask_rule("BLD-02", {**asked, "average_daily_gross": daily}, TODAY).outcome
    assert outcome.steps[-1].value == Decimal(month)


@pytest.mark.parametrize(("days", "given"), [(549, 0), (550, 90), (1100, 120), (1650, 180), (2200, 240)])
def test_BLD_03_days_of_compensation(days: int, given: int) -> None:
    outcome = ask_rule("BLD-03", {"unbroken_premium_days": days}, TODAY).outcome
    assert outcome.value == given
    assert outcome.steps[-1].value == Decimal("1871.70")  # twice a thirtieth of 28,075.50 net


def test_T_BLD_11_an_indirect_ground_is_refused() -> None:
    assert ask_rule("BLD-08", {**ASKED, "ground": "cash_shortage"}, TODAY).outcome.value == 0


@pytest.mark.parametrize(
    ("normal", "short", "weeks", "expected"),
    [(45, 30, 0, True), (45, 31, 0, False), (45, 45, 4, True), (45, 45, 3, False)],
)
def test_BLD_05_a_third_or_four_weeks(normal: int, short: int, weeks: int, expected: bool) -> None:
    assert is_short_time(normal, short, weeks, LAW) is expected
