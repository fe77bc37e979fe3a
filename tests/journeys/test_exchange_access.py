"""An institution gets onto the road in a real browser: form, two desks, the password, users; axe on each page (X3)."""

from collections.abc import Callable, Iterable

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from imece.exchange.access.enums import CredentialState
from tests.cast import PASSWORD
from tests.exchange.access.stories import active_credential, sent_form
from tests.exchange.access.world import AccessWorld
from tests.exchange.cast import ExchangeCast, make_exchange_cast, make_institution
from tests.exchange.rows import make_unit
from tests.journeys.main_job import enter

pytestmark = pytest.mark.browser
CheckPages = Callable[[Page, Iterable[str]], None]


@pytest.fixture
def exchange(live_url: str) -> ExchangeCast:
    return make_exchange_cast()


def fill_form(page: Page, cast: ExchangeCast) -> None:
    page.locator("#id_address").fill("Deneme Mah. Örnek Cad. No: 1, Ankara")
    page.locator("#id_office_phone").fill("0312 555 12 34")
    page.locator("#id_fax").fill("0312 555 12 35")
    page.locator("#id_email").fill("iletisim@banka.example.org")
    page.locator("#id_kep_address").fill("deneme2@hs01.kep.tr")
    people = {"administrative": cast.bank_manager, "technical": cast.bank_technician}
    for role, person in people.items():
        page.locator(f"#id_{role}_national_id").fill(person.national_id)
        page.locator(f"#id_{role}_name").fill(person.full_name)
        page.locator(f"#id_{role}_title").fill("Uzman")
        page.locator(f"#id_{role}_phone").fill("0312 555 12 36")
        page.locator(f"#id_{role}_email").fill(f"{role}@banka.example.org")
    page.locator("input[name=credential_kind][value=secret]").check()
    page.locator("#id_static_address").fill("203.0.113.7")


