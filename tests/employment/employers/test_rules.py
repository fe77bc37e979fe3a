"""The room's rules, asked as anybody may ask them: by id and JSON."""

from datetime import date
from typing import Any

import msgspec
import pytest

from imece.core.rule_registry import RULES, ask

DAY = date(2026, 4, 15)


@pytest.mark.parametrize(
    "rule, question, value",
    [
        ("EMP-08", {"province": 6, "head_office": None}, None),
        ("EMP-08", {"province": 6, "head_office": 7}, 7),
        ("EMP-09", {"workplace": 1, "is_head_office": True, "branches": [3, 2]}, 3),
        ("EMP-09", {"workplace": 1, "is_head_office": True, "branches": []}, None),
        ("EMP-09", {"workplace": 1, "is_head_office": False, "branches": [2]}, None),
        ("VAC-20", {"sgk_number": "1" + "0" * 25}, "public"),
        ("VAC-20", {"sgk_number": "4" + "0" * 25}, "private"),
        ("VAC-20", {"sgk_number": "5" + "0" * 25, "present": "public"}, "public"),
        ("VAC-20", {"sgk_number": ""}, "private"),
    ],
)
def test_rule(rule: str, question: dict[str, Any], value: object) -> None:
    assert ask(rule, msgspec.json.encode(question), DAY).as_json()["value"] == value


@pytest.mark.parametrize("rule", ["EMP-08", "EMP-09", "VAC-20"])
def test_the_example_works(rule: str) -> None:
    assert ask(rule, msgspec.json.encode(RULES[rule].example), DAY).rule.id == rule
