"""§6: when dismissals are a collective one, and its days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imece.employment.dismissals.domain.rules import (
    earliest_effect,
    is_collective,
    is_late,
    may_be_changed,
    most_in_a_month,
)
from tests.rules import ask_rule

TODAY = date(2026, 5, 1)


@pytest.mark.parametrize(
    ("vector", "workers", "dismissed", "expected"),
    [
        ("COL-01", 19, 19, False), ("T-COL-02", 20, 9, False), ("T-COL-02", 20, 10, True), ("T-COL-02", 100, 10, True),
        ("T-COL-03", 101, 10, False), ("T-COL-03", 101, 11, True), ("COL-02", 300, 30, True),
        ("T-COL-05", 301, 29, False), ("T-COL-05", 301, 30, True), ("T-COL-05", 5000, 30, True),
    ],
)  # fmt: skip
def test_COL_01_thresholds(vector: str, workers: int, dismissed: int, expected: bool) -> None:
    assert is_collective(workers, dismissed) is expected


def test_T_COL_06_the_month_slides() -> None:
    days = [date(2026, 3, 5)] * 5 + [date(2026, 4, 4)] * 5
    assert most_in_a_month(days) == 10
    assert most_in_a_month([*days[:5], *[date(2026, 4, 5)] * 5]) == 5


@pytest.mark.django_db
def test_T_COL_08_only_article_17_counts() -> None:
    dismissals = [{"on": "2026-03-05"}] * 6 + [{"on": "2026-03-06", "article": "25/II"}] * 6
    answer = ask_rule("COL-01", {"workers": 80, "dismissals": dismissals}, TODAY)
    assert answer.outcome.value is False


def test_T_COL_09_effect_thirty_days_after_the_notice() -> None:
    assert earliest_effect(date(2026, 1, 15)) == date(2026, 2, 14)
    assert is_late(date(2026, 1, 15), date(2026, 2, 13))
    assert not is_late(date(2026, 1, 15), date(2026, 2, 14))


def test_T_COL_11_changed_until_one_month_after_the_notice() -> None:
    assert may_be_changed(date(2026, 1, 31), date(2026, 2, 28))
    assert not may_be_changed(date(2026, 1, 31), date(2026, 3, 1))


@given(st.lists(st.integers(0, 400), max_size=40))
def test_no_month_holds_more_than_all(offsets: list[int]) -> None:
    days = [date(2026, 1, 1) + timedelta(days=offset) for offset in offsets]
    most = most_in_a_month(days)
    assert most <= len(days)
    assert (most == 0) == (not days)
    assert most_in_a_month(days + days) == 2 * most
