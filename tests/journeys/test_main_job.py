"""The main job in a real browser: P1.1, P2.1, P2.2, P3.1, P3.3, P3.6, P4.1 in one story, and without JavaScript."""

import re
from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pypdf import PdfReader

from imece.employment.selection.enums import CandidateState
from imece.employment.selection.models import Candidate
from tests.cast import Cast, make_cast
from tests.employment.main_job import make_profile
from tests.journeys import main_job as steps

pytestmark = pytest.mark.browser
NewContext = Callable[..., BrowserContext]


@pytest.fixture
def people(live_url: str) -> Cast:
    """Everybody, in the database of the running application; the job seeker has a profile with 24 months."""
    cast = make_cast()
    make_profile(cast.seeker)
    return cast


def test_from_the_vacancy_to_the_result_list(new_browser_context: NewContext, people: Cast) -> None:
    employer, seeker = new_browser_context().new_page(), new_browser_context().new_page()

    given_employer_signed_in(employer, people)
    number = when_he_posts_a_vacancy(employer)
    then_it_stands_in_his_list(employer, number)

    given_seeker_signed_in(seeker, people)
    then_it_is_found_by_place_occupation_number_and_word(seeker, number)
    when_she_applies(seeker, number)

    when_he_invites(employer, number)
    when_she_accepts(seeker)
    steps.interview_has_been(Candidate.objects.get())
    when_he_enters_result_sends_off_and_reports(employer, number)

    then_result_list_is_taken_home(employer, number)
    assert Candidate.objects.get().state == CandidateState.REPORTED


def test_the_same_without_javascript(new_browser_context: NewContext, people: Cast) -> None:
    """P0.10: slower, not less."""
    plain = {"java_script_enabled": False}
    employer, seeker = new_browser_context(**plain).new_page(), new_browser_context(**plain).new_page()

    given_employer_signed_in(employer, people)
    number = when_he_posts_a_vacancy(employer)
    given_seeker_signed_in(seeker, people)
    when_she_applies(seeker, number)
    when_he_invites(employer, number)
    when_she_accepts(seeker)
    steps.interview_has_been(Candidate.objects.get())
    when_he_enters_result_sends_off_and_reports(employer, number)
    then_result_list_is_taken_home(employer, number)


# ---- given
def given_employer_signed_in(page: Page, people: Cast) -> None:
    """P1.1: number and password, then **Firma**."""
    steps.sign_in_by_the_pages(page, "/giris/isveren/", people.manager)
    steps.choose_workplace(page, people.workplace.organisation.name)
    expect(page.locator(".acting-for")).to_contain_text("Örnek Dokuma Ankara")


def given_seeker_signed_in(page: Page, people: Cast) -> None:
    steps.sign_in_by_the_pages(page, "/giris/is-arayan/", people.seeker)
    expect(page.locator(".acting-for")).to_contain_text("Iraz Gündoğar")


# ---- when
def when_he_posts_a_vacancy(page: Page) -> str:
    """P3.3: one short page, **Kaydet**, P0.5's message."""
    page.goto("/isveren/istemler/yeni/")
    steps.pick_occupation(page, "kaynakçı", steps.welders_name())
    steps.fill_short_form(page)
    steps.save(page)
    expect(page.locator("main")).to_contain_text("Kayıt başarıyla oluşturulmuştur")
    return page.url.rstrip("/").rsplit("/", 1)[1]


def when_she_applies(page: Page, number: str) -> None:
    page.goto(f"/is-ilanlari/{number}/")
    page.get_by_role("button", name="Başvur", exact=True).click()
    expect(page.locator("main")).to_contain_text("ilanına başvurdunuz")
    page.goto(f"/is-ilanlari/{number}/")
    expect(page.locator(".why-not")).to_contain_text("zaten bu istemin adayları arasındasınız")


def when_he_invites(page: Page, number: str) -> None:
    """**Aday Gör** of the selected row, then **Davet** of the selected person (P0.2)."""
    page.goto("/isveren/istemler/")
    select_row(page, number)
    press(page, "Aday Gör")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Aday Listesi")
    select_row(page, "Iraz Gündoğar")
    press(page, "Davet")
    page.locator("[name$=_interview_on]").fill(steps.in_days(3))
    page.locator("[name$=_interview_time]").fill("14.30")
    page.locator("[name=interview_place]").fill("Deneme Mah. Örnek Sok. 1")
    steps.save(page)
    expect(page.get_by_role("link", name="Davet Edilenler (1)")).to_be_visible()


