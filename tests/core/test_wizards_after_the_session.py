"""P0.4 with P1.6: whatever is sent from a wizard after the session ended stands on its page again after sign-in."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from imece.accounts.models import Organisation
from imece.core.models import Draft
from tests.cast import PASSWORD, Cast
from tests.core.test_wizards import HTMX, begin, filled, url

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.core.wizard_urls")]
SITE = "http://testserver"


def enter(client: Client, cast: Cast, start: str = "") -> Client:
    """Through the pages, as the workplace's manager; to where the sign-in link of `start` leads."""
    door = f"/giris/isveren/?{urlencode({'next': start})}" if start else "/giris/isveren/"
    said = {"login": cast.manager.national_id, "password": PASSWORD, "next": start}
    client.post(door, said)
    return client


@pytest.fixture
def client(cast: Cast) -> Client:
    client = enter(Client(), cast)
    client.post("/firma-sec/", {"organisation": cast.workplace.organisation.pk})
    client.get("/hesabim/")
    return client


def ended() -> Any:
    return time_machine.travel(timezone.now() + timedelta(minutes=45))


def link_to_sign_in(response: HttpResponse) -> str:
    if "HX-Redirect" in response.headers:
        return response.headers["HX-Redirect"]
    assert response.status_code == 401
    found = re.search(r'class="btn btn-primary" href="([^"]+)"', response.content.decode())
    assert found
    return found[1]


def sign_in_again(client: Client, cast: Cast, response: HttpResponse) -> HttpResponse:
    """Follow the link, give the password, and go wherever that leads."""
    door = client.get(link_to_sign_in(response), follow=True)
    there, _status = door.redirect_chain[-1]
    said = {"login": cast.manager.national_id, "password": PASSWORD, "next": door.context["next"]}
    return client.post(there, said, follow=True)


@pytest.mark.parametrize("go", ["next", "back", "later", "son", "autosave"])
def test_a_page_sent_too_late_stands_again_with_everything_typed(cast: Cast, client: Client, go: str) -> None:
    draft = begin(client)
    data = {"_version": draft.version, "_go": go, "founded_on": "12.3.20", "province": "6"}
    with ended():
        headers = HTMX if go == "autosave" else {}
        page = sign_in_again(client, cast, client.post(url(draft, "yer"), data, headers=headers))
    assert page.redirect_chain[-1][0] == url(draft, "yer")
    assert 'value="12.3.20"' in page.content.decode()
    assert re.search(r'<option value="6" selected', page.content.decode())
    draft.refresh_from_db()
    assert draft.answers["yer"] == {"founded_on": ["12.3.20"], "province": ["6"]}
    assert "yer" not in draft.completed
    assert draft.organisation_id == cast.workplace.organisation.pk


def test_the_first_page_sent_too_late_becomes_one_draft(cast: Cast, client: Client) -> None:
    token = re.search(r'name="_token" value="([^"]+)"', client.get("/birim/").content.decode())
    assert token
    with ended():
        data = {"_token": token[1], "_version": "0", "_go": "next", "name": "Yeni birim"}
        page = sign_in_again(client, cast, client.post("/birim/", data))
        draft = Draft.objects.get()
        assert page.redirect_chain[-1][0] == url(draft, "ad")
        assert 'value="Yeni birim"' in page.content.decode()
        client.get("/oturum/form/")
    assert Draft.objects.get().version == draft.version  # taken back once


def test_the_last_page_stands_again_and_saves_once(cast: Cast, client: Client) -> None:
    draft = filled(client)
    with ended():
        sent = client.post(url(draft), headers={"Referer": SITE + url(draft)})
        page = sign_in_again(client, cast, sent)
        assert page.redirect_chain[-1][0] == url(draft)
        html = page.content.decode()
        assert all(word in html for word in ("İşlem Sonu", "Çankaya", "Ankara", ">Kaydet<"))
        assert not Organisation.objects.filter(name="Çankaya").exists()
        first, second = client.post(url(draft)), client.post(url(draft))
    assert first.status_code == 302
    assert first.url == second.url
    assert Organisation.objects.filter(name="Çankaya").count() == 1


def test_a_newer_answer_from_elsewhere_is_not_overwritten(cast: Cast, client: Client) -> None:
    draft = begin(client)
    elsewhere = enter(Client(), cast)
    elsewhere.post("/firma-sec/", {"organisation": cast.workplace.organisation.pk})
    newer = {"_version": draft.version, "_go": "next", "name": "Başka pencereden"}
    assert elsewhere.post(url(draft, "ad"), newer).status_code == 302
    with ended():
        late = {"_version": draft.version, "_go": "next", "name": "Geç kalan"}
        page = sign_in_again(client, cast, client.post(url(draft, "ad"), late))
    assert page.status_code == 409
    assert all(name in page.content.decode() for name in ("Başka pencereden", "Geç kalan"))
    draft.refresh_from_db()
    assert draft.answers["ad"]["name"] == ["Başka pencereden"]


def test_what_belongs_to_a_draft_deleted_since_is_shown_to_be_copied(cast: Cast, client: Client) -> None:
    draft = begin(client)
    with ended():
        late = client.post(
            url(draft, "yer"), {"_version": draft.version, "_go": "next", "founded_on": "12.3.20"}
        )
        Draft.objects.all().delete()
        page = sign_in_again(client, cast, late)
    assert page.status_code == 200
    assert "12.3.20" in page.content.decode()


def test_a_file_sent_too_late_is_asked_for_again(cast: Cast, client: Client) -> None:
    draft = filled(client, note="belgeli")
    paper = SimpleUploadedFile("karar.txt", b"metin", "text/plain")
    with ended():
        data = {"_version": draft.version, "_go": "next", "paper": paper}
        page = sign_in_again(client, cast, client.post(url(draft, "belge"), data))
    assert page.redirect_chain[-1][0] == url(draft, "belge")
    assert "Dosyalar saklanmaz" in page.content.decode()


def test_a_page_opened_after_the_session_leads_back_for_the_same_workplace(
    cast: Cast, client: Client
) -> None:
    draft = begin(client)
    with ended():
        door = client.get(url(draft, "yer"), follow=True)
        said = {"login": cast.manager.national_id, "password": PASSWORD, "next": door.context["next"]}
        page = client.post(door.redirect_chain[-1][0], said, follow=True)
    assert page.redirect_chain[-1][0] == url(draft, "yer")
    assert page.status_code == 200
    assert page.wsgi_request.actor.organisation_id == cast.workplace.organisation.pk


def test_without_the_last_session_the_workplace_is_offered_and_the_draft_found(
    cast: Cast, client: Client
) -> None:
    """From another browser: nothing remembers for whom he acted, so he is asked, and then led to the page."""
    draft = begin(client)
    other = Client()
    asked = enter(other, cast, url(draft, "yer")).get(f"/firma-sec/?{urlencode({'next': url(draft, 'yer')})}")
    assert cast.workplace.organisation.name in asked.content.decode()
    chosen = {"organisation": cast.workplace.organisation.pk, "next": url(draft, "yer")}
    assert other.post("/firma-sec/", chosen).url == url(draft, "yer")
    assert other.get(url(draft, "yer")).status_code == 200
