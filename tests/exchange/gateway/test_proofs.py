"""How an institution proves itself, and what a stranger may learn from a refusal: nothing (X3.1, X3.4, X3.5)."""

import base64
import json
import time
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jwt
import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from django.utils import timezone

from imece.core.transactions import acting
from imece.exchange.access.models import ClientKey, Credential, StaticAddress
from imece.exchange.gateway.tokens import ASSERTION_TYPE
from imece.exchange.ledger.enums import Outcome
from imece.exchange.ledger.models import LedgerEntry
from imece.exchange.parties.models import Undertaking
from tests.exchange.gateway.conftest import Running
from tests.exchange.gateway.road import road_over
from tests.exchange.gateway.world import SECRET, SYSTEM, make_address, make_credential, make_user, make_world

CLIENT = "KRM-9000003-K"
KEYS: dict[str, Callable[[], Any]] = {
    "RS256": lambda: rsa.generate_private_key(public_exponent=65537, key_size=2048),
    "PS256": lambda: rsa.generate_private_key(public_exponent=65537, key_size=2048),
    "ES256": lambda: ec.generate_private_key(ec.SECP256R1()),
    "EdDSA": ed25519.Ed25519PrivateKey.generate,
}


def last_row() -> LedgerEntry:
    return LedgerEntry.objects.order_by("-sequence")[0]


def assertion(
    running: Running, key: Any, algorithm: str, *, client: str, kid: str = "k1", **claims: Any
) -> str:
    now = int(time.time())
    given = {
        "iss": client, "sub": client, "aud": f"{running.road.url}/v1/token", "iat": now, "exp": now + 60,
        "jti": str(uuid.uuid4()),
    }  # fmt: skip
    return jwt.encode({**given, **claims}, key, algorithm=algorithm, headers={"kid": kid})


def send(running: Running, assertion: str) -> requests.Response:
    form = {
        "grant_type": "client_credentials",
        "client_assertion_type": ASSERTION_TYPE,
        "client_assertion": assertion,
    }
    return requests.post(f"{running.road.url}/v1/token", data=form, timeout=15)


@pytest.fixture(scope="module")
def client(shared: Running) -> dict[str, Any]:
    """A credential of kind private_key with a key of each algorithm, `kid` its name."""
    keys = {name: make() for name, make in KEYS.items()}
    with acting(SYSTEM):
        institution = shared.world.cast.municipality
        credential = make_credential(institution, CLIENT, kind="private_key", secret_hash="")
        make_address(institution, "127.0.0.1")
        make_user(institution, "1", signed=True)
        for name, key in keys.items():
            algorithm = jwt.get_algorithm_by_name(name)
            ClientKey.objects.create(
                credential=credential, key_id=name, public_jwk=json.loads(algorithm.to_jwk(key.public_key())),
                valid_from=timezone.now() - timedelta(days=1),
            )  # fmt: skip
    time.sleep(0.5)
    return keys


@pytest.mark.parametrize("algorithm", KEYS)
def test_a_signed_assertion_opens_the_road(shared: Running, client: dict[str, Any], algorithm: str) -> None:
    text = assertion(shared, client[algorithm], algorithm, client=CLIENT, kid=algorithm)
    response = send(shared, text)
    assert response.status_code == 200, response.text
    assert response.json()["token_type"] == "Bearer"
    assert last_row().outcome == Outcome.TOKEN_GIVEN


def test_an_assertion_opens_once(shared: Running, client: dict[str, Any]) -> None:
    text = assertion(shared, client["EdDSA"], "EdDSA", client=CLIENT, kid="EdDSA")
    assert send(shared, text).status_code == 200
    assert send(shared, text).status_code == 401
    assert last_row().outcome == Outcome.TOKEN_REFUSED


