"""P3.8, NDR-05, NDR-06: the gate in a real browser, from the employer's text to the officer's decision."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from imece.employment.vacancies.domain.review import return_vacancy
from imece.employment.vacancies.models import ReviewDecision, Vacancy
from tests.cast import Cast, actor_of, make_cast
from tests.employment.main_job import make_vacancy
from tests.journeys.main_job import enter

pytestmark = pytest.mark.browser
TEXT = "Atölyemiz için BAYAN ELEMAN aranıyor.\n30 yaşını aşmamış olmak. Servis vardır."


@pytest.fixture
def people(live_url: str) -> Cast:
    """Two vacancies in review, one decided already."""
    cast, now = make_cast(), timezone.now()
    last = {"last_application_on": timezone.localdate() + timedelta(days=20), "description": TEXT}
    decided = make_vacancy(cast.manager, cast.workplace, now=now, title="Argon kaynakçısı", **last)
    given = {"actor": actor_of(cast.officer, cast.unit), "now": now}
    return_vacancy(vacancy=decided, reason="Yaş yerine deneyim yazın.", **given)
    make_vacancy(cast.manager, cast.workplace, now=now, **last)
    return cast


def waiting() -> Vacancy:
    return Vacancy.objects.get(state="in_review")


def officers(page: Page, live_url: str, cast: Cast) -> Page:
    enter(page, live_url, cast.officer, cast.unit)
    return page


def test_the_officer_reads_the_trace_and_decides(
    page: Page, live_url: str, people: Cast, check_page: Callable[[Page], None]
) -> None:
    vacancy = waiting()
    officers(page, live_url, people).goto("/baslangic/")
    page.get_by_role("link", name="incelenecek istem").first.click()
    check_page(page)
    page.locator("main").get_by_role("link", name=vacancy.number).click()
    expect(page.locator("mark").first).to_contain_text("BAYAN ELEMAN")
    expect(page.locator("main")).to_contain_text("30 yaşını aşmamış")
    check_page(page)
    page.get_by_label("Değiştirilmek üzere geri gönder").check()
    page.locator("main").get_by_role("button", name="Karar ver").click()
    expect(page.locator(".error-summary")).to_contain_text("Gerekçe boş")
    check_page(page)
    page.locator("[name=reason]").fill("«Bayan eleman» yerine «çalışan» yazın.")
    page.locator("main").get_by_role("button", name="Karar ver").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("İncelenecek istemler")
    vacancy.refresh_from_db()
    assert vacancy.state == "draft"


@pytest.mark.parametrize("address", ["kararlar/", "kararlar/{decision}/", "istisnalar/", "istisnalar/rapor/"])
def test_the_units_other_pages(
    page: Page, live_url: str, people: Cast, check_page: Callable[[Page], None], address: str
) -> None:
    decision = ReviewDecision.objects.get()
    officers(page, live_url, people).goto("/kurum/inceleme/" + address.format(decision=decision.pk))
    check_page(page)


def test_the_employer_sees_the_words_and_the_reason(
    page: Page, live_url: str, people: Cast, check_page: Callable[[Page], None]
) -> None:
    enter(page, live_url, people.manager, people.workplace.organisation)
    page.goto(f"/isveren/istemler/{waiting().number}/")
    expect(page.locator("main")).to_contain_text("Birim bu istemi inceliyor")
    check_page(page)
    page.goto(f"/isveren/istemler/{Vacancy.objects.get(state='draft').number}/")
    expect(page.locator("main")).to_contain_text("Yaş yerine deneyim yazın.")
    check_page(page)
    page.goto("/isveren/metin-denetimi/")
    page.locator("[name=description]").fill("Tercihen bekar, 0532 123 45 67")
    page.get_by_role("button", name="Metni denetle").click()
    expect(page.locator(".findings")).to_contain_text("0532 123 45 67")
    check_page(page)


@pytest.mark.parametrize("address", ["/isveren/istemler/yeni/", "/isveren/istemler/sihirbaz/"])
def test_NDR_06_findings_appear_while_the_text_is_written(
    page: Page, live_url: str, people: Cast, check_page: Callable[[Page], None], address: str
) -> None:
    """Below the description, in a place that is read out; gone again with the words."""
    enter(page, live_url, people.manager, people.workplace.organisation)
    page.goto(address)
    findings = page.locator("#text-findings")
    expect(findings).to_be_empty()
    page.locator("[name=description]").press_sequentially("Bayan eleman. 0532 123 45 67")
    expect(findings.locator("mark")).to_contain_text("Bayan eleman")
    expect(findings).to_contain_text("0532 123 45 67")
    assert findings.get_attribute("aria-live") == "polite"
    check_page(page)
    page.locator("[name=title]").press_sequentially("35 yaşını aşmamış kaynakçı")
    expect(findings.locator("mark")).to_have_count(2)
    page.locator("[name=title]").fill("Kaynakçı")
    page.locator("[name=description]").fill("Kaynak yapılacaktır.")
    expect(findings.locator("mark")).to_have_count(0)
    assert page.locator("[name=description]").input_value() == "Kaynak yapılacaktır."


def test_without_a_script_the_officer_approves(plain_page: Page, live_url: str, people: Cast) -> None:
    vacancy = waiting()
    officers(plain_page, live_url, people).goto(f"/kurum/inceleme/{vacancy.number}/")
    plain_page.get_by_label("Onayla: istem hemen açılır").check()
    plain_page.locator("[name=reason]").fill("İki cins de aranıyor; metin yanlış anlaşılmaz.")
    plain_page.get_by_role("button", name="Karar ver").click()
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("İncelenecek istemler")
    vacancy.refresh_from_db()
    assert vacancy.state == "open"
