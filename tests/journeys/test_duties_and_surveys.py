"""Attendance, surveys and the figures of duties in a real browser: wide, on a phone, dark, without JavaScript."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from imece.core.actor import system_actor
from imece.employment.community_work.models import AttendanceMark, Participant
from imece.employment.statistics.domain.duties import reckon_duties
from imece.employment.statistics.domain.queries import month_after
from imece.employment.surveys.models import SurveyResponse
from imece.reference.public import is_working_day, public_holidays
from tests.cast import Cast, make_cast
from tests.employment.community_work.people import make_participant, make_programme
from tests.employment.statistics.test_duties import file_table
from tests.employment.surveys.test_surveys import fill_in
from tests.journeys import main_job as steps

pytestmark = pytest.mark.browser
CheckPage = Callable[[Page], None]


@pytest.fixture
def people(live_url: str) -> Cast:
    return make_cast()


def month_before() -> date:
    return month_after(timezone.localdate().replace(day=1), -1)


def participant_of(people: Cast) -> Participant:
    """In a programme from the first of last month on."""
    first = month_before()
    programme = make_programme(people, starts_on=first, ends_on=first + timedelta(days=120))
    return make_participant(people, programme, entered_on=first)


def first_working_day() -> date:
    day = month_before()
    while not is_working_day(day, holidays=public_holidays()):
        day += timedelta(days=1)
    return day


def test_P5_2_a_day_is_marked_and_removed_without_javascript(
    plain_page: Page, people: Cast, live_url: str
) -> None:
    participant, page, day = participant_of(people), plain_page, first_working_day()
    steps.enter(page, live_url, people.manager, people.workplace.organisation)
    page.goto(f"/typ/{participant.programme.number}/")
    page.get_by_label("Kişi").select_option(str(participant.pk))
    page.get_by_role("combobox", name="Ay", exact=True).select_option(f"{day:%Y-%m}")
    page.get_by_role("button", name="Listele").click()
    page.get_by_role("link", name=re.compile(f"{day:%d.%m.%Y}")).click()
    page.get_by_label("Devamsız (mazeretsiz)").check()
    page.get_by_role("button", name="Kaydet").click()
    assert AttendanceMark.objects.get().kind == "D"
    page.get_by_role("link", name=re.compile(f"{day:%d.%m.%Y}")).click()
    page.get_by_role("button", name="İşareti Kaldır").click()
    assert AttendanceMark.objects.get().removed_at is not None


def not_worked(day: date) -> date:
    """A Sunday: the page says why it cannot be marked."""
    return day + timedelta(days=6 - day.weekday())


def test_pages_of_programmes(page: Page, people: Cast, live_url: str, check_page: CheckPage) -> None:
    participant, day = participant_of(people), first_working_day()
    number, month = participant.programme.number, f"{day:%Y-%m}"
    steps.enter(page, live_url, people.officer, people.unit)
    for address in (
        "/typ/",
        "/typ/yeni/",
        f"/typ/{number}/",
        f"/typ/{number}/katilimci/",
        f"/typ/{number}/devam/?kisi={participant.pk}&ay={month}",
        f"/typ/katilimci/{participant.pk}/{day}/",
        f"/typ/katilimci/{participant.pk}/ayril/",
        f"/typ/{number}/onay/{month}/",
        f"/typ/katilimci/{participant.pk}/{not_worked(day)}/",
    ):
        page.goto(address)
        check_page(page)


def test_pages_of_surveys_and_duties(page: Page, people: Cast, live_url: str, check_page: CheckPage) -> None:
    response = fill_in(people)
    fill_in(people, timezone.now() + timedelta(days=365))
    file_table(people.workplace, [98, 2], month_before())
    reckon_duties(actor=system_actor("test"), now=timezone.now())
    steps.enter(page, live_url, people.officer, people.unit)
    for address in (
        "/anketler/",
        "/anketler/sonuclar/",
        "/istatistik/yukumlulukler/",
        "/istatistik/kontenjan-acigi/",
        "/acik-veri/",
    ):
        page.goto(address)
        check_page(page)
    page.goto(f"/anketler/{response.pk}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Genel Anket 2026")
    check_page(page)


def test_P11_11_the_survey_by_the_wizard(
    page: Page, people: Cast, live_url: str, check_page: CheckPage
) -> None:
    answer_survey(page, people, live_url, check_page)


def test_P11_11_the_survey_without_javascript(plain_page: Page, people: Cast, live_url: str) -> None:
    answer_survey(plain_page, people, live_url, lambda page: None)


def answer_survey(page: Page, people: Cast, live_url: str, check_page: CheckPage) -> None:
    steps.enter(page, live_url, people.manager, people.workplace.organisation)
    page.goto("/anketler/")
    page.get_by_role("link", name="Yeni Anket Doldur").first.click()
    check_page(page)
    page.get_by_label("toplam çalışan sayısı").fill("40")
    page.get_by_label("işe aldığınız kişi sayısı").fill("5")
    page.get_by_label("Artacak").check()
    page.get_by_role("button", name="İleri").click()
    page.get_by_label("İşe yerleştirme").check()
    page.get_by_label("Orta").check()
    page.get_by_label("Memnunum", exact=True).check()
    page.get_by_role("button", name="İleri").click()
    page.get_by_label("Ücret beklentisi").check()
    page.get_by_role("button", name="İleri").click()
    page.get_by_role("button", name="Kaydet").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Genel Anket")
    assert SurveyResponse.objects.get().answers["workers"] == 40
