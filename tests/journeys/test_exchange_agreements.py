"""X1, X2: from the application to the agreement and its suspension, in a real browser; and once without JavaScript."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from imece.core.formats import format_date
from imece.exchange.agreements.models import Agreement, Application
from tests.exchange.agreements.made import PDF, Way, make_purpose
from tests.exchange.cast import ExchangeCast, make_exchange_cast
from tests.journeys.main_job import enter

pytestmark = pytest.mark.browser
Check = Callable[[Page], None]


@pytest.fixture
def people(live_url: str) -> ExchangeCast:
    cast = make_exchange_cast()
    make_purpose()
    return cast


@pytest.fixture
def papers(tmp_path: Path) -> dict[str, Path]:
    made = {}
    for kind in ("letter", "signature_circular", "trade_gazette", "identity_copy"):
        made[kind] = tmp_path / f"{kind}.pdf"
        made[kind].write_bytes(PDF)
    return made


def go_on(page: Page) -> None:
    page.get_by_role("button", name="İleri", exact=True).click()


def fill_application(page: Page, papers: dict[str, Path], check: Check | None = None) -> None:
    """The four pages of the wizard, to the last."""
    page.goto("/veri-degisimi/basvuru/")
    if check:
        check(page)
    page.get_by_role("link", name="Başvuruya başla").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Konusu")
    if check:
        check(page)
    page.locator("[name=provider]").select_option(label="Nüfus ve Vatandaşlık İşleri (deneme)")
    page.locator("[name=kind]").select_option("bilateral")
    page.locator("[name=title]").fill("Müşteri kimlik doğrulaması")
    page.locator("[name=purpose]").fill("Müşterinin kimliğinin doğrulanması")
    go_on(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Servisler ve alanlar")
    if check:
        check(page)
    page.locator("[name='registry_person_v1-fields'][value=surname]").check()
    page.locator("[name='registry_person_v1-purpose']").select_option(index=1)
    page.locator("[name='registry_person_v1-ground']").fill("5549 md. 3")
    page.locator("[name='registry_person_v1-volume']").fill("500")
    go_on(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Anlaşmayı imzalayacak kişiler")
    page.locator("[name=name_0]").fill("Tuğba Öztürkeli")
    page.locator("[name=title_0]").fill("Genel Müdür")
    page.locator("[name=rank_0]").select_option("top")
    go_on(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Yazı ve belgeler")
    if check:
        check(page)
    page.locator("[name=way]").select_option("post")
    page.locator("[name=number]").fill("E-77")
    page.locator("[name=written_on]").fill(format_date(timezone.localdate() - timedelta(days=1)))
    page.locator("[name=is_signed]").check()
    for kind, path in papers.items():
        page.locator(f"[name=file_{kind}]").set_input_files(path)
    go_on(page)
    page.get_by_role("button", name="Başvuruyu gönder").click()
    expect(page.locator("main")).to_contain_text("Başvuru gönderildi")


def step(page: Page, name: str) -> None:
    page.locator("main").get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def save(page: Page, name: str = "Kaydet") -> None:
    page.locator("main").get_by_role("button", name=name, exact=True).click()


def write(page: Page) -> None:
    page.locator("[name=letter_number]").fill("E-1")
    page.locator("[name=letter_on]").fill(format_date(timezone.localdate()))
    page.locator("[name=text]").fill("Taahhütnamesi olmayan kullanıcı adına sorgu yapılmış.")


def test_from_the_application_to_the_suspension(
    page: Page, new_browser_context: Callable[..., object], live_url: str, people: ExchangeCast,
    papers: dict[str, Path],
    check_page: Check,
) -> None:  # fmt: skip
    """given a bank without an agreement, when it applies and all sign, then access opens and suspending stops it"""
    today = format_date(timezone.localdate())
    enter(page, live_url, people.bank_manager, people.bank.organisation)
    fill_application(page, papers, check_page)
    check_page(page)
    application = Application.objects.get()
    address = f"/degisim/basvurular/{application.number}/"
    desk: Page = new_browser_context().new_page()  # type: ignore[attr-defined]
    enter(desk, live_url, people.technician, people.head_institution)
    desk.goto("/kurum/degisim/basvurular/")
    check_page(desk)
    desk.locator("main").get_by_role("link", name=application.number).click()
    expect(desk.locator("main")).to_contain_text("kayıt sayısı ve tarihi girilmedi")
    step(desk, "Yazının aslını kaydet")
    check_page(desk)
    desk.locator("[name=registry_number]").fill("2026/12")
    desk.locator("[name=registered_on]").fill(today)
    save(desk)
    step(desk, "İşleme al")
    save(desk)
    desk.locator("main").get_by_role("link", name="Alanlara karar ver").first.click()
    check_page(desk)
    desk.locator("[name=granted][value=surname]").check()
    save(desk)
    step(desk, "Kurula gönder")
    save(desk)
    step(desk, "Kurul kararını gir")
    desk.locator("[name=number]").fill("2026/5")
    desk.locator("[name=decided_on]").fill(today)
    desk.get_by_label("Kurul uygun buldu").check()
    desk.locator("[name=text]").fill("Uygun bulundu.")
    save(desk)
    check_page(desk)
    step(desk, "Anlaşmayı hazırla")
    save(desk)
    Way(people, timezone.now()).prepare_parties()
    agreement = Agreement.objects.get()
    desk.goto(f"/degisim/anlasmalar/{agreement.number}/")
    check_page(desk)
    step(desk, "Tarafların imzasına sun")
    save(desk)
    step(desk, "İmzayı kaydet")
    desk.locator("[name=institution]").select_option(label=str(people.provider))
    desk.locator("[name=signatory]").select_option("İmza Yetkilisi 601")
    desk.locator("[name=signed_on]").fill(today)
    desk.locator("[name=original_place]").fill("Arşiv")
    save(desk)
    page.goto(address)
    check_page(page)
    page.goto(f"/degisim/anlasmalar/{agreement.number}/")
    step(page, "İmzayı kaydet")
    page.locator("[name=signatory]").select_option("İmza Yetkilisi 602")
    page.locator("[name=signed_on]").fill(today)
    page.locator("[name=original_place]").fill("Kasa")
    save(page)
    expect(page.locator("main .status").first).to_have_text("Yürürlükte")
    check_page(page)
    step(page, "Askıya al")
    check_page(page)
    write(page)
    save(page, "Askıya al")
    expect(page.locator("main .status").first).to_have_text("Askıda")
    check_page(page)


def test_an_application_without_javascript_by_keyboard_alone_is_sent(
    plain_page: Page, live_url: str, people: ExchangeCast, papers: dict[str, Path]
) -> None:
    enter(plain_page, live_url, people.bank_manager, people.bank.organisation)
    fill_application(plain_page, papers)
    assert Application.objects.get().services.get().fields == ["surname"]


def test_pages_of_institutions(page: Page, live_url: str, people: ExchangeCast, check_page: Check) -> None:
    Way(people, timezone.now()).prepare_parties()
    enter(page, live_url, people.technician, people.head_institution)
    for address in (
        "/kurum/degisim/kurumlar/",
        "/kurum/degisim/kurumlar/yeni/",
        f"/degisim/kurumlar/{people.bank.code}/",
        f"/degisim/kurumlar/{people.bank.code}/yetkili/",
        "/degisim/anlasmalar/",
        "/kurum/degisim/amaclar/",
        "/kurum/degisim/amaclar/yeni/",
        "/degisim/veri-itirazlari/",
    ):
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        check_page(page)
