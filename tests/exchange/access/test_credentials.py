"""Credentials: handed to the named person, shown once, replaced with an overlap, closed at once (X3.1, X3.5)."""

import hashlib
import json
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from jwt.algorithms import ECAlgorithm, OKPAlgorithm, RSAAlgorithm

from imece.core.actor import system_actor
from imece.core.errors import Problem
from imece.core.models import AuditRecord
from imece.core.notifications.models import OutboxMessage
from imece.exchange.access.domain.credentials import (
    activate_credential,
    hand_over_key,
    hand_over_secret,
    lock_credential,
    open_credential,
    open_sandbox_credential,
    revoke_credential,
    take_back_credential,
    unlock_credential,
)
from imece.exchange.access.domain.keys import read_public_key, thumbprint_of
from imece.exchange.access.enums import CredentialKind, CredentialState, FormReason
from imece.exchange.access.models import Credential
from imece.exchange.access.moves import CREDENTIAL_MOVES
from tests.exchange.access.stories import (
    NOW,
    active_credential,
    approved_form,
    first_desk,
    manager,
    receiver,
)
from tests.exchange.cast import ExchangeCast

pytestmark = pytest.mark.django_db
CLOCK = system_actor("test")


def test_the_secret_is_random_returned_once_and_kept_as_a_hash(exchange_cast: ExchangeCast) -> None:
    credential, secret = active_credential(exchange_cast)
    assert len(secret) >= 43  # 256 bits in base64
    stored = Credential.objects.get(pk=credential.pk)
    assert stored.secret_hash == hashlib.sha256(secret.encode()).hexdigest()
    assert stored.state == CredentialState.ACTIVE
    everything = json.dumps(list(AuditRecord.objects.values("details", "purpose")), default=str)
    everything += " ".join(OutboxMessage.objects.values_list("body", flat=True))
    assert secret not in everything
    with pytest.raises(Problem) as problem:
        hand_over_secret(credential=credential, actor=receiver(exchange_cast), now=NOW)
    assert problem.value.code == "WF-001"


def test_KPS_01_it_is_handed_to_the_named_person_and_nobody_else(exchange_cast: ExchangeCast) -> None:
    """Not even to the institution's manager."""
    credential = approved_form(exchange_cast).credentials.get()
    with pytest.raises(Problem) as problem:
        hand_over_secret(credential=credential, actor=manager(exchange_cast), now=NOW)
    assert problem.value.code == "ACS-021"
    assert exchange_cast.bank_technician.full_name in problem.value.message
    with pytest.raises(Problem) as problem:
        hand_over_secret(credential=credential, actor=first_desk(exchange_cast), now=NOW)
    assert problem.value.code == "CORE-403"


def test_handed_over_it_opens_nothing_before_it_is_put_into_use(exchange_cast: ExchangeCast) -> None:
    credential = approved_form(exchange_cast).credentials.get()
    hand_over_secret(credential=credential, actor=receiver(exchange_cast), now=NOW)
    assert credential.state == CredentialState.ISSUED
    assert not _is_open(credential)
    activate_credential(credential=credential, actor=receiver(exchange_cast), now=NOW)
    assert _is_open(credential)


def test_a_handing_over_that_went_wrong_is_done_anew(exchange_cast: ExchangeCast) -> None:
    credential = approved_form(exchange_cast).credentials.get()
    first = hand_over_secret(credential=credential, actor=receiver(exchange_cast), now=NOW)
    take_back_credential(
        credential=credential, reason="Sayfa kapanmış.", actor=first_desk(exchange_cast), now=NOW
    )
    assert Credential.objects.get(pk=credential.pk).secret_hash == ""
    assert first != hand_over_secret(credential=credential, actor=receiver(exchange_cast), now=NOW)


def test_the_old_one_is_valid_thirty_days_more(exchange_cast: ExchangeCast) -> None:
    """X3.5: two valid while it is replaced; a new password needs a new form (KPS-04)."""
    old, _secret = active_credential(exchange_cast)
    later = NOW + timedelta(days=100)
    new, _secret = active_credential(
        exchange_cast, later, reason=FormReason.PASSWORD, change_reason="Personel ayrıldı"
    )
    old.refresh_from_db()
    assert (old.state, old.valid_until) == (CredentialState.ROTATING, later + timedelta(days=30))
    assert _is_open(old)
    assert _is_open(new)
    assert new.client_id != old.client_id


