"""Notices of collective dismissal, always from the actor's scope."""

from datetime import date

from django.db.models import QuerySet, Sum
from django.db.models.functions import Coalesce

from imece.core.actor import Actor, ActorKind
from imece.core.scope import key
from imece.employment.dismissals.domain.rules import REHIRE_MONTHS, may_be_changed
from imece.employment.dismissals.models import DismissalNotice
from imece.employment.employers.models import Workplace
from imece.reference.public import add_months_clamped


def notices_in_scope(actor: Actor) -> QuerySet[DismissalNotice]:
    """The employer's own, the unit's province, all for headquarters; newest first, with the summed men and women."""
    rows = (
        DismissalNotice.objects.select_related("workplace__organisation")
        .annotate(men=Coalesce(Sum("lines__men"), 0), women=Coalesce(Sum("lines__women"), 0))
        .order_by("-notified_on", "-id")
    )
    if actor.kind == ActorKind.EMPLOYER:
        return rows.filter(workplace__organisation_id=key(actor.organisation_id))
    if actor.kind == ActorKind.UNIT_STAFF:
        return rows.filter(workplace__province_id=key(actor.province))
    return rows if actor.kind in {ActorKind.HEADQUARTERS_STAFF, ActorKind.SYSTEM} else rows.none()


def is_changeable(notice: DismissalNotice, today: date) -> bool:
    """COL-11."""
    return may_be_changed(notice.notified_on, today)


def rehire_duty_until(workplace: Workplace, today: date) -> date | None:
    """VAC-32, COL-09: the last day of the duty to call the dismissed first, while there is one."""
    since = add_months_clamped(today, -REHIRE_MONTHS)
    rows = DismissalNotice.objects.filter(lines__workplace=workplace, last_dismissal_on__gte=since)
    newest = rows.filter(dismissal_on__lte=today).order_by("-last_dismissal_on").first()
    if newest is None:
        return None
    until = add_months_clamped(newest.last_dismissal_on, REHIRE_MONTHS)
    return until if until >= today else None
