"""`clients/python`: its own tests, and the client against a real gateway."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.utils import timezone
from jwt.algorithms import ECAlgorithm

from imece.core.transactions import acting
from imece.exchange.access.models import ClientKey
from imece.registry import sandbox_people as people
from tests.clients.conftest import Sandbox
from tests.exchange.gateway.world import SYSTEM, make_credential

FOLDER = Path(__file__).resolve().parents[2] / "clients" / "python"
sys.path.insert(0, str(FOLDER))

from imece_exchange import (  # noqa: E402
    Answer,
    Exchange,
    InvalidQuestion,
    NotAuthenticated,
    NotPermitted,
    PrivateKey,
    Question,
    Secret,
)


def test_its_own_tests_pass() -> None:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(FOLDER)}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:django", "tests"]
    done = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def exchange(sandbox: Sandbox) -> Exchange:
    proof = Secret(sandbox.client_id, sandbox.secret)
    return Exchange(sandbox.road.url, proof, user="1001", purpose=sandbox.purpose, language="en")


def test_questions_receipts_repeats_and_refusals(sandbox: Sandbox, exchange: Exchange) -> None:
    """One road for all, for it takes seconds to start."""
    answer = exchange.ask("registry.person", {"number": people.MOTHER}, file="D-1")
    assert answer.facts["given_names"] == "Işıl"
    assert len(answer.receipt.leaf) == 64
    again = exchange.ask(
        "registry.person", {"number": people.MOTHER}, file="D-1", request_id=answer.request_id
    )
    assert again.facts == answer.facts
    assert not exchange.ask("registry.person", {"number": people.UNKNOWN}, file="D-1").found

    with pytest.raises(InvalidQuestion) as wrong:
        exchange.ask("registry.person", {"number": "12345678901"}, file="D-1")
    assert wrong.value.problem.code == "GWY-026"
    assert "12345678901" not in str(wrong.value)
    with pytest.raises(NotPermitted):
        exchange.ask("registry.nothing", {"number": people.MOTHER}, file="D-1")
    with pytest.raises(NotAuthenticated):
        Exchange(sandbox.road.url, Secret(sandbox.client_id, "yanlış")).token()

    first, second, third = exchange.ask_many(
        "registry.person",
        [Question({"number": people.FATHER}), Question({"number": "x"}), Question({"number": people.CHILD})],
        file="D-1",
    )
    assert isinstance(first, Answer)
    assert isinstance(second, InvalidQuestion)
    assert isinstance(third, Answer)
    assert third.facts["mother_name"] == "Işıl"


def test_a_key_opens_too(sandbox: Sandbox) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    with acting(SYSTEM):
        values = {"is_sandbox": True, "kind": "private_key", "secret_hash": ""}
        credential = make_credential(sandbox.world.bank, "KRM-9000002-KEY", **values)
        ClientKey.objects.create(
            credential=credential, key_id="2026-1", public_jwk=ECAlgorithm.to_jwk(key.public_key(), as_dict=True),
            valid_from=timezone.now(),
        )  # fmt: skip
    proof = PrivateKey("KRM-9000002-KEY", pem, "2026-1", "ES256")
    exchange = Exchange(sandbox.road.url, proof, user="1001", purpose=sandbox.purpose, tries=2)
    for _ in range(20):  # the gateway learns of the new credential within a second
        try:
            answer = exchange.ask("registry.verify_identity", VERIFIED, file="D-1")
            break
        except NotAuthenticated:
            continue
    assert dict(answer.facts) == {"matches": True}


VERIFIED = {"number": people.MOTHER, "given_names": "ışıl", "surname": "DENEME", "birth_year": 1975}
