"""Who is told what concerns a workplace: those who may act in it, each by his own channel (P1.4, EMP-03)."""

from datetime import date

from django.db.models import Q

from imece.accounts.models import Membership
from imece.accounts.public import recipient_of
from imece.core.notifications.recipient import Recipient
from imece.employment.employers.models import Workplace


def recipients_of(workplace: Workplace, *, grant: str, day: date) -> list[Recipient]:
    """Managers and holders of `grant`; where nobody is left, the workplace's own addresses."""
    rows = Membership.objects.filter(
        Q(is_manager=True) | Q(grants__contains=[grant]),
        Q(closes_on__isnull=True) | Q(closes_on__gte=day),
        organisation_id=workplace.organisation_id,
        locked_at__isnull=True,
        person__is_active=True,
    )
    people = [recipient_of(row.person) for row in rows.select_related("person").order_by("person_id")]
    return people or [_workplace_itself(workplace)]


def _workplace_itself(workplace: Workplace) -> Recipient:
    return Recipient(
        name=workplace.name,
        email=workplace.email,
        phone=workplace.phone,
        postal_address=workplace.street_address,
        kep_address=workplace.employer.kep_address,
    )
