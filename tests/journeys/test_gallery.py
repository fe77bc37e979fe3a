"""The components, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.page_checks import ALL_LOOKS, check_page_everywhere

GALLERY = "/bilesenler/"


@pytest.mark.parametrize(
    "address", [GALLERY, f"{GALLERY}?hata=1", "/erisilebilirlik/", "/boyle-bir-sayfa-yok/"]
)
def test_page_is_accessible(page, address):
    """Here every component stands, so here every look is measured whole."""
    page.goto(address)
    check_page_everywhere(page, ALL_LOOKS)


def test_english_gallery_is_accessible(page, check_page):
    page.goto(f"/dil/?dil=en&next={GALLERY}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Components")
    check_page(page)


def test_error_summary_takes_focus_and_leads_to_the_field(page):
    page.goto(f"{GALLERY}?hata=1")
    expect(page).to_have_title(re.compile("^Hata: "))
    expect(page.locator("[data-error-summary]").first).to_be_focused()
    page.get_by_role("link", name="“31.02.2027” takvimde yok").first.press("Enter")
    assert page.evaluate("document.activeElement.name || location.hash") in (
        "sample-ends_on",
        "#id_sample-ends_on",
    )


def test_calendar_opens_on_today_and_temizle_empties(page):
    """P0.8"""
    page.clock.set_fixed_time("2026-11-21T12:00:00+03:00")
    page.goto(GALLERY)
    field = page.locator("[data-date-field]", has=page.locator("#id_sample-ends_on"))
    field.get_by_role("button", name=re.compile("^Takvim")).click()
    calendar = page.get_by_role("dialog")
    expect(calendar.get_by_label("Ay", exact=True)).to_have_value("10")
    expect(calendar.get_by_label("Yıl")).to_have_value("2026")
    expect(calendar.get_by_role("button", name="21 Kasım 2026")).to_be_focused()
    calendar.get_by_label("Ay", exact=True).select_option("Şubat")
    calendar.get_by_label("Yıl").select_option("2028")
    calendar.get_by_role("button", name="29 Şubat 2028").click()
    expect(page.locator("#id_sample-ends_on")).to_have_value("29.02.2028")
    field.get_by_role("button", name=re.compile("^Temizle")).click()
    expect(page.locator("#id_sample-ends_on")).to_have_value("")


def test_calendar_by_keyboard(page):
    page.clock.set_fixed_time("2026-11-21T12:00:00+03:00")
    page.goto(GALLERY)
    page.locator("#id_sample-ends_on").focus()
    for key in ("Tab", "Enter", "ArrowDown", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("#id_sample-ends_on")).to_have_value("29.11.2026")
    expect(page.locator("#id_sample-ends_on")).to_be_focused()


def test_theme_switch_keeps_what_was_typed(page):
    page.emulate_media(color_scheme="light")
    page.goto(GALLERY)
    page.locator("#id_sample-title").fill("İğne oyası ustası")
    page.locator(".site-tools").get_by_role("button", name="Koyu").click()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    expect(page.locator("#id_sample-title")).to_have_value("İğne oyası ustası")


def test_without_javascript_theme_and_language_work(plain_page):
    plain_page.goto(GALLERY)
    plain_page.locator(".site-tools").get_by_role("button", name="Koyu").click()
    expect(plain_page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    plain_page.locator(".site-tools").get_by_role("button", name="English").click()
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("Components")
    assert plain_page.url.endswith(GALLERY)


def test_without_javascript_no_dead_button_is_shown(plain_page):
    """Calendar, copy, print and show need JavaScript, so they are shown only with it."""
    plain_page.goto(GALLERY)
    for needs_script in ("[data-calendar]", "[data-clear]", "[data-copy]", "[data-print]", "[data-show]"):
        assert plain_page.locator(needs_script).count()
        assert not plain_page.locator(needs_script).first.is_visible()


def test_skip_link_is_the_first_stop(page):
    page.goto("/erisilebilirlik/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="İçeriğe geç")
    expect(skip).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_phone_reaches_the_form(phone_page):
    phone_page.goto(GALLERY)
    phone_page.locator("#id_sample-title").tap()
    expect(phone_page.locator("#id_sample-title")).to_be_focused()
