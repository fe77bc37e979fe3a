"""The pages of figures in a real browser: wide, on a phone, dark, by keyboard, without JavaScript."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from imece.employment.statistics.models import MarketFigure
from tests.cast import Cast, make_cast
from tests.employment.main_job import make_candidate, make_vacancy, welder
from tests.employment.statistics.conftest import reckon
from tests.journeys import main_job as steps

pytestmark = pytest.mark.browser
CheckPage = Callable[[Page], None]
FIGURES = "/istatistik/istemler/"


@pytest.fixture
def people(live_url: str) -> Cast:
    """One vacancy with a candidate; demand and supply of welders in many provinces."""
    cast, now = make_cast(), timezone.now()
    last = {"last_application_on": timezone.localdate() + timedelta(days=20)}
    vacancy = make_vacancy(cast.manager, cast.workplace, now=now, **last)
    make_candidate(vacancy, cast.seeker, now=now)
    reckon(now)
    MarketFigure.objects.exclude(occupation=None).delete()
    MarketFigure.objects.bulk_create(
        MarketFigure(
            province_id=code, occupation=welder(), vacancy_count=code % 9, post_count=code % 9 * 2,
            seeker_count=code * code % 50,
        )
        for code in range(1, 82)
    )  # fmt: skip
    return cast


@pytest.mark.parametrize("who", ["manager", "headquarters"])
def test_figures_of_labour_requests(
    page: Page, people: Cast, live_url: str, check_page: CheckPage, who: str
) -> None:
    places = {"manager": people.workplace.organisation, "headquarters": people.head_institution}
    steps.enter(page, live_url, getattr(people, who), places[who])
    page.goto(FIGURES)
    expect(page.get_by_role("heading", level=1)).to_have_text("İşgücü istemi istatistikleri")
    check_page(page)
    for summary in page.locator("main .chart summary").all():
        summary.click()
    check_page(page)
    page.goto(f"{FIGURES}?first=2024-01&last=2023-01&occupation=bulunmaz")
    check_page(page)


def test_open_data_and_an_occupations_maps(page: Page, people: Cast, check_page: CheckPage) -> None:
    for address in ("/acik-veri/", reverse("occupation", args=[welder().code])):
        page.goto(address)
        check_page(page)


def test_the_map_by_keyboard(page: Page, people: Cast) -> None:
    """P0.10: a link leads past the map; each province of it can be reached and opens its vacancies."""
    page.goto(reverse("occupation", args=[welder().code]))
    skip = page.get_by_role("link", name="“Nerede eleman aranıyor?” haritasını atla")
    skip.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Adana: 1"
    skip.press("Enter")
    assert page.evaluate("document.activeElement.id") == "demand-legend"
    page.get_by_role("link", name="Ankara: 6").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/is-ilanlari/\?occupation=7212\.80&province=6$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Açık İş İlanları")


def test_without_javascript_figures_are_narrowed_and_taken_along(
    plain_page: Page, people: Cast, live_url: str
) -> None:
    steps.enter(plain_page, live_url, people.manager, people.workplace.organisation)
    plain_page.goto(FIGURES)
    today = timezone.localdate()
    plain_page.get_by_label("İlk ay").select_option(f"{today:%Y-%m}")
    plain_page.locator("main form .form-actions").get_by_role("button", name="Ara").click()
    expect(plain_page.locator("#asamalar .bars")).to_contain_text("Başvurdu veya seçildi")
    with plain_page.expect_download() as file:
        plain_page.locator("#asamalar").get_by_role("link").click()
    assert file.value.suggested_filename == "istem-asamalar.csv"


def test_the_map_fits_a_phone(phone_page: Page, people: Cast) -> None:
    phone_page.goto(reverse("occupation", args=[welder().code]))
    for box in (one.bounding_box() for one in phone_page.locator("svg.province-map").all()):
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
