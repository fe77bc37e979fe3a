"""Times spread over candidates, and the days of an objection: pure functions."""

from datetime import date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from imece.employment.selection.domain.rules import answer_due_on, interview_slots, last_day_to_object
from imece.reference.public import add_working_days, public_holidays

ISTANBUL = ZoneInfo("Europe/Istanbul")
FRIDAY = datetime(2026, 11, 27, 16, 0, tzinfo=ISTANBUL)


def slots(first: datetime, count: int, *, minutes: int = 30, ends_at: time | None = time(17)) -> list[str]:
    holidays = public_holidays()
    found = interview_slots(
        first,
        minutes=minutes,
        ends_at=ends_at,
        next_day=lambda day: add_working_days(day, 1, holidays=holidays),
    )
    return [f"{slot:%d.%m %H.%M}" for slot in islice(found, count)]


def test_times_follow_one_another_and_go_on_the_next_working_day() -> None:
    assert slots(FRIDAY, 3) == ["27.11 16.00", "27.11 16.30", "30.11 16.00"]


def test_the_last_talk_ends_by_the_end_of_the_day() -> None:
    assert slots(FRIDAY, 2, minutes=45) == ["27.11 16.00", "30.11 16.00"]


def test_without_an_end_they_stop_at_midnight() -> None:
    late = FRIDAY.replace(hour=23, minute=0)
    assert slots(late, 3, ends_at=None) == ["27.11 23.00", "27.11 23.30", "30.11 23.00"]


def test_a_day_too_short_for_one_talk_still_takes_one() -> None:
    assert slots(FRIDAY, 2, minutes=90) == ["27.11 16.00", "30.11 16.00"]


def test_a_holiday_is_left_out() -> None:
    eve = datetime(2026, 12, 31, 16, 30, tzinfo=ISTANBUL)
    assert slots(eve, 2)[1] == "04.01 16.30"


def test_days_of_an_objection() -> None:
    day = date(2026, 11, 21)
    assert last_day_to_object(day, 30) == day + timedelta(days=30) == date(2026, 12, 21)
    assert answer_due_on(day, 30) == date(2026, 12, 21)
