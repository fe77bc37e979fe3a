"""Rules of law under their ids, askable as JSON: `./imece rule QUO-05 '{…}'`, over HTTP, and on the page Hesapla.

    class Input(msgspec.Struct): …

    @rule("ID-02", title=_("Check digits of a T.C. number"), article="NVİ", example={"number": "10000000146"})
    def check_citizen_number(input: Input, parameters: Parameters) -> Outcome: …

A rule is pure: no clock, no ORM; days come in the input, legal numbers through `parameters`.
"""

import enum
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import msgspec
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from imece.core.errors import Text, define
from imece.core.parameters import Parameters

UNKNOWN_RULE = define(
    "RULE-001", _("There is no rule «{rule}»."), remedy=_("List them with: ./imece rule --list"), status=404
)
BAD_INPUT = define(
    "RULE-002",
    _("The input of {rule} is not right: {what}."),
    remedy=_("An example that works: {example}"),
    status=422,
)
RULES: dict[str, "Rule"] = {}


@dataclass(frozen=True)
class Step:
    """One line of a derivation: what is reckoned, and what came out."""

    text: Text
    value: Any


@dataclass(frozen=True)
class Outcome:
    value: Any
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Rule:
    id: str
    title: Text
    article: str
    input_type: type[Any]
    function: Callable[[Any, Parameters], Outcome]
    example: dict[str, Any] = field(default_factory=dict)

    @property
    def schema(self) -> dict[str, Any]:
        return msgspec.json.schema(self.input_type, schema_hook=_schema_of)


@dataclass(frozen=True)
class Answer:
    """What every way of asking gives: value, steps, article and the parameter rows used."""

    rule: Rule
    outcome: Outcome
    parameters: Parameters

    def as_json(self) -> dict[str, Any]:
        return {
            "rule": self.rule.id,
            "value": msgspec.to_builtins(self.outcome.value, enc_hook=str),
            "steps": [{"text": str(step.text), "value": _builtin(step.value)} for step in self.outcome.steps],
            "article": self.rule.article,
            "on": self.parameters.day.isoformat(),
            "parameters": [row.as_json() for row in self.parameters.used],
        }


def rule(
    rule_id: str, *, title: str | Promise, article: str, input_type: type[Any], example: dict[str, Any]
) -> Callable[[Callable[[Any, Parameters], Outcome]], Callable[[Any, Parameters], Outcome]]:
    """Register a rule function under its stable id of the catalogue."""

    def register(function: Callable[[Any, Parameters], Outcome]) -> Callable[[Any, Parameters], Outcome]:
        if rule_id in RULES:
            raise ValueError(f"rule {rule_id} is registered twice")
        RULES[rule_id] = Rule(rule_id, title, article, input_type, function, example)
        return function

    return register


def ask(rule_id: str, payload: bytes | str, day: date) -> Answer:
    """Answer a JSON question with the numbers in force on `day`. Raises RULE-001, RULE-002, PAR-001."""
    known = RULES.get(rule_id)
    if known is None:
        raise UNKNOWN_RULE(rule=rule_id)
    try:
        value = msgspec.json.decode(payload, type=known.input_type, dec_hook=_read_choice)
    except msgspec.MsgspecError as problem:
        example = msgspec.json.encode(known.example).decode()
        raise BAD_INPUT(rule=rule_id, what=problem, example=example) from problem
    parameters = Parameters(day)
    try:
        outcome = known.function(value, parameters)
    except (OverflowError, ValueError) as problem:  # a year beyond the calendar, a serial out of range
        example = msgspec.json.encode(known.example).decode()
        raise BAD_INPUT(rule=rule_id, what=problem, example=example) from problem
    return Answer(known, outcome, parameters)


def describe_rule(known: Rule) -> dict[str, Any]:
    """What a program needs to ask: the same on the command line and over HTTP."""
    return {
        "id": known.id,
        "title": str(known.title),
        "article": known.article,
        "schema": known.schema,
        "example": known.example,
    }


def _schema_of(kind: type[Any]) -> dict[str, Any]:
    """Django's choices have a metaclass of their own, so msgspec does not know them for enums."""
    if issubclass(kind, enum.Enum):
        return {"enum": [one.value for one in kind]}
    raise NotImplementedError


def _read_choice(kind: type[Any], value: Any) -> Any:
    if issubclass(kind, enum.Enum):
        return kind(value)
    raise NotImplementedError


def _builtin(value: Any) -> Any:
    return msgspec.to_builtins(value, enc_hook=str)
