"""§4 and §5: who must file and when, and the quota with its vectors."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imece.core.models import Parameter
from imece.core.parameters import Parameters
from imece.employment.workforce.domain.quota import Headcount, half_up, reckon_quota, required_of
from imece.employment.workforce.domain.rules import due_on, may_be_entered, must_file, next_month
from imece.employment.workforce.enums import Group
from imece.reference.public import public_holidays
from tests.rules import ask_rule

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 31)


def required(base: int, *, is_public: bool = False, on: date = TODAY) -> dict[str, int]:
    result = reckon_quota(Headcount(is_public=is_public, full_time=base), Parameters(on))
    return {group.group.value: group.required for group in result.groups}


@pytest.mark.parametrize(
    ("vector", "is_public", "workers", "expected"),
    [
        ("T-AIC-10", False, 6, False),
        ("T-AIC-11", True, 1, True),
        ("AIC-01", False, 10, True),
        ("AIC-01", True, 0, False),
    ],
)
def test_AIC_01_who_must_file(vector: str, is_public: bool, workers: int, expected: bool) -> None:
    """T-AIC-10 asks a province at a time: Ankara's 6 and Konya's 6 are not added up."""
    assert (
        must_file(is_public=is_public, workers_in_province=workers, parameters=Parameters(TODAY)) is expected
    )


@pytest.mark.parametrize(
    ("vector", "month", "due"),
    [
        ("T-AIC-13", date(2026, 2, 1), date(2026, 3, 31)),
        ("T-AIC-14", date(2026, 4, 1), date(2026, 6, 1)),
        ("AIC-02", date(2026, 1, 1), date(2026, 3, 2)),  # 28 February 2026 is a Saturday
    ],
)
def test_AIC_02_due_on(vector: str, month: date, due: date) -> None:
    assert due_on(month, public_holidays(), Parameters(TODAY)) == due


def test_T_AIC_04_the_next_month_only() -> None:
    assert next_month(date(2026, 12, 1)) == date(2027, 1, 1)


def test_AIC_13_a_month_is_entered_when_it_has_ended() -> None:
    law = Parameters(TODAY)
    assert not may_be_entered(date(2026, 3, 1), date(2026, 3, 31), law)
    assert may_be_entered(date(2026, 3, 1), date(2026, 4, 1), law)


@pytest.mark.parametrize(
    ("vector", "base", "expected"),
    [
        ("T-QUO-01", 49, 0), ("T-QUO-03", 66, 2), ("T-QUO-03", 83, 2), ("T-QUO-03", 84, 3), ("T-QUO-04", 116, 3),
        ("T-QUO-04", 117, 4), ("T-QUO-06", 350, 11), ("T-QUO-07", 169, 5), ("T-QUO-07", 183, 5), ("T-QUO-07", 184, 6),
        ("T-QUO-07", 1000, 30), ("T-QUO-12", 30 + 25, 2), ("T-QUO-13", 30, 0), ("T-QUO-13", 25, 0),
    ],
)  # fmt: skip
def test_private_employers(vector: str, base: int, expected: int) -> None:
    assert required(base) == {"disabled": expected}


@pytest.mark.parametrize(
    ("vector", "base", "disabled", "ex_convict"),
    [("T-QUO-15", 50, 2, 1), ("T-QUO-16", 62, 2, 1), ("T-QUO-16", 63, 3, 1)],
)
def test_public_bodies(vector: str, base: int, disabled: int, ex_convict: int) -> None:
    assert required(base, is_public=True) == {"disabled": disabled, "ex_convict": ex_convict}


@pytest.mark.parametrize(
    ("vector", "base", "expected"), [("T-QUO-18", 100, (3, 1, 2)), ("T-QUO-19", 50, (2, 1, 1))]
)
def test_QUO_20_the_regime_of_2007(vector: str, base: int, expected: tuple[int, int, int]) -> None:
    assert tuple(required(base, on=date(2007, 3, 31)).values()) == expected


def test_QUO_02_agriculture_begins_at_51() -> None:
    for base, expected in ((50, False), (51, True)):
        count = Headcount(is_public=False, full_time=base, is_agriculture=True)
        assert reckon_quota(count, Parameters(TODAY)).is_due is expected


@pytest.mark.parametrize(
    ("vector", "hours", "equivalent"),
    [
        ("T-QUO-10", 97, 0),
        ("T-QUO-10", 98, 1),
        ("T-QUO-10", 292, 1),
        ("T-QUO-10", 293, 2),
        ("T-QUO-09", 4056, 21),
    ],
)
def test_QUO_06_part_timers_as_full_timers(vector: str, hours: int, equivalent: int) -> None:
    count = Headcount(is_public=False, full_time=148, part_time_hours=hours)
    assert reckon_quota(count, Parameters(TODAY)).base == 148 + equivalent


def test_T_QUO_21_what_is_left_out_of_the_base() -> None:
    count = Headcount(is_public=False, full_time=140, part_time_hours=1000, private_security=6)
    result = reckon_quota(count, Parameters(TODAY))
    assert (result.base, result.groups[0].required) == (139, 4)
    assert len(result.steps) == 12


def test_QUO_07_who_works_underground_is_left_out_and_it_says_so() -> None:
    result = reckon_quota(Headcount(is_public=True, full_time=60, underground=11), Parameters(TODAY))
    assert (result.base, result.is_due) == (49, False)
    assert -11 in [step.value for step in result.steps]


def test_QUO_09_those_employed_help_to_the_threshold_by_the_switch_alone() -> None:
    count = Headcount(is_public=False, full_time=49, employed={Group.DISABLED: 1})
    assert not reckon_quota(count, Parameters(TODAY)).is_due
    Parameter.objects.filter(name="quota_protected_in_threshold").update(value=True)
    result = reckon_quota(count, Parameters(TODAY))
    assert (result.is_due, result.base) == (True, 49)


def test_public_terror_affected_count_with_ex_convicts_since_2008() -> None:
    employed = {Group.EX_CONVICT: 1, Group.TERROR_AFFECTED: 1, Group.DISABLED: 1}
    result = reckon_quota(Headcount(is_public=True, full_time=100, employed=employed), Parameters(TODAY))
    assert {group.group: (group.required, group.missing) for group in result.groups} == {
        Group.DISABLED: (4, 3),
        Group.EX_CONVICT: (2, 0),
    }


@pytest.mark.parametrize(
    ("vector", "missing", "months", "total"),
    [
        ("T-QUO-22", 3, ["2025-05-01", "2025-06-01"], "180486"),
        ("T-QUO-24", 1, ["2026-01-01"], "37748"),
        ("T-QUO-25", 1, ["2025-12-01", "2026-01-01"], "67829"),
    ],
)
def test_QUO_16_fine(vector: str, missing: int, months: list[str], total: str) -> None:
    answer = ask_rule("QUO-16", {"missing": missing, "months": months}, TODAY)
    assert answer.outcome.value == Decimal(total)


@given(st.integers(0, 10**6), st.integers(1, 10**4))
def test_QUO_05_half_up_is_the_nearest_whole_number(numerator: int, denominator: int) -> None:
    rounded = half_up(numerator, denominator)
    assert 2 * denominator * rounded - denominator <= 2 * numerator < 2 * denominator * rounded + denominator


@given(st.integers(0, 10**6))
def test_one_worker_more_never_lowers_what_is_owed(base: int) -> None:
    assert 0 <= required_of(base + 1, Decimal(3)) - required_of(base, Decimal(3)) <= 1
