"""A definition as plain data and back: the catalogue keeps it, so that a running gateway learns new services (X4.3)."""

import json
from dataclasses import asdict, fields
from typing import Any

from imece.exchange.contract import Example, Field, Input, Kind, Service
from imece.exchange.services.answers import plain_value


def plain_definition(service: Service) -> dict[str, Any]:
    """Everything but the SQL, ready for JSON."""
    plain = {one.name: getattr(service, one.name) for one in fields(service) if one.name != "sql"}
    described = plain | {
        "fields": [asdict(one) for one in service.fields],
        "inputs": [asdict(one) for one in service.inputs],
        "open_to": sorted(service.open_to),
        "enough": [service.enough[0], list(service.enough[1])],
        "examples": [_plain_example(service, one) for one in service.examples],
    }
    normal: dict[str, Any] = json.loads(json.dumps(described))  # equal to what the database gives back
    return normal


def service_from(plain: dict[str, Any]) -> Service:
    """The definition again, without SQL: to check, filter and describe. Raises KeyError or TypeError for other data."""
    return Service(
        **{
            **plain,
            "sql": "",
            "fields": tuple(_field_from(one) for one in plain["fields"]),
            "inputs": tuple(_input_from(one) for one in plain["inputs"]),
            "open_to": frozenset(plain["open_to"]),
            "enough": (plain["enough"][0], tuple(plain["enough"][1])),
            "examples": tuple(Example(one["inputs"], one["facts"]) for one in plain["examples"]),
        }
    )


def _plain_example(service: Service, example: Example) -> dict[str, Any]:
    kinds = {one.name: one.kind for one in service.inputs} | {one.name: one.kind for one in service.fields}
    facts = example.facts
    return {
        "inputs": {name: plain_value(kinds[name], value) for name, value in example.inputs.items()},
        "facts": None
        if facts is None
        else {name: plain_value(kinds[name], value) for name, value in facts.items()},
    }


def _field_from(plain: dict[str, Any]) -> Field:
    records = tuple(_field_from(one) for one in plain["records"])
    return Field(**{**plain, "kind": Kind(plain["kind"]), "records": records})


def _input_from(plain: dict[str, Any]) -> Input:
    return Input(**{**plain, "kind": Kind(plain["kind"]), "choices": tuple(plain["choices"])})
