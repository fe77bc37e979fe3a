"""P1.6: the authenticator application and recovery codes over HTTP; passkeys are in tests/journeys."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.django_db
INDEX = "/hesabim/ikinci-adim/"


def code_of(secret: str, steps: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def enter(client: Client, cast: Cast, **more: str):
    typed = {"login": cast.manager.national_id, "password": PASSWORD}
    return client.post("/giris/isveren/", typed | more)


def confirm(client: Client, place: str) -> Client:
    """Type the password once more, as every change of the second factor asks."""
    asked = client.get(INDEX + place)["Location"]
    assert client.get(asked).status_code == 200
    assert client.post(asked, {"password": PASSWORD})["Location"] == INDEX + place
    return client


@pytest.fixture
def secret(cast: Cast, client: Client) -> str:
    """Switches TOTP on for the manager, as he would, and signs out."""
    enter(client, cast)
    page = confirm(client, "uygulama/activate/").get(INDEX + "uygulama/activate/")
    secret = re.search(r"<code>(\w+)</code>", page.content.decode())[1]
    assert cast.manager.national_id not in page.content.decode()
    assert client.post(INDEX + "uygulama/activate/", {"code": code_of(secret)}).status_code == 302
    client.post("/cikis/")
    return secret


def test_password_alone_is_not_enough_any_more(cast: Cast, client: Client, secret: str) -> None:
    assert enter(client, cast, next="/hesabim/sifre/")["Location"] == "/giris/ikinci-adim/"
    assert client.get("/hesabim/").status_code == 302
    assert client.post("/giris/ikinci-adim/", {"code": "000000"}).status_code == 200
    assert not client.get("/kosullar/").wsgi_request.user.is_authenticated


def test_code_completes_the_way_to_firma_and_next(cast: Cast, client: Client, secret: str) -> None:
    from django.core.cache import cache

    cache.clear()  # the code of this half minute was used for switching on
    enter(client, cast, next="/hesabim/sifre/")
    done = client.post("/giris/ikinci-adim/", {"code": code_of(secret)})
    assert done["Location"] == "/firma-sec/?next=%2Fhesabim%2Fsifre%2F"
    assert client.get("/firma-sec/").wsgi_request.user == cast.manager


def test_secret_is_sealed_in_the_database(secret: str) -> None:
    assert secret not in str(Authenticator.objects.get(type="totp").data)


def test_each_recovery_code_works_once(cast: Cast, client: Client, secret: str) -> None:
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    assert len(codes) == 10
    for expected in (302, 200):
        enter(client, cast)
        assert client.post("/giris/ikinci-adim/", {"code": codes[0]}).status_code == expected
        client.post("/cikis/")


def test_locked_account_does_not_reach_the_second_step(cast: Cast, client: Client, secret: str) -> None:
    from django.utils import timezone

    from imece.core.actor import system_actor
    from imece.core.transactions import acting

    with acting(system_actor("test")):
        type(cast.manager).objects.filter(pk=cast.manager.pk).update(locked_at=timezone.now())
    assert enter(client, cast).status_code == 403


def test_changing_the_second_factor_asks_again_who_it_is(cast: Cast, client: Client, secret: str) -> None:
    import time_machine
    from django.core.cache import cache

    cache.clear()
    enter(client, cast)
    client.post("/giris/ikinci-adim/", {"code": code_of(secret)})
    confirm(client, "uygulama/deactivate/")
    assert client.get(INDEX + "uygulama/deactivate/").status_code == 200
    with time_machine.travel(time.time() + 6 * 60):
        assert client.get(INDEX + "uygulama/deactivate/")["Location"].startswith("/hesabim/onayla/")


def test_pages_render_in_our_frame(cast: Cast, client: Client) -> None:
    enter(client, cast)
    confirm(client, "anahtarlar/add/")
    for place in ("", "anahtarlar/", "anahtarlar/add/", "uygulama/activate/"):
        answer = client.get(INDEX + place)
        assert answer.status_code == 200, place
        assert '<main id="main"' in answer.content.decode()


def test_recovery_code_pages_render(cast: Cast, client: Client, secret: str) -> None:
    from django.core.cache import cache

    cache.clear()
    enter(client, cast)
    client.post("/giris/ikinci-adim/", {"code": code_of(secret)})
    confirm(client, "yedek-kodlar/")
    for place in ("yedek-kodlar/", "yedek-kodlar/generate/", "uygulama/deactivate/", ""):
        assert client.get(INDEX + place).status_code == 200, place
