"""Registering a programme, and changing it while nothing recorded falls out of it (P5.1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Q

from imece.core import audit
from imece.core.actor import Actor
from imece.core.errors import CHANGED_MEANWHILE
from imece.core.formats import format_date, format_instant
from imece.core.parameters import Parameters
from imece.core.permissions import require
from imece.core.scope import get_in_scope
from imece.core.transactions import verb
from imece.employment.community_work.domain import errors
from imece.employment.community_work.domain.queries import programmes_in_scope
from imece.employment.community_work.domain.rules import may_last_until
from imece.employment.community_work.enums import SelectionMethod
from imece.employment.community_work.models import AttendanceMark, Participant, Programme, ProgrammeKind
from imece.employment.employers.enums import Sector
from imece.employment.employers.models import Workplace
from imece.reference.models import District


@dataclass(frozen=True)
class ProgrammeValues:
    """`new_kind` names a kind that is not known yet (TYP-01); then `kind` is not read."""

    kind: ProgrammeKind | None
    new_kind: str
    title: str
    district: District
    starts_on: date
    ends_on: date
    weekdays: Sequence[int]
    weekly_hours: int
    place_count: int
    selection: SelectionMethod


@verb
def register_programme(
    *, workplace: Workplace, values: ProgrammeValues, actor: Actor, now: datetime
) -> Programme:
    """Raises CWK-001…003."""
    require(actor, "community_work.edit")
    if workplace.sector != Sector.PUBLIC:
        raise errors.NOT_PUBLIC(workplace=workplace.organisation.name, field="workplace")
    programme = Programme(workplace=workplace, number=_next_number(values.starts_on), version=0)
    return _write(programme, values, actor, now, "community_work.registered")


@verb
def change_programme(
    *, number: str, values: ProgrammeValues, version: int, actor: Actor, now: datetime
) -> Programme:
    """Raises CWK-002…004 and CORE-409."""
    require(actor, "community_work.edit")
    programme = get_in_scope(programmes_in_scope(actor), actor, number=number)
    Programme.objects.select_for_update().get(pk=programme.pk)
    if programme.version != version:
        raise CHANGED_MEANWHILE(changed_at=format_instant(programme.saved_at))
    _require_nobody_left_out(programme, values)
    return _write(programme, values, actor, now, "community_work.changed")


def _require_nobody_left_out(programme: Programme, values: ProgrammeValues) -> None:
    first, last = values.starts_on, values.ends_on
    people = Participant.objects.filter(programme=programme)
    outside = people.filter(Q(entered_on__lt=first) | Q(left_on__gt=last) | Q(entered_on__gt=last)).count()
    marks = AttendanceMark.objects.filter(participant__programme=programme, removed_at__isnull=True)
    outside += marks.exclude(day__range=(first, last)).count()
    if outside:
        raise errors.LEAVES_PEOPLE_OUT(count=outside, field="ends_on")


def _write(
    programme: Programme, values: ProgrammeValues, actor: Actor, now: datetime, action: str
) -> Programme:
    _require_lawful(values)
    programme.kind = _kind_of(values)
    programme.title, programme.district = values.title, values.district
    programme.province_id = values.district.province_id
    programme.starts_on, programme.ends_on = values.starts_on, values.ends_on
    programme.weekdays, programme.weekly_hours = sorted(values.weekdays), values.weekly_hours
    programme.place_count, programme.selection = values.place_count, values.selection
    programme.saved_at, programme.version = now, programme.version + 1
    programme.save()
    audit.record(actor, action, programme, details={"version": programme.version})
    return programme


def _require_lawful(values: ProgrammeValues) -> None:
    """TYP-03 and TYP-06 with the law of the first day."""
    law = Parameters(values.starts_on)
    months, hours = law.integer("typ_months"), law.integer("typ_weekly_hours")
    until = may_last_until(values.starts_on, months)
    if values.ends_on > until:
        days = {"starts_on": values.starts_on, "until": until, "ends_on": values.ends_on}
        raise errors.TOO_LONG(
            months=months, field="ends_on", **{name: format_date(day) for name, day in days.items()}
        )
    if values.weekly_hours > hours:
        raise errors.TOO_MANY_HOURS(hours=values.weekly_hours, limit=hours, field="weekly_hours")


def _kind_of(values: ProgrammeValues) -> ProgrammeKind:
    if not values.new_kind.strip() and values.kind is not None:
        return values.kind
    return ProgrammeKind.objects.get_or_create(name=values.new_kind.strip())[0]


def _next_number(starts_on: date) -> str:
    """`TYP-2026-000001`, from a sequence: never given twice."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval('community_work_number')")
        return f"TYP-{starts_on.year}-{cursor.fetchone()[0]:06d}"