def test_the_overlap_never_lengthens_the_old_ones_time(exchange_cast: ExchangeCast) -> None:
    old, _secret = active_credential(exchange_cast)
    assert old.valid_until is not None
    ends, later = old.valid_until, old.valid_until - timedelta(days=3)
    active_credential(exchange_cast, later, reason=FormReason.PASSWORD, change_reason="Süre doluyor")
    old.refresh_from_db()
    assert old.valid_until == ends


def test_locked_it_is_closed_told_and_unlocked_with_a_reason(exchange_cast: ExchangeCast) -> None:
    credential, _secret = active_credential(exchange_cast)
    lock_credential(credential=credential, reason="On hatalı imza", actor=CLOCK, now=NOW)
    assert not _is_open(credential)
    assert OutboxMessage.objects.filter(notice="access.credential_locked").exists()
    with pytest.raises(Problem) as problem:
        unlock_credential(credential=credential, reason=" ", actor=first_desk(exchange_cast), now=NOW)
    assert problem.value.code == "WF-002"
    unlock_credential(
        credential=credential, reason="Saat farkıymış.", actor=first_desk(exchange_cast), now=NOW
    )
    assert _is_open(credential)


def test_a_locked_one_is_not_unlocked_beside_an_active_one(exchange_cast: ExchangeCast) -> None:
    old, _secret = active_credential(exchange_cast)
    lock_credential(credential=old, reason="On hatalı imza", actor=CLOCK, now=NOW)
    active_credential(exchange_cast, NOW, reason=FormReason.PASSWORD, change_reason="Ele geçirilmiş olabilir")
    with pytest.raises(Problem) as problem:
        unlock_credential(credential=old, reason="Gerek kaldı", actor=first_desk(exchange_cast), now=NOW)
    assert problem.value.code == "ACS-022"


@pytest.mark.parametrize("who", ["manager", "desk"])
def test_revoked_at_once_by_either_side(exchange_cast: ExchangeCast, who: str) -> None:
    credential, _secret = active_credential(exchange_cast)
    actor = manager(exchange_cast) if who == "manager" else first_desk(exchange_cast)
    revoke_credential(credential=credential, reason="Ele geçirildi", actor=actor, now=NOW)
    assert not _is_open(credential)
    for move in CREDENTIAL_MOVES.moves:
        assert CredentialState.REVOKED not in move.from_states, "nothing leads out of it"


def test_every_state_is_reached_by_some_move() -> None:
    reached = {str(state) for state in CREDENTIAL_MOVES.starts} | {
        end for _start, end in CREDENTIAL_MOVES.pairs
    }
    assert reached == set(CredentialState.values)


# ------------------------------------------------------------------------------------------ keys
RSA_KEY = rsa.generate_private_key(65537, 2048)
GOOD: dict[str, tuple[Any, str]] = {
    "rsa": (RSA_KEY.public_key(), "RS256"),
    "p256": (ec.generate_private_key(ec.SECP256R1()).public_key(), "ES256"),
    "ed25519": (ed25519.Ed25519PrivateKey.generate().public_key(), "EdDSA"),
}
AS_JWK = {"rsa": RSAAlgorithm, "p256": ECAlgorithm, "ed25519": OKPAlgorithm}


def pem(key: Any) -> str:
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


@pytest.mark.parametrize("kind", GOOD)
def test_a_key_is_taken_as_pem_and_as_jwk(kind: str) -> None:
    key, algorithm = GOOD[kind]
    from_pem = read_public_key(pem(key))
    from_jwk = read_public_key(json.dumps(AS_JWK[kind].to_jwk(key, as_dict=True) | {"kid": "benim"}))
    assert (from_pem["alg"], from_jwk["alg"]) == (algorithm, algorithm)
    assert (from_pem["kid"], from_jwk["kid"]) == (thumbprint_of(from_pem), "benim")
    assert thumbprint_of(from_jwk) == thumbprint_of(from_pem)


