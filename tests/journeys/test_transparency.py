"""X5.4, X5.5, KVK-05, X6.1 in a real browser: the citizen asks why and is answered; the desks look on."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from imece.accounts.models import Person
from imece.exchange.billing.domain.issue import issue_statement
from imece.exchange.billing.models import Statement
from imece.exchange.transparency.domain.samples import draw_sample
from imece.exchange.transparency.domain.watch import watch_hour
from imece.exchange.transparency.models import JustificationSample, UsageFlag, WhyRequest
from tests.cast import actor_of, make_person
from tests.exchange.agreements.made import put_in_force
from tests.exchange.cast import ExchangeCast, make_exchange_cast
from tests.exchange.entries import Log, ask_on_paper, make_purpose, make_service, seal
from tests.journeys.main_job import enter

pytestmark = pytest.mark.browser
Check = Callable[[Page], None]
CheckAll = Callable[[Page, Iterable[str]], None]


@dataclass(frozen=True)
class Scene:
    cast: ExchangeCast
    citizen: Person
    statement: Statement
    flag: UsageFlag
    sample: JustificationSample
    question: str  # the page of what the agreement's other party asked


@pytest.fixture
def scene(live_url: str) -> Scene:
    """The bank asked about the citizen today, and in June 2020; once about one of its own people."""
    cast, citizen, now = make_exchange_cast(), make_person(601, "Iraz", "Gündoğar"), timezone.now()
    log, service, purpose = Log(), make_service("deneme.kisi", 1, "ad", "soyad", "adres"), make_purpose()
    asked = {"institution": cast.bank, "service": service, "purpose": purpose, "fields": 0b111}
    log.add(**asked, asked_at=datetime(2020, 6, 26, 9, tzinfo=UTC))
    log.add(**asked, asked_at=datetime(2020, 6, 28, 9, tzinfo=UTC))
    agreement, _grant = put_in_force(cast.provider, cast.bank)
    other = {"agreement": agreement.pk, "service": service, "user": "2001", "file": "DOSYA-5"}
    question = log.add(cast.provider, asked_at=now - timedelta(minutes=30), **other)
    for minute in reversed(range(20)):
        log.add(
            **asked,
            asked_at=now - timedelta(minutes=minute),
            subject=citizen.national_id,
            user="1001",
            file="KREDI-17",
        )
    log.add(**asked, asked_at=now, subject=cast.bank_technician.national_id, user="1002")
    seal()
    desk = actor_of(cast.technician, cast.head_institution)
    ask_on_paper(cast.bank, citizen.national_id, now)
    today = timezone.localdate(now)
    days = {"first_on": today - timedelta(days=1), "last_on": today, "due_on": today + timedelta(days=9)}
    return Scene(
        cast,
        citizen,
        issue_statement(institution=cast.bank, month=date(2020, 6, 1), actor=desk, now=now),
        watch_hour(now=now + timedelta(seconds=1))[0],
        draw_sample(institution=cast.bank, **days, size=2, note="Deneme", actor=desk, now=now),
        reverse("exchange_agreement_question", args=[agreement.number, question.shard, question.sequence]),
    )  # fmt: skip


def test_X7_1_only_paper_and_nobody_at_all_in_english(
    page: Page, live_url: str, scene: Scene, check_page: Check
) -> None:
    """Of somebody asked about on paper alone the page does not say that nobody asked."""
    about_paper = make_person(602, "İnci", "Şimşekoğlu")
    ask_on_paper(scene.cast.bank, about_paper.national_id, timezone.now(), form="F-2")
    for person, words in (
        (about_paper, "Asked on paper"),
        (scene.cast.hospital_manager, "No institution has asked"),
    ):
        page.context.clear_cookies()
        enter(page, live_url, person)
        page.goto("/dil/?dil=en&next=/hesabim/verilerime-kim-bakti/")
        expect(page.locator("main")).to_contain_text(words)
        check_page(page)
        look(page, "who-asked-english" if person is about_paper else "nobody-asked")
        if person is about_paper:
            expect(page.locator("main")).not_to_contain_text("No institution has asked")
            page.set_viewport_size({"width": 320, "height": 900})
            look(page, "who-asked-phone")
            page.set_viewport_size({"width": 1280, "height": 900})


def test_KVK_05_a_citizen_asks_why_and_the_institution_answers(
    page: Page, live_url: str, scene: Scene, check_page: Check
) -> None:
    enter(page, live_url, scene.citizen)
    page.goto("/hesabim/verilerime-kim-bakti/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Verilerime kim baktı?")
    expect(page.get_by_role("heading", name="Kâğıtla sorulanlar")).to_be_visible()
    check_page(page)
    look(page, "who-asked")
    page.get_by_role("link", name="Nedenini sor").first.click()
    check_page(page)
    page.locator("[name=words]").fill("Kredi istemedim.")
    page.get_by_role("button", name="Soruyu gönder").click()
    expect(page.locator("main")).to_contain_text("Kurumun cevabını bekliyor")
    check_page(page)
    page.context.clear_cookies()
    enter(page, live_url, scene.cast.bank_auditor, scene.cast.bank.organisation)
    page.goto("/degisim/neden/")
    check_page(page)
    page.locator("main tbody").get_by_role("link").first.click()
    expect(page.locator("main")).to_contain_text("Kredi istemedim.")
    check_page(page)
    page.get_by_role("button", name="Cevabı gönder").click()
    expect(page.locator(".error-summary")).to_contain_text("Cevap")
    page.locator("[name=answer]").fill("Kefil olduğunuz bir başvuru için sorgulandı.")
    page.get_by_role("button", name="Cevabı gönder").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Neden soruları")
    page.context.clear_cookies()
    enter(page, live_url, scene.citizen)
    page.goto(reverse("my_why_request", args=[WhyRequest.objects.get().pk]))
    expect(page.locator("main")).to_contain_text("Kefil olduğunuz")
    check_page(page)
    page.goto("/hesabim/verilerime-kim-bakti/sorularim/")
    check_page(page)


def test_KVK_06_a_citizen_asks_for_erasure_and_reads_the_answer(
    page: Page, live_url: str, scene: Scene, check_page: Check
) -> None:
    enter(page, live_url, scene.citizen)
    page.goto("/hesabim/verilerime-kim-bakti/")
    page.get_by_role("link", name="Silinmesini iste").first.click()
    check_page(page)
    look(page, "erasure")
    page.get_by_role("button", name="Silinmesini iste").click()
    expect(page.locator("main")).to_contain_text("6698 md. 14")
    check_page(page)
    look(page, "erasure-answered")


def look(page: Page, name: str) -> None:
    """With PAGE_PICTURES set (a folder), keeps what was seen: for those who build the pages."""
    if folder := os.environ.get("PAGE_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def test_without_a_script_on_a_phone_the_citizen_asks(plain_page: Page, live_url: str, scene: Scene) -> None:
    enter(plain_page, live_url, scene.citizen)
    plain_page.set_viewport_size({"width": 320, "height": 640})
    plain_page.goto("/hesabim/verilerime-kim-bakti/")
    plain_page.get_by_role("link", name="Daha eski").click()
    plain_page.get_by_role("link", name="Nedenini sor").first.click()
    plain_page.get_by_role("button", name="Soruyu gönder").click()
    expect(plain_page.locator("main")).to_contain_text("Kurumun cevabını bekliyor")
    assert WhyRequest.objects.count() == 1


OWN = (
    "/degisim/iz/", "/degisim/iz/?outcome=", "/degisim/iz/aramalar/", "/degisim/iz/rapor/", "/degisim/iz/0/0/",
    "{question}", "/degisim/isaretler/", "{flag}", "/degisim/gerekce/", "{sample}",
)  # fmt: skip
DESK = (
    "/kurum/degisim/iz/?institution=", "/kurum/degisim/isaretler/", "{flag}", "/kurum/degisim/gerekce/",
    "/kurum/degisim/gerekce/yeni/", "{sample}", "/kurum/degisim/neden/", "/kurum/degisim/gecikmeler/",
    "/kurum/degisim/gecikmeler/yeni/", "/kurum/degisim/izlenenler/", "/kurum/degisim/izlenenler/yeni/",
    "/kurum/degisim/ucretler/", "/kurum/degisim/ucretler/duzenle/", "{statement}",
)  # fmt: skip


def test_the_institutions_pages(page: Page, live_url: str, scene: Scene, check_pages: CheckAll) -> None:
    enter(page, live_url, scene.cast.bank_auditor, scene.cast.bank.organisation)
    check_pages(page, [_filled(address, scene) for address in OWN])


def test_the_desks_pages(page: Page, live_url: str, scene: Scene, check_pages: CheckAll) -> None:
    enter(page, live_url, scene.cast.technician, scene.cast.head_institution)
    check_pages(page, [_filled(address, scene) for address in DESK])


def test_the_institutions_statements(page: Page, live_url: str, scene: Scene, check_pages: CheckAll) -> None:
    enter(page, live_url, scene.cast.bank_manager, scene.cast.bank.organisation)
    statements = ("/degisim/ucretler/", "{statement}", "{statement}mutabakat/")
    check_pages(page, [_filled(address, scene) for address in statements])


def _filled(address: str, scene: Scene) -> str:
    return address.format(
        flag=reverse("usage_flag", args=[scene.flag.pk]),
        sample=reverse("justification_sample", args=[scene.sample.pk]),
        statement=reverse("statement", args=[scene.statement.number]),
        question=scene.question,
    )
