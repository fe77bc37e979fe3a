"""The assertion check names what fails; to strangers an unknown client, key and signature are one (bad input, X3.5)."""

import json
import logging
import time
from datetime import timedelta
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from jwt.algorithms import ECAlgorithm

from imece.core.actor import ANONYMOUS, Actor
from imece.core.models import AuditRecord
from imece.core.transactions import acting
from imece.exchange.access.models import ClientKey, Credential
from imece.exchange.developers.domain.assertions import Check, examine_assertion
from tests.cast import actor_of, sign_in
from tests.exchange.cast import ExchangeCast
from tests.exchange.gateway.world import SYSTEM, make_credential

pytestmark = pytest.mark.django_db
AUDIENCE = "https://exchange.example/v1/token"
CLIENT = "KRM-9000002"
KEY = ec.generate_private_key(ec.SECP256R1())
OTHER_KEY = ec.generate_private_key(ec.SECP256R1())
SECRET_PLACE = "Client, key and signature"


@pytest.fixture(autouse=True)
def _english(settings) -> None:
    from django.utils import translation

    translation.activate("en")


@pytest.fixture
def credential(exchange_cast: ExchangeCast) -> Credential:
    with acting(SYSTEM):
        made = make_credential(exchange_cast.bank, CLIENT, kind="private_key", secret_hash="")
        ClientKey.objects.create(
            credential=made,
            key_id="2026-1",
            public_jwk=ECAlgorithm.to_jwk(KEY.public_key(), as_dict=True),
            valid_from=timezone.now(),
        )
    return made


def assertion(*, key: Any = KEY, kid: str | None = "2026-1", algorithm: str = "ES256", **changed: Any) -> str:
    now = int(time.time())
    claims = {
        "iss": CLIENT,
        "sub": CLIENT,
        "aud": AUDIENCE,
        "iat": now,
        "exp": now + 60,
        "jti": "a",
    } | changed
    claims = {
        name: now + int(value.total_seconds()) if isinstance(value, timedelta) else value
        for name, value in claims.items()
        if value is not None
    }
    return jwt.encode(claims, key, algorithm=algorithm, headers={"kid": kid} if kid else None)


def failed(text: str, actor: Actor = ANONYMOUS) -> list[str]:
    return [one.name for one in examined(text, actor) if not one.is_passed]


def examined(text: str, actor: Actor = ANONYMOUS) -> list[Check]:
    return examine_assertion(text, audience=AUDIENCE, actor=actor, now=timezone.now())


def test_a_good_one_passes_every_check(credential: Credential) -> None:
    checks = examined(assertion())
    assert [one.name for one in checks if not one.is_passed] == []
    assert {"Form", "alg", "kid", "Claims", "iss, sub", "aud", "exp", "iat", "Key", "Signature"} <= {
        one.name for one in checks
    }


HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("changed", "check", "told"),
    [
        ({"aud": "https://other.example/"}, "aud", "https://other.example/"),
        ({"aud": [AUDIENCE + "/"]}, "aud", AUDIENCE),
        ({"iss": "KRM-1"}, "iss, sub", "KRM-1"),
        ({"exp": -HOUR}, "exp", "clock"),
        ({"exp": HOUR}, "exp", "300"),
        ({"exp": "soon"}, "exp", "seconds since 1970"),
        ({"iat": HOUR}, "iat", "ahead"),
        ({"iat": -HOUR}, "iat", "sign anew"),
        ({"jti": None}, "Claims", "jti"),
        ({"exp": None, "aud": None}, "Claims", "aud, exp"),
        ({"kid": None}, "kid", "kid"),
    ],
)
def test_the_failed_check_is_named_with_the_value(
    credential: Credential, exchange_cast: ExchangeCast, changed: dict[str, Any], check: str, told: str
) -> None:
    actor = actor_of(exchange_cast.bank_manager, exchange_cast.bank.organisation)
    checks = examined(assertion(**changed), actor)
    fault = next(one for one in checks if not one.is_passed)
    assert fault.name == check
    assert told in fault.fault


