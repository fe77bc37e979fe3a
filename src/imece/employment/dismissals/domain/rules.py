"""Collective dismissal (4857 md. 29) as pure functions: thresholds, the sliding month, notice and editing window."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated, Final, NamedTuple

import msgspec
from django.utils.translation import gettext_lazy as _

from imece.core.parameters import Parameters
from imece.core.rule_registry import Outcome, Step, rule
from imece.reference.public import add_months_clamped

NOTICE: Final = timedelta(days=30)  # COL-04, COL-07
ARTICLE_17: Final = "17"  # only dismissals under it are counted (COL-01)
REHIRE_MONTHS: Final = 6  # VAC-32, COL-09
AGENCY_MONTHS: Final = 8  # COL-14


def is_collective(workers: int, dismissed: int) -> bool:
    """COL-01, COL-02: at least ten of 20–100, ten per cent of 101–300, thirty of more. Below 20 never."""
    if workers < 20:
        return False
    if workers <= 100:
        return dismissed >= 10
    if workers <= 300:
        return dismissed * 10 >= workers
    return dismissed >= 30


def most_in_a_month(days: Sequence[date]) -> int:
    """COL-03: the largest number of dismissals in any [d, d + 1 month)."""
    return max(
        (sum(first <= day < add_months_clamped(first, 1) for day in days) for first in days), default=0
    )


class Span(NamedTuple):
    """A notice says from when to when people leave, not who leaves on which day."""

    first: date
    last: date
    people: int


def most_around(one: Span, spans: Sequence[Span]) -> int:
    """COL-03 over notices: the most who may leave in any [d, d + 1 month) that `one`, itself of `spans`, reaches."""
    months = ((span.last, add_months_clamped(span.last, 1)) for span in spans)
    return max(
        sum(span.people for span in spans if span.first < until and span.last >= first)
        for first, until in months
        if one.first < until and one.last >= first
    )


def earliest_effect(notified_on: date) -> date:
    """COL-07: terminations take effect 30 days after the notice."""
    return notified_on + NOTICE


def is_late(notified_on: date, first_dismissal_on: date) -> bool:
    """COL-12: told less than 30 days before. It is taken all the same, and marked."""
    return first_dismissal_on < earliest_effect(notified_on)


def last_day_to_change(notified_on: date, *, end_day_counts: bool = True) -> date:
    """COL-11: one month after the notice, clamped at the month's end; whether that day counts is a switch."""
    end = add_months_clamped(notified_on, 1)
    return end if end_day_counts else end - timedelta(days=1)


def rehire_ends_on(dismissed_on: date) -> date:
    """COL-09, VAC-32: for six months whoever was dismissed is called first."""
    return add_months_clamped(dismissed_on, REHIRE_MONTHS)


def agency_bar_ends_on(dismissed_on: date) -> date:
    """COL-14: for eight months no worker of a temporary-work agency (4857 md. 7)."""
    return add_months_clamped(dismissed_on, AGENCY_MONTHS)


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
    counted = [one.on for one in asked.dismissals if one.article == ARTICLE_17]
    most = most_in_a_month(counted)
    steps = (
        Step(_("Workers of the workplace"), asked.workers),
        Step(_("Dismissals under article 17"), len(counted)),
        Step(_("Most of them within one month"), most),
    )
    return Outcome(is_collective(asked.workers, most), steps)


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
    late = is_late(asked.notified_on, asked.first_dismissal_on)
    return Outcome(earliest_effect(asked.notified_on), (Step(_("Told too late"), late),))
