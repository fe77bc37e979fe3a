"""Declarations and their workers, always from the actor's scope."""

from datetime import date

from django.db.models import Count, Q, QuerySet

from imece.core.actor import Actor, ActorKind
from imece.core.formats import whole_of
from imece.core.parameters import Parameters
from imece.core.scope import key
from imece.employment.benefits.domain.rules import last_day_to_tell_end
from imece.employment.benefits.enums import DeclarationKind
from imece.employment.benefits.models import Declaration, DeclaredWorker
from imece.employment.benefits.moves import FOUND
from imece.employment.employers.models import Workplace
from imece.employment.employers.public import matching_workplaces, workplaces_in_scope
from imece.reference.public import holidays_for


def declarations_in_scope(actor: Actor) -> QuerySet[Declaration]:
    """An employer's own and its branches'; for staff of the scope what was sent. Newest first."""
    rows = Declaration.objects.select_related("workplace__organisation", "workplace__province")
    rows = rows.order_by("-created_at", "-id")
    if actor.kind == ActorKind.EMPLOYER:
        own = key(actor.organisation_id)
        return rows.filter(Q(workplace__organisation_id=own) | Q(workplace__head_office__organisation_id=own))
    if actor.kind == ActorKind.SYSTEM:
        return rows
    sent = rows.filter(sent_at__isnull=False)
    if actor.kind == ActorKind.UNIT_STAFF:
        return sent.filter(workplace__province_id=key(actor.province))
    return sent if actor.kind == ActorKind.HEADQUARTERS_STAFF else rows.none()


def running_short_time(actor: Actor, today: date) -> list[tuple[Declaration, date]]:
    """What was found suitable and has not ended, each with the day by which its last day would be told (BLD-11)."""
    rows = declarations_in_scope(actor).filter(kind=DeclarationKind.SHORT_TIME, state__in=FOUND)
    declarations, holidays = list(rows.filter(ends_on__gte=today)), holidays_for()
    laws = Parameters.of_each((one.starts_on for one in declarations), "kco_end_working_days")
    return [
        (one, last_day_to_tell_end(one.ends_on, holidays, laws[one.starts_on]))
        for one in declarations
        if one.ends_on
    ]


def with_worker_counts(rows: QuerySet[Declaration]) -> QuerySet[Declaration]:
    return rows.annotate(worker_count=Count("workers"))


def workers_in_scope(actor: Actor) -> QuerySet[DeclaredWorker]:
    rows = DeclaredWorker.objects.filter(declaration__in=declarations_in_scope(actor).order_by())
    return rows.select_related("declaration").order_by("surname", "given_names", "pk")


def firms_matching(actor: Actor, unit: str, firm: str) -> QuerySet[Workplace]:
    """BLD-01: of the unit's province, by İŞKUR number or words of the title; in the actor's scope."""
    words = firm.strip()
    rows = workplaces_in_scope(actor).order_by()
    rows = rows.filter(province_id=whole_of(unit, 2) or 0)
    is_number = words.isascii() and words.isdecimal()
    return rows.filter(organisation__number=words) if is_number else matching_workplaces(rows, title=words)
