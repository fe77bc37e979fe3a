"""The headings and rows of a list as HTML. Not by the template: 150 cells took it a third of the page's time."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from imece.core.columns import Column, format_in_active_language
from imece.core.lists.criteria import SELECTED
from imece.core.ui.markup import attributes, escaped

Draw = Callable[[Any], str]
ARROWS = {
    "ascending": ' <span aria-hidden="true">▲</span>',
    "descending": ' <span aria-hidden="true">▼</span>',
}


@dataclass(frozen=True)
class Heading:
    """`aria_sort` is empty for a column that cannot be sorted by."""

    column: Column
    aria_sort: str = ""
    url: str = ""

    @property
    def html(self) -> str:
        align = ' class="is-number"' if self.column.align == "end" else ""
        start, label = f'<th role="columnheader" scope="col"{align}', escaped(self.column.label)
        if not self.url:
            return f"{start}>{label}</th>"
        arrow = ARROWS.get(self.aria_sort, "")
        link = f'<a class="sort-link" href="{escaped(self.url)}">{label}{arrow}</a>'
        return f'{start} aria-sort="{self.aria_sort}">{link}</th>'


def draw_headings(headings: Iterable[Heading]) -> SafeString:
    return mark_safe("".join(heading.html for heading in headings))  # noqa: S308  labels are escaped above


def draw_cells(columns: Iterable[Column], language: str) -> list[Draw]:
    """A function for each column; what is alike in all its rows is reckoned once."""
    return [_cell(column, language) for column in columns]


def _cell(column: Column, language: str) -> Draw:
    """One `<td>`. The label stands before the text where the table folds to one column (phones); an empty cell is
    marked, so that it is left out there."""
    start = f'<td role="cell" data-label="{escaped(column.label)}"'
    align = ' class="is-number"' if column.align == "end" else ""

    def draw(row: Any) -> str:
        text = escaped(format_in_active_language(column, row, language))
        link = column.link(row) if column.link else None
        inside = f'<a href="{escaped(link)}">{text}</a>' if link else text
        return f"{start}{'' if text else ' data-empty'}{align}>{inside}</td>"

    return draw


def draw_choice(label: Callable[[Any], str], *, many: bool, checked: set[str], focus_first: bool) -> Draw:
    """The first cell: the row's radio button or tick-box. `label` names the row for those who do not see it."""
    kind = "checkbox" if many else "radio"
    control = attributes({"class": "form-check-input row-choice", "type": kind, "name": SELECTED})
    start = f'<td role="cell"><label class="row-select"><input{control}'
    words = _("Select: %(label)s")
    is_first = focus_first

    def draw(row: Any) -> str:
        nonlocal is_first
        key = str(row.pk)
        marks = (" checked" if key in checked else "") + (" autofocus" if is_first else "")
        is_first = False
        text = escaped(words % {"label": label(row)})
        return f'{start} value="{key}"{marks}><span class="visually-hidden">{text}</span></label></td>'

    return draw


def draw_rows(rows: Iterable[Any], cells: list[Draw]) -> SafeString:
    """Every text in a cell was escaped by the function that drew it."""
    lines = (f'<tr role="row">{"".join(draw(row) for draw in cells)}</tr>\n' for row in rows)
    return mark_safe("".join(lines))  # noqa: S308
