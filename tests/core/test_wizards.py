"""P0.4: drafts, steps without JavaScript, İşlem Sonu, one Kaydet, two windows, an ended session."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from imece.accounts.models import Organisation, Person
from imece.core.actor import system_actor
from imece.core.models import AuditRecord, Draft
from imece.core.transactions import acting
from imece.core.wizards import delete_expired_drafts
from imece.core.wizards.saved_at import locative
from tests.cast import sign_in
from tests.core import wizard_urls
from tests.core.wizard_urls import RECORD

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.core.wizard_urls")]
HTMX = {"HX-Request": "true"}


def a_person(number: str = "10000000146") -> Person:
    with acting(system_actor("test")):
        return Person.objects.create_user(number, "deneme-Parola-1", given_names="Ayşe", surname="Deneme")


def signed_in(person: Person) -> Client:
    return sign_in(Client(), person)


@pytest.fixture
def person() -> Person:
    return a_person()


@pytest.fixture
def client(person: Person) -> Client:
    return signed_in(person)


@pytest.fixture(autouse=True)
def record() -> None:
    RECORD.clear()
    RECORD.update({"version": 1, "name": "Kayıtlı Ad", "note": "ilk not", "wants_news": True})


def begin(client: Client, start: str = "/birim/", **data: Any) -> Draft:
    """Through the first page as a browser would."""
    token = re.search(r'name="_token" value="([^"]+)"', client.get(start).content.decode())
    assert token
    client.post(start, {"_token": token[1], "_version": "0", "_go": "next", "name": "Çankaya", **data})
    return Draft.objects.get(token=token[1])


def url(draft: Draft, page: str = "son", start: str = "/birim/") -> str:
    return f"{start}{draft.token}/{page}/"


def filled(client: Client, **data: Any) -> Draft:
    draft = begin(client, **data)
    response = client.post(url(draft, "yer"), {"_version": draft.version, "_go": "next", "province": "6"})
    assert response.status_code == 302
    draft.refresh_from_db()
    return draft


def statuses(html: str) -> list[str]:
    pages = re.search(r'<ol class="task-list">(.*?)</ol>', html, re.S)
    return re.findall(r"(Tamamlandı|Tamamlanmadı|Henüz başlanamaz)", pages[1] if pages else "")


def test_looking_at_the_first_page_writes_nothing(client: Client) -> None:
    html = client.get("/birim/").content.decode()
    assert Draft.objects.count() == 0
    assert 'value="back"' not in html  # no Geri on the first page
    assert 'value="next"' in html
    assert statuses(html) == ["Tamamlanmadı", "Henüz başlanamaz", "Henüz başlanamaz"]
    assert ">İleri<" in html
    assert ">Geri<" not in html


def test_each_page_is_kept_and_leads_to_the_next(client: Client) -> None:
    draft = begin(client)
    assert draft.answers["ad"]["name"] == ["Çankaya"]
    assert draft.completed == ["ad"]
    html = client.get(url(draft, "yer")).content.decode()
    assert ">Geri<" in html
    assert statuses(html) == ["Tamamlandı", "Tamamlanmadı", "Tamamlanmadı"]
    response = client.post(url(draft, "yer"), {"_version": draft.version, "_go": "next", "province": "6"})
    assert response.url == url(draft)


def test_a_page_that_cannot_start_yet_says_what_comes_first(client: Client) -> None:
    draft = begin(client, name="", _go="later")
    response = client.get(url(draft, "yer"))
    assert response.status_code == 409
    assert "WIZ-001" in response.content.decode()
    assert "Ad bilgileri" in response.content.decode()


def test_wrong_answers_are_kept_and_shown_with_links(client: Client) -> None:
    draft = filled(client)
    response = client.post(url(draft, "yer"), {"_version": draft.version, "_go": "next", "founded_on": "x"})
    assert response.status_code == 422
    html = response.content.decode()
    assert 'href="#id_province"' in html
    assert 'href="#id_founded_on"' in html
    assert 'value="x"' in html
    draft.refresh_from_db()
    assert draft.answers["yer"]["founded_on"] == ["x"]
    assert draft.completed == ["ad"]


@pytest.mark.parametrize(("go", "leads_to"), [("back", "ad"), ("ad", "ad"), ("son", "son")])
def test_back_keeps_what_was_typed_even_if_it_is_wrong(client: Client, go: str, leads_to: str) -> None:
    draft = begin(client)
    response = client.post(url(draft, "yer"), {"_version": draft.version, "_go": go, "founded_on": "yarım"})
    assert response.url == url(draft, leads_to)
    draft.refresh_from_db()
    assert draft.answers["yer"] == {"founded_on": ["yarım"]}
    assert "data-error-summary" not in client.get(url(draft, "yer")).content.decode()


def test_the_last_page_shows_answers_with_links_that_return(client: Client) -> None:
    draft = filled(client, wants_news="on")
    html = client.get(url(draft)).content.decode()
    assert all(word in html for word in ("Ankara", "İşlem Sonu", ">Kaydet<", "Değiştir", "Belirtilmedi"))
    change = f"{url(draft, 'ad')}?don=son"
    assert f'href="{change}"' in html
    assert 'name="_return"' in client.get(change).content.decode()
    draft.refresh_from_db()
    data = {"_version": draft.version, "_go": "next", "_return": "1", "name": "Keçiören"}
    assert client.post(url(draft, "ad"), data).url == url(draft)


def test_errors_of_each_section_are_listed_with_links_and_nothing_is_saved(client: Client) -> None:
    draft = begin(client)
    response = client.post(url(draft))
    html = response.content.decode()
    assert response.status_code == 422
    assert "WIZ-002" in html
    link = f"{url(draft, 'yer')}?hatalar=1&amp;don=son#id_province"
    assert f'href="{link}"' in html
    assert "data-error-summary" in client.get(f"{url(draft, 'yer')}?hatalar=1").content.decode()
    assert not Organisation.objects.exists()


def test_saving_twice_or_after_back_gives_the_same_page_and_one_record(client: Client) -> None:
    draft = filled(client)
    first = client.post(url(draft))
    second = client.post(url(draft))
    assert first.status_code == 302
    assert first.url == second.url
    for page in ("ad", "yer", "son"):
        assert client.get(url(draft, page)).url == first.url
        assert client.post(url(draft, page), {"name": "x", "_version": "9"}).url == first.url
    assert client.get(f"/birim/{draft.token}/").url == first.url
    assert Organisation.objects.count() == 1
    draft.refresh_from_db()
    assert draft.answers == {}


def test_the_first_page_sent_twice_is_one_draft(client: Client) -> None:
    draft = begin(client)
    again = client.post("/birim/", {"_token": draft.token, "_version": "0", "_go": "next", "name": "Çankaya"})
    assert again.status_code == 302
    assert Draft.objects.count() == 1


def test_a_rule_of_the_room_refuses_at_the_end_and_leads_to_the_field(client: Client) -> None:
    draft = filled(client, name="Dolu")
    response = client.post(url(draft))
    html = response.content.decode()
    assert response.status_code == 409
    assert "TEST-WIZ" in html
    assert f'href="{url(draft, "ad")}?don=son#id_name"' in html
    assert not Organisation.objects.exists()


# ---- autosave
def test_autosave_keeps_half_an_answer_without_complaint(client: Client) -> None:
    draft = begin(client)
    data = {"_version": draft.version, "_go": "autosave", "founded_on": "12."}
    response = client.post(url(draft, "yer"), data, headers=HTMX)
    html = response.content.decode()
    assert response.status_code == 200
    assert 'aria-live="polite"' in html
    assert re.search(r"\d\d[.:]\d\d", html)
    assert f'value="{draft.version + 1}" hx-swap-oob="true"' in html
    draft.refresh_from_db()
    assert draft.answers["yer"] == {"founded_on": ["12."]}
    assert draft.completed == ["ad"]


def test_autosave_on_the_first_page_makes_one_draft(client: Client) -> None:
    token = re.search(r'name="_token" value="([^"]+)"', client.get("/birim/").content.decode())[1]
    version = "0"
    for name in ("Ç", "Çan"):
        data = {"_token": token, "_version": version, "_go": "autosave", "name": name}
        response = client.post("/birim/", data, headers=HTMX)
        version = re.search(r'value="(\d+)" hx-swap-oob', response.content.decode())[1]
    assert response.headers["HX-Replace-Url"] == f"/birim/{token}/ad/"
    assert Draft.objects.get().answers["ad"]["name"] == ["Çan"]


@pytest.mark.parametrize(
    ("number", "ending"),
    [(32, "de"), (40, "ta"), (33, "te"), (30, "da"), (6, "da"), (20, "de"), (55, "te"), (0, "da")],
)
def test_the_ending_of_the_time_follows_its_sound(number: int, ending: str) -> None:
    assert locative(number) == ending


# ---- two windows
def test_two_windows_show_both_values_and_let_choose(client: Client) -> None:
    draft = begin(client, note="eski")
    stale = draft.version
    client.post(url(draft, "ad"), {"_version": stale, "_go": "next", "name": "Birinci", "note": "eski"})
    response = client.post(
        url(draft, "ad"), {"_version": stale, "_go": "next", "name": "İkinci", "note": "yeni"}
    )
    html = response.content.decode()
    assert response.status_code == 409
    assert "Birinci" in html
    assert "İkinci" in html
    draft.refresh_from_db()
    assert draft.answers["ad"]["name"] == ["Birinci"]
    choice = {"_settle": "1", "_version": draft.version, "_go": "next", "name": "İkinci", "note": "yeni"}
    response = client.post(
        url(draft, "ad"), {**choice, "_choice_ad.name": "theirs", "_choice_ad.note": "mine"}
    )
    assert response.url == url(draft, "yer")
    draft.refresh_from_db()
    assert draft.answers["ad"] == {"name": ["Birinci"], "note": ["yeni"]}


def test_windows_on_different_pages_do_not_disturb_each_other(client: Client) -> None:
    draft = filled(client)
    stale = 1
    data = {"_version": stale, "_go": "next", "name": "Başka"}
    assert client.post(url(draft, "ad"), data).status_code == 302


def test_autosave_never_overwrites_the_other_window(client: Client) -> None:
    draft = begin(client)
    client.post(url(draft, "ad"), {"_version": draft.version, "_go": "next", "name": "Birinci"})
    response = client.post(
        url(draft, "ad"), {"_version": draft.version, "_go": "autosave", "name": "x"}, headers=HTMX
    )
    assert response.status_code == 200
    assert "hx-swap-oob" not in response.content.decode()
    draft.refresh_from_db()
    assert draft.answers["ad"]["name"] == ["Birinci"]


# ---- whose draft
def test_a_foreign_draft_is_not_there_and_the_attempt_is_recorded(client: Client) -> None:
    draft = filled(client)
    stranger = signed_in(a_person("12345678950"))
    for page in ("ad", "son", "sil", "dosya/1"):
        assert stranger.get(url(draft, page)).status_code == 404
        assert stranger.post(url(draft, page)).status_code == 404
    assert AuditRecord.objects.filter(action="access.outside_scope").count() == 8
    assert stranger.post("/birim/", {"_token": draft.token, "name": "x"}).status_code == 404
    assert str(draft.token) not in stranger.get("/taslaklar/").content.decode()


def test_a_draft_goes_on_from_any_machine(client: Client, person: Person) -> None:
    draft = begin(client)
    other = signed_in(person)
    assert f"/birim/{draft.token}/" in other.get("/taslaklar/").content.decode()
    assert f"/birim/{draft.token}/" in other.get("/birim/").content.decode()
    assert other.get(f"/birim/{draft.token}/").url == url(draft, "yer")


def test_a_signed_out_owner_keeps_his_draft_in_his_browser_alone() -> None:
    client = Client()
    draft = begin(client, "/uye/")
    data = {"_version": draft.version, "_go": "next", "province": "42"}
    assert client.post(url(draft, "yer", "/uye/"), data).status_code == 302
    assert Client().get(url(draft, "son", "/uye/")).status_code == 404
    assert client.post(url(draft, "son", "/uye/")).url.startswith("/sonuc/")
    assert Organisation.objects.get().province == 42


# ---- files
def test_a_file_stays_with_the_draft_until_it_is_replaced_or_taken_out(
    client: Client, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    draft = filled(client, note="belgeli")
    assert client.post(url(draft, "belge"), {"_version": draft.version, "_go": "next"}).status_code == 422
    paper = SimpleUploadedFile("karar.txt", b"metin", "text/plain")
    draft.refresh_from_db()
    sent = client.post(url(draft, "belge"), {"_version": draft.version, "_go": "next", "paper": paper})
    assert sent.url == url(draft)
    assert "karar.txt" in client.get(url(draft)).content.decode()
    stored = draft.files.get()
    download = client.get(url(draft, f"dosya/{stored.pk}"))
    assert b"".join(download.streaming_content) == b"metin"
    draft.refresh_from_db()
    again = client.post(url(draft, "belge"), {"_version": draft.version, "_go": "next"})
    assert again.url == url(draft)  # the kept file counts as given
    assert client.post(url(draft)).status_code == 302


def test_a_page_that_is_no_longer_shown_leads_back_into_the_wizard(client: Client) -> None:
    draft = filled(client)
    assert client.get(url(draft, "belge")).url == f"/birim/{draft.token}/"
    assert client.get(url(draft, "yok")).status_code == 404


# ---- the end of a draft
def test_a_draft_can_be_deleted(client: Client) -> None:
    draft = filled(client)
    assert client.get(url(draft, "sil")).status_code == 200
    assert Draft.objects.count() == 1
    assert client.post(url(draft, "sil")).url == "/taslaklar/"
    assert Draft.objects.count() == 0


def test_drafts_expire(client: Client) -> None:
    draft = begin(client)
    assert draft.expires_on == timezone.localdate() + timedelta(days=90)
    actor = system_actor("test")
    assert delete_expired_drafts(actor=actor, now=timezone.now() + timedelta(days=90)) == 0
    assert delete_expired_drafts(actor=actor, now=timezone.now() + timedelta(days=91)) == 1
    assert Draft.objects.count() == 0


# ---- changing a record
def edit(client: Client, **data: Any) -> Draft:
    """Through both pages of an edited record, up to the last page."""
    html = client.get("/birim/kayit/1/").content.decode()
    token = re.search(r'name="_token" value="([^"]+)"', html)[1]
    start = {"_token": token, "_version": "0", "_go": "next"}
    client.post(
        "/birim/kayit/1/", {**start, "name": "Kayıtlı Ad", "note": "ilk not", "wants_news": "on", **data}
    )
    return Draft.objects.get(token=token)


def test_a_record_is_edited_from_its_own_values(client: Client) -> None:
    html = client.get("/birim/kayit/1/").content.decode()
    assert 'value="Kayıtlı Ad"' in html
    assert re.search(r'name="wants_news"[^>]*checked', html)
    draft = edit(client, name="Yeni Ad")
    assert draft.answers["yer"] == {"province": ["6"]}
    assert client.post(url(draft)).url == "/sonuc/kayit/"
    assert (RECORD["name"], RECORD["version"]) == ("Yeni Ad", 2)
    assert client.get("/birim/kayit/2/").status_code == 404


def test_a_record_changed_meanwhile_is_never_overwritten_unseen(client: Client) -> None:
    draft = edit(client, name="Benim Ad")
    RECORD.update(version=2, name="Onların Adı", note="onların notu")
    response = client.post(url(draft))
    html = response.content.decode()
    assert response.status_code == 409
    assert "Onların Adı" in html
    assert "Benim Ad" in html
    assert re.search(r'name="_choice_ad.note" value="theirs"[^>]*checked', html)  # I never touched it
    assert re.search(r'name="_choice_ad.name" value="mine"[^>]*checked', html)
    choices = {"_choice_ad.name": "mine", "_choice_ad.note": "theirs"}
    RECORD.update(version=3)
    assert client.post(url(draft), {"_settle": "1", "_version": "2", **choices}).status_code == 409
    assert client.post(url(draft), {"_settle": "1", "_version": "3", **choices}).url == url(draft)
    assert client.post(url(draft)).url == "/sonuc/kayit/"
    assert (RECORD["name"], RECORD["note"], RECORD["version"]) == ("Benim Ad", "onların notu", 4)


def test_a_wizard_with_a_reserved_or_repeated_slug_is_refused() -> None:
    from imece.core.wizards import Step, Wizard

    for slugs in (["son"], ["a", "a"]):
        steps = [Step(slug=slug, title=slug, form_class=wizard_urls.NameForm) for slug in slugs]
        with pytest.raises(ValueError, match="slug"):
            Wizard(
                kind="test_bad", title="x", steps=steps, finish=lambda **given: "", permission="test.wizard"
            )


def test_the_nightly_task_deletes_expired_drafts(client: Client) -> None:
    from imece.core.tasks import delete_expired_drafts as nightly

    draft = begin(client)
    assert nightly(timezone.now()) == 0
    Draft.objects.filter(pk=draft.pk).update(expires_on=timezone.localdate() - timedelta(days=1))
    assert nightly(timezone.now()) == 1
    assert Draft.objects.count() == 0
