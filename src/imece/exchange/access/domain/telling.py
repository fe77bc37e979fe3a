"""Who is told: the two named contacts at their office address, and the institution's people who may see access."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from imece.accounts.enums import PartnerGrant
from imece.accounts.models import Membership
from imece.accounts.public import recipient_of
from imece.core.notifications.outbox import notify
from imece.core.notifications.recipient import Recipient
from imece.exchange.parties.models import Institution
from imece.exchange.parties.public import contacts_of


def tell_institution(institution: Institution, notice: str, *, now: datetime, **data: Any) -> None:
    """In the caller's transaction. Whoever is both contact and user is told once, by his own channel."""
    link = f"{settings.PUBLIC_URL}{reverse('access')}"
    for recipient in _recipients(institution, now):
        notify(notice, recipient, institution=str(institution), link=link, **data)


def _recipients(institution: Institution, now: datetime) -> list[Recipient]:
    today = timezone.localdate(now)
    open_still = Q(closes_on__isnull=True) | Q(closes_on__gte=today)
    entitled = Q(is_manager=True) | Q(grants__contains=[PartnerGrant.ACCESS])
    rows = Membership.objects.filter(
        open_still, entitled, organisation_id=institution.organisation_id, locked_at__isnull=True
    ).select_related("person")
    users = [row.person for row in rows.order_by("id")]
    known = {person.national_id for person in users}
    contacts = [one for one in contacts_of(institution, today) if one.national_id not in known and one.email]
    return [recipient_of(person) for person in users] + [
        Recipient(name=one.name, email=one.email) for one in contacts
    ]
