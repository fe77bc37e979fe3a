"""What pages and adapters of accounts read."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.db.models import Count, Func, QuerySet, TextField

from imece.accounts.domain.sealing import fingerprint
from imece.accounts.enums import OrganisationKind
from imece.accounts.models import KeptForm, Organisation, Person, TermsAcceptance
from imece.core.actor import Actor, ActorKind
from imece.core.scope import key
from imece.core.turkish import fold, normalize

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def person_by_number(number: str) -> Person | None:
    """The open account with this T.C. number, also by one the person had before (ID-07)."""
    return Person.objects.with_number(number).filter(is_active=True).first()


def person_by_key(person_id: int | None) -> Person | None:
    return Person.objects.filter(pk=key(person_id)).first()


def open_person_by_key(person_id: int | None) -> Person | None:
    """None for a closed or locked account too."""
    return Person.objects.filter(pk=key(person_id), is_active=True, locked_at__isnull=True).first()


def acceptances_of(person: Person) -> QuerySet[TermsAcceptance]:
    return TermsAcceptance.objects.filter(person=person).select_related("version").order_by("-at", "-id")


def has_second_factor(person: Person) -> bool:
    return bool(Authenticator.objects.filter(user=person, type__in=SECOND_FACTORS).exists())


def count_sessions(person: Person) -> int:
    return int(UserSession.objects.filter(user=person).count())


def live_sessions(person: Person) -> list[UserSession]:
    """The one seen last first; sessions that have ended elsewhere are thrown away on the way."""
    rows: list[UserSession] = UserSession.objects.purge_and_list(person)
    return sorted(rows, key=lambda row: row.last_seen_at, reverse=True)


def organisation_name(organisation_id: int) -> str:
    return Organisation.objects.filter(pk=organisation_id).values_list("name", flat=True).first() or "–"


def latest_failure(username: str, address: str) -> datetime | None:
    """When this (hashed) number was last tried in vain from this address."""
    rows = AccessAttempt.objects.filter(username=username, ip_address=address).order_by("-attempt_time")
    latest: datetime | None = rows.values_list("attempt_time", flat=True).first()
    return latest


def kept_form_of(token: str, owner: str, *, now: datetime) -> KeptForm | None:
    """The form kept under this token, for the person (a fingerprint) who typed it."""
    rows = KeptForm.objects.filter(token_hash=fingerprint("kept form", token), expires_at__gt=now)
    return rows.filter(owner=owner).first() if token else None


def institutions_in_scope(actor: Actor) -> QuerySet[Organisation]:
    """Every organisation that is not a workplace: headquarters all of Türkiye, a unit those of its own province.

    Workplaces come in by membership and have pages of their own (`employers`).
    """
    rows = Organisation.objects.exclude(kind=OrganisationKind.WORKPLACE).order_by("name_key", "name", "id")
    if actor.kind in {ActorKind.HEADQUARTERS_STAFF, ActorKind.SYSTEM}:
        return rows
    if actor.kind == ActorKind.UNIT_STAFF:
        return rows.filter(province=actor.province)
    return rows.none()


def matching_institutions(
    rows: QuerySet[Organisation], *, kind: str = "", province: str = "", name: str = ""
) -> QuerySet[Organisation]:
    """With the number of users of each; the name anywhere, case and accents forgiven."""
    rows = rows.annotate(user_count=Count("memberships"))
    if kind:
        rows = rows.filter(kind=kind)
    if province:
        rows = rows.filter(province=int(province))
    if words := fold(normalize(name)).strip():
        rows = rows.annotate(name_fold=Func("name", function="tr_fold", output_field=TextField()))
        rows = rows.filter(name_fold__contains=words)
    return rows