@pytest.mark.parametrize(
    "text", ["", "a", "a.b", "a.b.c.d", "é.é.é", "e30.e30", "W10.e30.x", "e30.bnVsbA.x", "\0.\0.\0", "." * 50]
)
def test_what_is_no_assertion_is_said_to_be_none(db: None, text: str) -> None:
    assert failed(text) == ["Form"]


@pytest.mark.parametrize("algorithm", ["HS256", "none", "RS512"])
def test_other_algorithms_are_named(credential: Credential, algorithm: str) -> None:
    key = {"none": None, "HS256": "x" * 32}.get(algorithm, rsa.generate_private_key(65537, 2048))
    assert "alg" in failed(assertion(key=key, algorithm=algorithm))


def strangers_cases() -> dict[str, str]:
    return {
        "unknown client": assertion(iss="KRM-0000000", sub="KRM-0000000"),
        "unknown key": assertion(kid="2025-9"),
        "wrong signature": assertion(key=OTHER_KEY),
        "hostile": assertion(iss="a\0b", sub="a\0b"),
    }


@pytest.mark.parametrize("case", sorted(strangers_cases()))
def test_to_strangers_client_key_and_signature_are_one(
    credential: Credential, exchange_cast: ExchangeCast, case: str
) -> None:
    stranger = actor_of(exchange_cast.hospital_manager, exchange_cast.hospital.organisation)
    told = [
        [(one.name, one.fault) for one in examined(strangers_cases()[case], actor)]
        for actor in (ANONYMOUS, stranger)
    ]
    assert told[0] == told[1]
    assert [name for name, fault in told[0] if fault] == [SECRET_PLACE]


@pytest.mark.parametrize(
    ("case", "check"), [("unknown key", ["Key", "Signature"]), ("wrong signature", ["Signature"])]
)
def test_the_institutions_own_people_are_told(
    credential: Credential, exchange_cast: ExchangeCast, case: str, check: list[str]
) -> None:
    own = actor_of(exchange_cast.bank_technician, exchange_cast.bank.organisation)
    assert failed(strangers_cases()[case], own) == check


def test_whoever_signed_is_told_that_the_credential_is_closed(credential: Credential) -> None:
    with acting(SYSTEM):
        Credential.objects.filter(pk=credential.pk).update(is_sandbox=True)
        ClientKey.objects.update(valid_until=timezone.now())
    assert failed(assertion()) == [SECRET_PLACE], "a key that is over opens nothing, nor this"


def test_the_page_keeps_nothing(
    credential: Credential, client: Client, settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EXCHANGE_URL = "https://exchange.example"
    text = assertion(key=OTHER_KEY)
    with caplog.at_level(logging.DEBUG):
        answer = client.post(reverse("check_assertion"), {"assertion": text})
    assert answer.status_code == 200
    assert text.split(".")[2] not in caplog.text
    assert text.split(".")[2] not in json.dumps(list(AuditRecord.objects.values()), default=str)
    assert not [value for value in client.session.values() if text.split(".")[2] in str(value)]


def test_the_page_names_the_check(
    credential: Credential, client: Client, exchange_cast: ExchangeCast, settings
) -> None:
    settings.EXCHANGE_URL = "https://exchange.example"
    sign_in(client, exchange_cast.bank_manager, exchange_cast.bank.organisation)
    answer = client.post(reverse("check_assertion"), {"assertion": assertion(aud="https://wrong.example")})
    assert "https://wrong.example" in answer.content.decode()
    assert client.post(reverse("check_assertion"), {"assertion": ""}).status_code == 422


def test_it_is_limited(client: Client) -> None:
    for _ in range(30):
        assert client.post(reverse("check_assertion"), {"assertion": "a.b.c"}).status_code == 200
    assert client.post(reverse("check_assertion"), {"assertion": "a.b.c"}).status_code == 429
