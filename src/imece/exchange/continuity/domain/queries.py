"""What of interruptions and breaches exists for whom; the public reads what the status page says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_DOWN, Decimal

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.utils import timezone

from imece.core.actor import Actor, ActorKind
from imece.core.permissions import is_permitted
from imece.core.scope import key
from imece.exchange.agreements.models import Grant
from imece.exchange.catalogue.enums import ServiceState
from imece.exchange.catalogue.models import ServiceVersion
from imece.exchange.continuity.enums import BreachNoticeState, BreachState, InterruptionState
from imece.exchange.continuity.models import (
    Breach,
    BreachNotice,
    Interruption,
    Material,
    PaperQuestion,
    ServiceProbe,
    UptimeMonth,
)
from imece.exchange.fingerprints import fingerprint
from imece.exchange.parties.models import Institution
from imece.reference.public import add_months_clamped

NOW_STATES = (InterruptionState.TOLD, InterruptionState.ONGOING, InterruptionState.ON_PAPER)
PAST_STATES = (InterruptionState.ENDED, InterruptionState.CLOSED)
STALE = timedelta(minutes=5)
MONTHS = 6
HISTORY = timedelta(days=90)


def own_institution(actor: Actor) -> Institution | None:
    if actor.kind != ActorKind.PARTNER:
        return None
    rows = Institution.objects.filter(organisation_id=key(actor.organisation_id))
    return rows.select_related("organisation").first()


def all_institutions() -> QuerySet[Institution]:
    """To choose from: every institution of the exchange by its name."""
    return Institution.objects.select_related("organisation").order_by("organisation__name_key", "pk")


def service_names() -> list[str]:
    """Names in the catalogue, without their versions: an interruption hinders all of them."""
    rows = ServiceVersion.objects.exclude(state=ServiceState.WITHDRAWN).order_by("name")
    return list(rows.values_list("name", flat=True).distinct())


def interruptions_in_scope(actor: Actor) -> QuerySet[Interruption]:
    """Operators: all. An institution: what it reported or runs, and told ones that hinder a service it may ask."""
    rows = Interruption.objects.select_related("provider__organisation", "reported_by__organisation")
    if actor.kind == ActorKind.HEADQUARTERS_STAFF and is_permitted(actor, "continuity.operate"):
        return rows
    mine = own_institution(actor)
    if mine is None:
        return rows.none()
    granted = list(Grant.objects.filter(consumer=mine).values_list("service", flat=True).distinct())
    concerns = Q(services=[]) | Q(services__overlap=granted)
    told = ~Q(state=InterruptionState.DETECTED)
    return rows.filter(Q(provider=mine) | Q(reported_by=mine) | (told & concerns))


def paper_questions_in_scope(actor: Actor, interruption: Interruption) -> QuerySet[PaperQuestion]:
    rows = PaperQuestion.objects.filter(interruption=interruption).select_related("institution__organisation")
    mine = own_institution(actor)
    if mine is not None:
        return rows.filter(institution=mine)
    return rows if is_permitted(actor, "continuity.operate") else rows.none()


def paper_questions_about(numbers: Iterable[str]) -> QuerySet[PaperQuestion]:
    """Of one person under his numbers, newest first; whose it is to see is the caller's to say."""
    rows = PaperQuestion.objects.filter(subject_key__in=[fingerprint(number) for number in numbers])
    return rows.select_related("institution__organisation").order_by("-asked_at", "-pk")


def breaches_in_scope(actor: Actor) -> QuerySet[Breach]:
    """Operators: all. An institution: what it found, and what it has been told of."""
    rows = Breach.objects.select_related("found_by__organisation", "suspect__organisation")
    if actor.kind == ActorKind.HEADQUARTERS_STAFF and is_permitted(actor, "continuity.operate"):
        return rows
    mine = own_institution(actor)
    if mine is None or not is_permitted(actor, "continuity.breaches", mine):
        return rows.none()
    told = BreachNotice.objects.filter(breach=OuterRef("pk"), institution=mine, state=BreachNoticeState.TOLD)
    return rows.filter(Q(found_by=mine) | Exists(told))


def with_owed(breaches: QuerySet[Breach]) -> QuerySet[Breach]:
    owed = Q(notices__state=BreachNoticeState.OWED)
    return breaches.annotate(
        owed_count=Count("notices", filter=owed, distinct=True),
        next_due_at=Min("notices__due_at", filter=owed),
    )


def materials_in_scope(actor: Actor) -> QuerySet[Material]:
    """Operators: all. An institution: of the services it may ask."""
    rows = Material.objects.all()
    if actor.kind == ActorKind.HEADQUARTERS_STAFF and is_permitted(actor, "continuity.operate"):
        return rows
    mine = own_institution(actor)
    if mine is None:
        return rows.none()
    return rows.filter(service__in=Grant.objects.filter(consumer=mine).values("service"))


# ------------------------------------------------------------------------------------------ counts for start pages
def open_interruption_count(actor: Actor) -> int:
    open_states = (InterruptionState.DETECTED, *NOW_STATES, InterruptionState.ENDED)
    return interruptions_in_scope(actor).filter(state__in=open_states).count()


def open_breach_count(actor: Actor) -> int:
    return breaches_in_scope(actor).filter(state__in=[BreachState.FOUND, BreachState.CONTAINED]).count()


# ------------------------------------------------------------------------------------------ the public status page
def interruptions_now() -> QuerySet[Interruption]:
    return Interruption.objects.filter(state__in=NOW_STATES).order_by("-started_at", "-pk")


def interruptions_ahead(now: datetime) -> QuerySet[Interruption]:
    rows = Interruption.objects.filter(state=InterruptionState.PLANNED, planned_until__gt=now)
    return rows.order_by("planned_from", "pk")


def interruptions_past(now: datetime) -> QuerySet[Interruption]:
    """Of the last ninety days, the newest first."""
    rows = Interruption.objects.filter(state__in=PAST_STATES, ended_at__gte=now - HISTORY)
    return rows.order_by("-ended_at", "-pk")


@dataclass(frozen=True)
class Uptime:
    """One service in one month; `share` in per cent with two places, rounded down; None: nobody looked."""

    service: str
    month: date
    probe_count: int
    up_count: int
    planned_count: int

    @property
    def share(self) -> Decimal | None:
        """Announced windows do not count against a service: they are taken out of what was looked at."""
        looked = self.probe_count - self.planned_count
        if not looked:
            return None
        return (Decimal(self.up_count) * 100 / looked).quantize(Decimal("0.01"), rounding=ROUND_DOWN)


def last_months(today: date) -> list[date]:
    """The first days of this month and the five before it, oldest first."""
    return [add_months_clamped(today.replace(day=1), -back) for back in range(MONTHS - 1, -1, -1)]


def uptimes(today: date) -> list[Uptime]:
    rows = UptimeMonth.objects.filter(month__in=last_months(today)).order_by("service", "month")
    fields = ("service", "month", "probe_count", "up_count", "planned_count")
    return [Uptime(*row) for row in rows.values_list(*fields)]


def newest_probe() -> ServiceProbe | None:
    return ServiceProbe.objects.order_by("-at").first()


def is_fresh(probe: ServiceProbe | None, now: datetime) -> bool:
    return probe is not None and now - probe.at < STALE


def today_of(now: datetime) -> date:
    return timezone.localdate(now)