BAD: dict[
    str, dict[str, Any]
] = {  # times are seconds from now: a long run reaches what a module reckons at its import
    "another's address": {"aud": "https://example.org/v1/token"},
    "expired": {"iat": -600, "exp": -300},
    "from the future": {"iat": 900, "exp": 960},
    "lives a day": {"exp": 86_400},
    "another issuer": {"iss": "KRM-9000002"},
    "no jti": {"jti": None},
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_assertion_is_refused(shared: Running, client: dict[str, Any], name: str) -> None:
    now = int(time.time())
    claims = {claim: now + value if isinstance(value, int) else value for claim, value in BAD[name].items()}
    text = assertion(shared, client["ES256"], "ES256", client=CLIENT, kid="ES256", **claims)
    response = send(shared, text)
    assert (response.status_code, response.json()["code"]) == (401, "GWY-001")
    row = last_row()
    assert (row.outcome, row.institution_id) == (Outcome.TOKEN_REFUSED, shared.world.cast.municipality.pk)


@pytest.mark.parametrize("text", ["", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "\x00", "ş.ş.ş", "a" * 9000])
def test_what_is_no_assertion_is_refused_and_recorded(shared: Running, text: str) -> None:
    before = LedgerEntry.objects.count()
    assert send(shared, text).status_code in {400, 401}
    assert LedgerEntry.objects.count() - before in {0, 1}


def test_an_unsigned_assertion_is_refused(shared: Running, client: dict[str, Any]) -> None:
    claims = {
        "iss": CLIENT,
        "sub": CLIENT,
        "aud": f"{shared.road.url}/v1/token",
        "jti": "1",
    }
    assert send(shared, jwt.encode(claims, None, algorithm="none")).status_code == 401


def test_a_password_in_the_header_opens_too(shared: Running) -> None:
    given = base64.b64encode(f"KRM-9000002:{SECRET}".encode()).decode()
    response = requests.post(
        f"{shared.road.url}/v1/token", data={"grant_type": "client_credentials"},
        headers={"Authorization": f"Basic {given}"}, timeout=15,
    )  # fmt: skip
    assert response.status_code == 200


def test_another_grant_type_is_told_so(shared: Running) -> None:
    response = shared.caller.ask_token(grant_type="password")
    assert (response.status_code, response.json()["code"]) == (400, "GWY-004")


def test_unknown_institution_wrong_password_and_wrong_address_look_alike_outside(shared: Running) -> None:
    with acting(SYSTEM):
        make_credential(
            shared.world.cast.hospital, "KRM-9000004"
        )  # right password, but no address of its own
    time.sleep(0.5)
    tries = {
        "unknown": shared.road.caller(client_id="KRM-0000000"),
        "password": shared.road.caller(secret="yanlış"),
        "address": shared.road.caller(client_id="KRM-9000004"),
    }
    answers, outcomes = {}, {}
    for name, caller in tries.items():
        response = caller.ask_token()
        headers = {key: value for key, value in response.headers.items() if key.lower() != "date"}
        answers[name] = (response.status_code, response.content, headers)
        outcomes[name] = (last_row().outcome, last_row().institution_id)
    assert answers["unknown"] == answers["password"] == answers["address"]
    assert outcomes == {
        "unknown": (Outcome.TOKEN_REFUSED, 0),
        "password": (Outcome.TOKEN_REFUSED, shared.world.bank.pk),
        "address": (Outcome.ADDRESS_REFUSED, shared.world.cast.hospital.pk),
    }


@pytest.mark.parametrize("state", ["requested", "approved", "issued", "revoked"])
def test_a_credential_that_is_not_open_gives_no_token_and_says_why(shared: Running, state: str) -> None:
    client_id = f"KRM-9000002-{state}"
    with acting(SYSTEM):
        make_credential(shared.world.bank, client_id, state=state)
    time.sleep(0.4)
    response = shared.road.caller(client_id=client_id).ask_token()
    assert (response.status_code, response.json()["code"]) == (403, "GWY-003")
    assert state in response.json()["title"]
    assert last_row().outcome == Outcome.CREDENTIAL_CLOSED


def test_t_pro_08_a_user_without_ek_2_gets_no_token(shared: Running) -> None:
    assert shared.caller.ask_token(user="1001").status_code == 200
    response = shared.caller.ask_token(user="1002")
    assert (response.status_code, response.json()["code"]) == (403, "GWY-023")
    assert last_row().outcome == Outcome.USER_REFUSED


def test_t_pro_08_an_institution_with_no_undertaking_at_all_gets_no_token(running: Running) -> None:
    with acting(SYSTEM):
        Undertaking.objects.update(withdrawn_at=timezone.now())
    time.sleep(0.5)
    assert running.caller.ask_token().status_code == 403


def test_t_kps_03_a_call_from_another_address_is_refused(running: Running) -> None:
    running.caller.ask(running.person)
    with acting(SYSTEM):
        StaticAddress.objects.update(address="10.1.2.3")
    time.sleep(0.5)
    response = running.caller.ask(running.person)
    assert (response.status_code, response.json()["code"]) == (401, "GWY-001")
    assert last_row().outcome == Outcome.ADDRESS_REFUSED


def make_certificate() -> tuple[str, str]:
    """(PEM as a reverse proxy passes it on, hex of x5t#S256)."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "deneme")])
    now = timezone.now()
    builder = x509.CertificateBuilder(
        name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(1)
    )
    certificate = builder.sign(key, SHA256())
    return quote(certificate.public_bytes(Encoding.PEM)), certificate.fingerprint(SHA256()).hex()


def test_a_bound_token_opens_only_with_its_certificate_and_only_a_trusted_proxy_may_tell_it(
    fresh_database: str,
) -> None:
    world = make_world(address="10.7.7.7")
    certificate, thumbprint = make_certificate()
    other, _thumbprint = make_certificate()
    with acting(SYSTEM):
        Credential.objects.filter(pk=world.credential.pk).update(certificate_thumbprint=thumbprint)
    told = {"X-Forwarded-For": "10.7.7.7", "X-Client-Certificate": certificate}
    with road_over(fresh_database, IMECE_EXCHANGE_PROXIES="127.0.0.1") as road:
        caller = road.caller()
        caller.session.headers.update(told)
        caller.sign_in()
        assert caller.ask("10000000146").status_code == 200
        caller.session.headers["X-Client-Certificate"] = other
        assert caller.ask("10000000146").json()["code"] == "GWY-001"
        assert last_row().outcome == Outcome.CERTIFICATE_REFUSED
    with road_over(fresh_database) as road:
        caller = road.caller()
        caller.session.headers.update(told)
        assert caller.ask_token().status_code == 401
        assert last_row().outcome == Outcome.ADDRESS_REFUSED


def test_no_number_of_a_person_stands_in_the_log(shared: Running) -> None:
    shared.caller.ask(shared.person)
    shared.caller.ask("12345678901")
    log = Path(shared.road.log).read_text(encoding="utf-8")
    assert shared.person not in log
    assert "12345678901" not in log
