"""*Hesapla* in the browser: a question, its answer with the legal numbers, a question that is no question."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.page_checks import check_page_everywhere

pytestmark = pytest.mark.browser


def test_a_rule_is_asked_and_answers_in_words(page: Page) -> None:
    page.goto("/hesapla/TYP-02/")
    expect(page.get_by_label("Hanenin aylık geliri (TL)")).to_be_visible()
    page.get_by_role("button", name="Hesapla").click()
    expect(page.get_by_role("status")).to_contain_text("Yaşı tutuyor: Evet")
    expect(page.get_by_role("cell", name="24 ay", exact=True)).to_be_visible()
    check_page_everywhere(page)


def test_what_is_no_number_is_told_beside_its_field(plain_page: Page, live_url: str) -> None:
    plain_page.goto(f"{live_url}/hesapla/CAL-02/")
    plain_page.get_by_label(re.compile("^Sayı")).fill("")
    plain_page.get_by_role("button", name="Hesapla").click()
    expect(plain_page.get_by_label(re.compile("^Sayı"))).to_have_attribute("aria-invalid", "true")
