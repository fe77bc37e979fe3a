"""The law as pure functions; the days of a request stand in `reference`, for all houses (KVK-05)."""

from datetime import date, timedelta

from imece.employment.data_rights.enums import DataRequestOutcome, OnBehalf, SubjectRight


def is_past_due(due_on: date, today: date) -> bool:
    """6698 art. 13: the last day itself is still in time."""
    return today > due_on


def last_due_day_to_remind(today: date, days_before: int) -> date:
    """Whatever is due by this day is reminded of today."""
    return today + timedelta(days=days_before)


def may_law_keep(right: str, outcome: str) -> bool:
    """KVK-06: only an erasure that is not granted whole can have been refused because a law keeps the data."""
    return right == SubjectRight.ERASURE and outcome != DataRequestOutcome.FULFILLED


def is_kept_still(until: date, today: date) -> bool:
    """KVK-06: the last day counts."""
    return until >= today


def is_protected(on_behalf: str) -> bool:
    """KVK-11: 6698 protects natural persons who live; the deceased's data stay secret by other law."""
    return on_behalf != OnBehalf.DECEASED
