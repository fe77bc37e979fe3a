"""X7, X8 in a real browser: the operator's desk, an institution, and the public status page."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from imece.core.actor import Actor
from imece.exchange.catalogue.models import ServiceVersion
from imece.exchange.continuity.domain.demo import make_demo_continuity
from imece.exchange.continuity.domain.interruptions import Story, report_outage, tell_outage
from imece.exchange.continuity.domain.materials import publish_material
from imece.exchange.continuity.domain.paper import go_to_paper, request_paper
from imece.exchange.continuity.enums import MaterialKind
from imece.exchange.continuity.models import Breach, Interruption, Material
from imece.exchange.letters.domain.delivery import deliver_letter
from imece.exchange.letters.domain.demo import make_demo_letters
from imece.exchange.letters.models import Letter
from tests.cast import actor_of
from tests.exchange.cast import ExchangeCast, make_exchange_cast
from tests.exchange.continuity.grants import grant_service
from tests.journeys.main_job import enter

pytestmark = pytest.mark.browser
STAFF = (
    "kesintiler/", "kesintiler/bakim/", "kesintiler/ariza/", "kesintiler/{outage}/", "kesintiler/{outage}/adim/bitti/",
    "kesintiler/{outage}/neden/", "kesintiler/{outage}/kagit/", "kesintiler/{outage}/kagit/istek/", "ihlaller/",
    "ihlaller/yeni/", "ihlaller/{breach}/", "ihlaller/{breach}/kisiler/", "ihlaller/{breach}/degistir/",
    "belgeler/", "belgeler/yeni/", "belgeler/{material}/", "yazilar/", "yazilar/yeni/",
    "yazilar/{letter}/", "yazilar/{letter}/yanit/",
)  # fmt: skip
OWN = (
    "kesintiler/", "kesintiler/ariza/", "kesintiler/{outage}/", "kesintiler/{outage}/kagit/",
    "kesintiler/{outage}/kagit/yeni/", "ihlaller/", "ihlaller/yeni/", "belgeler/", "belgeler/{material}/",
    "yazilar/", "yazilar/yeni/", "yazilar/{letter}/",
)  # fmt: skip


@dataclass(frozen=True)
class People:
    cast: ExchangeCast
    operator: Actor

    def keys(self) -> dict[str, int]:
        return {
            "outage": Interruption.objects.get(state="on_paper").pk,
            "breach": Breach.objects.get().pk,
            "material": Material.objects.get().pk,
            "letter": Letter.objects.get(sender=self.cast.head_institution).pk,
        }


@pytest.fixture
def people(live_url: str) -> People:
    """What the demo has, and an outage of two weeks that went to paper."""
    cast, now = make_exchange_cast(), timezone.now()
    operator = actor_of(cast.technician, cast.head_institution)
    service = ServiceVersion.objects.order_by("pk")[0]
    make_demo_continuity(services=(service.name,), now=now)
    for letter in make_demo_letters(
        headquarters=cast.head_institution, institution=cast.bank.organisation, now=now
    ):
        for recipient in letter.recipients.all():
            deliver_letter(recipient.pk, now=now)
    grant_service(cast, service, operator)
    started = now - timedelta(days=21)
    outage = report_outage(
        story=Story(title="Geçit arızası (deneme)"), started_at=started, actor=operator, now=started
    )
    tell_outage(interruption=outage, actor=operator, now=started)
    request_paper(
        interruption=outage, institution=cast.bank, letter_number="E-1-1", letter_on=started.date(), actor=operator,
        now=now,
    )  # fmt: skip
    go_to_paper(interruption=outage, actor=operator, now=now)
    publish_material(
        service=service.name, service_version=1, kind=MaterialKind.DOCUMENT, title="Kılavuz (deneme)", text="Metin",
        change_note="İlk sürüm", actor=operator, now=now,
    )  # fmt: skip
    return People(cast, operator)


def look(page: Page, name: str) -> None:
    """With PAGE_PICTURES set (a folder), keeps what was seen: for those who build the pages."""
    if folder := os.environ.get("PAGE_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def test_the_desks_pages(
    page: Page, live_url: str, people: People, check_page: Callable[[Page], None]
) -> None:
    enter(page, live_url, people.cast.technician, people.cast.head_institution)
    for address in STAFF:
        page.goto("/kurum/degisim/" + address.format(**people.keys()))
        check_page(page)
        look(page, "staff-" + address.replace("/", "-").replace("{", "").replace("}", ""))


def test_an_institutions_pages(
    page: Page, live_url: str, people: People, check_page: Callable[[Page], None]
) -> None:
    bank = people.cast
    enter(page, live_url, bank.bank_manager, bank.bank.organisation)
    for address in OWN:
        page.goto("/degisim/" + address.format(**people.keys()))
        check_page(page)
        look(page, "own-" + address.replace("/", "-").replace("{", "").replace("}", ""))


def test_everybody_reads_the_status(
    page: Page, live_url: str, people: People, check_page: Callable[[Page], None]
) -> None:
    page.goto("/veri-degisimi/durum/")
    expect(page.locator("main")).to_contain_text("Geçit arızası (deneme)")
    expect(page.locator("main")).to_contain_text("Veri tabanı sürüm yükseltmesi (deneme)")
    check_page(page)
    look(page, "status")
    page.goto("/veri-degisimi/durum/")
    page.get_by_label("E-posta").fill("abone@example.org")
    page.get_by_role("button", name="Abone ol").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Posta kutunuza bakın")
    check_page(page)


def test_a_letter_is_written_signed_and_sent(
    page: Page, live_url: str, people: People, check_page: Callable[[Page], None]
) -> None:
    cast = people.cast
    enter(page, live_url, cast.technician, cast.head_institution)
    page.goto("/kurum/degisim/yazilar/yeni/")
    page.get_by_role("button", name="Taslağı kaydet").click()
    expect(page.locator(".error-summary")).to_be_visible()
    check_page(page)
    page.locator("[name=subject]").fill("Deneme yazısı")
    page.locator("[name=body]").fill("Bilgilerinizi rica ederim.")
    page.locator("[name=signatory_title]").fill("Daire Başkanı")
    page.locator("[name=action]").select_option(str(cast.bank.organisation_id))
    page.get_by_role("button", name="Taslağı kaydet").click()
    for step in ("İmzala", "Gönder"):
        page.locator("main").get_by_role("link", name=step, exact=True).click()
        check_page(page)
        page.locator("main").get_by_role("button", name=step, exact=True).click()
    expect(page.locator("main")).to_contain_text("TEST anahtarı: hukuken geçersiz")
    letter = Letter.objects.get(subject="Deneme yazısı")
    assert (letter.state, letter.signatory_name) == ("sent", cast.technician.full_name)


def test_an_outage_is_reported_and_ended(page: Page, live_url: str, people: People) -> None:
    enter(page, live_url, people.cast.technician, people.cast.head_institution)
    page.goto("/kurum/degisim/kesintiler/ariza/")
    page.locator("[name=title]").fill("Yeni arıza")
    now = timezone.localtime() - timedelta(minutes=10)
    page.locator("[name=started_at]").fill(f"{now:%d.%m.%Y %H:%M}")
    page.get_by_role("button", name="Kaydet ve bildir").click()
    page.locator("main").get_by_role("link", name="Servis geri geldi").click()
    page.locator("[name=at]").fill(f"{now:%d.%m.%Y %H:%M}")
    page.locator("main").get_by_role("button", name="Servis geri geldi").click()
    expect(page.locator("main")).to_contain_text("Bitti, telafi ediliyor")
    made = Interruption.objects.get(title="Yeni arıza")
    assert made.catch_up_due_on is not None
