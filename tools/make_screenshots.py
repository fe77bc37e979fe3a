"""Make the README's pictures from a running demo: `python tools/make_screenshots.py [http://localhost:8000]`.

Start `./imece demo` first; the passwords are read from its data folder (IMECE_HOME, or the demo's usual place). Needs
the development requirements and Chromium. Writes docs/images/*.png, each under 150 kB, and says so if one is not.
"""

import json
import os
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
LARGEST = 150 * 1024
WIDE, PHONE = {"width": 1200, "height": 760}, {"width": 360, "height": 700}
# file, who is signed in (a key of demo-people.json), page, size, colours
PICTURES = (
    ("landing", "", "/", WIDE, "light"),
    ("search-phone", "", "/is-ilanlari/?province=6", PHONE, "light"),
    ("employer-start", "employer", "/baslangic/", WIDE, "light"),
    ("short-form", "employer", "/isveren/istemler/yeni/", WIDE, "light"),
    ("candidates-dark", "employer", "/secim/5/", WIDE, "dark"),
)


def main(base: str) -> int:
    people = {
        person["key"]: person for person in json.loads(people_file().read_text(encoding="utf-8"))["people"]
    }
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("IMECE_CHROMIUM", "/usr/bin/chromium")
        )
        for name, who, address, size, colours in PICTURES:
            page = browser.new_context(
                base_url=base, viewport=size, locale="tr-TR", color_scheme=colours
            ).new_page()
            if who:
                sign_in(page, people[who])
            page.goto(address, wait_until="networkidle")
            page.screenshot(path=IMAGES / f"{name}.png")
            page.context.close()
        browser.close()
    too_large = [file.name for file in IMAGES.glob("*.png") if file.stat().st_size > LARGEST]
    print(
        "\n".join(f"{name} is larger than {LARGEST} bytes" for name in too_large) or f"pictures in {IMAGES}"
    )
    return 1 if too_large else 0


def people_file() -> Path:
    home = os.environ.get("IMECE_HOME")
    data = Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local/share"))
    return (Path(home) if home else data / "imece-demo") / "demo-people.json"


def sign_in(page: Page, person: dict[str, str]) -> None:
    page.goto("/giris/isveren/")
    page.fill("input[name=login]", person["login"])
    page.fill("input[name=password]", person["password"])
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name="Giriş", exact=True).click()
    if "firma-sec" in page.url:
        with page.expect_navigation():
            page.get_by_role("button", name="Devam et", exact=True).click()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000"))
