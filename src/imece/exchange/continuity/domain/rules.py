"""Interruptions and breaches as law: pure functions over days and a calendar (PRO-14 to PRO-19, KVK-08)."""

from datetime import date, datetime, time, timedelta
from typing import Annotated, Any, NamedTuple

import msgspec
from django.utils.translation import gettext_lazy as _

from imece.core.parameters import Parameters
from imece.core.rule_registry import Outcome, Step, rule
from imece.exchange.continuity.enums import Addressee
from imece.reference.public import (
    ISTANBUL,
    Holidays,
    add_working_days,
    end_of_day,
    is_working_day,
    public_holidays,
    with_special_days,
)

LONGEST_WINDOW = timedelta(days=31)
SpecialDays = Annotated[list[date], msgspec.Meta(max_length=366)]


class OfficeHours(NamedTuple):
    """Working hours on a working day, and when it closes on a half one (PRO-14)."""

    opens: time
    closes: time
    closes_on_half_day: time


# ------------------------------------------------------------------------------------------ pure functions
def touches_working_hours(
    begins: datetime, ends: datetime, *, hours: OfficeHours, holidays: Holidays
) -> bool:
    """PRO-14: does a window share a moment with the working hours of some working day?"""
    day, last = begins.astimezone(ISTANBUL).date(), ends.astimezone(ISTANBUL).date()
    while day <= last:
        if is_working_day(day, holidays=holidays):
            closes, on_half_day = hours.closes, hours.closes_on_half_day
            until = min(closes, on_half_day) if day in holidays.half else closes
            opening = datetime.combine(day, hours.opens, tzinfo=ISTANBUL)
            closing = datetime.combine(day, until, tzinfo=ISTANBUL)
            if begins < closing and opening < ends:
                return True
        day += timedelta(days=1)
    return False


def announce_until(begins_on: date, *, days: int, holidays: Holidays, half_day_counts: bool) -> date:
    """PRO-17: the last day to announce a maintenance, so many working days before it."""
    return add_working_days(begins_on, -days, holidays=holidays, half_day_counts=half_day_counts)


def catch_up_until(ended_on: date, *, days: int, holidays: Holidays, half_day_counts: bool) -> date:
    """PRO-18: the missed data are due by the end of the fifth working day **after** the day it ended."""
    return add_working_days(ended_on, days, holidays=holidays, half_day_counts=half_day_counts)


def paper_from(started_on: date, *, days: int, holidays: Holidays, half_day_counts: bool) -> date:
    """PRO-19: the first day after more than five working days without a break; reckoned from the beginning (C18)."""
    fifth = add_working_days(started_on, days, holidays=holidays, half_day_counts=half_day_counts)
    return fifth + timedelta(days=1)


def addressees_of(*, is_kps: bool, is_osh: bool, has_other_party: bool) -> list[Addressee]:
    """KVK-08: whom one incident is told to."""
    owed = [Addressee.BOARD, Addressee.PERSONS]
    if has_other_party:
        owed.insert(0, Addressee.OTHER_PARTY)
    if is_kps:
        owed.append(Addressee.REGISTER)
    if is_osh:
        owed.append(Addressee.MINISTRY)
    return owed


def due_at(addressee: Addressee, learned_at: datetime, *, board_hours: int) -> datetime | None:
    """KVK-07: the Board within 72 hours, on days off too. For the others the law says *without delay*: no term."""
    return learned_at + timedelta(hours=board_hours) if addressee == Addressee.BOARD else None


# ------------------------------------------------------------------------------------------ as they can be asked
class Window(msgspec.Struct, forbid_unknown_fields=True):
    begins_at: datetime
    ends_at: datetime
    is_urgent: bool = False
    special_days: SpecialDays = []


class Beginning(msgspec.Struct, forbid_unknown_fields=True):
    begins_on: date
    special_days: SpecialDays = []


class Ending(msgspec.Struct, forbid_unknown_fields=True):
    ended_on: date
    special_days: SpecialDays = []


class Start(msgspec.Struct, forbid_unknown_fields=True):
    started_on: date
    is_requested_in_writing: bool = False
    special_days: SpecialDays = []


class Incident(msgspec.Struct, forbid_unknown_fields=True):
    learned_at: datetime
    is_kps: bool = True
    is_osh: bool = False
    has_other_party: bool = True


