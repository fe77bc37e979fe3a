"""Which questions are charged, and at what price (X6.1, KPS-20, KPS-21, GEN-04). Pure: days and numbers come in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Final

import msgspec
from django.utils.translation import gettext_lazy as _

from imece.core.parameters import Parameters
from imece.core.rule_registry import Outcome, Step, rule
from imece.exchange.billing.enums import OutcomeClass
from imece.exchange.ledger.enums import Outcome as Recorded

FREE_CLASS: Final = 0
# Class of price → the dated parameter that sets it. Class 0 is the protocol's: free of charge (PRO-11).
PRICE_OF_CLASS: Final = {1: "kps_price_per_query"}
KURUS: Final = Decimal("0.01")
NOT_CHARGED_AT_ALL: Final = frozenset({OutcomeClass.REPEATED})


@dataclass(frozen=True)
class Tally:
    """So many rows of one service, class of price and outcome on one day; `count` includes folded refusals."""

    service_id: int
    day: date
    tariff: int
    outcome: int
    count: int


@dataclass(frozen=True)
class PriceRange:
    """`price` holds from `first_on` to `last_on`, both included; `used` is the parameter row behind it."""

    first_on: date
    last_on: date
    price: Decimal
    used: tuple[int, ...] = ()


@dataclass(frozen=True)
class Charging:
    """Which classes of outcome are charged: two parameters, so that a decision needs no new program (KPS-22)."""

    charges_not_found: bool
    charges_refused: bool

    def is_charged(self, outcome: OutcomeClass) -> bool:
        if outcome in NOT_CHARGED_AT_ALL:
            return False
        if outcome == OutcomeClass.FOUND:
            return True
        if outcome == OutcomeClass.NOT_FOUND:
            return self.charges_not_found
        return self.charges_refused


def charging_of(parameters: Parameters) -> Charging:
    return Charging(
        parameters.flag("kps_charges_not_found"), parameters.flag("kps_charges_refused_or_failed")
    )


def class_of(outcome: int) -> OutcomeClass | None:
    """None for what is no question of its own: a token handed out, the intent before an upstream is asked."""
    if outcome in {Recorded.TOKEN_GIVEN, Recorded.INTENDED}:
        return None
    known = {
        Recorded.FOUND: OutcomeClass.FOUND,
        Recorded.NOT_FOUND: OutcomeClass.NOT_FOUND,
        Recorded.REPEATED: OutcomeClass.REPEATED,
    }
    if outcome in known:
        return known[Recorded(outcome)]
    return OutcomeClass.FAILED if outcome >= Recorded.UPSTREAM_FAILED else OutcomeClass.REFUSED


def price_ranges(
    rows: Iterable[tuple[date, date | None, Decimal, int]], first: date, last: date
) -> list[PriceRange]:
    """The days from `first` to `last` cut where the price changes; days without a price cost nothing.

    `rows` are (valid_from, valid_to or None, price, parameter row's number), not overlapping.
    """
    found: list[PriceRange] = []
    day = first
    for begins, ends, price, number in sorted(rows):
        until = min(ends or last, last)
        if until < day or begins > last:
            continue
        if begins > day:
            found.append(PriceRange(day, begins - timedelta(days=1), Decimal(0)))
            day = begins
        found.append(PriceRange(day, until, price, (number,)))
        day = until + timedelta(days=1)
    if day <= last:
        found.append(PriceRange(day, last, Decimal(0)))
    return found


def total_of(amounts: Sequence[Decimal]) -> Decimal:
    """To the kuruş, and only at the end: lines keep what a price with more places would give."""
    return sum(amounts, Decimal(0)).quantize(KURUS, ROUND_HALF_UP)


class Queries(msgspec.Struct, forbid_unknown_fields=True):
    """`count` questions of the class `outcome` on the day that the rule is asked for."""

    count: Annotated[int, msgspec.Meta(ge=0, le=10**12)]
    is_general_government: bool = False
    outcome: OutcomeClass = OutcomeClass.FOUND


@rule(
    "KPS-21",
    title=_("Share to be paid for queries of the identity sharing system"),
    article="5490 md. 65; KPS-20, KPS-21",
    input_type=Queries,
    example={"count": 1000},
)
def charge_of(asked: Queries, parameters: Parameters) -> Outcome:
    """General government pays nothing; everybody else the price of the day for each charged query."""
    if asked.is_general_government:
        return Outcome(Decimal("0.00"), (Step(_("General government pays nothing (KPS-20)"), Decimal(0)),))
    is_charged = charging_of(parameters).is_charged(asked.outcome)
    price = parameters.decimal(PRICE_OF_CLASS[1])
    count = asked.count if is_charged else 0
    return Outcome(
        total_of([price * count]),
        (Step(_("Queries that are charged"), count), Step(_("Price of one query on that day"), price)),
    )