def test_the_thumbprint_is_rfc_7638s_own_example() -> None:
    modulus = (
        "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCi"
        "FV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb"
        "9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls"
        "1jF44-csFCur-kEgU8awapJzKnqDKgw"
    )
    key = {"kty": "RSA", "n": modulus, "e": "AQAB", "alg": "RS256", "kid": "2011-04-29"}
    assert thumbprint_of(key) == "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (pem(rsa.generate_private_key(65537, 1024).public_key()), "ACS-033"),
        (pem(ec.generate_private_key(ec.SECP384R1()).public_key()), "ACS-033"),
        (json.dumps({"kty": "oct", "x": "c2VjcmV0"}), "ACS-033"),
        (json.dumps({"kty": "oct", "k": "c2VjcmV0"}), "ACS-032"),
        (json.dumps(RSAAlgorithm.to_jwk(RSA_KEY, as_dict=True)), "ACS-032"),
        (RSA_KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode(), "ACS-032"),
        ("değil", "ACS-031"),
        ("{", "ACS-031"),
        ("[1]", "ACS-031"),
        (json.dumps({"kty": "RSA", "n": "%%", "e": "AQAB"}), "ACS-031"),
        (json.dumps({"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}), "ACS-031"),
        ("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", "ACS-031"),
        ("x" * 30_000, "ACS-031"),
    ],
    ids=[
        "rsa-1024", "p-384", "oct", "oct-secret", "private-jwk", "private-pem", "words", "json", "list", "n", "point",
        "pem", "long",
    ],
)  # fmt: skip
def test_what_is_no_key_or_too_weak_is_refused(text: str, code: str) -> None:
    with pytest.raises(Problem) as problem:
        read_public_key(text)
    assert problem.value.code == code
    assert "PRIVATE" not in problem.value.message


def test_the_named_person_registers_the_public_half(exchange_cast: ExchangeCast) -> None:
    form = approved_form(exchange_cast, credential_kind=CredentialKind.PRIVATE_KEY)
    credential = form.credentials.get()
    with pytest.raises(Problem) as problem:
        hand_over_secret(credential=credential, actor=receiver(exchange_cast), now=NOW)
    assert problem.value.code == "ACS-024"
    key = hand_over_key(
        credential=credential, public_key=pem(GOOD["rsa"][0]), actor=receiver(exchange_cast), now=NOW
    )
    assert key.public_jwk["alg"] == "RS256"
    assert credential.state == CredentialState.ISSUED


# ------------------------------------------------------------------------------------------ without a form
def test_the_sandbox_is_self_service(exchange_cast: ExchangeCast) -> None:
    credential, secret = open_sandbox_credential(public_key="", actor=manager(exchange_cast), now=NOW)
    assert secret
    assert credential.is_sandbox
    assert _is_open(credential)
    keyed, none = open_sandbox_credential(
        public_key=pem(GOOD["p256"][0]), actor=manager(exchange_cast), now=NOW
    )
    assert (keyed.kind, none) == (CredentialKind.PRIVATE_KEY, "")
    open_sandbox_credential(public_key="", actor=manager(exchange_cast), now=NOW)
    with pytest.raises(Problem) as problem:
        open_sandbox_credential(public_key="", actor=manager(exchange_cast), now=NOW)
    assert problem.value.code == "ACS-025"


def test_without_a_form_nothing_but_the_sandbox_and_own_houses_opens(exchange_cast: ExchangeCast) -> None:
    def row(institution: Any) -> Credential:
        return Credential(
            institution=institution, client_id=f"{institution.code}-X", kind="secret", created_at=NOW
        )

    with pytest.raises(Problem) as problem:
        open_credential(credential=row(exchange_cast.bank), actor=CLOCK, now=NOW, days=1)
    assert problem.value.code == "ACS-023"
    with pytest.raises(Problem) as problem:
        open_credential(credential=row(exchange_cast.bank), actor=manager(exchange_cast), now=NOW, days=1)
    assert problem.value.code == "ACS-023"


def _is_open(credential: Credential) -> bool:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select is_open from access_open_credential where credential_id = %s", [credential.pk])
        return bool(cursor.fetchone()[0])
