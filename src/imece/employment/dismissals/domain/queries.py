"""Notices of collective dismissal, always from the actor's scope."""

from datetime import date

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from imece.core.actor import Actor, ActorKind
from imece.core.scope import key
from imece.employment.dismissals.domain.rules import REHIRE_MONTHS, is_collective, may_be_changed
from imece.employment.dismissals.models import DismissalLine, DismissalNotice
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


def changeable_until(notice: DismissalNotice) -> date:
    """The last day on which it may be corrected, with the month's end clamped (COL-11, T-COL-11)."""
    return add_months_clamped(notice.notified_on, 1)


def rehire_duty_until(workplace: Workplace, today: date) -> date | None:
    """VAC-32, COL-09: the last day of the duty to call the dismissed first, while there is one.

    Below the law's threshold there is none.
    """
    since = add_months_clamped(today, -REHIRE_MONTHS - 1)  # a month more: ends of months are clamped
    lines = DismissalLine.objects.filter(
        workplace=workplace, notice__dismissal_on__lte=today, notice__last_dismissal_on__gte=since
    ).select_related("notice")
    days = [
        add_months_clamped(line.notice.last_dismissal_on, REHIRE_MONTHS)
        for line in lines
        if is_collective(line.worker_count, line.total)
    ]
    return max((day for day in days if day >= today), default=None)


def lines_between(workplace: Workplace, first: date, until: date) -> QuerySet[DismissalLine]:
    """Of notices with dismissals from `first` on and before `until`: the workplace's own lines and its branches'."""
    here = Q(workplace=workplace) | Q(workplace__head_office=workplace)
    rows = DismissalLine.objects.filter(
        here, notice__dismissal_on__lt=until, notice__last_dismissal_on__gte=first
    )
    return rows.select_related("notice").order_by("notice__dismissal_on", "pk")
