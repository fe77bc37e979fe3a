"""The pages of selection in a browser: axe, 320 px, keyboard, no JavaScript; an employer's and a seeker's way."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from imece.core.actor import system_actor
from imece.core.transactions import acting
from imece.employment.selection.enums import AnswerChannel, CandidateState
from imece.employment.selection.models import Candidate, Objection
from imece.employment.selection.public import answer_invitation, invite_candidate, record_result
from tests.cast import Cast, actor_of, make_cast, make_person
from tests.employment.main_job import make_candidate, make_vacancy
from tests.journeys import main_job as steps

pytestmark = pytest.mark.browser
CheckPage = Callable[[Page], None]


@pytest.fixture
def people(live_url: str) -> Cast:
    """One vacancy: three applicants, one invited, one found unsuitable."""
    cast, now = make_cast(), timezone.now()
    vacancy = make_vacancy(
        cast.manager, cast.workplace, now=now, last_application_on=timezone.localdate() + timedelta(days=20)
    )
    for serial, name in ((61, "Çiğdem"), (62, "Irmak"), (63, "İpek")):
        make_candidate(vacancy, make_person(serial, name, "Örnek"), now=now)
    employer = actor_of(cast.manager, cast.workplace.organisation)
    for person in (cast.seeker, cast.other_seeker):
        candidate = make_candidate(vacancy, person, now=now)
        invite_candidate(
            candidate=candidate,
            interview_at=now + timedelta(days=2),
            interview_place="Deneme Sok. 1",
            actor=employer,
            now=now,
        )
    answer_invitation(
        candidate=candidate, accepts=True, channel=AnswerChannel.PORTAL, actor=actor_of(person), now=now
    )
    with acting(system_actor("test")):
        Candidate.objects.filter(pk=candidate.pk).update(interview_at=now - timedelta(hours=1))
    candidate.refresh_from_db()
    record_result(
        candidate=candidate,
        result=CandidateState.UNSUITABLE,
        reason="Belgesi görülemedi.",
        actor=employer,
        now=now,
    )
    return cast


def the_round() -> int:
    return Candidate.objects.values_list("round_id", flat=True)[0]


def test_the_employer_works_through_the_list(
    page: Page, people: Cast, live_url: str, check_page: CheckPage
) -> None:
    """CAN-01 by keyboard alone: the times are spread, one date is changed, one Kaydet invites all three."""
    steps.enter(page, live_url, people.manager, people.workplace.organisation)
    page.goto(f"/secim/{the_round()}/")
    check_page(page)
    page.goto(f"/secim/{the_round()}/toplu/davet/")
    check_page(page)
    for name, words in (("first_on", steps.in_days(3)), ("first_time", "09.00")):
        page.locator(f"[name={name}]").focus()
        page.keyboard.type(words)
    page.locator("button[value=spread]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[name$=_interview_time]").nth(1)).to_have_value("09.30")
    page.locator("[name$=_interview_time]").nth(2).fill("bozuk")
    page.keyboard.press("Enter")
    expect(page.locator("[data-error-summary]")).to_be_focused()
    check_page(page)
    page.locator("[name$=_interview_time]").nth(2).fill("11.15")
    steps.save(page)
    expect(page.locator("main")).to_contain_text("3 davet edildi.")
    for sheet in ("tasi", "cevap", "gorusme", "yerlestir"):
        page.goto(f"/secim/{the_round()}/toplu/{sheet}/")
        check_page(page)
    page.goto(f"/secim/gorusmeler/?gun={steps.in_days(3)}")
    check_page(page)
    with page.expect_download() as taken:
        page.get_by_role("link", name="Günü takvimime al").click()
    assert taken.value.suggested_filename.endswith(".ics")
    for address in ("/secim/gorusmeler/?gun=01.01.2030", "/secim/sevk/"):
        page.goto(address)
        check_page(page)


def test_the_seeker_contests_and_the_unit_answers(
    page: Page,
    people: Cast,
    live_url: str,
    check_page: CheckPage,
    new_browser_context: Callable[..., BrowserContext],
) -> None:
    refused = Candidate.objects.get(state=CandidateState.UNSUITABLE)
    steps.enter(page, live_url, people.other_seeker)
    page.goto(f"/basvurularim/{refused.pk}/")
    check_page(page)
    page.get_by_role("link", name="Bu karara itiraz et").click()
    check_page(page)
    steps_of_form = page.locator("main form")
    steps_of_form.get_by_role("button", name="İtirazı gönder").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    page.locator("[name=words]").fill("Belgem yanımdaydı.")
    page.get_by_role("button", name="İtirazı gönder").click()
    expect(page.locator("main")).to_contain_text("Cevap bekliyor")
    check_page(page)
    page.goto("/itirazlarim/")
    check_page(page)

    officer = new_browser_context(java_script_enabled=False).new_page()
    steps.enter(officer, live_url, people.officer, people.unit)
    officer.goto("/itirazlar/")
    officer.get_by_role("link", name=people.other_seeker.full_name).click()
    officer.get_by_label("Haklı bul").check()
    officer.locator("[name=reason]").fill("Belge geçerli.")
    steps.save(officer)
    assert Objection.objects.get().answer == "Belge geçerli."
    page.goto(f"/itirazlarim/{Objection.objects.get().pk}/")
    expect(page.locator("main")).to_contain_text("Belge geçerli.")


def test_pages_of_the_unit(page: Page, people: Cast, live_url: str, check_page: CheckPage) -> None:
    refused = Candidate.objects.get(state=CandidateState.UNSUITABLE)
    from imece.employment.selection.domain.objections import contest_decision

    seeker = actor_of(people.other_seeker)
    objection = contest_decision(candidate=refused, words="Deneme", actor=seeker, now=timezone.now())
    steps.enter(page, live_url, people.officer, people.unit)
    for address in ("/itirazlar/", f"/itirazlar/{objection.pk}/", "/secim/is-redleri/", "/secim/sevk/"):
        page.goto(address)
        check_page(page)


def test_withdrawing_without_javascript(plain_page: Page, people: Cast, live_url: str) -> None:
    invited = Candidate.objects.get(state=CandidateState.INVITED)
    steps.enter(plain_page, live_url, people.seeker)
    plain_page.goto(f"/basvurularim/{invited.pk}/")
    plain_page.get_by_role("link", name="Başvuruyu geri çek").click()
    plain_page.get_by_role("button", name="Başvuruyu geri çek").click()
    expect(plain_page.locator("main")).to_contain_text("Başvurusunu geri çekti")


@pytest.mark.parametrize("page_name", ["secim", "gonderme", "gorusme", "sonuc"])
def test_pages_of_the_reports(
    page: Page, people: Cast, live_url: str, check_page: CheckPage, page_name: str
) -> None:
    steps.enter(page, live_url, people.manager, people.workplace.organisation)
    page.goto(f"/isveren/raporlar/{page_name}-listesi/")
    check_page(page)
    page.get_by_role("button", name="Raporu Oluştur").click()
    check_page(page)
