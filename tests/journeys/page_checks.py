"""What every page must hold: WCAG 2.2 AA as far as axe sees it, one meaning a link text, no scrolling sideways."""

import json
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Without `preload` axe does not fetch the style sheets anew (at wrong addresses) for each look.
OPTIONS = {"resultTypes": ["violations", "incomplete"], "preload": False}
EVERY_RULE = OPTIONS | {"runOnly": {"type": "tag", "values": TAGS}}
BUT_COLOURS = EVERY_RULE | {"rules": {"color-contrast": {"enabled": False}}}
COLOURS = OPTIONS | {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
LOOKS = ((1280, "light", EVERY_RULE), (1280, "dark", COLOURS), (320, "light", BUT_COLOURS))
"""To measure every text's contrast takes as long as all the rest. Colours come from tokens, not from the width."""
ALL_LOOKS = (*LOOKS, (320, "light", COLOURS), (320, "dark", COLOURS))
HAS_AXE = "() => typeof axe !== 'undefined'"
# As text and without what nobody reads: Playwright takes objects over piece by piece.
RUN_AXE = """options => axe.run(options).then(found => JSON.stringify({violations: found.violations,
  incomplete: found.incomplete.filter(one => one.id === 'color-contrast')}))"""
LINKS = """() => [...document.querySelectorAll('a[href]')].filter(link => link.checkVisibility())
  .map(link => [(link.getAttribute('aria-label') || link.textContent).trim().replace(/\\s+/g, ' '),
    new URL(link.href.baseVal ?? link.href, location).href])"""
INLINE = """() => [...document.querySelectorAll(
  '[style], style, script:not([src]):not([type$="json"]), [onclick], [onchange], [onsubmit]')]
  .map(one => one.outerHTML.slice(0, 120))"""
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
TOO_WIDE = """() => [...document.querySelectorAll('main *, header *, footer *')]
  .filter(one => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.table-frame, pre'))
  .slice(0, 5).map(one => one.outerHTML.slice(0, 120))"""


@contextmanager
def watched(page: Page) -> Iterator[Page]:
    """Collects errors of the page's JavaScript and breaches of the CSP; at the end there must be none."""
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    # Not inline styles: axe itself measures with them. Ours are looked for in the markup.
    page.on("console", lambda line: _is_breach(line.text) and faults.append(line.text))
    yield page
    assert not faults, f"in the browser: {faults}"


def _is_breach(line: str) -> bool:
    return "Content Security Policy" in line and "inline style" not in line


def check_page_everywhere(page: Page, looks: tuple[tuple[int, str, dict], ...] = LOOKS) -> None:
    """Fails with every violation, its place and how to see it. Dark changes colours alone, so only they are asked."""
    page.wait_for_load_state("load")  # a heading can be seen before the style sheets have come
    size = page.viewport_size
    problems = [f"inline style or script: {found}" for found in page.evaluate(INLINE)]
    for width, scheme, rules in looks:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        problems += [
            f"{width} px, {scheme}: {problem}" for problem in [*axe_problems(page, rules), *sideways(page)]
        ]
    problems += links_of_two_meanings(page)
    page.emulate_media(color_scheme="null")
    if size:
        page.set_viewport_size(size)
    assert not problems, "\n".join([page.url, *dict.fromkeys(problems)])


def axe_problems(page: Page, rules: dict) -> list[str]:
    if not page.evaluate(HAS_AXE):  # once a page, for all its looks
        page.evaluate(AXE_SCRIPT)
    answer = json.loads(page.evaluate(RUN_AXE, rules))
    found = answer["violations"] + [_invisible(one) for one in answer["incomplete"]]
    return [
        f"{violation['id']}: {violation['help']} at {json.dumps(node['target'])} {node['html'][:160]} {_why(node)}"
        for violation in found
        for node in violation["nodes"]
    ]


def _invisible(finding: dict) -> dict:
    """Text in the colour of its ground is no violation to axe, but a question."""
    same = [node for node in finding["nodes"] if "1:1" in _why(node)]
    return finding | {"nodes": same}


def _why(node: dict) -> str:
    return " / ".join(check["message"] for check in [*node["any"], *node["all"], *node["none"]][:2])


def links_of_two_meanings(page: Page) -> list[str]:
    """The same words lead to the same place."""
    targets: dict[str, set[str]] = defaultdict(set)
    for words, target in page.evaluate(LINKS):
        targets[words].add(target)
    return [
        f"“{words}” leads to {sorted(where)}"
        for words, where in targets.items()
        if len(where) > 1 or not words
    ]


def sideways(page: Page) -> list[str]:
    extra = page.evaluate(SIDEWAYS)
    return [f"{extra} px to scroll sideways: {page.evaluate(TOO_WIDE)}"] if extra > 0 else []
