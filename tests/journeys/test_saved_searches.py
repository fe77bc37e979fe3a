"""Saved searches in a browser (P2.3): empty, wrong, kept, stopped by a mail's link; and what programmers read."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from imece.employment.vacancies.domain.alerts import stop_link
from imece.employment.vacancies.models import SavedSearch
from tests.cast import make_cast
from tests.journeys import main_job as steps

pytestmark = pytest.mark.browser
CheckPage = Callable[[Page], None]


def test_a_search_is_kept_and_stopped(page: Page, live_url: str, check_page: CheckPage) -> None:
    cast = make_cast()
    steps.enter(page, live_url, cast.seeker)
    page.goto("/aramalarim/")
    check_page(page)  # empty
    page.goto("/aramalarim/yeni/?v=2&words=kaynak&province=6")
    page.locator("[name=name]").fill("")
    page.locator("main form button").last.click()
    check_page(page)  # with an error
    page.locator("[name=name]").fill("Ankara'da kaynak")
    page.locator("main form button").last.click()
    expect(page.locator("main")).to_contain_text("Ankara'da kaynak")
    check_page(page)
    saved = SavedSearch.objects.get()
    page.goto(f"/aramalarim/{saved.pk}/sil/")
    check_page(page)
    page.goto("/aramalarim/durdur/" + stop_link(saved).rpartition("durdur/")[2])
    check_page(page)
    page.locator("main form button").last.click()
    expect(page.locator("main")).to_contain_text("artık ileti almayacaksınız")
    check_page(page)


@pytest.mark.parametrize("address", ["/programlar-icin/", "/isveren/programlar-icin/"])
def test_what_programmers_read(page: Page, live_url: str, check_page: CheckPage, address: str) -> None:
    page.goto(address)
    check_page(page)
