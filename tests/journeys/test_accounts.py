"""Accounts in a real browser: the two steps, a passkey, e-kapı, without JavaScript, and axe on each page."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.cast import PASSWORD, make_employer, make_membership, make_person, make_workplace

pytestmark = pytest.mark.browser


@pytest.fixture
def employer(live_url: str):
    """A manager of one workplace, in the committed database of the running application."""
    manager = make_person(1, "Ayşe", "Çınarlı")
    workplace = make_workplace(1, make_employer(1, "Örnek Dokuma A.Ş."), "Örnek Dokuma Ankara")
    make_membership(manager, workplace.organisation, is_founder=True)
    return manager


def sign_in(page: Page, person, door: str = "/giris/isveren/") -> None:
    page.goto(door)
    page.get_by_label("T.C. Kimlik No").fill(person.national_id)
    page.get_by_label("Şifre", exact=False).first.fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Giriş", exact=True).click()


def test_two_steps_without_javascript(plain_page: Page, employer) -> None:
    """P1.1, P0.10."""
    sign_in(plain_page, employer)
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("Firma")
    plain_page.get_by_role("button", name="Devam et", exact=True).click()
    expect(plain_page.locator("header")).to_contain_text("Örnek Dokuma Ankara")


@pytest.mark.parametrize(
    "address", ["/giris/", "/giris/isveren/", "/sifremi-unuttum/", "/uye-ol/is-arayan/", "/kosullar/"]
)
def test_open_pages_are_accessible(page: Page, live_url: str, check_page: Callable[[Page], None], address: str) -> None:
    page.goto(address)
    check_page(page)


@pytest.mark.parametrize(
    "address",
    ["/firma-sec/", "/hesabim/", "/hesabim/sifre/", "/hesabim/tercihler/", "/hesabim/oturumlar/",
     "/hesabim/ikinci-adim/", "/hesabim/izinsiz-kullanim/"],
)  # fmt: skip
def test_own_pages_are_accessible(
    page: Page, employer, check_page: Callable[[Page], None], address: str
) -> None:
    sign_in(page, employer)
    page.goto(address)
    check_page(page)


def test_error_is_shown_above_and_beside(page: Page, employer, check_page: Callable[[Page], None]) -> None:
    page.goto("/giris/isveren/")
    page.get_by_label("T.C. Kimlik No").fill("123")
    page.locator("main").get_by_role("button", name="Giriş", exact=True).click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    check_page(page)


def test_passkey_is_added_and_signs_in(new_browser_context, live_url: str, employer) -> None:
    """P1.6, with Chromium's virtual authenticator; passkeys work on localhost, not on an IP."""
    port = urlsplit(live_url).port
    page = new_browser_context(base_url=f"http://localhost:{port}").new_page()
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    sign_in(page, employer)
    page.goto("/hesabim/ikinci-adim/anahtarlar/add/")
    page.locator("input[type=password]").fill(PASSWORD)
    page.get_by_role("button", name="Onayla", exact=True).click()
    page.locator("input[name=passwordless]").check()
    page.get_by_role("button", name="Ekle", exact=True).click()
    page.wait_for_url("**/yedek-kodlar/")
    page.goto("/hesabim/")
    page.locator("header").get_by_role("button", name="Çıkış").click()
    page.goto("/giris/isveren/")
    page.get_by_role("button", name="Geçiş anahtarı ile giriş").click()
    page.wait_for_url("**/firma-sec/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Firma")
