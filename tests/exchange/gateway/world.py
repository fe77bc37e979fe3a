"""A bank that may ask the identity register, as rows: agreement, grant, credential, address, users. All invented."""

import hashlib
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from psycopg.types.range import DateRange

from imece.core.actor import system_actor
from imece.core.transactions import acting
from imece.exchange.access.enums import CredentialState
from imece.exchange.access.models import Credential, StaticAddress
from imece.exchange.agreements.models import Agreement, AgreementTerm, Grant, Purpose, Suspension
from imece.exchange.parties.models import EndUser, Institution, SubUnit, Undertaking
from tests.exchange.cast import ExchangeCast, make_exchange_cast
from tests.exchange.rows import WAY

SECRET = "gizli-deneme-parolasi"
PURPOSE = "kimlik-dogrulama"
SERVICE = "registry.person"
SYSTEM = system_actor("tests")


@dataclass
class World:
    """`bank` may ask `registry.person` v1 for `FIELDS`; `user` has signed, `unsigned` has not."""

    cast: ExchangeCast
    bank: Institution
    credential: Credential
    agreement: Agreement
    grant: Grant
    purpose: Purpose
    user: EndUser
    unsigned: EndUser
    unit: SubUnit
    more: dict[str, Any] = field(default_factory=dict)


FIELDS = ["given_names", "surname", "is_alive"]


def make_world(
    *, rate: int = 1000, burst: int = 1000, cap: int | None = None, address: str = "127.0.0.1"
) -> World:
    cast = make_exchange_cast()
    with acting(SYSTEM):
        purpose, _made = Purpose.objects.get_or_create(
            code=PURPOSE,
            defaults={
                "title": "Kimlik doğrulama (deneme)", "title_en": "Identity check (test)", "legal_ground": "5490/45"
            },
        )  # fmt: skip
        agreement = make_agreement(cast.provider, cast.bank, "A-1")
        grant = make_grant(agreement, purpose, rate=rate, burst=burst, cap=cap)
        unit = SubUnit.objects.create(institution=cast.bank, code="KIZILAY", name="Kızılay Şubesi")
        user = make_user(cast.bank, "1001", signed=True, unit=unit)
        unsigned = make_user(cast.bank, "1002", signed=False)
        credential = make_credential(cast.bank, "KRM-9000002")
        make_address(cast.bank, address)
    return World(cast, cast.bank, credential, agreement, grant, purpose, user, unsigned, unit)


def span(before: int = 10, after: int = 300) -> DateRange:
    today = timezone.localdate()
    return DateRange(today - timedelta(days=before), today + timedelta(days=after))


def make_agreement(provider: Institution, consumer: Institution, number: str) -> Agreement:
    agreement = Agreement.objects.create(
        number=number, kind="bilateral", title="Deneme anlaşması", provider=provider, consumer=consumer,
        purpose="Deneme", state="draft", signed_on=timezone.localdate(), created_at=timezone.now(),
    )  # fmt: skip
    for state in ("signing", "in_force"):
        Agreement.objects.filter(pk=agreement.pk).update(state=state)
    agreement.refresh_from_db()
    AgreementTerm.objects.create(agreement=agreement, valid=span(400, 400))
    return agreement


def make_grant(
    agreement: Agreement, purpose: Purpose, service: str = SERVICE, fields: list[str] | None = None,
    *, rate: int = 1000, burst: int = 1000, cap: int | None = None, valid: DateRange | None = None,
) -> Grant:  # fmt: skip
    return Grant.objects.create(
        agreement=agreement, consumer=agreement.consumer, service=service, version=1, fields=fields or FIELDS,
        purpose=purpose, rate_per_second=rate, burst=burst, daily_cap=cap, valid=valid or span(),
    )  # fmt: skip


def make_user(institution: Institution, number: str, *, signed: bool, unit: SubUnit | None = None) -> EndUser:
    user = EndUser.objects.create(
        institution=institution, unit=unit, user_number=number, name="Deneme Kişisi"
    )
    if signed:
        Undertaking.objects.create(end_user=user, text_version=1, signed_on=date(2026, 1, 5))
    return user


def make_credential(
    institution: Institution, client_id: str, *, state: str = "active", **values: Any
) -> Credential:
    """It goes the moves' way to its state, as the database's guard demands."""
    given = {
        "kind": "secret",
        "secret_hash": hashlib.sha256(SECRET.encode()).hexdigest(),
        "requested_by_id": 1,
        "approved_by_id": 2,
        "created_at": timezone.now(),
    }
    credential = Credential.objects.create(
        institution=institution, client_id=client_id, **{**given, **values}
    )
    for step in WAY[CredentialState(state)]:
        Credential.objects.filter(pk=credential.pk).update(state=step)
    credential.refresh_from_db()
    return credential


def make_address(institution: Institution, address: str) -> StaticAddress:
    return StaticAddress.objects.create(
        institution=institution, address=address, requested_by_id=1, approved_by_id=2,
        valid_from=timezone.now() - timedelta(days=1),
    )  # fmt: skip


def suspend(agreement: Agreement, reason: str = "Deneme gerekçesi") -> Suspension:
    with acting(SYSTEM):
        return Suspension.objects.create(
            agreement=agreement, by="provider", reason=reason, suspended_at=timezone.now()
        )
