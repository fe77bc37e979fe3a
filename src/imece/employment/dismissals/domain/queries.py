"""Notices of collective dismissal, always from the actor's scope."""

from collections.abc import Callable, Sequence
from datetime import date

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from imece.core.actor import Actor, ActorKind
from imece.core.parameters import Parameters
from imece.core.scope import key
from imece.employment.dismissals.domain.rules import (
    AGENCY_MONTHS,
    REHIRE_MONTHS,
    Span,
    agency_bar_ends_on,
    is_collective,
    last_day_to_change,
    most_around,
    rehire_ends_on,
)
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
    return today <= changeable_until(notice)


def changeable_until(notice: DismissalNotice) -> date:
    """The last day on which it may be corrected, with the month's end clamped (COL-11, T-COL-11)."""
    end_day_counts = Parameters(notice.notified_on).flag("dismissal_change_end_day_counts")
    return last_day_to_change(notice.notified_on, end_day_counts=end_day_counts)


def span_of(line: DismissalLine) -> Span:
    return Span(line.notice.dismissal_on, line.notice.last_dismissal_on, line.total)


def lines_around(notice: DismissalNotice, lines: Sequence[DismissalLine]) -> list[DismissalLine]:
    """Of the same workplaces, told in other notices, near enough to be counted with these (COL-03)."""
    rows = DismissalLine.objects.filter(
        workplace__in=[line.workplace_id for line in lines],
        notice__dismissal_on__lt=add_months_clamped(notice.last_dismissal_on, 1),
        notice__last_dismissal_on__gt=add_months_clamped(notice.dismissal_on, -1),
    )
    return list(
        rows.exclude(notice=notice.pk).select_related("notice").order_by("notice__dismissal_on", "pk")
    )


def rehire_duty_until(workplace: Workplace, today: date) -> date | None:
    """VAC-32, COL-09: the last day of the duty to call the dismissed first, while there is one."""
    return _last_day(workplace, today, REHIRE_MONTHS, rehire_ends_on)


def agency_bar_until(workplace: Workplace, today: date) -> date | None:
    """COL-14: the last day without workers of temporary-work agencies, while it lasts."""
    return _last_day(workplace, today, AGENCY_MONTHS, agency_bar_ends_on)


def _last_day(workplace: Workplace, today: date, months: int, ends_on: Callable[[date], date]) -> date | None:
    """What a collective dismissal brings; below the law's threshold, earlier notices counted too, it brings nothing."""
    since = add_months_clamped(
        today, -months - 2
    )  # a month for clamped ends, another for notices counted together
    rows = DismissalLine.objects.filter(
        workplace=workplace, notice__dismissal_on__lte=today, notice__last_dismissal_on__gte=since
    )
    lines = list(rows.select_related("notice"))
    spans = [span_of(line) for line in lines]
    days = [
        ends_on(span.last)
        for line, span in zip(lines, spans, strict=True)
        if is_collective(line.worker_count, most_around(span, spans))
    ]
    return max((day for day in days if day >= today), default=None)


def lines_between(workplace: Workplace, first: date, until: date) -> QuerySet[DismissalLine]:
    """Of notices with dismissals from `first` on and before `until`: the workplace's own lines and its branches'."""
    here = Q(workplace=workplace) | Q(workplace__head_office=workplace)
    rows = DismissalLine.objects.filter(
        here, notice__dismissal_on__lt=until, notice__last_dismissal_on__gte=first
    )
    return rows.select_related("notice").order_by("notice__dismissal_on", "pk")
