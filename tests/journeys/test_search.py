"""P2.1, P2.3 in a browser: the one box, a facet, a manual's way with Geri Dön; without JavaScript and on a phone."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from imece.reference.models import District
from tests.cast import Cast, make_cast
from tests.employment.main_job import make_vacancy

pytestmark = pytest.mark.browser
CheckPage = Callable[[Page], None]


@pytest.fixture
def people(live_url: str) -> Cast:
    """Two open vacancies for welders: one in Ankara, one in Konya for part of the day."""
    cast, now = make_cast(), timezone.now()
    last = {"last_application_on": timezone.localdate() + timedelta(days=20)}
    make_vacancy(cast.manager, cast.workplace, now=now, **last)
    konya = {"province_id": 42, "district_id": District.objects.filter(province_id=42).order_by("code")[0].pk}
    make_vacancy(
        cast.manager,
        cast.workplace,
        now=now,
        title="Tersane kaynakçısı",
        work_kind="part_time",
        **konya,
        **last,
    )
    return cast


def test_words_then_a_facet_without_a_reload(page: Page, people: Cast, check_page: CheckPage) -> None:
    page.goto("/is-ilanlari/")
    page.evaluate("window.wasHere = true")
    page.get_by_label("Nasıl bir iş arıyorsunuz?").fill("kaynakci")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("2 açık iş ilanı")
    check_page(page)
    page.get_by_role("link", name="İl: Konya").click()
    expect(page.get_by_role("status")).to_contain_text("1 açık iş ilanı")
    expect(page.get_by_role("link", name="Tersane kaynakçısı")).to_be_visible()
    assert "province=42" in page.url
    assert page.evaluate("window.wasHere") is True
    page.go_back()
    expect(page.get_by_role("link", name="Gazaltı kaynakçısı")).to_be_visible()


def test_a_way_of_the_manual_and_back_without_javascript(plain_page: Page, people: Cast) -> None:
    """P2.1: **Geri Dön** with the criteria kept."""
    plain_page.goto("/is-ilanlari/")
    plain_page.get_by_role("link", name="Hızlı Arama").click()
    plain_page.get_by_label("Çalışma Şekli").select_option("part_time")
    plain_page.locator("main form .form-actions button").click()
    expect(plain_page.get_by_role("link", name="Tersane kaynakçısı")).to_be_visible()
    expect(plain_page.get_by_role("link", name="Gazaltı kaynakçısı")).to_have_count(0)
    plain_page.get_by_role("link", name="Geri Dön").click()
    expect(plain_page.get_by_label("Çalışma Şekli")).to_have_value("part_time")


@pytest.mark.parametrize(
    "address",
    ["?v=2&mode=detayli", "?v=2&mode=hizli&province=6", "?v=2&words=kaynkçı&province=71", "?words=engelli"],
)
def test_every_state_of_the_page(page: Page, people: Cast, check_page: CheckPage, address: str) -> None:
    """Criteria, result with Geri Dön, nothing found with what helps, a category that is not for everybody."""
    page.goto(f"/is-ilanlari/{address}")
    check_page(page)
