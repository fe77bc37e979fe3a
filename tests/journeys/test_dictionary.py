"""The dictionary of occupations, in a real browser (P14.1)."""

import pytest

PAGES = [
    "/meslekler/",
    "/meslekler/?name=sürücü",
    "/meslekler/5120.80/",
    "/meslekler/gruplar/",
    "/meslekler/gruplar/8332/",
]


@pytest.mark.parametrize("address", PAGES)
def test_page_is_accessible(page, check_page, address):
    page.goto(address)
    check_page(page)


def test_from_an_everyday_word_to_the_occupation(page):
    page.goto("/meslekler/")
    page.get_by_label("Meslek veya eş anlamlısı").fill("kapici")
    page.locator("#main form[role=search] button[type=submit]").click()
    page.get_by_role("link", name="5153.80").click()
    assert "Apartman görevlisi" in page.get_by_role("heading", level=1).inner_text()
