"""Collective dismissal (4857 md. 29) as pure functions: thresholds, the sliding month, notice and editing window.

Whether it is one is asked of the law of the first dismissal, what runs from the notice of the law of its day.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated, Final, NamedTuple

import msgspec
from django.utils.translation import gettext_lazy as _

from imece.core.parameters import Parameters
from imece.core.rule_registry import Outcome, Step, rule
from imece.reference.public import add_months_clamped

ARTICLE_17: Final = "17"  # only dismissals under it are counted (COL-01)
THRESHOLD: Final = (
    "dismissal_least_workers", "dismissal_small_workers", "dismissal_small_count", "dismissal_middle_workers",
    "dismissal_middle_pct", "dismissal_large_count", "dismissal_window_months",
)  # fmt: skip
CORRECTION: Final = ("dismissal_change_months", "dismissal_change_end_day_counts")


def is_collective(workers: int, dismissed: int, parameters: Parameters) -> bool:
    """COL-01, COL-02: so many of a small workplace, a share of a middle one, so many of a large. Below it never."""
    if workers < parameters.integer("dismissal_least_workers"):
        return False
    if workers <= parameters.integer("dismissal_small_workers"):
        return dismissed >= parameters.integer("dismissal_small_count")
    if workers <= parameters.integer("dismissal_middle_workers"):
        return dismissed * 100 >= workers * parameters.decimal("dismissal_middle_pct")
    return dismissed >= parameters.integer("dismissal_large_count")


def most_at_once(days: Sequence[date], parameters: Parameters) -> int:
    """COL-03: the largest number of dismissals in any [d, d + 1 month)."""
    months = parameters.integer("dismissal_window_months")
    return max(
        (sum(first <= day < add_months_clamped(first, months) for day in days) for first in days), default=0
    )


class Span(NamedTuple):
    """A notice says from when to when people leave, not who leaves on which day."""

    first: date
    last: date
    people: int


def most_around(one: Span, spans: Sequence[Span], parameters: Parameters) -> int:
    """COL-03 over notices: the most who may leave in any [d, d + 1 month) that `one`, itself of `spans`, reaches."""
    months = parameters.integer("dismissal_window_months")
    windows = ((span.last, add_months_clamped(span.last, months)) for span in spans)
    return max(
        sum(span.people for span in spans if span.first < until and span.last >= first)
        for first, until in windows
        if one.first < until and one.last >= first
    )


def earliest_effect(notified_on: date, parameters: Parameters) -> date:
    """COL-07: terminations take effect 30 days after the notice."""
    return notified_on + timedelta(days=parameters.integer("dismissal_notice_days"))


def last_day_to_tell(first_dismissal_on: date, parameters: Parameters) -> date:
    """COL-04."""
    return first_dismissal_on - timedelta(days=parameters.integer("dismissal_notice_days"))


def is_late(notified_on: date, first_dismissal_on: date, parameters: Parameters) -> bool:
    """COL-12: told less than 30 days before. It is taken all the same, and marked."""
    return first_dismissal_on < earliest_effect(notified_on, parameters)


def last_day_to_change(notified_on: date, parameters: Parameters) -> date:
    """COL-11: one month after the notice, clamped at the month's end; whether that day counts is a switch."""
    end = add_months_clamped(notified_on, parameters.integer("dismissal_change_months"))
    return end if parameters.flag("dismissal_change_end_day_counts") else end - timedelta(days=1)


class Dismissal(msgspec.Struct, forbid_unknown_fields=True):
    on: date
    article: str = ARTICLE_17


class DismissalsInput(msgspec.Struct, forbid_unknown_fields=True):
    workers: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]
    dismissals: Annotated[list[Dismissal], msgspec.Meta(max_length=2_000)]


@rule(
    "COL-01",
    title=_("Is it a collective dismissal?"),
    article="4857 md. 29",
    input_type=DismissalsInput,
    example={"workers": 80, "dismissals": [{"on": "2026-03-05"}, {"on": "2026-04-04", "article": "17"}]},
)
def check_collective(asked: DismissalsInput, parameters: Parameters) -> Outcome:
    """By the law of the first dismissal."""
    counted = [one.on for one in asked.dismissals if one.article == ARTICLE_17]
    on = Parameters(min(counted, default=parameters.day)).read(*THRESHOLD)
    parameters.used.extend(on.used)
    most = most_at_once(counted, on)
    steps = (
        Step(_("Workers of the workplace"), asked.workers),
        Step(_("Dismissals under article 17"), len(counted)),
        Step(_("Most of them within one month"), most),
    )
    return Outcome(is_collective(asked.workers, most, on), steps)


class NoticeInput(msgspec.Struct, forbid_unknown_fields=True):
    notified_on: date
    first_dismissal_on: date


@rule(
    "COL-07",
    title=_("When do the terminations take effect?"),
    article="4857 md. 29",
    input_type=NoticeInput,
    example={"notified_on": "2026-01-15", "first_dismissal_on": "2026-02-14"},
)
def check_notice(asked: NoticeInput, parameters: Parameters) -> Outcome:
    """By the law of the notice's day."""
    on = Parameters(asked.notified_on)
    late = is_late(asked.notified_on, asked.first_dismissal_on, on)
    parameters.used.extend(on.used)
    return Outcome(earliest_effect(asked.notified_on, on), (Step(_("Told too late"), late),))
