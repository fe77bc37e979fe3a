"""The calendar's rules asked as JSON, each by its own example and its vector."""

import json
from datetime import date

import pytest

from imece.core.errors import Problem
from imece.core.rule_registry import RULES, ask


@pytest.mark.django_db
@pytest.mark.parametrize(
    "rule, question, value",
    [
        ("CAL-01", {"day": "2026-10-28"}, True),
        ("CAL-01", {"day": "2026-10-28", "half_day_counts": False}, False),
        ("CAL-02", {"day": "2026-04-22", "count": 5}, "2026-04-30"),
        ("CAL-02", {"day": "2026-10-26", "count": 5}, "2026-11-03"),
        ("CAL-02", {"day": "2026-10-26", "count": 5, "half_day_counts": False}, "2026-11-04"),
        ("CAL-02", {"day": "2026-04-22", "count": 5, "special_days": ["2026-04-24"]}, "2026-05-04"),
        ("CAL-03", {"day": "2026-04-30", "days": 31}, "2026-06-01"),
        ("CAL-03", {"day": "2027-04-15", "months": -1}, "2027-03-15"),
        ("ID-21", {"arrived_on": "2026-01-05"}, "2026-01-10"),
        ("KVK-07", {"learned_at": "2026-03-06T15:00:00+03:00"}, "2026-03-09T15:00:00+03:00"),
        ("OCC-01", {"code": "8160.29"}, True),
        ("OCC-01", {"code": "816O.29"}, False),
    ],
)
def test_rule(rule, question, value):
    assert ask(rule, json.dumps(question), date(2026, 11, 21)).as_json()["value"] == value


@pytest.mark.parametrize(
    "rule, question, place",
    [
        ("CAL-02", {"day": "2026-04-22", "count": 2501}, "$.count"),
        ("CAL-02", {"day": "2026-04-22", "count": -2501}, "$.count"),
        ("CAL-03", {"day": "2026-04-22", "months": 121}, "$.months"),
        ("CAL-03", {"day": "2026-04-22", "days": 10**9}, "$.days"),
        ("CAL-01", {"day": "2026-04-22", "special_days": ["2026-04-22"] * 367}, "$.special_days"),
    ],
)
def test_a_period_beyond_every_calendar_is_refused_with_its_place(rule, question, place):
    with pytest.raises(Problem) as refused:
        ask(rule, json.dumps(question), date(2026, 11, 21))
    assert refused.value.code == "RULE-002"
    assert place in refused.value.message


@pytest.mark.django_db
@pytest.mark.parametrize("rule", ["CAL-01", "CAL-02", "CAL-03", "ID-21", "KVK-07", "OCC-01"])
def test_examples_work(rule):
    answer = ask(rule, json.dumps(RULES[rule].example), date(2026, 11, 21)).as_json()
    assert answer["steps"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "must"),
    [
        ({}, False),
        ({"is_public": True}, True),
        ({"workers": 51}, True),
        ({"balance_total": "100000000.00"}, False),
        ({"balance_total": "100000000.01"}, True),
        ({"special_data_is_main_work": True}, True),
    ],
)
def test_KVK_02_who_must_be_registered_with_verbis(changes, must):
    asked = {"is_public": False, "workers": 50, "balance_total": "1000.00", **changes}
    assert ask("KVK-02", json.dumps(asked), date(2026, 11, 21)).as_json()["value"] is must
