"""Each page of home, vacancies, selection and jobseekers: axe, no sideways scrolling, one meaning a link; keyboard."""

from collections.abc import Callable, Iterable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from imece.employment.selection.models import Candidate
from imece.employment.selection.public import invite_candidate
from imece.employment.vacancies.models import Vacancy
from tests.cast import Cast, actor_of, make_cast
from tests.employment.main_job import make_candidate, make_draft, make_vacancy
from tests.journeys import main_job as steps

pytestmark = pytest.mark.browser
CheckPage = Callable[[Page], None]
CheckPages = Callable[[Page, Iterable[str]], None]


@pytest.fixture
def people(live_url: str) -> Cast:
    """One open vacancy for disabled people without candidates, one with an applicant and somebody invited, a draft."""
    cast, now = make_cast(), timezone.now()
    last = {"last_application_on": timezone.localdate() + timedelta(days=20)}
    make_vacancy(
        cast.manager, cast.workplace, now=now, personal_status="disabled", title="Santral görevlisi", **last
    )
    vacancy = make_vacancy(cast.manager, cast.workplace, now=now, **last)
    make_candidate(vacancy, cast.seeker, now=now)
    invited = make_candidate(vacancy, cast.other_seeker, now=now)
    actor = actor_of(cast.manager, cast.workplace.organisation)
    at = now + timedelta(days=2)
    invite_candidate(
        candidate=invited, interview_at=at, interview_place="Deneme Sok. 1", actor=actor, now=now
    )
    make_draft(cast.manager, cast.workplace, **last)
    return cast


def fill_in(address: str) -> str:
    vacancy = Vacancy.objects.get(state="open", personal_status="normal")
    invited = Candidate.objects.get(state="invited")
    applied = Candidate.objects.get(state="applied")
    special = Vacancy.objects.get(personal_status="disabled")
    return address.format(
        number=vacancy.number, round=vacancy.round_id, candidate=applied.pk, invited=invited.pk, special=special.number,
        draft=Vacancy.objects.get(state="draft").number,
    )  # fmt: skip


OPEN = ["/", "/kurumlar/", "/is-ilanlari/", "/is-ilanlari/?words=bulunmaz", "/is-ilanlari/?province=6&words=kaynak",
        "/is-ilanlari/{number}/", "/is-ilanlari/{special}/"]  # fmt: skip
EMPLOYER = ["/baslangic/", "/isveren/istemler/", "/isveren/istemler/?state=closed", "/isveren/istemler/yeni/",
            "/isveren/istemler/{number}/", "/isveren/istemler/{draft}/", "/isveren/istemler/{number}/kapat/",
            "/isveren/istemler/{number}/iptal/", "/isveren/istemler/{number}/uzat/", "/isveren/istemler/{number}/sil/",
            "/isveren/istemler/{draft}/yayimla/", "/is-ilanlari/{draft}/", "/secim/{round}/",
            "/secim/{round}/?liste=basvuranlar", "/secim/{round}/?liste=secilenler", "/secim/aday/{candidate}/",
            "/secim/aday/{candidate}/davet/", "/secim/aday/{candidate}/gonder/", "/secim/aday/{candidate}/cikar/",
            "/isveren/raporlar/sonuc-listesi/"]  # fmt: skip
SEEKER = ["/baslangic/", "/ozgecmis/", "/ozgecmis/meslekler/", "/ozgecmis/kimlik/", "/ozgecmis/yer/",
          "/ozgecmis/ogrenim/", "/ozgecmis/deneyim/", "/ozgecmis/dil/", "/ozgecmis/belgeler/", "/ozgecmis/aranan-is/",
          "/ozgecmis/ozel-durum/", "/basvurularim/", "/basvurularim/{candidate}/", "/is-ilanlari/{number}/",
          "/is-ilanlari/{special}/"]  # fmt: skip


def test_open_pages(page: Page, people: Cast, check_pages: CheckPages) -> None:
    check_pages(page, map(fill_in, OPEN))


def test_pages_of_the_employer(page: Page, people: Cast, live_url: str, check_pages: CheckPages) -> None:
    steps.enter(page, live_url, people.manager, people.workplace.organisation)
    check_pages(page, map(fill_in, EMPLOYER))


def test_pages_of_the_job_seeker(page: Page, people: Cast, live_url: str, check_pages: CheckPages) -> None:
    steps.enter(page, live_url, people.seeker)
    check_pages(page, map(fill_in, SEEKER))


def test_page_of_the_invited(page: Page, people: Cast, live_url: str, check_page: CheckPage) -> None:
    steps.enter(page, live_url, people.other_seeker)
    for address in ("/baslangic/", "/basvurularim/{invited}/"):
        page.goto(fill_in(address))
        check_page(page)