def test_form_two_desks_and_the_password_without_javascript(
    plain_page: Page,
    new_browser_context: Callable[..., BrowserContext],
    exchange: ExchangeCast,
    live_url: str,
) -> None:
    """X3.1: given an institution without access, when its form goes the whole way, then its receiver has a password."""
    page, cast = plain_page, exchange
    enter(page, live_url, cast.bank_manager, cast.bank.organisation)
    page.goto("/degisim/erisim/")
    page.get_by_role("main").get_by_role("link", name="Yeni form").click()
    fill_form(page, cast)
    page.get_by_role("button", name="Kaydet").click()
    page.get_by_role("link", name="Gönder", exact=True).click()
    page.get_by_role("main").get_by_role("button", name="Gönder", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("imzalı aslı bekleniyor")

    desk = new_browser_context(java_script_enabled=False).new_page()
    enter(desk, live_url, cast.technician, cast.head_institution)
    desk.goto("/kurum/degisim/erisim/")
    desk.get_by_role("link", name="BF-").click()
    desk.get_by_role("link", name="İşleme al").click()
    desk.get_by_label("Postayla gelen asıl").check()
    desk.get_by_label("Kayıt numarası").fill("2026/17")
    desk.locator("#id_registered_on").fill(f"{timezone.localdate():%d.%m.%Y}")
    desk.get_by_role("main").get_by_role("button", name="İşleme al").click()
    expect(desk.get_by_role("main")).to_contain_text("Başka bir görevli onaylamalıdır.")
    second = new_browser_context(java_script_enabled=False).new_page()
    enter(second, live_url, cast.second_technician, cast.head_institution)
    second.goto(desk.url)
    second.get_by_role("link", name="Onayla").click()
    second.get_by_role("main").get_by_role("button", name="Onayla").click()

    receiver = new_browser_context(java_script_enabled=False).new_page()
    enter(receiver, live_url, cast.bank_technician, cast.bank.organisation)
    receiver.goto("/degisim/erisim/")
    receiver.get_by_role("main").get_by_role("link", name="KRM-").click()
    receiver.get_by_role("link", name="Teslim al").click()
    receiver.get_by_role("button", name="Parolayı göster").click()
    assert len(receiver.locator("#secret").input_value()) >= 43
    receiver.get_by_role("link", name="Kullanıma aç").click()
    receiver.get_by_role("main").get_by_role("button", name="Kullanıma aç").click()
    expect(receiver.get_by_role("status").first).to_contain_text("Yapıldı")
    assert cast.bank.credentials.get().state == CredentialState.ACTIVE


def test_the_institutions_pages(
    page: Page, check_pages: CheckPages, exchange: ExchangeCast, live_url: str
) -> None:
    """With rows; the empty ones are the sandbox's and those of the desk below."""
    active_credential(exchange, timezone.now())
    assert AccessWorld(exchange).user
    make_unit(exchange.bank, "IST", parent=make_unit(exchange.bank, "TR"))
    enter(page, live_url, exchange.bank_manager, exchange.bank.organisation)
    paths = ("", "formlar/", "formlar/yeni/", "kimlikler/", "kimlikler/deneme/", "birimler/", "birimler/yeni/",
             "kullanicilar/", "kullanicilar/dosya/", "taahhutnameler/")  # fmt: skip
    check_pages(page, [f"/degisim/erisim/{path}" for path in paths])


def test_the_desks_pages(page: Page, check_pages: CheckPages, exchange: ExchangeCast, live_url: str) -> None:
    active_credential(exchange, timezone.now())
    enter(page, live_url, exchange.technician, exchange.head_institution)
    paths = ("", "kimlikler/", "adresler/", "dagitim/?unit_kind=private_hospital&asked=x")
    check_pages(page, [f"/kurum/degisim/erisim/{path}" for path in paths])


def test_our_own_staff_sign_on_line(
    page: Page, check_page: Callable[[Page], None], exchange: ExchangeCast, live_url: str
) -> None:
    """X3.3: given somebody of the house who has not signed, when he signs with his password, then he may ask."""
    make_institution(9, "Deneme İş Kurumu", house="employment")
    enter(page, live_url, exchange.technician, exchange.head_institution)
    page.goto("/kurum/degisim/taahhutname/")
    check_page(page)
    for password, answer in (
        ("yanlış", page.locator("[data-error-summary]")),
        (PASSWORD, page.get_by_text("Sorgulayabilir")),
    ):
        expect(answer).to_have_count(0)
        page.get_by_role("textbox", name="Şifreniz").fill(password)
        page.get_by_role("button", name="Okudum, imzalıyorum").click()
        expect(answer).to_be_visible()
        check_page(page)
    page.goto("/dil/?dil=en&next=/kurum/degisim/taahhutname/")
    expect(page.get_by_role("heading", level=1)).to_have_text("My undertaking")
    check_page(page)


def test_one_form_one_credential_one_user(
    page: Page, check_page: Callable[[Page], None], exchange: ExchangeCast, live_url: str
) -> None:
    world = AccessWorld(exchange)
    assert world.undertaking
    enter(page, live_url, exchange.bank_manager, exchange.bank.organisation)
    for path in (
        f"formlar/{world.draft.pk}/",
        f"kimlikler/{world.credential.pk}/",
        f"kimlikler/{world.credential.pk}/iptal/",
        f"kullanicilar/{world.user.pk}/",
        f"kullanicilar/{world.user.pk}/taahhutname/",
    ):
        page.goto(f"/degisim/erisim/{path}")
        check_page(page)


def test_the_desks_form(
    page: Page, check_page: Callable[[Page], None], exchange: ExchangeCast, live_url: str
) -> None:
    form = sent_form(exchange, timezone.now())
    enter(page, live_url, exchange.technician, exchange.head_institution)
    for path in ("", "isleme-al/"):
        page.goto(f"/kurum/degisim/erisim/formlar/{form.pk}/{path}")
        check_page(page)
