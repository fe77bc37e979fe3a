"""Forms, credentials, addresses and undertakings, always from the actor's scope."""

from datetime import datetime
from typing import Any, TypeVar

from django.db.models import F, Func, Model, Q, QuerySet, TextField

from imece.core.actor import Actor, ActorKind
from imece.core.scope import get_in_scope, key
from imece.core.turkish import fold
from imece.exchange.access.enums import CredentialState, FormReason, FormState
from imece.exchange.access.models import Credential, InformationForm, StaticAddress
from imece.exchange.agreements.enums import AgreementState
from imece.exchange.agreements.models import Agreement
from imece.exchange.parties.models import EndUser, Institution, Undertaking

M = TypeVar("M", bound=Model)
PASSED_ON = frozenset(
    {
        "address", "office_phone", "fax", "email", "kep_address", "handover_to", "credential_kind", "static_address",
    }
)  # fmt: skip
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


def first_values(institution: Institution) -> dict[str, Any]:
    """What a new form begins with: the last approved one's fields; for the first one what is known of the body."""
    last = (
        InformationForm.objects.filter(institution=institution, state=FormState.APPROVED)
        .order_by("-pk")
        .first()
    )
    if last is None:
        return {"reason": FormReason.FIRST, "kep_address": institution.kep_address}
    fields = [field.name for field in InformationForm._meta.concrete_fields]
    passed_on = [
        name for name in fields if name.startswith(("administrative_", "technical_")) or name in PASSED_ON
    ]
    return {"reason": FormReason.PASSWORD} | {name: getattr(last, name) for name in passed_on}


def institutions_with_addresses(actor: Actor) -> QuerySet[Institution]:
    """For the desk: whose address the public checks may be opened to."""
    ids = addresses_in_scope(actor).values("institution_id")
    return Institution.objects.filter(pk__in=ids).select_related("organisation")


def named_like(rows: QuerySet[M], words: str | None) -> QuerySet[M]:
    """Of institutions with this in the folded name, or this code."""
    typed = " ".join(fold(words or "").split())
    if not typed:
        return rows
    name = Func(F("institution__organisation__name"), function="tr_fold", output_field=TextField())
    named: QuerySet[M] = rows.annotate(institution_fold=name)  # type: ignore[assignment]
    return named.filter(Q(institution_fold__contains=typed) | Q(institution__code=(words or "").strip()))


def users_like(rows: QuerySet[EndUser], words: str | None) -> QuerySet[EndUser]:
    """With this in the folded name, or a number that begins so."""
    typed = " ".join(fold(words or "").split())
    if not typed:
        return rows
    rows = rows.annotate(name_fold=Func(F("name"), function="tr_fold", output_field=TextField()))
    return rows.filter(Q(name_fold__contains=typed) | Q(user_number__startswith=(words or "").strip()))


def undertakings_like(rows: QuerySet[Undertaking], words: str | None) -> QuerySet[Undertaking]:
    typed = " ".join(fold(words or "").split())
    if not typed:
        return rows
    user = Func(F("end_user__name"), function="tr_fold", output_field=TextField())
    institution = Func(
        F("end_user__institution__organisation__name"), function="tr_fold", output_field=TextField()
    )
    rows = rows.annotate(user_fold=user, institution_fold=institution)
    return rows.filter(Q(user_fold__contains=typed) | Q(institution_fold__contains=typed))


def waiting_counts(actor: Actor) -> dict[str, int]:
    """For start pages. Of the desk: forms to be taken in, forms to be approved, locked credentials. Of an institution:
    credentials to be fetched, forms returned."""
    forms, credentials = forms_in_scope(actor), credentials_in_scope(actor)
    if actor.kind == ActorKind.PARTNER:
        waiting = credentials.filter(state__in=(CredentialState.APPROVED, CredentialState.ISSUED))
        return {
            "credentials_to_fetch": waiting.count(),
            "forms_returned": forms.filter(state=FormState.RETURNED).count(),
        }
    return {
        "forms_to_take_in": forms.filter(state=FormState.SUBMITTED).count(),
        "forms_to_approve": forms.filter(state=FormState.TAKEN_IN)
        .exclude(taken_in_by_id=actor.person_id)
        .count(),
        "credentials_locked": credentials.filter(state=CredentialState.LOCKED).count(),
    }
