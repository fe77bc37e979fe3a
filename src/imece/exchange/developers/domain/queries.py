"""What is read: the own institution's questions of thirty days, its credentials, which technical pages are open."""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import QuerySet

from imece.core.actor import Actor, ActorKind
from imece.core.scope import key
from imece.exchange.access.enums import CredentialState
from imece.exchange.access.models import Credential
from imece.exchange.contract import Service
from imece.exchange.ledger.models import LedgerEntry
from imece.exchange.parties.models import Institution

CALLS_DAYS: Final = 30
OPEN_STATES: Final = (CredentialState.ACTIVE, CredentialState.ROTATING)


def institution_of(actor: Actor) -> Institution | None:
    if actor.kind != ActorKind.PARTNER:
        return None
    return Institution.objects.filter(organisation_id=key(actor.organisation_id)).first()


def calls_in_scope(actor: Actor, now: datetime) -> QuerySet[LedgerEntry]:
    """The own institution's rows, refused ones too; nobody else's for anybody."""
    institution = institution_of(actor)
    if institution is None:
        return LedgerEntry.objects.none()
    since = now - timedelta(days=CALLS_DAYS)
    return LedgerEntry.objects.filter(institution_id=institution.pk, asked_at__gte=since)


def credentials_in_scope(actor: Actor) -> QuerySet[Credential]:
    institution = institution_of(actor)
    rows = Credential.objects.select_related("institution")
    return rows.filter(institution=institution) if institution is not None else rows.none()


def sees_technical_pages(actor: Actor, service: Service) -> bool:
    """A protocol's service is open to all; of the others (KPS) the pages open with the password (KPS-09)."""
    return service.is_open or sees_closed_pages(actor)


def sees_closed_pages(actor: Actor) -> bool:
    if actor.kind == ActorKind.HEADQUARTERS_STAFF:
        return True
    return credentials_in_scope(actor).filter(state__in=OPEN_STATES, is_sandbox=False).exists()
