"""Declarations and their workers, always from the actor's scope."""

from django.db.models import Count, Q, QuerySet

from imece.core.actor import Actor, ActorKind
from imece.core.formats import whole_of
from imece.core.scope import key
from imece.employment.benefits.models import Declaration, DeclaredWorker
from imece.employment.employers.models import Workplace
from imece.employment.employers.public import matching_workplaces, workplaces_in_scope


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
