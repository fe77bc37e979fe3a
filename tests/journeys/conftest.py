"""A real browser against the real application: `live_url`, `page`, `phone_page`, `plain_page`, `check_page`.

    @pytest.mark.browser
    def test_vacancy_is_found(page, check_page):
        page.goto("/is-ara/")
        check_page(page)

The application runs in a thread of this process, on a database of its own where commits are real (`fresh_database`),
so a test may use the ORM and time-machine beside the browser.
"""

import os
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from imece.config.commands.testing import find_chromium
from tests.journeys.page_checks import check_page_everywhere, watched

ARGUMENTS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
PATIENCE = 30_000  # ms; a laden machine of two cores is slow, never wrong
WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 320, "height": 640}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever asks for a browser is marked `browser`, and skipped with one sentence where there is none."""
    missing = pytest.mark.skip(reason="no Chromium found; install it or set IMECE_CHROMIUM")
    for item in items:
        if {"browser", "page"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.browser)
            if find_chromium() is None:
                item.add_marker(missing)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Taken by pytest-playwright's `browser`, one a session. The sync API keeps an event loop: Django is told."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE)
    return {"executable_path": find_chromium(), "args": list(ARGUMENTS)}


@pytest.fixture
def live_url(fresh_database: str) -> Iterator[str]:
    """Address of the running application."""
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    class Quiet(WSGIRequestHandler):
        def log_message(self, *words: object) -> None:
            pass

    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet, allow_reuse_address=False)
    server.set_app(get_wsgi_application())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def new_browser_context(browser: Browser, live_url: str) -> Iterator[Callable[..., BrowserContext]]:
    """Makes a browser context (a person with his own cookies); all are closed after the test."""
    opened: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        settings = {
            "base_url": live_url,
            "locale": "tr-TR",
            "timezone_id": "Europe/Istanbul",
            "viewport": WIDE,
        }
        opened.append(browser.new_context(**(settings | options)))
        opened[-1].set_default_timeout(PATIENCE)
        return opened[-1]

    yield make
    for context in opened:
        context.close()


@pytest.fixture
def context(new_browser_context: Callable[..., BrowserContext]) -> BrowserContext:
    return new_browser_context()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """1280 px wide; an error in the page's JavaScript or a breach of the CSP fails the test."""
    with watched(context.new_page()) as page:
        yield page


@pytest.fixture
def phone_page(new_browser_context: Callable[..., BrowserContext]) -> Iterator[Page]:
    """320 px wide, with touch."""
    with watched(new_browser_context(viewport=PHONE, has_touch=True).new_page()) as page:
        yield page


@pytest.fixture
def plain_page(new_browser_context: Callable[..., BrowserContext]) -> Page:
    """Without JavaScript."""
    return new_browser_context(java_script_enabled=False).new_page()


@pytest.fixture
def check_page() -> Callable[[Page], None]:
    """axe, links and widths, at 1280 and 320 px, colours light and dark; the page is left as it was."""
    return check_page_everywhere


@pytest.fixture
def check_pages() -> Callable[[Page, Iterable[str]], None]:
    """`check_page` for one address after another as the same person; everything wrong is told at the end.

    Each page shows its heading, and `words` where they are given.
    """

    def check(page: Page, addresses: Iterable[str], words: str = "") -> None:
        wrong = []
        for address in addresses:
            page.goto(address)
            try:
                expect(page.get_by_role("heading", level=1)).to_be_visible()
                expect(page.locator("main")).to_contain_text(words)
                check_page_everywhere(page)
            except AssertionError as problem:
                wrong.append(f"{address}: {problem}")
        assert wrong == []

    return check
