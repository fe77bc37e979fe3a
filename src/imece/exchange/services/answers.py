"""What leaves: the fields a grant names and no others, in the definition's order (P0 of the road, PRO-02)."""

from collections.abc import Collection, Mapping
from typing import Any

from imece.exchange.contract import Kind, Service


def granted_facts(service: Service, facts: Mapping[str, Any], granted: Collection[str]) -> dict[str, Any]:
    """The granted part of an answer; a field the service does not know is never added."""
    return {field.name: facts[field.name] for field in service.fields if field.name in granted}


def mask_for(service: Service, granted: Collection[str]) -> int:
    """The ledger's bit mask of a grant's fields; names the service does not know count for nothing."""
    return service.mask_of(frozenset(granted))


def plain_value(kind: Kind, value: Any) -> Any:
    """As JSON carries it: a decimal and a day as text (ISO 8601), the rest as it is."""
    return str(value) if value is not None and kind in {Kind.DATE, Kind.DECIMAL} else value


def plain_facts(service: Service, facts: Mapping[str, Any]) -> dict[str, Any]:
    kinds = {field.name: field.kind for field in service.fields}
    return {name: plain_value(kinds[name], value) for name, value in facts.items()}
