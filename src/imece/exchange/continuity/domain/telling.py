"""Who is told of an interruption: people with the right «access» of the institutions it hinders, their contacts of the
KPS Bilgi Formu, and whoever subscribed to the status page (X7.1, X7.2)."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core import signing
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from imece.accounts.enums import PartnerGrant
from imece.core.formats import format_instant
from imece.core.notifications.outbox import notify
from imece.core.notifications.recipient import Recipient
from imece.exchange.agreements.models import Grant
from imece.exchange.continuity.enums import InterruptionState
from imece.exchange.continuity.models import Interruption, StatusSubscription
from imece.exchange.letters.public import recipients_at
from imece.exchange.parties.enums import OfficialRole
from imece.exchange.parties.models import Institution, Official

CONTACTS = (OfficialRole.ADMINISTRATIVE, OfficialRole.TECHNICAL)
UNSUBSCRIBE = "imece.continuity.subscription"


def hindered_institutions(services: Iterable[str], day: date) -> QuerySet[Institution]:
    """Who may ask the named services on that day; all institutions when none is named."""
    rows = Institution.objects.select_related("organisation").order_by("pk")
    if not services:
        return rows
    asking = Grant.objects.filter(service__in=list(services), valid__contains=day).values("consumer_id")
    return rows.filter(pk__in=asking)


def tell_interruption(interruption: Interruption, *, now: datetime) -> int:
    """The state it has now, to everybody concerned; returns how many are told."""
    day = timezone.localdate(now)
    concerned = Q(pk__in=hindered_institutions(interruption.services, day).values("pk"))
    for party in (interruption.provider_id, interruption.reported_by_id):
        concerned |= Q(pk=party or 0)
    people: dict[str, Recipient] = {}
    for institution in Institution.objects.filter(concerned).select_related("organisation"):
        for one in [
            *recipients_at(institution.organisation, PartnerGrant.ACCESS, day),
            *_contacts(institution, day),
        ]:
            people.setdefault(one.email or f"person {one.person_id}", one)
    for one in people.values():
        notify("continuity.interruption", one, **_facts(interruption, "my_interruption"))
    return len(people) + _tell_subscribers(interruption, set(people))


def unsubscribe_link(subscription: StatusSubscription) -> str:
    token = signing.dumps(subscription.pk, salt=UNSUBSCRIBE)
    return f"{settings.PUBLIC_URL}{reverse('status_unsubscribe', args=[token])}"


def _tell_subscribers(interruption: Interruption, told: set[str]) -> int:
    rows = StatusSubscription.objects.filter(confirmed_at__isnull=False).exclude(email__in=told)
    for one in rows.order_by("pk"):
        recipient = Recipient(name=one.email, language=one.language, email=one.email)
        facts = _facts(interruption, "service_status")
        notify("continuity.status", recipient, unsubscribe_url=unsubscribe_link(one), **facts)
    return rows.count()


def _contacts(institution: Institution, day: date) -> list[Recipient]:
    """The administrative and the technical contact, as the form names them (X3.1)."""
    rows = Official.objects.filter(institution=institution, role__in=CONTACTS, valid_from__lte=day).exclude(
        email=""
    )
    valid = rows.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day))
    return [Recipient(name=one.name, email=one.email) for one in valid.order_by("pk")]


def _facts(interruption: Interruption, page: str) -> dict[str, Any]:
    arguments = [interruption.pk] if page == "my_interruption" else []
    return {
        "number": interruption.number,
        "title": interruption.title,
        "kind": interruption.get_kind_display(),
        "state": InterruptionState(interruption.state).label,
        "services": ", ".join(interruption.services),
        "begins": _said(interruption.started_at or interruption.planned_from),
        "ends": _said(interruption.ended_at or interruption.planned_until),
        "is_over": interruption.ended_at is not None,
        "catch_up_due_on": f"{interruption.catch_up_due_on:%d.%m.%Y}" if interruption.catch_up_due_on else "",
        "reason": interruption.urgent_reason,
        "link": f"{settings.PUBLIC_URL}{reverse(page, args=arguments)}",
    }


def _said(at: datetime | None) -> str:
    return format_instant(at) if at else ""
