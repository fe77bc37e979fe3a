"""Programmes, their people and their marks, always from the actor's scope (TYP-07)."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Func, Q, QuerySet, TextField

from imece.core.actor import Actor, ActorKind
from imece.core.scope import key
from imece.core.turkish import fold, normalize
from imece.employment.community_work.domain.rules import ranges_overlap
from imece.employment.community_work.enums import BARRING_GROUNDS
from imece.employment.community_work.models import (
    AttendanceMark,
    MonthApproval,
    Participant,
    Programme,
    ProgrammeKind,
)
from imece.employment.employers.models import Workplace
from imece.employment.jobseekers.models import JobSeeker
from imece.reference.public import holidays_for, last_day_of_month


def programmes_in_scope(actor: Actor) -> QuerySet[Programme]:
    """The contractor's own, the unit's province, all for headquarters; newest first."""
    rows = Programme.objects.select_related("kind", "workplace__organisation", "province", "district")
    rows = rows.order_by("-starts_on", "-id")
    if actor.kind == ActorKind.EMPLOYER:
        return rows.filter(workplace__organisation_id=key(actor.organisation_id))
    if actor.kind == ActorKind.UNIT_STAFF:
        return rows.filter(province_id=key(actor.province))
    return rows if actor.kind in {ActorKind.HEADQUARTERS_STAFF, ActorKind.SYSTEM} else rows.none()


def matching_programmes(rows: QuerySet[Programme], criteria: Mapping[str, Any]) -> QuerySet[Programme]:
    """**TYP Arama**: number, words of the name, kind, and programmes that run on some day of the span."""
    if number := (criteria.get("number") or "").strip():
        rows = rows.filter(number=number)
    if words := fold(normalize(criteria.get("title") or "")).strip():
        rows = rows.annotate(title_fold=Func(F("title"), function="tr_fold", output_field=TextField()))
        rows = rows.filter(title_fold__contains=words)
    if kind := criteria.get("kind"):
        rows = rows.filter(kind=kind)
    if first := criteria.get("first"):
        rows = rows.filter(ends_on__gte=first)
    if last := criteria.get("last"):
        rows = rows.filter(starts_on__lte=last)
    return rows


def with_participant_counts(rows: QuerySet[Programme]) -> QuerySet[Programme]:
    return rows.annotate(
        participant_count=Count("participants", filter=Q(participants__left_on__isnull=True))
    )


def participants_in_scope(actor: Actor) -> QuerySet[Participant]:
    rows = Participant.objects.select_related("programme__province", "job_seeker__person")
    rows = rows.filter(programme__in=programmes_in_scope(actor).order_by())
    return rows.order_by("job_seeker__person__name_key", "entered_on", "id")


def participants_of(programme: Programme) -> QuerySet[Participant]:
    rows = Participant.objects.filter(programme=programme).select_related("job_seeker__person")
    return rows.order_by("job_seeker__person__name_key", "entered_on", "id")


def programme_kinds() -> QuerySet[ProgrammeKind]:
    return ProgrammeKind.objects.order_by("id")


def public_workplaces(actor: Actor, rows: QuerySet[Workplace]) -> QuerySet[Workplace]:
    """TYP-01: only public bodies. `rows` is the actor's scope of workplaces."""
    return rows.filter(sector="public", closed_on__isnull=True)


def marks_of_month(participant: Participant, month: date) -> dict[date, AttendanceMark]:
    """What is in force, by day."""
    rows = AttendanceMark.objects.filter(participant=participant, removed_at__isnull=True)
    return {mark.day: mark for mark in rows.filter(day__range=(month, last_day_of_month(month)))}


def month_approval(programme: Programme, month: date) -> MonthApproval | None:
    return MonthApproval.objects.filter(programme=programme, month=month).first()


def approved_months(programme: Programme) -> dict[date, MonthApproval]:
    return {one.month: one for one in MonthApproval.objects.filter(programme=programme)}


def closed_days(programme: Programme, first: date, last: date) -> frozenset[date]:
    """Days on which the programme does not work: other weekdays, public holidays, the province's days off (CAL-04)."""
    holidays = holidays_for(province=programme.province_id, is_public_body=True).full
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return frozenset(day for day in days if day.weekday() not in programme.weekdays or day in holidays)


def months_of(programme: Programme) -> list[date]:
    """First days of its months, oldest first."""
    month, found = programme.starts_on.replace(day=1), []
    while month <= programme.ends_on:
        found.append(month)
        month = last_day_of_month(month) + timedelta(days=1)
    return found


def stays_of(job_seeker: JobSeeker) -> list[tuple[date, date]]:
    """All times in programmes so far; who has not left is counted to the programme's end."""
    rows = Participant.objects.filter(job_seeker=job_seeker).select_related("programme")
    return [(row.entered_on, row.left_on or row.programme.ends_on) for row in rows]


def is_taking_part(job_seeker: JobSeeker, first: date, last: date) -> bool:
    return any(ranges_overlap(stay, (first, last)) for stay in stays_of(job_seeker))


def participants_at(address_key: str, *, on: date) -> QuerySet[Participant]:
    """Who of this address takes part in any programme on that day or later (TYP-02)."""
    open_still = Q(left_on__isnull=True) | Q(left_on__gte=on)
    rows = Participant.objects.filter(open_still, address_key=address_key, programme__ends_on__gte=on)
    return rows if address_key else rows.none()


def removed_on(job_seeker: JobSeeker) -> date | None:
    """TYP-04: the last time somebody left in a way that bars."""
    rows = Participant.objects.filter(job_seeker=job_seeker, leave_ground__in=BARRING_GROUNDS)
    return rows.order_by("-left_on").values_list("left_on", flat=True).first()
