"""Who of an organisation is told: its managers and those with one right (P1.7)."""

from datetime import date

from django.db.models import Q

from imece.accounts.models import Membership, Organisation
from imece.accounts.public import recipient_of
from imece.core.notifications.recipient import Recipient


def recipients_at(organisation: Organisation, grant: str, day: date) -> list[Recipient]:
    """Each person once, only whose membership is effective on `day`."""
    rows = Membership.objects.filter(organisation=organisation).filter(
        Q(is_manager=True) | Q(grants__contains=[grant])
    )
    members = rows.select_related("person").order_by("pk")
    return [recipient_of(member.person) for member in members if member.is_effective_on(day)]
