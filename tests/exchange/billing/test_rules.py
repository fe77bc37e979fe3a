"""KPS-20, KPS-21, GEN-04: which query is charged, and at what price."""

from datetime import date
from decimal import Decimal

import pytest

from imece.core.parameters import Parameters
from imece.core.rule_registry import RULES
from imece.exchange.billing.domain.rules import (
    Charging,
    PriceRange,
    Queries,
    charge_of,
    class_of,
    price_ranges,
    total_of,
)
from imece.exchange.billing.enums import OutcomeClass
from imece.exchange.ledger.enums import Outcome

TWO, THREE = Decimal("0.02"), Decimal("0.03")
PRICES = [(date(2009, 7, 11), date(2020, 6, 26), TWO, 1), (date(2020, 6, 27), None, THREE, 2)]


@pytest.mark.django_db
@pytest.mark.parametrize(("day", "amount"), [("2020-06-26", "20.00"), ("2020-06-27", "30.00")])
def test_T_KPS_01_a_thousand_queries_of_a_paying_body(day: str, amount: str) -> None:
    outcome = charge_of(Queries(count=1000), Parameters(date.fromisoformat(day)))
    assert str(outcome.value) == amount
    assert "KPS-21" in RULES


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "amount"),
    [
        ({"is_general_government": True}, "0.00"),
        ({"outcome": "not_found"}, "30.00"),
        ({"outcome": "refused"}, "0.00"),
        ({"outcome": "failed"}, "0.00"),
        ({"outcome": "repeated"}, "0.00"),
    ],
)
def test_KPS_20_who_pays_and_for_what(asked: dict, amount: str) -> None:
    queries = Queries(count=1000, **{name: _enum(value) for name, value in asked.items()})
    assert str(charge_of(queries, Parameters(date(2026, 11, 1))).value) == amount


def _enum(value: object) -> object:
    return OutcomeClass(value) if isinstance(value, str) else value


@pytest.mark.parametrize(
    ("kind", "charged"),
    [("found", True), ("not_found", False), ("refused", True), ("failed", True), ("repeated", False)],
)
def test_GEN_04_both_parameters_decide(kind: str, charged: bool) -> None:
    assert Charging(charges_not_found=False, charges_refused=True).is_charged(OutcomeClass(kind)) == charged


def test_every_outcome_of_the_ledger_has_its_class() -> None:
    classes = {outcome: class_of(outcome) for outcome in Outcome}
    assert {outcome for outcome, kind in classes.items() if kind is None} == {
        Outcome.TOKEN_GIVEN,
        Outcome.INTENDED,
    }
    assert classes[Outcome.NO_GRANT] == OutcomeClass.REFUSED
    assert classes[Outcome.UPSTREAM_SILENT] == OutcomeClass.FAILED


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ((2020, 6, 1), (2020, 6, 30), [((2020, 6, 1), (2020, 6, 26), TWO), ((2020, 6, 27), (2020, 6, 30), THREE)]),
        ((2020, 7, 1), (2020, 7, 31), [((2020, 7, 1), (2020, 7, 31), THREE)]),
        ((2009, 7, 1), (2009, 7, 31), [((2009, 7, 1), (2009, 7, 10), Decimal(0)), ((2009, 7, 11), (2009, 7, 31), TWO)]),
        ((2009, 6, 1), (2009, 6, 30), [((2009, 6, 1), (2009, 6, 30), Decimal(0))]),
    ],
)  # fmt: skip
def test_KPS_21_a_month_is_cut_where_the_price_changes(first: tuple, last: tuple, expected: list) -> None:
    found = price_ranges(PRICES, date(*first), date(*last))
    assert [(one.first_on, one.last_on, one.price) for one in found] == [
        (date(*begin), date(*end), price) for begin, end, price in expected
    ]


def test_a_price_ended_without_a_successor_costs_nothing_after() -> None:
    found = price_ranges([(date(2020, 1, 1), date(2020, 6, 10), TWO, 1)], date(2020, 6, 1), date(2020, 6, 30))
    assert found == [
        PriceRange(date(2020, 6, 1), date(2020, 6, 10), TWO, (1,)),
        PriceRange(date(2020, 6, 11), date(2020, 6, 30), Decimal(0)),
    ]


def test_rounding_is_once_and_of_the_sum() -> None:
    assert total_of([Decimal("0.005"), Decimal("0.005")]) == Decimal("0.01")
