"""What the main job's journeys share: the cast in a committed database, signing in, and the steps as people do them."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from imece.accounts.models import Organisation, Person
from imece.core.actor import system_actor
from imece.core.formats import format_date
from imece.core.transactions import acting
from imece.employment.selection.models import Candidate
from imece.employment.vacancies.models import Vacancy
from tests.cast import PASSWORD, sign_in
from tests.employment.main_job import cankaya, welder


def enter(page: Page, live_url: str, person: Person, organisation: Organisation | None = None) -> None:
    """Signed in without the pages: for journeys about what comes after."""
    cookie = sign_in(Client(), person, organisation).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_url}])


def sign_in_by_the_pages(page: Page, door: str, person: Person) -> None:
    page.goto(door)
    page.locator("input[name=login]").fill(person.national_id)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Giriş", exact=True).click()


def choose_workplace(page: Page, name: str) -> None:
    """**Firma**: the second step."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Firma")
    choice = page.get_by_label(name)
    if choice.count() and choice.first.get_attribute("type") == "radio":
        choice.first.check()
    page.get_by_role("button", name="Devam et", exact=True).click()
    expect(page.locator("header")).to_contain_text(name) if page.locator(
        "header .acting-for"
    ).count() else None


def pick_occupation(page: Page, words: str, name: str) -> None:
    """P0.7: **Ara** → choose → **Ekle**; with JavaScript without a reload, without it by the form's own buttons."""
    picker = page.locator(".occupation-picker")
    picker.locator("input[type=search]").fill(words)
    picker.get_by_role("button", name="Ara", exact=True).click()
    picker.get_by_role("radio", name=name).first.check()
    picker.get_by_role("button", name="Ekle", exact=True).click()
    expect(picker.get_by_role("button", name="Çıkar")).to_be_visible()


def fill_short_form(page: Page, **changes: str) -> None:
    """What stands on the short form besides the occupation; province and district are the workplace's."""
    fields = {
        "title": "Gazaltı kaynakçısı",
        "description": "Atölyemizde çelik konstrüksiyon kaynağı yapılacaktır.",
        "post_count": "1",
        "wage_min_amount": "45.000",
        "interview_place": "Deneme Mah. Örnek Sok. 1",
    } | changes
    for name, value in fields.items():
        page.locator(f"[name={name}]").fill(value)
    if not page.locator("[name=district]").input_value():
        assert page.locator("[name=province]").input_value() == "6", "the workplace's own"
        page.locator("[name=district]").select_option(str(cankaya().pk))


def save(page: Page) -> None:
    page.locator("main").get_by_role("button", name="Kaydet", exact=True).click()


def interview_has_been(candidate: Candidate) -> None:
    """The days until the interview pass."""
    with acting(system_actor("test")):
        Candidate.objects.filter(pk=candidate.pk).update(interview_at=timezone.now() - timedelta(hours=1))


def in_days(count: int) -> str:
    return format_date(timezone.localdate() + timedelta(days=count))


def the_vacancy(**key: Any) -> Vacancy:
    return Vacancy.objects.get(**key)


def welders_name() -> str:
    return welder().name
