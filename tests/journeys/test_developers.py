"""The service catalogue and the developers' pages in a real browser: wide, on a phone, dark, without JavaScript."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from imece.core.transactions import acting
from tests.exchange.cast import ExchangeCast, make_exchange_cast
from tests.exchange.gateway.world import SYSTEM, make_credential
from tests.journeys import main_job as steps

pytestmark = pytest.mark.browser
CheckPage = Callable[[Page], None]
PUBLIC = ("service_catalogue", "developers", "road_problems", "check_assertion")


@pytest.fixture
def people(live_url: str) -> ExchangeCast:
    cast = make_exchange_cast()
    with acting(SYSTEM):
        make_credential(cast.bank, "KRM-9000002")
        make_credential(cast.bank, "KRM-9000002-TEST", is_sandbox=True)
    return cast


def test_what_everybody_reads(page: Page, live_url: str, check_page: CheckPage) -> None:
    for name in PUBLIC:
        page.goto(reverse(name))
        check_page(page)
    page.goto(reverse("service_catalogue"))
    page.get_by_role("link", name="Kimlik doğrulama v1", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kimlik doğrulama")
    check_page(page)


@pytest.mark.parametrize("key", [("employment.vacancy_history", 1), ("registry.person", 1)])
def test_a_services_technical_page(
    page: Page, live_url: str, check_page: CheckPage, key: tuple[str, int]
) -> None:
    """Open to all, and closed until the credential is there (KPS-09)."""
    page.goto(reverse("developer_service", args=key))
    for summary in page.locator("main summary").all():
        summary.click()
    check_page(page)


def test_an_assertion_is_checked_without_javascript(plain_page: Page, live_url: str) -> None:
    plain_page.goto(reverse("check_assertion"))
    plain_page.get_by_role("textbox", name="İmzalı beyan").fill("a.b.c")
    plain_page.get_by_role("button", name="Denetle").click()
    expect(plain_page.get_by_role("alert")).to_contain_text("Bu beyan geri çevrilir")


def test_the_failed_check_is_shown(page: Page, live_url: str, check_page: CheckPage) -> None:
    page.goto(reverse("check_assertion"))
    page.get_by_role("textbox", name="İmzalı beyan").fill("e30.e30.x")
    page.get_by_role("button", name="Denetle").click()
    expect(page.get_by_role("table")).to_contain_text("Eksik: iss, sub, aud, exp, iat, jti")
    check_page(page)


def test_the_institutions_own_pages(
    page: Page, live_url: str, people: ExchangeCast, check_page: CheckPage
) -> None:
    steps.enter(page, live_url, people.bank_technician, people.bank.organisation)
    for name in ("my_calls", "try_service"):
        page.goto(reverse(name))
        check_page(page)
    page.goto(reverse("developer_service", args=("registry.person", 1)))
    expect(page.get_by_text("POST http")).to_be_visible()


def test_the_desk_announces_an_end(
    page: Page, live_url: str, people: ExchangeCast, check_page: CheckPage
) -> None:
    steps.enter(page, live_url, people.technician, people.head_institution)
    page.goto(reverse("service_versions"))
    check_page(page)
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Sonunu duyur").click()
    page.get_by_role("textbox", name="Bildirim").fill("Yeni sürüm geliyor.")
    check_page(page)
    page.get_by_role("button", name="Sonunu duyur").click()
    expect(page.get_by_role("status").filter(has_text="Kaldırılacak")).to_be_visible()
