"""Notices of collective dismissal, always from the actor's scope."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from imece.core.actor import Actor, ActorKind
from imece.core.parameters import Parameters, greatest_of
from imece.core.scope import key
from imece.employment.dismissals.domain.rules import (
    CORRECTION,
    THRESHOLD,
    Span,
    is_collective,
    last_day_to_change,
    last_day_to_tell,
    most_around,
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
    return last_day_to_change(notice.notified_on, Parameters(notice.notified_on).read(*CORRECTION))


def notices_to_correct(actor: Actor, today: date) -> list[tuple[DismissalNotice, date]]:
    """Those that may still be corrected, each with its last day (COL-11)."""
    since = add_months_clamped(today, -greatest_of("dismissal_change_months"))
    notices = list(notices_in_scope(actor).filter(notified_on__gte=since))
    laws = Parameters.of_each((one.notified_on for one in notices), *CORRECTION)
    days = [(one, last_day_to_change(one.notified_on, laws[one.notified_on])) for one in notices]
    return [(notice, until) for notice, until in days if until >= today]


def stewards_to_tell(actor: Actor, today: date) -> list[tuple[DismissalNotice, date]]:
    """Notices of which no steward was told yet, each with the last day to do so (COL-04)."""
    rows = notices_in_scope(actor).filter(
        dismissal_on__gte=today, stewards_told_on=None, closes_for_good=False
    )
    notices = list(rows)
    laws = Parameters.of_each((one.notified_on for one in notices), "dismissal_notice_days")
    return [(one, last_day_to_tell(one.dismissal_on, laws[one.notified_on])) for one in notices]


def span_of(line: DismissalLine) -> Span:
    return Span(line.notice.dismissal_on, line.notice.last_dismissal_on, line.total)


def law_of(notice: DismissalNotice) -> Parameters:
    """By which it is a collective dismissal or none, and what follows: of the day of the first dismissal."""
    return Parameters(notice.dismissal_on).read(*THRESHOLD, "dismissal_agency_bar_months")


def lines_around(
    notice: DismissalNotice, lines: Sequence[DismissalLine], law: Parameters
) -> list[DismissalLine]:
    """Of the same workplaces, told in other notices, near enough to be counted with these (COL-03)."""
    months = law.integer("dismissal_window_months")
    rows = DismissalLine.objects.filter(
        workplace__in=[line.workplace_id for line in lines],
        notice__dismissal_on__lt=add_months_clamped(notice.last_dismissal_on, months),
        notice__last_dismissal_on__gt=add_months_clamped(notice.dismissal_on, -months),
    )
    return list(
        rows.exclude(notice=notice.pk).select_related("notice").order_by("notice__dismissal_on", "pk")
    )


def rehire_duty_until(workplace: Workplace, today: date) -> date | None:
    """VAC-32, COL-09: the last day of the duty to call the dismissed first, while there is one."""
    return _last_day(workplace, today, "dismissal_rehire_months")


def agency_bar_until(workplace: Workplace, today: date) -> date | None:
    """COL-14: the last day without workers of temporary-work agencies, while it lasts."""
    return _last_day(workplace, today, "dismissal_agency_bar_months")


def _last_day(workplace: Workplace, today: date, term: str) -> date | None:
    """What a collective dismissal brings; below the law's threshold, earlier notices counted too, it brings nothing."""
    # A month for clamped ends, and what is counted together with other notices.
    since = add_months_clamped(today, -greatest_of(term) - 1 - greatest_of("dismissal_window_months"))
    rows = DismissalLine.objects.filter(
        workplace=workplace, notice__dismissal_on__lte=today, notice__last_dismissal_on__gte=since
    )
    lines = list(rows.select_related("notice"))
    spans = [span_of(line) for line in lines]
    laws = Parameters.of_each((span.first for span in spans), term, *THRESHOLD)
    days = [
        add_months_clamped(span.last, laws[span.first].integer(term))
        for line, span in zip(lines, spans, strict=True)
        if is_collective(line.worker_count, most_around(span, spans, laws[span.first]), laws[span.first])
    ]
    return max((day for day in days if day >= today), default=None)


def lines_between(workplace: Workplace, first: date, until: date) -> QuerySet[DismissalLine]:
    """Of notices with dismissals from `first` on and before `until`: the workplace's own lines and its branches'."""
    here = Q(workplace=workplace) | Q(workplace__head_office=workplace)
    rows = DismissalLine.objects.filter(
        here, notice__dismissal_on__lt=until, notice__last_dismissal_on__gte=first
    )
    return rows.select_related("notice").order_by("notice__dismissal_on", "pk")
