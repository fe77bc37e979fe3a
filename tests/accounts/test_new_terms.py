"""EMP-02, KVK-04: a newer version is read, and accepted, before anything else; nothing typed is lost, nothing loops."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from imece.accounts.domain.terms import GENERAL, PRIVACY, publish_terms
from imece.accounts.models import TermsAcceptance, TermsVersion
from imece.core.actor import system_actor
from imece.core.errors import Problem
from imece.core.models import AuditRecord
from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.django_db
PAGE = "/kosullar/yeni/"
TYPED = {"email": "yeni@example.org", "phone": "", "postal_address": "Çınar Sok. 7"}


def publish(kind: str = GENERAL, days: int = 0) -> TermsVersion:
    today = timezone.localdate()
    return publish_terms(
        kind=kind,
        text_tr="## 1. Yeni madde\nYeni metin ğüşıöç.\n",
        text_en="## 1. New\nNew text.\n",
        valid_from=today + timedelta(days=days),
        today=today,
        actor=system_actor("test"),
    )


def enter(client: Client, cast: Cast, door: str = "is-arayan", **more: str):
    person = cast.seeker if door == "is-arayan" else cast.manager
    return client.post(f"/giris/{door}/", {"login": person.national_id, "password": PASSWORD} | more)


def answer(client: Client, said: str, *versions: TermsVersion, **more: str):
    return client.post(PAGE, {"answer": said, "version": [one.pk for one in versions]} | more)


def test_without_a_newer_version_nobody_is_asked(cast: Cast, client: Client) -> None:
    enter(client, cast)
    assert client.get("/baslangic/").status_code == 200
    assert client.get(PAGE)["Location"] == "/baslangic/"


def test_asked_after_firma_and_led_on_after_accepting(cast: Cast, client: Client) -> None:
    version = publish()
    assert enter(client, cast, "isveren", next="/isveren/isyerleri/")["Location"].startswith("/firma-sec/")
    assert client.get("/firma-sec/").status_code == 200
    client.post("/firma-sec/", {"organisation": cast.workplace.organisation.pk})
    asked = client.get("/isveren/isyerleri/?title=x")
    assert asked["Location"] == f"{PAGE}?next=%2Fisveren%2Fisyerleri%2F%3Ftitle%3Dx"
    page = client.get(asked["Location"]).content.decode()
    assert "Yeni metin ğüşıöç." in page
    assert "Okudum, kabul ediyorum" in page
    done = answer(client, "accept", version, next="/isveren/isyerleri/?title=x")
    assert done["Location"] == "/isveren/isyerleri/?title=x"
    assert client.get(done["Location"]).status_code == 200
    kept = TermsAcceptance.objects.get(person=cast.manager, version=version)
    assert kept.address == "127.0.0.1"
    client.post("/cikis/")
    enter(client, cast, "isveren")
    assert client.get("/hesabim/").status_code == 200
    assert client.get("/isveren/isyerleri/").status_code != 302


def test_who_refuses_sees_the_own_account_and_the_way_out_alone(cast: Cast, client: Client) -> None:
    version = publish()
    enter(client, cast)
    assert answer(client, "decline", version)["Location"] == "/hesabim/"
    for address in (
        "/hesabim/",
        "/hesabim/oturumlar/",
        "/hesabim/ikinci-adim/",
        "/firma-sec/",
        "/kosullar/",
        "/",
    ):
        assert client.get(address).status_code == 200, address
    for address in ("/baslangic/", "/taslaklar/", "/oturum/form/"):
        assert client.get(address)["Location"].startswith(PAGE), address
    assert not TermsAcceptance.objects.filter(version=version).exists()
    assert client.post("/cikis/").status_code == 302
    assert not client.get("/kosullar/").wsgi_request.user.is_authenticated


def test_no_loop(cast: Cast, client: Client) -> None:
    publish()
    publish(PRIVACY)
    enter(client, cast)
    page = client.get("/baslangic/", follow=True)
    assert [one for one, _status in page.redirect_chain] == [f"{PAGE}?next=%2Fbaslangic%2F"]
    assert client.get(f"{PAGE}?next={PAGE}").status_code == 200


def test_what_was_sent_meanwhile_is_kept(cast: Cast, client: Client) -> None:
    """A form of another tab, sent before the terms were accepted."""
    version = publish()
    enter(client, cast)
    sent = client.post("/taslaklar/", {"secili": "17", "eylem": "sil"})
    assert sent["Location"] == f"{PAGE}?next=%2Foturum%2Fform%2F"
    done = answer(client, "accept", version, next="/oturum/form/")
    shown = client.get(done["Location"]).content.decode()
    assert 'action="/taslaklar/"' in shown
    assert 'name="secili" value="17"' in shown


def test_fragment_and_program_are_told_in_their_own_way(cast: Cast, client: Client) -> None:
    publish()
    enter(client, cast)
    assert client.get("/taslaklar/", headers={"HX-Request": "true"})["HX-Redirect"].startswith(PAGE)
    refused = client.get("/taslaklar/", headers={"Accept": "application/json"})
    assert (refused.status_code, refused.json()["code"]) == (403, "ACC-050")


def test_KVK_04_newer_notice_is_shown_with_read(cast: Cast, client: Client) -> None:
    version = publish(PRIVACY)
    enter(client, cast)
    page = client.get(PAGE).content.decode()
    assert ">Okudum</button>" in page
    assert "kabul" not in page.partition("<main")[2].partition("</main>")[0]
    assert answer(client, "accept", version)["Location"] == "/baslangic/"
    assert TermsAcceptance.objects.filter(person=cast.seeker, version=version).exists()


def test_only_what_was_shown_is_accepted(cast: Cast, client: Client) -> None:
    first = publish()
    enter(client, cast)
    client.get(PAGE)
    second = publish()
    page = answer(client, "accept", first)
    assert page.status_code == 200
    assert not TermsAcceptance.objects.filter(person=cast.seeker, version__in=[first, second]).exists()
    assert answer(client, "accept", second)["Location"] == "/baslangic/"


def test_a_coming_version_waits_for_its_day(cast: Cast, client: Client) -> None:
    publish(days=3)
    enter(client, cast)
    assert client.get("/baslangic/").status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        other = Client()
        enter(other, cast)
        assert other.get("/baslangic/")["Location"].startswith(PAGE)


def test_command_publishes(tmp_path: Path, capsys: pytest.CaptureFixture[str], db: None) -> None:
    for language, text in (("tr", "## 1. Taraflar\nMetin\n"), ("en", "## 1. Parties\nText\n")):
        (tmp_path / language).write_text(text, encoding="utf-8")
    day = timezone.localdate() + timedelta(days=10)
    call_command(
        "publish_terms", "general", str(tmp_path / "tr"), str(tmp_path / "en"), "--from", day.isoformat()
    )
    version = TermsVersion.objects.get(kind="general", number=2)
    assert (version.valid_from, version.text_tr) == (day, "## 1. Taraflar\nMetin\n")
    assert AuditRecord.objects.get(action="accounts.terms_published").details["number"] == 2
    assert "general 2" in capsys.readouterr().out
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("publish_terms", "general", str(tmp_path / "xx"), str(tmp_path / "en"))


@pytest.mark.parametrize(
    "changed, code",
    [({"kind": "other"}, "ACC-060"), ({"days": -1}, "ACC-061"), ({"text_tr": "Başlıksız"}, "ACC-062"),
     ({"text_en": ""}, "ACC-062")],
)  # fmt: skip
def test_what_cannot_be_published(db: None, changed: dict[str, object], code: str) -> None:
    today = timezone.localdate()
    valid_from = today + timedelta(days=int(changed.pop("days", 0)))
    arguments = {
        "kind": GENERAL,
        "text_tr": "## a\nb",
        "text_en": "## a\nb",
        "valid_from": valid_from,
    } | changed
    with pytest.raises(Problem) as refused:
        publish_terms(today=today, actor=system_actor("test"), **arguments)
    assert refused.value.code == code


def test_no_version_before_the_last_one(db: None) -> None:
    publish(days=20)
    with pytest.raises(Problem) as refused:
        publish(days=10)
    assert refused.value.code == "ACC-061"
