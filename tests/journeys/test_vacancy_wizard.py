"""İşgücü İstemi Sihirbazı and the public body's lists in a real browser (P0.4, P3.2, VAC-25)."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from imece.core.actor import system_actor
from imece.core.transactions import acting
from imece.employment.employers.enums import Sector
from imece.employment.employers.models import Workplace
from imece.employment.vacancies.enums import VacancyState
from imece.employment.vacancies.models import Vacancy
from tests.cast import Cast, make_cast
from tests.employment.main_job import cankaya, make_candidate, make_vacancy
from tests.journeys.main_job import enter, in_days, welders_name

START = "/isveren/istemler/sihirbaz/"


@pytest.fixture
def cast(live_url: str) -> Cast:
    return make_cast()


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name, exact=True).click()


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def first_page(page: Page) -> None:
    field = page.locator(".occupation-picker").first
    field.locator("input[type=search]").fill("kaynakçı")
    field.get_by_role("button", name="Ara", exact=True).click()
    field.get_by_role("radio", name=welders_name()).first.check()
    field.get_by_role("button", name="Ekle", exact=True).click()
    expect(field.get_by_role("button", name="Çıkar")).to_be_visible()
    page.locator("[name=title]").fill("Gazaltı kaynakçısı")
    page.locator("[name=description]").fill("Çelik konstrüksiyon kaynağı yapılacaktır.")


def walk(page: Page, look=lambda page: None) -> list[str]:
    """Through all pages with İleri; what has no usual value is typed. Returns the headings seen."""
    page.goto(START)
    first_page(page)
    seen = []
    for _place in range(13):
        seen.append(heading(page))
        if page.locator("[name=wage_min_amount]").count():
            page.locator("[name=wage_min_amount]").fill("45.000")
        if page.locator("[name=district]").count() and not page.locator("[name=district]").input_value():
            page.locator("[name=district]").select_option(str(cankaya().pk))
        if page.locator("[name=last_application_on]").count():
            page.locator("[name=last_application_on]").fill(in_days(20))
        look(page)
        press(page, "İleri")
        # the next page may take its time: reading now could find this page's heading once more
        expect(page.get_by_role("heading", level=1)).not_to_have_text(seen[-1])
    seen.append(heading(page))
    return seen


@pytest.mark.browser
def test_P3_2_every_page_is_accessible_and_the_last_saves(
    page: Page, check_page, cast: Cast, live_url: str
) -> None:
    enter(page, live_url, cast.manager, cast.workplace.organisation)
    seen = walk(page, check_page)
    assert (seen[0], seen[4], seen[-1]) == ("Mesleki Özellikler", "Fiziksel Özellikler ve Yaş", "İşlem Sonu")
    assert len(set(seen)) == 14
    check_page(page)
    press(page, "Kaydet")
    expect(page.locator("main")).to_contain_text("Kayıt başarıyla oluşturulmuştur")
    check_page(page)
    assert Vacancy.objects.get().state == VacancyState.OPEN


@pytest.mark.browser
def test_P0_10_without_javascript_by_the_same_pages(plain_page: Page, cast: Cast, live_url: str) -> None:
    enter(plain_page, live_url, cast.manager, cast.workplace.organisation)
    walk(plain_page)
    press(plain_page, "Kaydet")
    assert Vacancy.objects.get().state == VacancyState.OPEN


@pytest.mark.browser
def test_what_does_not_matter_is_hidden_until_it_does(page: Page, cast: Cast, live_url: str) -> None:
    enter(page, live_url, cast.manager, cast.workplace.organisation)
    page.goto(START)
    first_page(page)
    press(page, "İleri")
    expect(page.locator("[name=min_disability_rate]")).to_be_hidden()
    page.locator("[name=personal_status]").select_option("disabled")
    expect(page.locator("[name=min_disability_rate]")).to_be_visible()
    page.locator("[name=min_disability_rate]").fill("50")
    page.locator("[name=personal_status]").select_option("normal")
    expect(page.locator("[name=min_disability_rate]")).to_be_visible()  # it holds something


@pytest.mark.browser
def test_VAC_25_lists_and_draw_of_a_public_body(page: Page, check_page, cast: Cast, live_url: str) -> None:
    with acting(system_actor("test")):
        Workplace.objects.filter(pk=cast.workplace.pk).update(sector=Sector.PUBLIC)
    cast.workplace.refresh_from_db()
    announced_at = timezone.now() - timedelta(days=12)
    vacancy = make_vacancy(cast.manager, cast.workplace, now=announced_at, post_count=1)
    make_candidate(vacancy, cast.seeker, now=announced_at)
    enter(page, live_url, cast.manager, cast.workplace.organisation)
    page.goto(f"/isveren/istemler/{vacancy.number}/asil-yedek/")
    check_page(page)
    press(page, "Listeyi oluştur: Noter kurası (A yöntemi)")
    check_page(page)
    page.get_by_role("link", name="Kurayı kaydet").click()
    check_page(page)
    for name, value in (
        ("seed", "4711"), ("drawn_by", "Deneme Çeken"), ("notary_name", "Deneme Noteri"), ("notary_number", "12"),
    ):  # fmt: skip
        page.locator(f"[name={name}]").fill(value)
    press(page, "Kaydet")
    expect(page.locator("main")).to_contain_text("Asil")
    expect(page.locator("main")).to_contain_text("aynı kişiler aynı sıralarda")
    check_page(page)