def opening_hours(parameters: Parameters) -> OfficeHours:
    names = ("working_hours_begin", "working_hours_end", "half_day_ends")
    return OfficeHours(*(time.fromisoformat(str(parameters.get(name))) for name in names))


def _calendar(special_days: list[date], parameters: Parameters) -> dict[str, Any]:
    return {
        "holidays": with_special_days(public_holidays(), full=special_days),
        "half_day_counts": parameters.flag("half_day_counts"),
    }


@rule(
    "PRO-14",
    title=_("May this work be done at this time?"),
    article="S000 6.4",
    input_type=Window,
    example={"begins_at": "2026-06-05T19:00:00+03:00", "ends_at": "2026-06-05T21:00:00+03:00"},
)
def change_window(asked: Window, parameters: Parameters) -> Outcome:
    if asked.begins_at.tzinfo is None or asked.ends_at.tzinfo is None:
        raise ValueError("both times need a time zone")
    if asked.ends_at - asked.begins_at > LONGEST_WINDOW:
        raise ValueError("a window lasts at most 31 days")
    hours = opening_hours(parameters)
    holidays = with_special_days(public_holidays(), full=asked.special_days)
    inside = touches_working_hours(asked.begins_at, asked.ends_at, hours=hours, holidays=holidays)
    steps = (
        Step(_("Working hours on working days"), f"{hours.opens:%H:%M}–{hours.closes:%H:%M}"),
        Step(_("The window touches them"), inside),
        Step(_("Emergency, with its reason"), asked.is_urgent),
    )
    return Outcome(not inside or asked.is_urgent, steps)


@rule(
    "PRO-17",
    title=_("Last day to announce a planned maintenance"),
    article="S000 6.8",
    input_type=Beginning,
    example={"begins_on": "2026-06-05"},
)
def announcement(asked: Beginning, parameters: Parameters) -> Outcome:
    days = parameters.integer("maintenance_notice_days")
    until = announce_until(asked.begins_on, days=days, **_calendar(asked.special_days, parameters))
    steps = (Step(_("Working days before the first day of the work"), days), Step(_("Last day"), until))
    return Outcome(until, steps)


@rule(
    "PRO-18",
    title=_("Until when the missed data are caught up"),
    article="S000 6.8",
    input_type=Ending,
    example={"ended_on": "2026-05-22"},
)
def catching_up(asked: Ending, parameters: Parameters) -> Outcome:
    days = parameters.integer("catch_up_days")
    until = catch_up_until(asked.ended_on, days=days, **_calendar(asked.special_days, parameters))
    steps = (
        Step(_("Day 0, the day the problem ended; counting begins the day after"), asked.ended_on),
        Step(_("Working days"), days),
        Step(_("It ends at"), end_of_day(until)),
    )
    return Outcome(until, steps)


@rule(
    "PRO-19",
    title=_("From when transactions may go on paper"),
    article="S000 6.9",
    input_type=Start,
    example={"started_on": "2026-05-22", "is_requested_in_writing": True},
)
def going_to_paper(asked: Start, parameters: Parameters) -> Outcome:
    days = parameters.integer("paper_after_days")
    begins = paper_from(asked.started_on, days=days, **_calendar(asked.special_days, parameters))
    steps = (
        Step(_("Day 0, the day the service failed; a break starts the clock anew"), asked.started_on),
        Step(_("More than so many working days"), days),
        Step(_("First day on which paper is possible"), begins),
        Step(_("A party has asked for it in writing"), asked.is_requested_in_writing),
    )
    return Outcome(begins if asked.is_requested_in_writing else None, steps)


@rule(
    "KVK-08",
    title=_("Whom a breach is told to, and until when"),
    article="6698 md. 12/5; S000 5.7",
    input_type=Incident,
    example={"learned_at": "2026-03-06T15:00:00+03:00"},
)
def told_to(asked: Incident, parameters: Parameters) -> Outcome:
    if asked.learned_at.tzinfo is None:
        raise ValueError("the moment a breach was learned needs a time zone")
    hours = parameters.integer("breach_board_hours")
    owed = addressees_of(is_kps=asked.is_kps, is_osh=asked.is_osh, has_other_party=asked.has_other_party)
    clocks = {one: due_at(one, asked.learned_at, board_hours=hours) for one in owed}
    steps = tuple(Step(one.label, clock or _("without delay")) for one, clock in clocks.items())
    return Outcome([{"addressee": str(one), "due_at": clock} for one, clock in clocks.items()], steps)
