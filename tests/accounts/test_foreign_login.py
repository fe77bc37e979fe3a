"""P1.6: OpenID Connect against a real provider in its own process; nobody is made a member by it."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
import pytest
from django.test import Client

from imece.accounts.models import Person
from tests.cast import Cast, person_number
from tests.ports import free_port

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """`member`, `stranger` and `nameless`: with a member's number, with an unknown one, with none."""
    port = free_port()
    users = [
        {"sub": "member", "national_id": person_number(7)},
        {"sub": "stranger", "national_id": person_number(4321)},
        {"sub": "nameless"},
    ]
    claims = [part for user in users for part in ("--user-claims", json.dumps(user))]
    program = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), *claims]
    process = subprocess.Popen(program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    for _ in range(100):
        try:
            httpx.get(f"{address}/.well-known/openid-configuration", timeout=1)
            break
        except httpx.TransportError:
            time.sleep(0.1)
    yield address
    process.terminate()
    process.wait(10)


@pytest.fixture(autouse=True)
def configured(settings, issuer: str) -> None:
    settings.OIDC_ISSUER = issuer
    app = {"provider_id": "e-devlet", "name": "e-Devlet", "client_id": "imece", "secret": "s"}
    apps = [app | {"settings": {"server_url": issuer}}]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": apps}}


def walk(client: Client, subject: str, door: str = "is-arayan"):
    """The whole way over HTTP: our button, the provider's form, back to us."""
    page = client.get(f"/giris/{door}/").content.decode()
    assert "e-Devlet ile giriş" in page
    there = client.post("/giris/e-kapi/e-devlet/?next=/hesabim/")["Location"]
    assert "code_challenge" in there
    back = httpx.post(there, data={"sub": subject}, follow_redirects=False).headers["Location"]
    parts = urlsplit(back)
    assert parts.path == "/giris/e-kapi/e-devlet/donus/"
    return client.get(f"{parts.path}?{parts.query}")


def test_member_is_found_by_the_number_in_the_claims(cast: Cast, client: Client) -> None:
    assert walk(client, "member")["Location"] == "/hesabim/"
    assert client.get("/hesabim/").wsgi_request.user == cast.seeker


@pytest.mark.parametrize("subject", ["stranger", "nameless"])
def test_nobody_becomes_a_member_silently(cast: Cast, client: Client, subject: str) -> None:
    before = Person.objects.count()
    answer = walk(client, subject)
    assert answer.status_code == 403
    assert Person.objects.count() == before
    assert client.get("/hesabim/").status_code == 302


def test_locked_member_stays_out(cast: Cast, client: Client) -> None:
    from django.utils import timezone

    from imece.core.actor import system_actor
    from imece.core.transactions import acting

    with acting(system_actor("test")):
        Person.objects.filter(pk=cast.seeker.pk).update(locked_at=timezone.now())
    assert walk(client, "member").status_code == 403


def test_forged_answer_is_refused(cast: Cast, client: Client) -> None:
    answer = client.get("/giris/e-kapi/e-devlet/donus/?code=x&state=y")
    assert not answer.wsgi_request.user.is_authenticated
    assert "Giriş yapılamadı" in answer.content.decode()


def test_without_configuration_there_is_no_button(settings, client: Client, db: None) -> None:
    settings.OIDC_ISSUER = ""
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert "e-Devlet" not in client.get("/giris/is-arayan/").content.decode()
    assert client.post("/giris/e-kapi/e-devlet/").status_code == 404
