"""Accounts in a real browser: the two steps, a passkey, e-kapı, without JavaScript, and axe on each page."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import httpx
import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from imece.accounts.domain.terms import publish_terms
from imece.accounts.enums import OrganisationKind, StaffGrant
from imece.accounts.models import Membership
from imece.core.actor import system_actor
from tests.cast import (
    PASSWORD,
    make_employer,
    make_membership,
    make_organisation,
    make_person,
    make_workplace,
    person_number,
)
from tests.ports import free_port

pytestmark = pytest.mark.browser
CheckPages = Callable[..., None]


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


OPEN = ("/giris/", "/giris/isveren/", "/sifremi-unuttum/", "/uye-ol/is-arayan/", "/kosullar/")
OWN = (
    "/firma-sec/", "/hesabim/", "/hesabim/sifre/", "/hesabim/tercihler/", "/hesabim/oturumlar/",
    "/hesabim/ikinci-adim/", "/hesabim/izinsiz-kullanim/",
)  # fmt: skip


def test_open_pages_are_accessible(page: Page, live_url: str, check_pages: CheckPages) -> None:
    check_pages(page, OPEN)


def test_own_pages_are_accessible(page: Page, employer, check_pages: CheckPages) -> None:
    sign_in(page, employer)
    expect(page.get_by_role("heading", level=1)).to_have_text("Firma")
    check_pages(page, OWN)


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
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
    }
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


@pytest.fixture
def staff(live_url: str):
    """A person of the headquarters, and a member whom he may authorise for the unit in Ankara."""
    person = make_person(6, "Ömer", "Irmaklı", sex="E")
    head = make_organisation(5, OrganisationKind.HEADQUARTERS, "Genel Müdürlük (deneme)", None)
    unit = make_organisation(3, OrganisationKind.UNIT, "Ankara İl Müdürlüğü (deneme)", 6)
    make_membership(person, head, *StaffGrant.values)
    future = make_person(7, "Iraz", "Gündoğar")
    return person, unit, make_membership(future, unit, StaffGrant.PLACEMENT)


def test_staff_pages_are_accessible(page: Page, staff, check_pages: CheckPages) -> None:
    person, unit, membership = staff
    own = f"/kurum/kuruluslar/{unit.number}/"
    enter_as_staff(page, person)
    every = ("/kurum/hesaplar/", "/kurum/kuruluslar/", "/kurum/kuruluslar/yeni/")
    advice = "Hesabınızı ikinci adımla koruyun"
    check_pages(page, [*every, own, f"{own}yeni/", f"{own}{membership.pk}/"], advice)


def enter_as_staff(page: Page, person) -> None:
    sign_in(page, person)
    page.get_by_role("button", name="Devam et", exact=True).click()
    page.wait_for_url("**/baslangic/")


def test_staff_authorise_a_person_without_javascript(plain_page: Page, staff) -> None:
    """P1.7, P0.10: found with a reason, rights ticked, listed."""
    person, unit, _membership = staff
    new = make_person(8, "İdris", "Şıkça", sex="E")
    enter_as_staff(plain_page, person)
    plain_page.goto(f"/kurum/kuruluslar/{unit.number}/")
    plain_page.get_by_role("link", name="Yeni yetkili").click()
    plain_page.get_by_label("T.C. Kimlik No").fill(new.national_id)
    plain_page.get_by_label("Gerekçe").fill("Görevlendirme yazısı 41")
    plain_page.get_by_role("button", name="Bul", exact=True).click()
    expect(plain_page.locator("main")).to_contain_text("İdris Şıkça")
    plain_page.get_by_label("Portal hesapları").check()
    plain_page.get_by_role("button", name="Yetkili Oluştur").click()
    expect(plain_page.locator("main")).to_contain_text("Kayıt başarıyla oluşturulmuştur")
    assert Membership.objects.get(person=new).grants == ["accounts"]


def test_rights_and_look_up_pages_are_accessible(
    page: Page, staff, check_page: Callable[[Page], None]
) -> None:
    person, unit, _membership = staff
    new = make_person(8, "İdris", "Şıkça", sex="E")
    enter_as_staff(page, person)
    page.goto(f"/kurum/kuruluslar/{unit.number}/yeni/")
    page.get_by_label("T.C. Kimlik No").fill(new.national_id)
    page.get_by_label("Gerekçe").fill("Görevlendirme yazısı 41")
    page.get_by_role("button", name="Bul", exact=True).click()
    page.wait_for_url("**/haklar/")
    check_page(page)
    page.goto("/kurum/hesaplar/")
    page.get_by_label("T.C. Kimlik No").fill(new.national_id)
    page.get_by_label("Gerekçe").fill("Dilekçe 2026/17")
    page.get_by_role("button", name="Bul", exact=True).click()
    page.wait_for_url("**/hesap/")
    check_page(page)


def test_new_terms_are_accessible_and_accepted(
    page: Page, employer, check_page: Callable[[Page], None]
) -> None:
    """KVK-04."""
    today = timezone.localdate()
    text = {"text_tr": "## 1. Yeni\nMetin.\n", "text_en": "## 1. New\nText.\n"}
    publish_terms(kind="general", valid_from=today, today=today, actor=system_actor("test"), **text)
    sign_in(page, employer)
    page.get_by_role("button", name="Devam et", exact=True).click()
    page.wait_for_url("**/kosullar/yeni/*")
    check_page(page)
    page.get_by_role("button", name="Okudum, kabul ediyorum").click()
    page.wait_for_url("**/baslangic/")


@pytest.fixture
def issuer(settings) -> Iterator[str]:
    """A real OpenID Connect provider in its own process; `member` is the person with serial 1."""
    port = str(free_port())
    address = f"http://127.0.0.1:{port}"
    claims = json.dumps({"sub": "member", "national_id": person_number(1)})
    program = [sys.executable, "-m", "oidc_provider_mock", "--port", port, "--user-claims", claims]
    process = subprocess.Popen(program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(100):
        try:
            httpx.get(f"{address}/.well-known/openid-configuration", timeout=1)
            break
        except httpx.TransportError:
            time.sleep(0.1)
    app = {"provider_id": "e-devlet", "name": "e-Devlet", "client_id": "imece", "secret": "s"}
    settings.OIDC_ISSUER = address
    apps = [app | {"settings": {"server_url": address}}]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": apps}}
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    policy = directives | {"form-action": [*directives["form-action"], address]}
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": policy}
    yield address
    process.terminate()
    process.wait(10)


def test_e_devlet_and_back(issuer: str, page: Page, employer, check_page: Callable[[Page], None]) -> None:
    """P1.6: under our CSP the browser goes to the provider and comes back signed in, to the second step."""
    page.goto("/giris/isveren/")
    check_page(page)
    page.get_by_role("button", name="e-Devlet ile giriş").click()
    page.wait_for_url(f"{issuer}/**")
    page.locator("input[name=sub]").fill("member")
    page.locator("form").filter(has=page.locator("input[name=sub]")).get_by_role("button").first.click()
    page.wait_for_url("**/firma-sec/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Firma")
    page.get_by_role("button", name="Devam et", exact=True).click()
    expect(page.locator("header")).to_contain_text("Örnek Dokuma Ankara")


def test_e_devlet_without_a_member(issuer: str, page: Page, live_url: str) -> None:
    """Nobody becomes a member by signing in elsewhere."""
    page.goto("/giris/is-arayan/")
    page.get_by_role("button", name="e-Devlet ile giriş").click()
    page.wait_for_url(f"{issuer}/**")
    page.locator("input[name=sub]").fill("member")
    page.locator("form").filter(has=page.locator("input[name=sub]")).get_by_role("button").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Giriş yapılamadı")
