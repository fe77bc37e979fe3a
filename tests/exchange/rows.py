"""Bare rows of the road, past the verbs: for tests that need a ready institution and not its story.

connected = connect(exchange_cast.bank, address="203.0.113.7")   # an active credential, its address, one end user
grant = make_grant(exchange_cast.provider, exchange_cast.bank, "registry.person", ["surname"])
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from imece.core.actor import system_actor
from imece.core.transactions import acting
from imece.exchange.access.enums import CredentialKind, CredentialState
from imece.exchange.access.models import ClientKey, Credential, StaticAddress
from imece.exchange.agreements.enums import AgreementKind, AgreementState
from imece.exchange.agreements.models import Agreement, AgreementTerm, Grant, Purpose
from imece.exchange.parties.models import EndUser, Institution, SubUnit, Undertaking

REQUESTER, APPROVER = 9_000_001, 9_000_002  # two members of staff that need not exist
SECRET = "deneme-parolasi-" + "0" * 32


@dataclass(frozen=True)
class Connected:
    credential: Credential
    address: StaticAddress
    end_user: EndUser
    secret: str = SECRET


def make_credential(
    institution: Institution,
    *,
    state: CredentialState = CredentialState.ACTIVE,
    secret: str = SECRET,
    public_jwk: dict[str, Any] | None = None,
    is_sandbox: bool = False,
    valid_from: datetime | None = None,
    valid_until: datetime | None = None,
    **values: Any,
) -> Credential:
    """In any state: the row begins as REQUESTED and goes the moves' way, as the database's guard demands."""
    now = timezone.now()
    number = Credential.objects.filter(institution=institution).count() + 1
    values = {"requested_by_id": REQUESTER, "approved_by_id": APPROVER} | values
    with acting(system_actor("rows")):
        credential = Credential.objects.create(
            institution=institution,
            client_id=f"{institution.code}-T{number}",
            kind=CredentialKind.PRIVATE_KEY if public_jwk else CredentialKind.SECRET,
            secret_hash="" if public_jwk or not secret else hashlib.sha256(secret.encode()).hexdigest(),
            is_sandbox=is_sandbox,
            valid_from=valid_from or now - timedelta(days=1),
            valid_until=valid_until,
            created_at=now,
            **values,
        )
        if public_jwk:
            ClientKey.objects.create(
                credential=credential,
                key_id=public_jwk["kid"],
                public_jwk=public_jwk,
                valid_from=credential.valid_from,
            )
        for step in WAY[state]:
            Credential.objects.filter(pk=credential.pk).update(state=step)
    credential.refresh_from_db()
    return credential


S = CredentialState
WAY = {
    S.REQUESTED: (),
    S.APPROVED: (S.APPROVED,),
    S.ISSUED: (S.APPROVED, S.ISSUED),
    S.ACTIVE: (S.ACTIVE,),
    S.ROTATING: (S.ACTIVE, S.ROTATING),
    S.LOCKED: (S.ACTIVE, S.LOCKED),
    S.RETIRED: (S.ACTIVE, S.ROTATING, S.RETIRED),
    S.REVOKED: (S.REVOKED,),
    S.EXPIRED: (S.ACTIVE, S.EXPIRED),
}


def make_address(institution: Institution, address: str = "127.0.0.1", **values: Any) -> StaticAddress:
    values = {"requested_by_id": REQUESTER, "approved_by_id": APPROVER} | values
    values.setdefault("valid_from", timezone.now() - timedelta(days=1))
    with acting(system_actor("rows")):
        return StaticAddress.objects.create(institution=institution, address=address, **values)


def make_end_user(
    institution: Institution, user_number: str = "1", *, has_undertaking: bool = True
) -> EndUser:
    with acting(system_actor("rows")):
        user = EndUser.objects.create(
            institution=institution, user_number=user_number, name=f"Deneme Kullanıcı {user_number}"
        )
        if has_undertaking:
            make_undertaking(user)
    return user


def make_undertaking(user: EndUser, signed_on: date | None = None, **values: Any) -> Undertaking:
    with acting(system_actor("rows")):
        return Undertaking.objects.create(
            end_user=user,
            text_version=1,
            signed_on=signed_on or timezone.localdate() - timedelta(days=1),
            **values,
        )


def make_unit(institution: Institution, code: str, **values: Any) -> SubUnit:
    with acting(system_actor("rows")):
        return SubUnit.objects.create(
            institution=institution, code=code, name=f"Deneme Birim {code}", **values
        )


def make_purpose(code: str = "DENEME", *, needs_file: bool = True) -> Purpose:
    with acting(system_actor("rows")):
        return Purpose.objects.get_or_create(
            code=code,
            defaults={
                "title": "Deneme amacı",
                "title_en": "Test purpose",
                "legal_ground": "Deneme md. 1",
                "needs_file": needs_file,
            },
        )[0]


def make_agreement(
    provider: Institution,
    consumer: Institution,
    *,
    state: AgreementState = AgreementState.IN_FORCE,
    begins: date | None = None,
    ends: date | None = None,
) -> Agreement:
    """With one term, from the first of January to a year later unless told otherwise."""
    begins = begins or timezone.localdate().replace(month=1, day=1)
    ends = ends or begins.replace(year=begins.year + 1)
    with acting(system_actor("rows")):
        agreement = Agreement.objects.create(
            number=f"D-{provider.pk}-{consumer.pk}-{Agreement.objects.count() + 1}",
            kind=AgreementKind.BILATERAL,
            title="Deneme anlaşması",
            provider=provider,
            consumer=consumer,
            purpose="Deneme",
            signed_on=begins,
            created_at=timezone.now(),
        )
        AgreementTerm.objects.create(agreement=agreement, valid=DateRange(begins, ends))
        for step in AGREEMENT_WAY[state]:
            Agreement.objects.filter(pk=agreement.pk).update(state=step)
    agreement.refresh_from_db()
    return agreement


A = AgreementState
AGREEMENT_WAY = {
    A.DRAFT: (),
    A.SIGNING: (A.SIGNING,),
    A.IN_FORCE: (A.SIGNING, A.IN_FORCE),
    **{
        end: (A.SIGNING, A.IN_FORCE, end)
        for end in (A.ENDED, A.TERMINATED_UNILATERALLY, A.TERMINATED_MUTUALLY, A.TERMINATED_BY_LAW)
    },
}


def make_grant(
    provider: Institution,
    consumer: Institution,
    service: str,
    fields: list[str],
    *,
    version: int = 1,
    agreement: Agreement | None = None,
    purpose: Purpose | None = None,
    **values: Any,
) -> Grant:
    """Valid as long as its agreement's one term."""
    agreement = agreement or make_agreement(provider, consumer)
    values.setdefault("valid", agreement.terms.get().valid)
    with acting(system_actor("rows")):
        return Grant.objects.create(
            agreement=agreement,
            consumer=consumer,
            service=service,
            version=version,
            fields=fields,
            purpose=purpose or make_purpose(),
            **values,
        )


def connect(institution: Institution, address: str = "127.0.0.1", **credential: Any) -> Connected:
    """An institution that can ask at once: an active credential, its address, one end user with an undertaking."""
    return Connected(
        make_credential(institution, **credential),
        make_address(institution, address),
        make_end_user(institution),
    )
