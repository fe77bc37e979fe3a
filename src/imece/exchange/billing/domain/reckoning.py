"""From tallies to the lines of a statement. Nothing here writes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from imece.core.parameters import Parameters, parameter_rows
from imece.exchange.billing.domain.counting import last_of, tallies_of
from imece.exchange.billing.domain.errors import UNKNOWN_CLASS
from imece.exchange.billing.domain.rules import (
    FREE_CLASS,
    PRICE_OF_CLASS,
    Charging,
    PriceRange,
    Tally,
    charging_of,
    class_of,
    price_ranges,
    total_of,
)
from imece.exchange.billing.enums import FreeReason, OutcomeClass
from imece.exchange.billing.models import StatementLine
from imece.exchange.catalogue.models import ServiceVersion
from imece.exchange.ledger.public import SealedHead
from imece.exchange.parties.models import Institution

COUNT_OF = {one: f"{one.value}_count" for one in OutcomeClass}


@dataclass(frozen=True)
class Reckoned:
    """A month as it comes out now: what a statement would hold."""

    institution: Institution
    month: date
    free_reason: FreeReason
    lines: Sequence[StatementLine]
    heads: Sequence[SealedHead]
    parameters: Sequence[dict[str, Any]] = field(default_factory=tuple)

    @property
    def query_count(self) -> int:
        return sum(line.query_count for line in self.lines)

    @property
    def charged_count(self) -> int:
        return sum(line.charged_count for line in self.lines)

    @property
    def amount(self) -> Decimal:
        return total_of([line.amount for line in self.lines])


def reckon_month(institution: Institution, month: date, heads: Sequence[SealedHead]) -> Reckoned:
    """Counts by service and price; the price is that of the day asked (KPS-21). Raises BIL-006, PAR-001."""
    tallies = tallies_of(institution.pk, month, heads)
    switches = Parameters(last_of(month))
    charging = charging_of(switches)
    free = FreeReason.GENERAL_GOVERNMENT if institution.is_general_government else FreeReason.PAYS
    ranges = {tariff: _ranges(tariff, month) for tariff in {one.tariff for one in tallies}}
    lines = _lines(tallies, ranges, charging, is_free=bool(free))
    used = [row.as_json() for row in switches.used]
    used += _used_prices(number for found in ranges.values() for one in found for number in one.used)
    return Reckoned(institution, month, free, lines, heads, used)


def _ranges(tariff: int, month: date) -> list[PriceRange]:
    if tariff == FREE_CLASS:
        return [PriceRange(month, last_of(month), Decimal(0))]
    name = PRICE_OF_CLASS.get(tariff)
    if name is None:
        raise UNKNOWN_CLASS(tariff=tariff, service=f"{month:%m.%Y}")
    rows = parameter_rows(name)
    known = [(row.valid_from, row.valid_to, Decimal(str(row.value)), row.pk) for row in rows]
    return price_ranges(known, month, last_of(month))


def _used_prices(numbers: Iterable[int]) -> list[dict[str, Any]]:
    rows = parameter_rows().filter(pk__in=set(numbers)).order_by("name", "valid_from")
    return [
        {
            "id": row.pk,
            "name": row.name,
            "value": row.value,
            "unit": row.unit,
            "valid_from": row.valid_from.isoformat(),
            "source": row.source,
        }
        for row in rows
    ]


def _lines(
    tallies: Sequence[Tally], ranges: Mapping[int, Sequence[PriceRange]], charging: Charging, *, is_free: bool
) -> list[StatementLine]:
    services = ServiceVersion.objects.in_bulk({one.service_id for one in tallies})
    counts: dict[tuple[int, int, PriceRange], dict[OutcomeClass, int]] = defaultdict(lambda: defaultdict(int))
    for tally in tallies:
        kind = class_of(tally.outcome)
        if kind is not None:
            span = next(one for one in ranges[tally.tariff] if one.first_on <= tally.day <= one.last_on)
            counts[tally.service_id, tally.tariff, span][kind] += tally.count
    return [
        _line(services.get(service), service, tariff, span, found, charging, is_free)
        for (service, tariff, span), found in sorted(counts.items(), key=lambda one: _place(one[0]))
    ]


def _place(key: tuple[int, int, PriceRange]) -> tuple[int, date, int]:
    service, tariff, span = key
    return service, span.first_on, tariff


def _line(
    service: ServiceVersion | None,
    number: int,
    tariff: int,
    span: PriceRange,
    counts: Mapping[OutcomeClass, int],
    charging: Charging,
    is_free: bool,
) -> StatementLine:
    """Refusals before any service was known stand under no name; they are counted, never charged."""
    price = Decimal(0) if is_free else span.price
    is_bill = tariff != FREE_CLASS and not is_free
    charged = sum(count for kind, count in counts.items() if is_bill and charging.is_charged(kind))
    return StatementLine(
        service_id=number,
        service=service.name if service else "",
        version=service.version if service else 0,
        tariff=tariff,
        first_on=span.first_on,
        last_on=span.last_on,
        price=price,
        charged_count=charged,
        amount=price * charged,
        **{COUNT_OF[kind]: count for kind, count in counts.items()},
    )
