"""GEN-03: `docs/unverified-defaults.md` lists every default that no source makes sure, as the starting table has it."""

from typing import Any

from imece.reference.domain.parameters import starting_rows
from tests.architecture.sources import DOCS, SOURCE, table_rows

ROWS = table_rows(DOCS / "unverified-defaults.md")


def _shown(value: Any, unit: str) -> str:
    text = {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
    return f"{text} {unit}".strip()


def test_GEN_03_each_unverified_default_is_listed_with_its_switch() -> None:
    unverified = {
        row.name: _shown(row.value, row.unit) for row in starting_rows() if row.confidence == "check"
    }
    listed = {name.strip("`"): default for _, name, default, _ in (row for row in ROWS if len(row) == 4)}
    assert {name: default for name, default in listed.items() if name in unverified} == unverified


def test_a_figure_that_is_not_shipped_has_no_row() -> None:
    shipped = {row.name for row in starting_rows()}
    figures = [row[1].strip("`") for row in ROWS if len(row) == 3 and row[1].startswith("`")]
    assert len(figures) == 2
    assert shipped.isdisjoint(figures)


def test_what_has_no_switch_stands_where_the_page_says() -> None:
    places = [row[2].strip("`") for row in ROWS if len(row) == 3 and not row[1].startswith("`")]
    assert len(places) > 5
    assert [place for place in places if not (SOURCE / place).exists()] == []
