"""The documents are true to the code: what they name exists, and what exists is named on the map."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.architecture.sources import DOCS, ROOT, SOURCE

PATH = re.compile(r"`((?:src|docs|tests|tools|requirements|benchmarks|deploy|\.ci)/[\w./-]*)`")
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)")
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
NOT_ON_THE_MAP = {"__pycache__", "locale", "locale_formats", "management", "migrations", "templatetags"}


def _named(page: Path) -> set[str]:
    return set(PATH.findall(page.read_text(encoding="utf-8")))


@pytest.mark.parametrize("document", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_and_folder_named_exists(document: Path) -> None:
    assert sorted(path for path in _named(document) if not (ROOT / path).exists()) == []


@pytest.mark.parametrize("document", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(document: Path) -> None:
    links = LINK.findall(document.read_text(encoding="utf-8"))
    assert sorted(link for link in links if not (document.parent / link).exists()) == []


def test_every_app_is_on_the_map() -> None:
    ours = [app for app in settings.INSTALLED_APPS if app.startswith("imece.")]
    folders = {f"src/{app.removesuffix('.apps').replace('.', '/')}/" for app in ours}
    assert sorted(folders - _named(DOCS / "map.md")) == []


@pytest.mark.parametrize(
    "parent", [SOURCE, SOURCE / "core", SOURCE / "employment", DOCS], ids=lambda path: path.name
)
def test_every_folder_is_on_the_map(parent: Path) -> None:
    folders = {path for path in parent.iterdir() if path.is_dir() and path.name not in NOT_ON_THE_MAP}
    named = _named(DOCS / "map.md")
    assert sorted(path.name for path in folders if f"{path.relative_to(ROOT)}/" not in named) == []


def test_decisions_are_numbered_without_a_gap_and_listed() -> None:
    numbers = sorted(path.name[:4] for path in (DOCS / "decisions").glob("[0-9]*.md"))
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]
    index = (DOCS / "decisions" / "README.md").read_text(encoding="utf-8")
    assert [
        path.name for path in (DOCS / "decisions").glob("[0-9]*.md") if f"({path.name})" not in index
    ] == []


def test_every_recipe_is_in_the_index() -> None:
    index = (DOCS / "recipes" / "README.md").read_text(encoding="utf-8")
    recipes = [path.name for path in (DOCS / "recipes").glob("*.md") if path.name != "README.md"]
    assert [name for name in recipes if f"({name})" not in index] == []


def test_the_two_readmes_are_twins() -> None:
    """Same links, addresses, commands and number of lines in tables and headings; only the words differ."""
    english, turkish = (_skeleton(ROOT / name) for name in ("README.md", "README.tr.md"))
    assert english == turkish


def _skeleton(page: Path) -> dict[str, object]:
    text = page.read_text(encoding="utf-8")
    lines = text.splitlines()
    return {
        "headings": [
            line.split(" ")[0] for line in lines if line.startswith("#") and not line.startswith("# ")
        ],
        "table lines": sum(line.startswith("|") for line in lines),
        "links": sorted(set(LINK.findall(text)) - {"README.md", "README.tr.md"}),
        "commands": sorted(re.findall(r"`(?:\./imece |/)[^`]*`", text)),
    }
