"""Asking a rule of law as a test asks it: a dictionary in, the whole answer out."""

import json
from datetime import date
from typing import Any

from imece.core.rule_registry import Answer, ask


def ask_rule(rule_id: str, asked: dict[str, Any], day: date) -> Answer:
    """`asked` is what JSON can hold; dates and amounts are texts."""
    return ask(rule_id, json.dumps(asked), day)
