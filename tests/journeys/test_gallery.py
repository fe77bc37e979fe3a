"""The components, in a real browser."""

import pytest


@pytest.mark.parametrize("address", ["/bilesenler/", "/bilesenler/?hata=1", "/erisilebilirlik/", "/no-such-page/"])
def test_page_is_accessible(page, check_page, address):
    page.goto(address)
    check_page(page)
