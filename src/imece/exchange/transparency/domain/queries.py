"""What is read: the desk sees all, an institution's people their own institution's, a citizen his own (X5.4, X5.5)."""

from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from imece.core.actor import Actor, ActorKind
from imece.core.errors import OUT_OF_SCOPE
from imece.core.permissions import is_permitted
from imece.core.scope import key
from imece.exchange.catalogue.models import ServiceVersion
from imece.exchange.ledger.models import LedgerEntry
from imece.exchange.ledger.public import EntrySearch, find_entry, no_entries, search_entries
from imece.exchange.parties.models import Institution
from imece.exchange.transparency.enums import FlagState, SampleState, WhyState
from imece.exchange.transparency.models import (
    Embargo,
    JustificationSample,
    TrailOpening,
    TrailSearch,
    UsageFlag,
    WatchedPerson,
    WhyRequest,
)


def _sees_all(actor: Actor) -> bool:
    return actor.kind == ActorKind.SYSTEM or is_permitted(actor, "transparency.desk")


def own_institution(actor: Actor) -> Institution | None:
    if actor.kind != ActorKind.PARTNER:
        return None
    rows = Institution.objects.select_related("organisation")
    return rows.filter(organisation_id=key(actor.organisation_id)).first()


def entries_in_scope(actor: Actor) -> QuerySet[LedgerEntry]:
    if _sees_all(actor):
        return search_entries(EntrySearch())
    institution = own_institution(actor)
    return search_entries(EntrySearch(institution_id=institution.pk)) if institution else no_entries()


def entry_in_scope(actor: Actor, shard: int, sequence: int) -> LedgerEntry:
    found = find_entry(entries_in_scope(actor), shard, sequence)
    if found is None:
        raise OUT_OF_SCOPE(what=f"{shard}/{sequence}")
    return found


def _of_institution(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    rows = rows.select_related("institution__organisation")
    if _sees_all(actor):
        return rows
    if actor.kind == ActorKind.PARTNER:
        return rows.filter(institution__organisation_id=key(actor.organisation_id))
    return rows.none()


def flags_in_scope(actor: Actor) -> QuerySet[UsageFlag]:
    return _of_institution(UsageFlag.objects.all(), actor)


def samples_in_scope(actor: Actor) -> QuerySet[JustificationSample]:
    rows = JustificationSample.objects.annotate(
        item_count=Count("items"), answered_count=Count("items", filter=~Q(items__answer=""))
    )
    return _of_institution(rows, actor)


def why_requests_in_scope(actor: Actor) -> QuerySet[WhyRequest]:
    """The institution asked, the desk, and the citizen himself."""
    if actor.kind == ActorKind.JOB_SEEKER:
        rows = WhyRequest.objects.select_related("institution__organisation")
        return rows.filter(person_id=key(actor.person_id))
    return _of_institution(WhyRequest.objects.select_related("person"), actor)


def searches_in_scope(actor: Actor) -> QuerySet[TrailSearch]:
    if _sees_all(actor):
        return TrailSearch.objects.all()
    if actor.kind == ActorKind.PARTNER:
        return TrailSearch.objects.filter(organisation_id=key(actor.organisation_id))
    return TrailSearch.objects.none()


def openings_of(entry: LedgerEntry) -> QuerySet[TrailOpening]:
    return TrailOpening.objects.filter(shard=entry.shard, sequence=entry.sequence).order_by("-at", "-pk")


def embargoes(actor: Actor) -> QuerySet[Embargo]:
    return (
        Embargo.objects.select_related("institution__organisation")
        if _sees_all(actor)
        else Embargo.objects.none()
    )


def watched_persons(actor: Actor) -> QuerySet[WatchedPerson]:
    return (
        WatchedPerson.objects.filter(ended_at__isnull=True)
        if _sees_all(actor)
        else WatchedPerson.objects.none()
    )


def institutions() -> QuerySet[Institution]:
    return Institution.objects.select_related("organisation").order_by("organisation__name_key")


def waiting_counts(actor: Actor) -> dict[str, int]:
    """What waits today, for the start page: flags, requests for a reason, samples."""
    is_desk = _sees_all(actor)
    flag_state = FlagState.ANSWERED if is_desk else FlagState.OPEN
    sample_state = SampleState.ANSWERED if is_desk else SampleState.OPEN
    waiting_why = WhyState.ESCALATED if is_desk else None
    requests = why_requests_in_scope(actor).exclude(state=WhyState.ANSWERED)
    return {
        "flags": flags_in_scope(actor).filter(state=flag_state).count(),
        "why_requests": (requests.filter(state=waiting_why) if waiting_why else requests).count(),
        "samples": samples_in_scope(actor).filter(state=sample_state).count(),
    }


def overdue_requests(today: date) -> QuerySet[WhyRequest]:
    rows = WhyRequest.objects.select_related("institution__organisation", "person")
    return rows.filter(state=WhyState.OPEN, due_on__lt=today)


def requests_to_remind(today: date, before: date) -> QuerySet[WhyRequest]:
    """Due on `before` or sooner, not yet reminded of."""
    rows = WhyRequest.objects.select_related("institution__organisation")
    return rows.filter(state=WhyState.OPEN, reminded_at__isnull=True, due_on__range=(today, before))


def services() -> QuerySet[ServiceVersion]:
    return ServiceVersion.objects.order_by("name", "version")
