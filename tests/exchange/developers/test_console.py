"""**Dene**: the sandbox asked from the browser, through a real gateway; other credentials are not taken."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from imece.core.models import AuditRecord
from imece.registry import sandbox_people as people
from tests.cast import sign_in
from tests.clients.conftest import Sandbox, sandbox  # noqa: F401  a fixture
from tests.exchange.cast import ExchangeCast

VALUES = {
    "service": "registry.person v1", "inputs": json.dumps({"number": people.MOTHER}), "purpose": "kimlik-dogrulama",
    "user": "1001", "file": "2026/1", "client_id": "KRM-9000002-TEST", "secret": "gizli-deneme-parolasi",
}  # fmt: skip


@pytest.fixture
def bank(sandbox: Sandbox, client: Client, settings) -> Client:  # noqa: F811
    settings.EXCHANGE_URL = sandbox.road.url
    sign_in(client, sandbox.world.cast.bank_technician, sandbox.world.bank.organisation)
    return client


def test_the_answer_of_the_sandbox_is_shown(bank: Client) -> None:
    """And what goes wrong: one road for all, for it takes seconds to start."""
    text = bank.post(reverse("try_service"), VALUES).content.decode()
    assert "HTTP 200" in text
    assert "Işıl" in text
    assert "gizli-deneme-parolasi" not in text
    tried = AuditRecord.objects.get(action="developers.tried")
    assert "gizli" not in json.dumps(tried.details)

    wrong = bank.post(reverse("try_service"), VALUES | {"inputs": '{"number": "1"}'}).content.decode()
    assert "GWY-026" in wrong
    password = bank.post(reverse("try_service"), VALUES | {"secret": "yanlış"}).content.decode()
    assert "GWY-001" in password
    for changed, code in (
        ({"inputs": "{"}, "DEV-004"),
        ({"inputs": "[1]"}, "DEV-004"),
        ({"client_id": "KRM-9000002"}, "DEV-002"),  # the real one of the same institution
        ({"client_id": "KRM-0000000"}, "DEV-002"),
    ):
        answer = bank.post(reverse("try_service"), VALUES | changed)
        assert answer.status_code == 422
        assert code in answer.content.decode()


@pytest.mark.django_db
def test_a_silent_road_is_said_to_be_silent(exchange_cast: ExchangeCast, client: Client, settings) -> None:
    from imece.core.transactions import acting
    from tests.exchange.gateway.world import SYSTEM, make_credential

    settings.EXCHANGE_URL = "http://127.0.0.1:9"
    with acting(SYSTEM):
        make_credential(exchange_cast.bank, "KRM-9000002-TEST", is_sandbox=True)
    sign_in(client, exchange_cast.bank_manager, exchange_cast.bank.organisation)
    answer = client.post(reverse("try_service"), VALUES)
    assert "DEV-003" in answer.content.decode()
    begun = client.get(reverse("try_service"), {"servis": "registry.family v1"}).content.decode()
    assert people.MOTHER in begun


@pytest.mark.django_db
def test_anothers_sandbox_credential_is_not_taken(exchange_cast: ExchangeCast, client: Client) -> None:
    from imece.core.transactions import acting
    from tests.exchange.gateway.world import SYSTEM, make_credential

    with acting(SYSTEM):
        make_credential(exchange_cast.hospital, "KRM-9000002-TEST", is_sandbox=True)
    sign_in(client, exchange_cast.bank_manager, exchange_cast.bank.organisation)
    assert "DEV-002" in client.post(reverse("try_service"), VALUES).content.decode()
    sign_in(client, exchange_cast.bank_auditor, exchange_cast.bank.organisation)
    assert client.get(reverse("try_service")).status_code == 403
