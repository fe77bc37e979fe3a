"""KVK-05, KVK-06, KVK-09, KVK-11 in a real browser: a person objects to points, the desk answers, the person reads."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from imece.core.actor import system_actor
from imece.core.retention import carry_out_plan
from imece.employment.data_rights.domain.clock import follow_data_requests
from imece.employment.data_rights.enums import DataRequestOutcome, OnBehalf, SubjectRight
from imece.employment.data_rights.models import DataRequest
from imece.employment.selection.models import Candidate
from tests.cast import PASSWORD, Cast, make_cast, person_number
from tests.employment.data_rights.requests import answer_one, open_one
from tests.employment.main_job import make_candidate, make_vacancy
from tests.journeys.main_job import enter

pytestmark = pytest.mark.browser
CheckPages = Callable[[Page, Iterable[str]], None]
WORDS = "Puanıma iki yıllık deneyimim yansımamış."
REPLY = "Profilinize bir görevli yeniden baktı; deneyiminiz eklendi."
NEW = "/verilerim/basvurular/yeni/"
OBJECTION = f"{NEW}?hak=automated_result&konu=matching"
DESK = "/kurum/veri-basvurulari/"


@dataclass(frozen=True)
class Scene:
    cast: Cast
    candidate: Candidate


@pytest.fixture
def scene(live_url: str) -> Scene:
    """The seeker applied for a vacancy: her points are explained to her."""
    cast, now = make_cast(), timezone.now()
    last = timezone.localdate() + timedelta(days=20)
    vacancy = make_vacancy(cast.manager, cast.workplace, now=now, last_application_on=last)
    return Scene(cast, make_candidate(vacancy, cast.seeker, now=now))


def make_requests(cast: Cast) -> list[DataRequest]:
    """Of each sort a page knows: for a dead person, refused by a law, overdue, open."""
    now = timezone.now()
    long_ago = now - timedelta(days=40)
    heir = {
        "on_behalf": OnBehalf.DECEASED,
        "subject_number": person_number(702),
        "representation": "Mirasçılık belgesi 2026/5",
    }
    refused, overdue = open_one(cast, right=SubjectRight.ERASURE, now=now), open_one(cast, now=long_ago)
    answer_one(
        cast, refused, outcome=DataRequestOutcome.REFUSED, is_kept_by_law=True, kept_ground="5651 md. 5",
        kept_until=date(2036, 12, 31), now=now,
    )  # fmt: skip
    follow_data_requests(now=now)
    erasure = open_one(cast, right=SubjectRight.ERASURE, now=now)
    return [refused, overdue, open_one(cast, now=now, **heir), erasure]


def object_to_the_points(page: Page, scene: Scene) -> None:
    """Given the page that explains the points, when the person objects from there, then a request waits."""
    page.goto(reverse("match_explanation", args=[scene.candidate.pk]))
    page.get_by_role("link", name="Bu sonuca itiraz et").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Yeni başvuru")
    expect(page.get_by_role("radio", name="Yalnızca otomatik analizle")).to_be_checked()
    expect(page.locator("[name=area]")).to_have_value("matching")
    expect(page.locator("[name=about_number]")).to_have_value(scene.candidate.round.number)
    page.get_by_role("button", name="Başvuruyu gönder").click()
    expect(page.locator(".error-summary")).to_contain_text("Başvurunuz")
    page.locator("[name=words]").fill(WORDS)
    page.get_by_role("button", name="Başvuruyu gönder").click()
    expect(page.locator("main")).to_contain_text("Cevap bekliyor")
    assert DataRequest.objects.get().words == WORDS


def test_KVK_09_a_person_objects_the_desk_answers_and_the_person_reads(
    page: Page, live_url: str, scene: Scene
) -> None:
    cast = scene.cast
    enter(page, live_url, cast.seeker)
    object_to_the_points(page, scene)
    number = DataRequest.objects.get().number
    page.context.clear_cookies()
    enter(page, live_url, cast.headquarters, cast.head_institution)
    page.goto("/baslangic/")
    page.locator("main").get_by_role("link", name="cevap bekleyen kişisel veri başvurusu").click()
    page.get_by_role("link", name=number).click()
    expect(page.locator("main")).to_contain_text(WORDS)
    page.get_by_role("radio", name="Yerine getirildi", exact=True).check()
    page.locator("[name=answer]").fill(REPLY)
    page.get_by_role("button", name="Cevabı gönder").click()
    expect(page.locator("body")).to_contain_text("Cevap kaydedildi; kişiye bildirildi.")
    page.context.clear_cookies()
    enter(page, live_url, cast.seeker)
    page.goto("/verilerim/")
    page.get_by_role("link", name=number).click()
    for words in (REPLY, cast.headquarters.full_name, "Kişisel Verileri Koruma"):
        expect(page.locator("main")).to_contain_text(words)


def test_without_a_script_on_a_phone_a_person_objects(plain_page: Page, live_url: str, scene: Scene) -> None:
    enter(plain_page, live_url, scene.cast.seeker)
    plain_page.set_viewport_size({"width": 320, "height": 640})
    object_to_the_points(plain_page, scene)


def test_the_persons_pages(page: Page, live_url: str, scene: Scene, check_pages: CheckPages) -> None:
    enter(page, live_url, scene.cast.seeker)
    explanation = reverse("match_explanation", args=[scene.candidate.pk])
    check_pages(page, ["/verilerim/", explanation, OBJECTION, "/saklama-imha/"])
    refused, overdue, heir, _erasure = make_requests(scene.cast)
    cards = [reverse("my_data_request", args=[one.pk]) for one in (refused, overdue, heir)]
    check_pages(page, ["/verilerim/", *cards])


def test_the_desks_pages(page: Page, live_url: str, scene: Scene, check_pages: CheckPages) -> None:
    enter(page, live_url, scene.cast.headquarters, scene.cast.head_institution)
    check_pages(page, [DESK])
    cards = [reverse("data_request", args=[one.pk]) for one in make_requests(scene.cast)]
    carry_out_plan(actor=system_actor("core.destroy_by_plan"), now=timezone.now())
    check_pages(page, [DESK, f"{DESK}?state=all", *cards, "/saklama-imha/", "/saklama-imha/kayitlar/"])


def test_KVK_06_an_account_is_closed_on_a_phone_without_a_script(
    plain_page: Page, live_url: str, scene: Scene
) -> None:
    enter(plain_page, live_url, scene.cast.seeker)
    plain_page.set_viewport_size({"width": 320, "height": 640})
    plain_page.goto("/hesabim/")
    plain_page.get_by_role("link", name="Hesabımı kapat").click()
    expect(plain_page.locator("main")).to_contain_text("Başvurular, davetler ve sonuçları")
    plain_page.get_by_role("button", name="Hesabımı şimdi kapat").click()
    expect(plain_page.locator(".error-summary")).to_be_visible()
    plain_page.locator("[name=old_password]").fill(PASSWORD)
    plain_page.get_by_role("button", name="Hesabımı şimdi kapat").click()
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("Hesabınız kapatıldı")
    plain_page.goto("/ozgecmis/")
    expect(plain_page.locator("[name=login]")).to_be_visible()


def test_the_pages_of_closing(page: Page, live_url: str, scene: Scene, check_pages: CheckPages) -> None:
    enter(page, live_url, scene.cast.seeker)
    check_pages(page, ["/hesabim/", "/hesabim/kapat/"])
    page.context.clear_cookies()
    enter(page, live_url, scene.cast.manager, scene.cast.workplace.organisation)
    check_pages(page, ["/hesabim/kapat/"])