def when_she_accepts(page: Page) -> None:
    page.goto("/basvurularim/")
    page.get_by_role("link", name="Gazaltı kaynakçısı").click()
    page.get_by_role("button", name="Geleceğim").click()
    expect(page.locator("main .status").first).to_have_text("Kabul Etti")


def when_he_enters_result_sends_off_and_reports(page: Page, number: str) -> None:
    candidate = Candidate.objects.get()
    page.goto(f"/secim/{candidate.round_id}/")
    for step, fill, told in (
        ("Görüşme", find_suitable, "1 sonuç girildi"),
        ("Gönderme", None, "1 gönderildi"),
        ("Yerleştirmeyi bildir", say_first_day, "1 yerleştirme bildirildi"),
    ):
        select_row(page, "Iraz Gündoğar")
        press(page, step)
        if fill:  # sending off asks for nothing: the row is answered at once
            fill(page)
            steps.save(page)
        expect(page.locator("main")).to_contain_text(told)
    expect(page.locator("main")).to_contain_text("1 açık işten 1 karşılandı")


def find_suitable(page: Page) -> None:
    page.locator("[name$=_result]").select_option("suitable")


def say_first_day(page: Page) -> None:
    page.locator("[name$=_started_on]").fill(steps.in_days(1))


def select_row(page: Page, words: str) -> None:
    row = page.locator("tbody tr", has_text=words)
    row.locator("input[name=secili]").check()


def press(page: Page, label: str) -> None:
    """The action. Before a row is selected its name goes on with the reason why not, without JavaScript also after."""
    page.wait_for_load_state("networkidle")  # the bar has followed the selection
    page.locator(".action-bar").get_by_role("button", name=re.compile(rf"^{label}(?=\s*:|\s*$)")).click(
        force=True
    )


# ---- then
def then_it_stands_in_his_list(page: Page, number: str) -> None:
    page.goto("/isveren/istemler/")
    expect(page.locator("tbody tr", has_text=number)).to_contain_text("Açık")


def then_it_is_found_by_place_occupation_number_and_word(page: Page, number: str) -> None:
    """P2.1, each way alone; and not where it is not."""
    found = page.locator(".results").get_by_role("link", name=number)
    searches = [
        "province=6",
        f"number={int(number)}",
        "words=kaynakçı",
        "words=KAYNAKCI",
        "words=konstrüksiyonda",
    ]
    for query in searches:
        page.goto(f"/is-ilanlari/?{query}")
        expect(found, query).to_be_visible()
    page.goto("/is-ilanlari/?v=2&mode=il-meslek")
    steps.pick_occupation(page, "kaynakçı", steps.welders_name())
    page.locator(".search-form > .form-actions").get_by_role("button", name="Ara").click()
    expect(found).to_be_visible()
    page.goto("/is-ilanlari/?province=42")
    expect(found).to_have_count(0)
    page.goto(f"/is-ilanlari/?number={int(number)}")
    found.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gazaltı kaynakçısı")
    expect(page.locator("main")).to_contain_text("Örnek Dokuma Ankara")


def then_result_list_is_taken_home(page: Page, number: str) -> None:
    """P4.1, P0.5, P0.6: the files hold what the page says."""
    page.goto("/isveren/raporlar/sonuc-listesi/")
    page.locator("[name=number]").fill(number)
    page.get_by_role("button", name="Raporu Oluştur").click()
    expect(page.locator("main")).to_contain_text("Raporunuz Oluşturuldu")
    pdf = page.request.get(page.locator("main a[href$='/pdf/']").first.get_attribute("href")).body()
    text = " ".join(sheet.extract_text() for sheet in PdfReader(BytesIO(pdf)).pages)
    assert number in text
    assert "Iraz Gündoğar" in " ".join(text.split())
    excel = page.request.get(page.locator("main a[href$='/xlsx/']").first.get_attribute("href")).body()
    cells = [
        str(cell.value) for row in openpyxl.load_workbook(BytesIO(excel)).active.iter_rows() for cell in row
    ]
    assert {number, "Iraz Gündoğar", "Yerleştirme bildirildi"} <= set(cells)