def test_first_page_of_newcomers(page: Page, people: Cast, live_url: str, check_page: CheckPage) -> None:
    """Empty states say what to do first."""
    steps.enter(page, live_url, people.other_manager, people.other_workplace.organisation)
    empty = {"/baslangic/": "İlk işgücü isteminizle", "/isveren/istemler/": "Henüz işgücü istemi yok"}
    for address, words in empty.items():
        page.goto(address)
        expect(page.locator("main")).to_contain_text(words)
        check_page(page)


@pytest.mark.parametrize("who", ["officer", "headquarters"])
def test_start_of_staff(page: Page, people: Cast, live_url: str, check_page: CheckPage, who: str) -> None:
    organisation = people.unit if who == "officer" else people.head_institution
    steps.enter(page, live_url, getattr(people, who), organisation)
    for address in ("/baslangic/", "/isveren/istemler/", "/isveren/istemler/{number}/", "/secim/{round}/"):
        page.goto(fill_in(address))
        check_page(page)


def test_pages_with_errors(page: Page, people: Cast, live_url: str, check_page: CheckPage) -> None:
    steps.enter(page, live_url, people.manager, people.workplace.organisation)
    page.goto("/isveren/istemler/yeni/")
    steps.save(page)
    expect(page.locator("[data-error-summary]")).to_be_focused()
    check_page(page)
    page.goto(fill_in("/isveren/istemler/{number}/kapat/"))
    page.locator("main form button").last.click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    check_page(page)


def test_english_pages(page: Page, people: Cast, live_url: str, check_page: CheckPage) -> None:
    steps.enter(page, live_url, people.manager, people.workplace.organisation)
    page.goto("/dil/?dil=en&next=/")
    for address in ("/", "/baslangic/", "/isveren/istemler/yeni/", "/secim/{round}/"):
        page.goto(fill_in(address))
        check_page(page)


def test_posting_and_applying_by_keyboard_alone(page: Page, people: Cast, live_url: str) -> None:
    """P0.10: Tab, arrows, Space, Enter and typing; no mouse."""
    steps.enter(page, live_url, people.manager, people.workplace.organisation)
    page.goto("/isveren/istemler/yeni/")
    keys = page.keyboard
    tab_to(page, "occupation")
    keys.type("kaynakçı")
    expect(page.get_by_role("radio", name=steps.welders_name()).first).to_be_visible()
    tab_to(page, "occupation_choice")
    keys.press("Space")
    tab_to(page, "occupation_add")
    keys.press("Enter")
    expect(page.get_by_role("button", name="Çıkar")).to_be_visible()
    for name, words in (("title", "Klavye ile"), ("description", "Deneme"), ("wage_min_amount", "45000")):
        tab_to(page, name)
        keys.type(words)
    tab_to(page, "district")
    keys.press("ArrowDown")  # the first district
    tab_to(page, "last_application_on")
    page.keyboard.press("Enter")  # as in every form: Enter in a field sends it
    expect(page.locator("main")).to_contain_text("Kayıt başarıyla oluşturulmuştur")
    number = Vacancy.objects.get(title="Klavye ile").number

    page.context.clear_cookies()
    steps.enter(page, live_url, people.seeker)
    page.goto(f"/is-ilanlari/{number}/")
    for _ in range(40):
        keys.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == "Başvur":
            break
    keys.press("Enter")
    expect(page.locator("main")).to_contain_text("ilanına başvurdunuz")


def tab_to(page: Page, name: str) -> None:
    for _ in range(80):
        if page.evaluate("document.activeElement?.name || ''") == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{name} is not reached by Tab")


def test_result_rows_and_actions_fit_a_phone(phone_page: Page, people: Cast, live_url: str) -> None:
    """P0.10, 320 px: each row a card, each value with its column's words."""
    steps.enter(phone_page, live_url, people.manager, people.workplace.organisation)
    phone_page.goto("/isveren/istemler/")
    row = phone_page.locator("tbody tr").first
    assert row.bounding_box()["width"] <= 320
    words = row.locator("td[data-label]").first.evaluate("one => getComputedStyle(one, '::before').content")
    assert "numarası" in words


def test_own_profile_first(page: Page, live_url: str, check_page: CheckPage) -> None:
    """Somebody new: the steps, the profile from KPS, the occupation by everyday word."""
    cast = make_cast()
    steps.enter(page, live_url, cast.seeker)
    page.goto("/baslangic/")
    check_page(page)
    page.get_by_role("link", name="Özgeçmişinizi doldurun").click()
    page.locator("[name=province]").select_option("6")
    page.locator("[name=district] option", has_text="Çankaya").wait_for(state="attached")
    page.locator("[name=district]").select_option(label="Çankaya")
    steps.save(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Mesleklerim")
    check_page(page)
    steps.pick_occupation(page, "kaynakçı", steps.welders_name())
    page.locator("[name=experience_months]").fill("24")
    page.get_by_role("button", name="Mesleği kaydet").click()
    expect(page.locator("main")).to_contain_text("24 ay")
