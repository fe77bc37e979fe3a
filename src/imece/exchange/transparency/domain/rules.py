"""Clocks and thresholds as pure functions: days and numbers come in as arguments (KVK-05, X5.5)."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

import msgspec
from django.utils.translation import gettext_lazy as _

from imece.core.parameters import Parameters
from imece.core.rule_registry import Outcome, Step, rule

# No question is older than the identity sharing system, and no day of ours lies beyond what the calendar can hold.
EARLIEST, LATEST = date(2005, 1, 1), date(2199, 12, 31)


def answer_day(asked_on: date, days: int) -> date:
    """6698 art. 13: calendar days; the day of the request is not counted."""
    return asked_on + timedelta(days=days)


def complain_by(asked_on: date, answered_on: date | None, *, after_answer: int, after_request: int) -> date:
    """6698 art. 14: 30 days from learning the answer, in any case 60 from the request."""
    last = asked_on + timedelta(days=after_request)
    return min(last, answered_on + timedelta(days=after_answer)) if answered_on else last


class Request(msgspec.Struct, forbid_unknown_fields=True):
    asked_on: date
    answered_on: date | None = None


@rule(
    "KVK-05",
    title=_("Time limits of a data subject's request"),
    article="6698 md. 13, md. 14",
    input_type=Request,
    example={"asked_on": "2026-11-22"},
)
def request_limits(asked: Request, parameters: Parameters) -> Outcome:
    """The answer within 30 days; the complaint to the Board within 30 days of it, 60 of the request at most."""
    days = parameters.integer("data_request_answer_days")
    due_on = answer_day(asked.asked_on, days)
    by = complain_by(
        asked.asked_on,
        asked.answered_on,
        after_answer=parameters.integer("kvkk_complaint_days_after_answer"),
        after_request=parameters.integer("kvkk_complaint_days_after_request"),
    )
    return Outcome(
        {"answer_by": due_on, "complain_by": by},
        (Step(_("The answer is due"), due_on), Step(_("Last day to complain to the Board"), by)),
    )


def is_night(at: datetime, *, from_hour: int, until_hour: int) -> bool:
    """Local time; the span may pass midnight."""
    hour = at.hour
    return (
        from_hour <= hour or hour < until_hour if from_hour > until_hour else from_hour <= hour < until_hour
    )


def volume_threshold(usual: int, *, factor: int, least: int) -> int:
    """Times the usual day's count, and never so low that a small institution's busy day is flagged."""
    return max(usual * factor, least)


def usual_count(counts: Iterable[int], *, days: int) -> int:
    """The mean of the days before, rounded up; days without questions count as none."""
    return -(-sum(counts) // days) if days else 0


def is_hidden(asked_on: date, today: date, *, first: date, last: date, until: date, is_lifted: bool) -> bool:
    """X5.5: a lawful delay hides what was asked in its period, until its day is over or it is lifted."""
    return not is_lifted and first <= asked_on <= last and today <= until


def day_bounds(day: date, zone: object) -> tuple[datetime, datetime]:
    """First instant of the day and of the next one, in Türkiye."""
    begin = datetime.combine(day, time(), zone)  # type: ignore[arg-type]
    return begin, datetime.combine(day + timedelta(days=1), time(), zone)  # type: ignore[arg-type]
