"""Eleman Seç in a browser: from the list of vacancies to the candidate list; each page by axe at 320 px."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from imece.employment.jobseekers.models import JobSeeker
from imece.employment.matching.domain.select import Choice, select_person
from imece.employment.selection.models import Candidate
from imece.employment.vacancies.models import Vacancy
from tests.cast import Cast, actor_of, make_cast
from tests.employment.main_job import make_profile, make_vacancy
from tests.journeys import main_job as steps

pytestmark = pytest.mark.browser
CheckPage = Callable[[Page], None]


@pytest.fixture
def people(live_url: str) -> Cast:
    cast, now = make_cast(), timezone.now()
    make_profile(cast.seeker, months=24, licence_classes=["B"])
    make_profile(cast.other_seeker, months=100)
    last = timezone.localdate() + timedelta(days=20)
    make_vacancy(cast.manager, cast.workplace, now=now, last_application_on=last, min_education="primary")
    return cast


def choose(page: Page) -> None:
    """Given an open vacancy, when two people are ticked, then they stand on its candidate list."""
    vacancy = Vacancy.objects.get()
    page.goto(f"/isveren/istemler/{vacancy.number}/eleman-sec/")
    expect(page.locator("h1")).to_have_text("İşçi Seçme")
    expect(page.locator("main")).to_contain_text("2 kişi uyuyor")
    expect(page.locator("main")).not_to_contain_text("Gündoğar")
    page.get_by_role("checkbox", name="1. kişiyi seç").check()
    page.get_by_role("checkbox", name="2. kişiyi seç").check()
    page.get_by_role("button", name="Aday listesine al").click()
    expect(page.locator("body")).to_contain_text("2 kişi seçildi")
    assert {row.state for row in Candidate.objects.all()} == {"selected"}


def test_people_are_chosen(page: Page, people: Cast, live_url: str) -> None:
    steps.enter(page, live_url, people.manager, people.workplace.organisation)
    choose(page)


def test_people_are_chosen_without_javascript(plain_page: Page, people: Cast, live_url: str) -> None:
    steps.enter(plain_page, live_url, people.manager, people.workplace.organisation)
    choose(plain_page)


def test_a_look_by_keyboard_is_read_by_the_person(page: Page, people: Cast, live_url: str) -> None:
    vacancy, seeker = Vacancy.objects.get(), JobSeeker.objects.get(person=people.seeker)
    steps.enter(page, live_url, people.manager, people.workplace.organisation)
    page.goto(f"/isveren/istemler/{vacancy.number}/eleman-sec/{seeker.pk}/")
    page.get_by_label("Görüşmeye davet etmek için").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Adı göster").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Iraz Gündoğar")


def test_pages_of_the_employer(page: Page, people: Cast, live_url: str, check_page: CheckPage) -> None:
    vacancy, seeker = Vacancy.objects.get(), JobSeeker.objects.get(person=people.seeker)
    steps.enter(page, live_url, people.manager, people.workplace.organisation)
    for address in (
        f"/isveren/istemler/{vacancy.number}/eleman-sec/?area=country&preferred=Excel",
        f"/isveren/istemler/{vacancy.number}/eleman-sec/{seeker.pk}/",
        f"/isveren/istemler/{vacancy.number}/kac-kisi/",
        f"/isveren/eslesme/kac-kisi/?occupation={vacancy.occupation.code}&province=6&licence_classes=B",
        "/eslesme/puan/",
    ):
        page.goto(address)
        check_page(page)


def test_pages_of_the_person(page: Page, people: Cast, live_url: str, check_page: CheckPage) -> None:
    vacancy, seeker = Vacancy.objects.get(), JobSeeker.objects.get(person=people.seeker)
    actor = actor_of(people.manager, people.workplace.organisation)
    candidate = select_person(vacancy=vacancy, choice=Choice(seeker.pk, 2), actor=actor, now=timezone.now())
    last = timezone.localdate() + timedelta(days=20)
    make_vacancy(people.manager, people.workplace, now=timezone.now(), last_application_on=last)
    steps.enter(page, live_url, people.seeker)
    for address in ("/baslangic/", "/ozgecmis/bakanlar/", f"/eslesme/aday/{candidate.pk}/"):
        page.goto(address)
        check_page(page)
