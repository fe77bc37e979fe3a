"""The employer's duties in a browser: a dismissal told, a declaration entered, the duty calendar; axe, 320 px, dark."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from imece.core.formats import format_date
from imece.employment.benefits.models import Declaration
from imece.employment.dismissals.models import DismissalNotice
from tests.cast import Cast, make_cast
from tests.employment.benefits.test_declarations import sent
from tests.journeys import main_job as steps

pytestmark = pytest.mark.browser
CheckPage = Callable[[Page], None]
PDF = {"mimeType": "application/pdf", "buffer": b"%PDF-1.7 deneme"}


@pytest.fixture
def cast_here(live_url: str) -> Cast:
    return make_cast()


def enter(page: Page, cast: Cast, live_url: str) -> None:
    steps.enter(page, live_url, cast.manager, cast.workplace.organisation)


def unchecked(page: Page) -> None:
    """Without JavaScript axe cannot run; the way itself is what is proved."""


def test_P10_1_a_dismissal_is_told_and_stands_among_the_duties(
    page: Page, cast_here: Cast, live_url: str, check_page: CheckPage
) -> None:
    tell_dismissal(page, cast_here, live_url, check_page)
    page.goto("/isveren/yukumlulukler/")
    expect(page.locator("main")).to_contain_text(DismissalNotice.objects.get().number)
    check_page(page)


def test_P10_1_without_javascript(plain_page: Page, cast_here: Cast, live_url: str) -> None:
    tell_dismissal(plain_page, cast_here, live_url, unchecked)


def tell_dismissal(page: Page, cast_here: Cast, live_url: str, check_page: CheckPage) -> None:
    """The wizard to its end, and the record of the talks."""
    enter(page, cast_here, live_url)
    page.goto("/isveren/toplu-isten-cikarma/")
    check_page(page)
    page.get_by_role("link", name="Yeni Çıkarma Bildir").click()
    page.get_by_role("textbox", name="Çıkarma Tarihi", exact=True).fill(
        format_date(timezone.localdate() + timedelta(days=40))
    )
    page.get_by_label("Sebebin açıklaması").fill("Sipariş azaldı.")
    check_page(page)
    page.get_by_role("button", name="İleri").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Detay Bilgiler")
    page.get_by_label("1. işyeri veya şube").select_option(str(cast_here.workplace.pk))
    page.get_by_label("Erkek, 1. satır").fill("12")
    page.get_by_label("Kadın, 1. satır").fill("3")
    page.get_by_label("1. işyerinin işçi sayısı").fill("80")
    page.get_by_role("button", name="Ekle").click()
    expect(page.get_by_label("2. işyeri veya şube")).to_be_visible()
    check_page(page)
    page.get_by_role("button", name="İleri").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("İşlem Sonu")
    expect(page.locator("main")).to_contain_text("toplu işçi çıkarma (4857 md. 29)")
    check_page(page)
    page.get_by_role("button", name="Kaydet").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(DismissalNotice.objects.get().number)
    check_page(page)
    page.get_by_role("link", name="Toplantı tutanağını ekle").click()
    check_page(page)
    page.locator("input[type=file]").set_input_files({"name": "tutanak.pdf", **PDF})
    page.get_by_role("button", name="Toplantı tutanağını ekle").click()
    expect(page.get_by_role("link", name="tutanak.pdf")).to_be_visible()


def test_P6_2_a_declaration_is_entered_and_its_wrong_rows_are_shown(
    page: Page, cast_here: Cast, live_url: str, check_page: CheckPage
) -> None:
    declare(page, cast_here, live_url, check_page)


def test_P6_2_BLD_09_without_javascript_to_the_decision(
    plain_page: Page, cast_here: Cast, live_url: str
) -> None:
    declare(plain_page, cast_here, live_url, unchecked)
    decide(plain_page, cast_here, live_url, unchecked)


def test_BLD_09_the_unit_reviews_with_the_inspections_report(
    page: Page, cast_here: Cast, live_url: str, check_page: CheckPage
) -> None:
    sent(cast_here)
    decide(page, cast_here, live_url, check_page)


def decide(page: Page, cast_here: Cast, live_url: str, check_page: CheckPage) -> None:
    """Found in the list by unit and firm, taken up, the report recorded and attached, found suitable."""
    declaration = Declaration.objects.get()
    page.context.clear_cookies()
    steps.enter(page, live_url, cast_here.officer, cast_here.unit)
    page.goto("/isveren/bildirgeler/")
    page.get_by_label("Firma").fill(cast_here.workplace.number)
    page.locator("main").get_by_role("button", name="Ara", exact=True).click()
    check_page(page)
    page.locator("main").get_by_role("link", name=declaration.number).first.click()
    page.get_by_role("link", name="İncelemeye al").click()
    page.get_by_role("button", name="İncelemeye al").click()
    expect(page.locator("main")).to_contain_text("«Rehberlik ve Teftiş uygunluk tespiti» henüz kaydedilmedi")
    check_page(page)
    page.get_by_role("link", name="Rapor ya da karar kaydet").click()
    page.get_by_label("Rapor ya da karar numarası").fill("2026/17")
    page.get_by_role("textbox", name="Rapor ya da karar tarihi", exact=True).fill(
        format_date(timezone.localdate())
    )
    check_page(page)
    page.get_by_role("button", name="Rapor ya da karar kaydet").click()
    page.get_by_role("link", name="Belge ekle").click()
    check_page(page)
    page.locator("input[type=file]").set_input_files({"name": "rapor.pdf", **PDF})
    page.get_by_role("button", name="Belge ekle").click()
    expect(page.get_by_role("link", name="rapor.pdf")).to_be_visible()
    page.get_by_role("link", name="Uygun bul", exact=True).click()
    check_page(page)
    page.get_by_role("button", name="Uygun bul", exact=True).click()
    expect(page.locator("main .lead-line")).to_contain_text("Uygun")
    assert Declaration.objects.get().state == "suitable"
    check_page(page)


def declare(page: Page, cast_here: Cast, live_url: str, check_page: CheckPage) -> None:
    """Entered, a file with a wrong row and the right one, a paper, the likely entitlement, sent."""
    enter(page, cast_here, live_url)
    today = timezone.localdate()
    page.goto("/isveren/bildirgeler/")
    check_page(page)
    page.get_by_role("link", name="Yeni bildirge").click()
    page.get_by_label("Bildirge türü").select_option("kco")
    page.get_by_role("textbox", name="Başlangıç tarihi", exact=True).fill(format_date(today))
    page.get_by_role("textbox", name="Bitiş tarihi").fill(format_date(today + timedelta(days=40)))
    page.get_by_label("Talebin gerekçesi").select_option("force_majeure")
    check_page(page)
    page.get_by_role("button", name="Kaydet").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(Declaration.objects.get().number)
    check_page(page)
    page.get_by_role("link", name="İşçi listesini yükle").click()
    head = "T.C. Kimlik No;Ad;Soyad;Başlangıç tarihi;Son 120 günün hizmet akdi günü;Prim günü;Aylık ortalama brüt ücret"
    file = {"name": "isciler.csv", "mimeType": "text/csv"}
    wrong = f"{head}\r\n123;DENEME;KİŞİ;{format_date(today)};120;900;60000".encode()
    page.locator("input[type=file]").set_input_files({**file, "buffer": wrong})
    page.get_by_role("button", name="Yükle", exact=True).click()
    expect(page.locator("main")).to_contain_text("1 satır hatalı")
    check_page(page)
    right = f"{head}\r\n10000000146;DENEME;KİŞİ;{format_date(today)};120;900;60000".encode()
    page.locator("input[type=file]").set_input_files({**file, "buffer": right})
    page.get_by_role("button", name="Yükle", exact=True).click()
    expect(page.locator("main")).to_contain_text("1 işçi alındı")
    check_page(page)
    page.get_by_role("link", name="Belge ekle").click()
    page.locator("input[type=file]").set_input_files({"name": "kanıt.pdf", **PDF})
    page.get_by_role("button", name="Belge ekle").click()
    expect(page.get_by_role("link", name="kanıt.pdf")).to_be_visible()
    check_page(page)
    page.goto(f"{page.url}isciler/{Declaration.objects.get().workers.get().pk}/")
    expect(page.locator("main")).to_contain_text("Olası hak")
    check_page(page)
    page.goto(f"/isveren/bildirgeler/{Declaration.objects.get().number}/adim/gonder/")
    check_page(page)
    page.get_by_role("button", name="Bildirgeyi gönder").click()
    expect(page.locator("main")).to_contain_text("Gönderildi")
