"""Asking a rule of law as a test asks it: a dictionary in, the whole answer out; and law without a database."""

import json
from datetime import date
from typing import Any

from imece.core.parameters import Parameters, Used
from imece.core.rule_registry import Answer, ask
from imece.reference.domain.parameters import starting_rows


def ask_rule(rule_id: str, asked: dict[str, Any], day: date) -> Answer:
    """`asked` is what JSON can hold; dates and amounts are texts."""
    return ask(rule_id, json.dumps(asked), day)


def starting_law(day: date, **others: Any) -> Parameters:
    """The starting table's numbers of a day, but for `others`."""
    rows = [
        Used(0, row.name, others.get(row.name, row.value), row.unit, row.valid_from, row.valid_to, row.source)
        for row in starting_rows()
    ]
    return Parameters(day, [row for row in rows if row.holds_on(day)])
