"""Days and times of choosing people, as pure functions."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta


def interview_slots(
    first: datetime, *, minutes: int, ends_at: time | None, next_day: Callable[[date], date]
) -> Iterator[datetime]:
    """One after another every `minutes`; when a talk would pass `ends_at`, on the next day at the first time.

    `first` is local. A day that has no room even for its first talk gets it all the same: nobody is left out.
    """
    slot = first
    while True:
        yield slot
        following = slot + timedelta(minutes=minutes)
        end = following + timedelta(minutes=minutes)
        is_over = following.date() != slot.date() or (
            ends_at is not None and end > datetime.combine(slot.date(), ends_at, slot.tzinfo)
        )
        slot = datetime.combine(next_day(slot.date()), first.time(), first.tzinfo) if is_over else following


def last_day_to_object(decided_on: date, days: int) -> date:
    """The day of the decision is not counted."""
    return decided_on + timedelta(days=days)


def answer_due_on(opened_on: date, days: int) -> date:
    """3071 art. 7: within so many days of the petition."""
    return opened_on + timedelta(days=days)
