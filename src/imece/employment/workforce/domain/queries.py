"""Workforce tables, always from the actor's scope."""

from datetime import date

from django.db.models import QuerySet

from imece.core.actor import Actor, ActorKind
from imece.core.scope import key
from imece.employment.employers.models import Workplace
from imece.employment.workforce.domain.rules import next_month
from imece.employment.workforce.models import WorkforceTable


def tables_in_scope(actor: Actor) -> QuerySet[WorkforceTable]:
    """The employer's own, the unit's province, all for headquarters; newest month first. A branch has none (AIC-03)."""
    rows = WorkforceTable.objects.select_related("workplace__organisation").order_by("-month", "workplace_id")
    if actor.kind == ActorKind.EMPLOYER:
        return rows.filter(workplace__organisation_id=key(actor.organisation_id))
    if actor.kind == ActorKind.UNIT_STAFF:
        return rows.filter(workplace__province_id=key(actor.province))
    return rows if actor.kind in {ActorKind.HEADQUARTERS_STAFF, ActorKind.SYSTEM} else rows.none()


def last_table(workplace: Workplace) -> WorkforceTable | None:
    return WorkforceTable.objects.filter(workplace=workplace).order_by("-month").first()


def month_to_enter(workplace: Workplace) -> date | None:
    """AIC-10: the month after the last saved one; None before the first table, which may be of any ended month."""
    last = last_table(workplace)
    return next_month(last.month) if last else None


def is_last(table: WorkforceTable) -> bool:
    """AIC-11: the only one that may be changed."""
    return not WorkforceTable.objects.filter(workplace=table.workplace_id, month__gt=table.month).exists()
