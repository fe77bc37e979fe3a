"""**Özgeçmiş** in a real browser: section by section, resumed later, without JavaScript, by keyboard, at 320 px."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from imece.core.actor import system_actor
from imece.core.transactions import acting
from imece.employment.jobseekers.models import JobSeeker
from imece.employment.vacancies.models import Vacancy
from tests.cast import Cast, make_cast
from tests.employment.main_job import make_profile, make_vacancy, welder
from tests.journeys import main_job as steps

pytestmark = pytest.mark.browser
CheckPage = Callable[[Page], None]


@pytest.fixture
def seeker(live_url: str) -> Cast:
    cast = make_cast()
    make_profile(cast.other_seeker, months=6)
    return cast


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Kaydet ve ilerle").click()


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def test_the_sections_one_after_the_other_without_javascript(
    plain_page: Page, seeker: Cast, live_url: str
) -> None:
    """Each is saved by itself: who stops and comes back finds everything (P0.10)."""
    page = plain_page
    steps.enter(page, live_url, seeker.other_seeker)
    page.goto(f"{live_url}/ozgecmis/")
    page.get_by_role("list", name="Özgeçmişin bölümleri").get_by_role("link", name="Öğrenim").click()
    page.locator("[name=school-level]").select_option("bachelor")
    page.locator("[name=school-school]").fill("Iğdır Deneme Üniversitesi")
    page.locator("[name=school-graduated_on]").fill("15.06.2020")
    page.get_by_role("button", name="Ekle Okul").click()
    expect(page.locator("main")).to_contain_text("Lisans: Iğdır Deneme Üniversitesi (15.06.2020)")
    page.goto(f"{live_url}/ozgecmis/deneyim/")
    page.locator("[name=work-occupation]").fill(welder().code)
    page.locator("[name=work-employer_name]").fill("Deneme Atölyesi")
    page.locator("[name=work-began_on]").fill("01.01.2020")
    page.locator("[name=work-ended_on]").fill("31.12.2019")
    page.get_by_role("button", name="Ekle Çalışma dönemi").click()
    expect(page.locator("[data-error-summary]")).to_contain_text("Son gün ilk günden önce olamaz")
    page.locator("[name=work-ended_on]").fill("31.12.2021")
    page.get_by_role("button", name="Ekle Çalışma dönemi").click()
    expect(page.locator("main")).to_contain_text("Deneme Atölyesi (01.01.2020 – 31.12.2021)")

    page.context.clear_cookies()  # he goes away, and resumes on another day
    steps.enter(page, live_url, seeker.other_seeker)
    page.goto(f"{live_url}/ozgecmis/meslekler/")
    expect(page.locator("main")).to_contain_text("24 ay")
    page.goto(f"{live_url}/ozgecmis/belgeler/")
    page.locator("[name=licence_classes][value=CE]").check()
    page.locator("[name=military_status]").select_option("done")
    go_on(page)
    heading(page, "Aranan iş")
    page.locator("[name=sought_work_kinds][value=full_time]").check()
    go_on(page)
    heading(page, "Özel durum")
    page.locator("[name=personal_status]").select_option("ex_convict")
    go_on(page)
    expect(page.locator("[data-error-summary]")).to_contain_text("Rızanız olmadan saklanamaz")
    page.locator("[name=personal_status]").select_option("normal")
    go_on(page)
    heading(page, "Özgeçmişim")
    profile = JobSeeker.objects.get(person=seeker.other_seeker)
    assert (profile.licence_classes, profile.education, profile.military_status) == (
        ["CE"],
        "bachelor",
        "done",
    )


def test_why_not_leads_to_the_section_and_back_to_the_announcement(
    page: Page, seeker: Cast, live_url: str, check_page: CheckPage
) -> None:
    """P2.2: each reason with value, source and remedy; mended there, one may apply here."""
    last_day = timezone.localdate() + timedelta(days=20)
    now = timezone.now()
    vacancy = make_vacancy(
        seeker.manager, seeker.workplace, now=now, min_experience_months=0, last_application_on=last_day
    )
    with acting(system_actor("test")):
        Vacancy.objects.filter(pk=vacancy.pk).update(licence_classes=["C"], min_age=70, has_travel=True)
    steps.enter(page, live_url, seeker.other_seeker)
    page.goto(f"/is-ilanlari/{vacancy.number}/")
    box = page.locator(".apply-box")
    expect(box).to_contain_text("C sınıfı sürücü belgesi isteniyor; özgeçmişinizdeki: yok")
    expect(box).to_contain_text("Zamanla değişir")
    expect(box).to_contain_text("Kaynak: KPS, ")
    expect(box).to_contain_text("özgeçmişiniz, son değişiklik")
    check_page(page)
    box.get_by_role("link", name="Özgeçmişimde değiştir: Sürücü Belgesi").click()
    heading(page, "Belgeler")
    check_page(page)
    page.locator("[name=licence_classes][value=CE]").check()
    go_on(page)
    heading(page, vacancy.title)
    expect(box).not_to_contain_text("sürücü belgesi isteniyor")


def test_a_line_by_keyboard_alone(page: Page, seeker: Cast, live_url: str) -> None:
    steps.enter(page, live_url, seeker.other_seeker)
    page.goto("/ozgecmis/dil/")
    page.locator("[name=language-language]").focus()
    page.keyboard.type("Fr")
    for _ in range(5):
        page.keyboard.press("Tab")
    page.keyboard.type("75,5")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Fransızca, 75,50")
    page.get_by_role("button", name="Çıkar Fransızca").focus()
    page.keyboard.press("Space")
    expect(page.locator("main")).to_contain_text("Satır çıkarıldı")


def test_the_longest_pages_fit_a_phone(phone_page: Page, seeker: Cast, live_url: str) -> None:
    steps.enter(phone_page, live_url, seeker.other_seeker)
    for address in ("/ozgecmis/", "/ozgecmis/belgeler/", "/ozgecmis/deneyim/"):
        phone_page.goto(address)
        assert phone_page.evaluate("document.documentElement.scrollWidth") <= 320
