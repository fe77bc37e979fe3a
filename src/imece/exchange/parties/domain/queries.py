"""Institutions, their addresses and officials, always from the actor's scope."""

from datetime import date

from django.db.models import Q, QuerySet

from imece.accounts.models import Membership
from imece.accounts.public import recipient_of
from imece.core.actor import Actor, ActorKind
from imece.core.notifications.recipient import Recipient
from imece.core.remembering import remembered
from imece.core.scope import key
from imece.exchange.parties.enums import OfficialRole
from imece.exchange.parties.models import Institution, InstitutionAddress, Official
from imece.exchange.parties.permissions import EXCHANGE_DESKS


def institutions_in_scope(actor: Actor) -> QuerySet[Institution]:
    """An institution's people see their own; the exchange's desks at headquarters see all; nobody else any."""
    rows = Institution.objects.select_related("organisation")
    if actor.kind == ActorKind.PARTNER:
        return rows.filter(organisation_id=key(actor.organisation_id))
    has_desk = actor.is_manager or bool(actor.grants & set(EXCHANGE_DESKS))
    if actor.kind == ActorKind.SYSTEM or (actor.kind == ActorKind.HEADQUARTERS_STAFF and has_desk):
        return rows
    return rows.none()


@remembered
def institution_of(actor: Actor) -> Institution | None:
    """The one this person acts for; None for staff and everybody else."""
    if actor.kind != ActorKind.PARTNER:
        return None
    return institutions_in_scope(actor).first()


def providers() -> QuerySet[Institution]:
    """Who answers on the exchange: the institutions that run a house of ours. Their names are public."""
    return Institution.objects.select_related("organisation").exclude(house="")


def address_on(institution: Institution, day: date) -> InstitutionAddress | None:
    """X2.4: the last address told by then; an older one stays valid until the change is told (PRO-25)."""
    told = institution.addresses.filter(told_on__lte=day)
    return told.order_by("-told_on", "-id").first()


def officials_on(institution: Institution, day: date, role: OfficialRole | None = None) -> QuerySet[Official]:
    open_still = Q(valid_until__isnull=True) | Q(valid_until__gte=day)
    rows = institution.officials.filter(open_still, valid_from__lte=day)
    return (rows.filter(role=role) if role else rows).order_by("role", "name", "id")


def recipients_of(institution: Institution, *, grant: str, day: date) -> list[Recipient]:
    """The institution's people who are told things of this kind: managers, and users with the right."""
    open_still = Q(closes_on__isnull=True) | Q(closes_on__gte=day)
    entitled = Q(is_manager=True) | Q(grants__contains=[grant])
    rows = Membership.objects.filter(
        open_still, entitled, organisation_id=institution.organisation_id, locked_at__isnull=True
    )
    return [recipient_of(row.person) for row in rows.select_related("person").order_by("id")]
