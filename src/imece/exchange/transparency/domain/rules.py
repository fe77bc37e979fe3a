"""Clocks and thresholds as pure functions: days and numbers come in as arguments (X5.5)."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

# No question is older than the identity sharing system, and no day of ours lies beyond what the calendar can hold.
EARLIEST, LATEST = date(2005, 1, 1), date(2199, 12, 31)


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
