"""Telling institutions and citizens; the words are in `notifications.py`."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Q

from imece.accounts.enums import PartnerGrant
from imece.accounts.models import Membership
from imece.accounts.public import recipient_of
from imece.core.notifications.outbox import notify
from imece.core.notifications.recipient import Recipient
from imece.exchange.parties.enums import OfficialRole
from imece.exchange.parties.models import Institution, Official


def officers_of(institution: Institution, day: date) -> list[Recipient]:
    """Managers and those with the right «Audit of use» whose membership holds on the day."""
    may = Q(is_manager=True) | Q(grants__contains=[PartnerGrant.AUDIT])
    open_still = Q(closes_on__isnull=True) | Q(closes_on__gte=day)
    rows = Membership.objects.filter(
        may, open_still, organisation_id=institution.organisation_id, locked_at__isnull=True
    )
    return [recipient_of(row.person) for row in rows.select_related("person").order_by("pk")]


def protection_contacts(institution: Institution, day: date) -> list[Recipient]:
    """The data protection contacts it named (X3.1); without one its administrative users."""
    valid = Q(valid_until__isnull=True) | Q(valid_until__gte=day)
    rows = Official.objects.filter(valid, institution=institution, valid_from__lte=day).exclude(email="")
    named = rows.filter(role=OfficialRole.DATA_PROTECTION) or rows.filter(role=OfficialRole.ADMINISTRATIVE)
    return [Recipient(name=row.name, email=row.email) for row in named]


def tell_institution(institution: Institution, notice: str, *, day: date, path: str, **data: Any) -> None:
    link = f"{settings.PUBLIC_URL}{path}"
    for recipient in officers_of(institution, day):
        notify(notice, recipient, institution=str(institution), link=link, **data)
