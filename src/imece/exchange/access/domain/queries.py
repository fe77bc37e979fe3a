"""Forms, credentials, addresses and undertakings, always from the actor's scope."""

from datetime import datetime
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from imece.core.actor import Actor, ActorKind
from imece.core.scope import get_in_scope, key
from imece.exchange.access.enums import CredentialState, FormState
from imece.exchange.access.models import Credential, InformationForm, StaticAddress
from imece.exchange.agreements.enums import AgreementState
from imece.exchange.agreements.models import Agreement
from imece.exchange.parties.models import Institution, Undertaking

M = TypeVar("M", bound=Model)
USABLE = (CredentialState.ACTIVE, CredentialState.ROTATING)


def institution_of(actor: Actor) -> Institution:
    """The institution the actor acts for; whoever acts for none has nothing here."""
    rows = Institution.objects.select_related("organisation")
    if actor.kind != ActorKind.PARTNER:
        rows = rows.none()
    return get_in_scope(rows, actor, organisation_id=key(actor.organisation_id))


def of_own_or_all(rows: QuerySet[M], actor: Actor) -> QuerySet[M]:
    """An institution's people see its own rows, headquarters all, nobody else any."""
    if actor.kind == ActorKind.PARTNER:
        return rows.filter(institution__organisation_id=key(actor.organisation_id))
    if actor.kind in {ActorKind.HEADQUARTERS_STAFF, ActorKind.SYSTEM}:
        return rows
    return rows.none()


def forms_in_scope(actor: Actor) -> QuerySet[InformationForm]:
    """Staff do not see what an institution has not sent."""
    rows = of_own_or_all(InformationForm.objects.select_related("institution__organisation"), actor)
    return rows if actor.kind == ActorKind.PARTNER else rows.exclude(state=FormState.DRAFT)


def credentials_in_scope(actor: Actor) -> QuerySet[Credential]:
    return of_own_or_all(Credential.objects.select_related("institution__organisation", "form"), actor)


def addresses_in_scope(actor: Actor) -> QuerySet[StaticAddress]:
    return of_own_or_all(StaticAddress.objects.select_related("institution__organisation"), actor)


def open_addresses(institution: Institution, now: datetime) -> QuerySet[StaticAddress]:
    """Those in use now, and those that have been told and lie ahead."""
    open_still = Q(valid_until__isnull=True) | Q(valid_until__gt=now)
    rows = institution.static_addresses.filter(open_still, is_for_public_check=False)
    return rows.order_by("valid_from", "id")


def undertakings_in_scope(actor: Actor) -> QuerySet[Undertaking]:
    """Whose they are, the institutions that answer them (PRO-08: produced on demand), and headquarters."""
    rows = Undertaking.objects.select_related("end_user__institution__organisation", "end_user__unit")
    if actor.kind in {ActorKind.HEADQUARTERS_STAFF, ActorKind.SYSTEM}:
        return rows
    if actor.kind != ActorKind.PARTNER:
        return rows.none()
    mine = key(actor.organisation_id)
    agreements = Agreement.objects.filter(state=AgreementState.IN_FORCE)
    asking = agreements.filter(provider__organisation_id=mine).values("consumer_id")
    answering = agreements.filter(consumer__organisation_id=mine, kind="protocol").values("provider_id")
    return rows.filter(
        Q(end_user__institution__organisation_id=mine)
        | Q(end_user__institution_id__in=asking)
        | Q(end_user__institution_id__in=answering)
    )


def usable_credentials(institution: Institution, *, is_sandbox: bool = False) -> QuerySet[Credential]:
    return institution.credentials.filter(is_sandbox=is_sandbox, state__in=USABLE).order_by("-id")
