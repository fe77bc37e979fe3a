"""P0.2 and P0.4 in a real browser: autosave, the page list, İşlem Sonu, and the drafts' list with its actions."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from imece.accounts.models import Organisation, Person
from imece.core.actor import system_actor
from imece.core.models import Draft
from imece.core.transactions import acting
from tests.cast import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.core.wizard_urls")]


@pytest.fixture
def person(fresh_database: str) -> Person:
    with acting(system_actor("test")):
        return Person.objects.create_user(
            "10000000146", "deneme-Parola-1", given_names="Ayşe", surname="Deneme"
        )


def enter(page: Page, person: Person, live_url: str) -> None:
    cookie = sign_in(Client(), person).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_url}])


def test_P0_4_what_is_typed_is_kept_on_a_pause_and_saved_once_at_the_end(
    page: Page, person: Person, live_url: str, check_page: Callable[[Page], None]
) -> None:
    enter(page, person, live_url)
    page.goto("/birim/")
    page.get_by_role("textbox", name="Ad").first.fill("Çankaya")
    expect(page.locator("#wizard-saved")).to_contain_text("kaydedildi")
    draft = Draft.objects.get()
    assert draft.answers["ad"]["name"] == ["Çankaya"]
    assert page.url.endswith(f"/birim/{draft.token}/ad/")
    page.get_by_label("Not").fill("ikinci")
    page.get_by_label("Not").press("Enter")  # the first button is İleri, not a page of the list
    expect(page.get_by_role("heading", level=1)).to_have_text("Yer bilgileri")
    check_page(page)
    page.get_by_role("textbox", name="Kuruluş").fill("yarın")
    page.get_by_role("button", name="İleri").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    page.get_by_role("textbox", name="Kuruluş").fill("01.02.2020")
    page.get_by_role("combobox", name="İl").select_option("42")
    page.get_by_role("button", name="İleri").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("İşlem Sonu")
    check_page(page)
    page.get_by_role("button", name="Kaydet").click()
    expect(page.locator("body")).to_contain_text("sonuç")
    page.go_back()  # the last page is asked for again, and leads to the same result
    expect(page.locator("body")).to_contain_text("sonuç")
    assert Organisation.objects.count() == 1


def begin_two_drafts(person: Person) -> list[Draft]:
    today = timezone.localdate()
    return [
        Draft.objects.create(
            kind="test_unit", person_id=person.pk, label=label, updated_at=timezone.now(), expires_on=today
        )
        for label in ("ilk", "öteki")
    ]


def test_P0_2_selecting_a_row_fills_the_bar(
    page: Page, person: Person, live_url: str, check_page: Callable[[Page], None]
) -> None:
    first, _second = begin_two_drafts(person)
    enter(page, person, live_url)
    page.goto("/taslaklar/")
    resume = page.get_by_role("button", name="Devam et")
    expect(resume).to_have_attribute("aria-disabled", "true")
    resume.click(force=True)
    expect(page.locator("#drafts-banner")).to_contain_text("Önce bir satır seçin")
    page.get_by_role("radio", name="ilk").check(force=True)
    expect(page.locator("#drafts-actions")).to_contain_text("ilk")
    expect(resume).not_to_have_attribute("aria-disabled", "true")
    assert f"secili={first.pk}" in page.url
    check_page(page)
    resume.click()
    page.wait_for_url(f"**/birim/{first.token}/**")


def test_P0_10_the_same_without_javascript(plain_page: Page, person: Person, live_url: str) -> None:
    first, _second = begin_two_drafts(person)
    enter(plain_page, person, live_url)
    plain_page.goto("/taslaklar/")
    plain_page.get_by_role("radio", name="ilk").check(force=True)
    plain_page.get_by_role("button", name="Devam et").click(force=True)
    assert f"/birim/{first.token}/" in plain_page.url
    plain_page.get_by_role("textbox", name="Ad").first.fill("Keçiören")
    plain_page.get_by_role("button", name="İleri").click()
    plain_page.get_by_role("combobox", name="İl").select_option("6")
    plain_page.get_by_role("button", name="Ad bilgileri").click()
    plain_page.get_by_role("button", name="İleri").click()
    plain_page.get_by_role("button", name="İleri").click()
    plain_page.get_by_role("button", name="Kaydet").click()
    assert Organisation.objects.get().name == "Keçiören"
