"""Which of the two parties acts, and which side of the suspension flags it is."""

from imece.core.actor import Actor, ActorKind
from imece.core.permissions import require
from imece.exchange.agreements.domain import errors
from imece.exchange.agreements.enums import SuspendedBy
from imece.exchange.agreements.models import Agreement
from imece.exchange.parties.models import Institution


def parties_of(agreement: Agreement) -> tuple[Institution, Institution]:
    return agreement.provider, agreement.consumer


def own_party(agreement: Agreement, actor: Actor) -> Institution | None:
    """The party this person acts for; None for the desk, which enters what a party wrote on paper."""
    for party in parties_of(agreement):
        if actor.kind == ActorKind.PARTNER and party.organisation_id == actor.organisation_id:
            return party
    return None


def other_party(agreement: Agreement, institution: Institution) -> Institution:
    provider, consumer = parties_of(agreement)
    return consumer if institution == provider else provider


def check_party(agreement: Agreement, institution: Institution, actor: Actor) -> None:
    """It is one of the two, and its people act for no other than their own. Raises AGR-038, CORE-403."""
    if institution not in parties_of(agreement):
        raise errors.NOT_A_PARTY(
            institution=institution,
            agreement=agreement,
            provider=agreement.provider,
            consumer=agreement.consumer,
            field="institution",
        )
    own = own_party(agreement, actor)
    if own is not None and own != institution:
        require(actor, "agreements.prepare", agreement)  # only the desk acts for either


def side_of(agreement: Agreement, institution: Institution | None) -> SuspendedBy:
    if institution is None:
        return SuspendedBy.PLATFORM
    return SuspendedBy.PROVIDER if institution == agreement.provider else SuspendedBy.CONSUMER
