"""§6: when dismissals are a collective one, and its days."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imece.core.models import Parameter
from imece.core.rule_registry import Answer
from imece.employment.dismissals.domain.rules import (
    Span,
    earliest_effect,
    is_collective,
    is_late,
    last_day_to_change,
    most_around,
    most_at_once,
)
from tests.rules import ask_rule, starting_law

TODAY = date(2026, 5, 1)
LAW = starting_law(TODAY)


@pytest.mark.parametrize(
    ("vector", "workers", "dismissed", "expected"),
    [
        ("COL-01", 19, 19, False), ("T-COL-02", 20, 9, False), ("T-COL-02", 20, 10, True), ("T-COL-02", 100, 10, True),
        ("T-COL-03", 101, 10, False), ("T-COL-03", 101, 11, True), ("COL-02", 300, 30, True),
        ("T-COL-05", 301, 29, False), ("T-COL-05", 301, 30, True), ("T-COL-05", 5000, 30, True),
    ],
)  # fmt: skip
def test_COL_01_thresholds(vector: str, workers: int, dismissed: int, expected: bool) -> None:
    assert is_collective(workers, dismissed, LAW) is expected


def test_T_COL_06_the_month_slides() -> None:
    days = [date(2026, 3, 5)] * 5 + [date(2026, 4, 4)] * 5
    assert most_at_once(days, LAW) == 10
    assert most_at_once([*days[:5], *[date(2026, 4, 5)] * 5], LAW) == 5


@pytest.mark.django_db
def test_GEN_01_the_threshold_is_that_of_the_first_dismissal() -> None:
    Parameter.objects.filter(name="dismissal_small_count").update(valid_to=date(2026, 3, 4))
    Parameter.objects.create(
        name="dismissal_small_count", value=12, valid_from=date(2026, 3, 5), source="deneme"
    )

    def asked(first: str) -> Answer:
        return ask_rule("COL-01", {"workers": 80, "dismissals": [{"on": first}] * 10}, TODAY)

    assert [asked(day).outcome.value for day in ("2026-03-04", "2026-03-05")] == [True, False]
    used = {row.name: row.value for row in asked("2026-03-05").parameters.used}
    assert (used["dismissal_small_count"], used["dismissal_window_months"]) == (12, 1)


@pytest.mark.django_db
def test_COL_07_the_answer_names_the_days_it_rests_on() -> None:
    answer = ask_rule("COL-07", {"notified_on": "2026-01-15", "first_dismissal_on": "2026-02-13"}, TODAY)
    assert (answer.outcome.value, answer.outcome.steps[0].value) == (date(2026, 2, 14), True)
    assert [row.name for row in answer.parameters.used] == ["dismissal_notice_days"]


@pytest.mark.django_db
def test_T_COL_08_only_article_17_counts() -> None:
    dismissals = [{"on": "2026-03-05"}] * 6 + [{"on": "2026-03-06", "article": "25/II"}] * 6
    answer = ask_rule("COL-01", {"workers": 80, "dismissals": dismissals}, TODAY)
    assert answer.outcome.value is False


def test_T_COL_09_effect_thirty_days_after_the_notice() -> None:
    assert earliest_effect(date(2026, 1, 15), LAW) == date(2026, 2, 14)
    assert is_late(date(2026, 1, 15), date(2026, 2, 13), LAW)
    assert not is_late(date(2026, 1, 15), date(2026, 2, 14), LAW)


def test_T_COL_11_changed_until_one_month_after_the_notice() -> None:
    assert last_day_to_change(date(2026, 1, 31), LAW) == date(2026, 2, 28)
    not_counted = starting_law(TODAY, dismissal_change_end_day_counts=False)
    assert last_day_to_change(date(2026, 1, 31), not_counted) == date(2026, 2, 27)


@settings(deadline=None)
@given(st.lists(st.integers(0, 400), max_size=40))
def test_no_month_holds_more_than_all(offsets: list[int]) -> None:
    days = [date(2026, 1, 1) + timedelta(days=offset) for offset in offsets]
    most = most_at_once(days, LAW)
    assert most <= len(days)
    assert (most == 0) == (not days)
    assert most_at_once(days + days, LAW) == 2 * most


DAYS = st.lists(st.dates(date(2023, 12, 1), date(2024, 4, 30)), max_size=30)


def by_counting(days: list[date]) -> int:
    """COL-03 the slow way: a window beginning on each day of the calendar, its end by the calendar's own month."""
    most = 0
    for start in (date(2023, 12, 1) + timedelta(days=number) for number in range(160)):
        month, year = start.month % 12 + 1, start.year + start.month // 12
        day = start.day
        while True:
            try:
                end = date(year, month, day)
                break
            except ValueError:
                day -= 1
        most = max(most, sum(start <= one < end for one in days))
    return most


@settings(deadline=None)
@given(DAYS)
def test_COL_03_no_window_of_the_calendar_holds_more(days: list[date]) -> None:
    """A window that begins on a dismissal is as good as any other, through leap February and the year's end."""
    assert most_at_once(days, LAW) == by_counting(days)


@settings(deadline=None)
@given(DAYS, st.dates(date(2023, 12, 1), date(2024, 4, 30)), st.randoms())
def test_COL_03_one_more_never_makes_it_less(days: list[date], another: date, chance: Random) -> None:
    most = most_at_once(days, LAW)
    assert most <= most_at_once([*days, another], LAW) <= most + 1
    shuffled = list(days)
    chance.shuffle(shuffled)
    assert most_at_once(shuffled, LAW) == most


@settings(deadline=None)
@given(st.integers(0, 6000), st.integers(0, 6000))
def test_COL_01_the_threshold_only_rises(workers: int, dismissed: int) -> None:
    """One more dismissed never takes it below; and the share of COL-02 is never rounded to the employer's good."""
    if is_collective(workers, dismissed, LAW):
        assert is_collective(workers, dismissed + 1, LAW)
        assert workers >= 20
        assert dismissed >= 10
        assert dismissed >= 30 or dismissed / workers >= 0.1


@settings(deadline=None)
@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_COL_07_COL_11_days_of_any_notice(notified: date) -> None:
    effect = earliest_effect(notified, LAW)
    assert not is_late(notified, effect, LAW)
    assert is_late(notified, effect - timedelta(days=1), LAW)
    last = last_day_to_change(notified, LAW)
    assert 28 <= (last - notified).days <= 31
    assert last.day == notified.day or (last + timedelta(days=1)).day == 1


@given(DAYS)
def test_COL_03_spans_of_one_day_are_counted_as_days(days: list[date]) -> None:
    spans = [Span(day, day, 1) for day in days]
    assert max((most_around(span, spans, LAW) for span in spans), default=0) == most_at_once(days, LAW)


@given(st.lists(st.tuples(st.dates(date(2024, 1, 1), date(2024, 6, 30)), st.integers(0, 90), st.integers(1, 50)),
                min_size=1, max_size=8))  # fmt: skip
def test_COL_03_a_span_is_never_counted_for_less_than_itself_nor_for_more_than_all(
    notices: list[tuple[date, int, int]],
) -> None:
    spans = [Span(first, first + timedelta(days=long), people) for first, long, people in notices]
    for span in spans:
        assert span.people <= most_around(span, spans, LAW) <= sum(one.people for one in spans)
