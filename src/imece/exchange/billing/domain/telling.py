"""Telling an institution that its statement is there; the words are in `notifications.py`."""

from datetime import date, datetime

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from imece.accounts.enums import PartnerGrant
from imece.accounts.models import Membership
from imece.accounts.public import recipient_of
from imece.core.formats import format_money, format_month
from imece.core.notifications.outbox import notify
from imece.core.notifications.recipient import Recipient
from imece.exchange.billing.models import Statement
from imece.exchange.parties.models import Institution


def recipients_of(institution: Institution, *, day: date) -> list[Recipient]:
    """Its managers and those with the right «Statements» whose membership holds on the day."""
    may = Q(is_manager=True) | Q(grants__contains=[PartnerGrant.CHARGES])
    open_still = Q(closes_on__isnull=True) | Q(closes_on__gte=day)
    rows = Membership.objects.filter(
        may, open_still, organisation_id=institution.organisation_id, locked_at__isnull=True
    )
    return [recipient_of(row.person) for row in rows.select_related("person").order_by("pk")]


def tell_issued(statement: Statement, now: datetime) -> None:
    link = f"{settings.PUBLIC_URL}{reverse('statement', args=[statement.number])}"
    for recipient in recipients_of(statement.institution, day=timezone.localdate(now)):
        notify(
            "billing.issued",
            recipient,
            institution=str(statement.institution),
            number=statement.number,
            month=format_month(statement.month, recipient.language),
            amount=format_money(statement.amount, recipient.language, sign=True),
            is_free=bool(statement.free_reason),
            is_correction=statement.version > 1,
            link=link,
        )
