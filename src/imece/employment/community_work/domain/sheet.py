"""A month of one person as days, and of a programme as lines; what the limits say (P5.2, TYP-10)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext, ngettext

from imece.core.parameters import Parameters
from imece.employment.community_work.domain.queries import closed_days, marks_of_month, participants_of
from imece.employment.community_work.domain.rules import (
    days_of_month,
    days_paid,
    longest_run,
    pay_of,
    why_not_marked,
)
from imece.employment.community_work.enums import Attendance
from imece.employment.community_work.models import AttendanceMark, Participant, Programme
from imece.reference.public import last_day_of_month

CLOSED, OUTSIDE = "x", "–"  # signs of the sheet, beside the letters of TYP-08


@dataclass(frozen=True)
class Day:
    """A cell of the calendar. `why_not` is empty where the day may be chosen."""

    day: date
    mark: AttendanceMark | None
    why_not: str
    is_closed: bool


@dataclass(frozen=True)
class Line:
    """One person's month on the sheet. `letters` has a sign for each day, in their order."""

    participant: Participant
    letters: tuple[str, ...]
    marks: Mapping[Attendance, int]
    paid_days: int
    pay_amount: Decimal
    warnings: tuple[str, ...]


def days_of(month: date) -> list[date]:
    return [month + timedelta(days=number) for number in range(last_day_of_month(month).day)]


def calendar(participant: Participant, month: date, today: date) -> list[Day]:
    """All days of the month, each with its mark or with why it cannot be chosen."""
    programme, days = participant.programme, days_of(month)
    marks, closed = marks_of_month(participant, month), closed_days(programme, days[0], days[-1])
    return [
        Day(day, marks.get(day), _why_not(participant, programme, day, today, closed), day in closed)
        for day in days
    ]


def sheet_lines(programme: Programme, month: date) -> list[Line]:
    """Everybody who took part on some day of the month; four queries, whatever their number."""
    days = days_of(month)
    closed, law = closed_days(programme, days[0], days[-1]), Parameters(days[-1])
    people = [one for one in participants_of(programme) if _takes_part(one, programme, days)]
    marks: dict[int, dict[date, Attendance]] = {one.pk: {} for one in people}
    rows = AttendanceMark.objects.filter(participant__in=people, removed_at__isnull=True)
    for mark in rows.filter(day__range=(days[0], days[-1])):
        marks[mark.participant_id][mark.day] = Attendance(mark.kind)
    return [_line(one, programme, days, closed, marks[one.pk], law) for one in people]


def warnings_of(
    marks: Mapping[date, Attendance], working_days: Iterable[date], law: Parameters
) -> tuple[str, ...]:
    """TYP-10: the limits only warn; nobody is removed by them."""
    absent = [day for day, kind in marks.items() if kind == Attendance.ABSENT]
    excused = sum(kind == Attendance.EXCUSED for kind in marks.values())
    found = []
    run, in_row = longest_run(absent, working_days), law.integer("typ_absent_days_in_row")
    if run >= in_row:
        found.append(
            gettext("{count} days in a row without excuse (limit {limit})").format(count=run, limit=in_row)
        )
    if len(absent) >= (limit := law.integer("typ_absent_days_month")):
        text = gettext("{count} days in the month without excuse (limit {limit})")
        found.append(text.format(count=len(absent), limit=limit))
    if excused > (limit := law.integer("typ_excused_days_month")):
        text = ngettext(
            "{count} excused day (limit {limit})", "{count} excused days (limit {limit})", excused
        )
        found.append(text.format(count=excused, limit=limit))
    return tuple(found)


def _line(
    participant: Participant,
    programme: Programme,
    days: list[date],
    closed: frozenset[date],
    marks: Mapping[date, Attendance],
    law: Parameters,
) -> Line:
    first, last = _stay(participant, programme)
    counts = {kind: sum(found == kind for found in marks.values()) for kind in Attendance}
    paid = max(0, days_paid(days_of_month(days[0], first, last), counts))
    working = [day for day in days if first <= day <= last and day not in closed]
    return Line(
        participant,
        tuple(_letter(day, first, last, closed, marks) for day in days),
        counts,
        paid,
        pay_of(paid, law.decimal("min_wage_gross_month")),
        warnings_of(marks, working, law),
    )


def _letter(
    day: date, first: date, last: date, closed: frozenset[date], marks: Mapping[date, Attendance]
) -> str:
    if not first <= day <= last:
        return OUTSIDE
    return marks[day].value if day in marks else CLOSED if day in closed else ""


def _stay(participant: Participant, programme: Programme) -> tuple[date, date]:
    return participant.entered_on, participant.left_on or programme.ends_on


def _takes_part(participant: Participant, programme: Programme, days: list[date]) -> bool:
    first, last = _stay(participant, programme)
    return first <= days[-1] and last >= days[0]


def _why_not(
    participant: Participant, programme: Programme, day: date, today: date, closed: frozenset[date]
) -> str:
    return why_not_marked(
        day,
        today=today,
        programme=(programme.starts_on, programme.ends_on),
        participation=(participant.entered_on, participant.left_on),
        is_closed=day in closed,
    )
