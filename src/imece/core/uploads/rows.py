"""From a file of any of the three formats to numbered rows, after every gate; nothing is written to disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, BinaryIO

from imece.core.uploads.content import Format, Upload, open_upload
from imece.core.uploads.delimited import delimited_lines
from imece.core.uploads.errors import CELL_TOO_LONG, EMPTY, TOO_MANY_ROWS, WRONG_TEMPLATE
from imece.core.uploads.markup import markup_rows
from imece.core.uploads.parsing import as_text, is_filled
from imece.core.uploads.template import UploadTemplate, column_heading, header_key
from imece.core.uploads.workbook import workbook_lines


@dataclass(frozen=True, slots=True)
class Row:
    """`number` is the row the user sees in Excel (header = 1); in XML the place among the row elements,
    from 1.
    """

    number: int
    cells: dict[str, Any]


def read_rows(file: BinaryIO, template: UploadTemplate, *, name: str = "") -> Iterator[Row]:
    """Rows with their cells by column name, without the template's row of examples; raises a UPL problem as soon as
    the file as a whole is unfit.

    The first problem comes before the first row, except too many rows and too long cells, which are met on
    the way.
    """
    shown = name or getattr(file, "name", "") or template.name
    upload = open_upload(file, str(shown), template.limits, template.accepted)
    rows = _rows_of(upload, template)
    first = next(rows, None)
    if first is None:
        raise EMPTY(name=upload.name)
    return _without_examples(template, _bounded(upload, template, chain([first], rows)))


def _rows_of(upload: Upload, template: UploadTemplate) -> Iterator[Row]:
    if upload.format is Format.XML:
        found = markup_rows(upload, template)
        return (
            Row(number, cells) for number, cells in enumerate(found, start=1) if not _is_blank(cells.values())
        )
    lines = workbook_lines if upload.format is Format.XLSX else delimited_lines
    return _rows_under_header(upload, template, lines(upload, template))


def _rows_under_header(
    upload: Upload, template: UploadTemplate, lines: Iterator[tuple[int, Sequence[Any]]]
) -> Iterator[Row]:
    header = next((cells for _number, cells in lines if not _is_blank(cells)), None)
    if header is None:
        raise EMPTY(name=upload.name)
    names = match_header(upload, template, header)
    places = [(place, name) for place, name in enumerate(names) if name]
    gaps = [place for place, name in enumerate(names) if not name]
    for number, cells in lines:
        if not _is_blank(cells):
            named = {name: cells[place] if place < len(cells) else "" for place, name in places}
            if gaps or len(cells) > len(names):
                named |= _stray(gaps, len(names), cells)
            yield Row(number, named)


def _stray(gaps: Sequence[int], width: int, cells: Sequence[Any]) -> dict[str, Any]:
    """Cells under no header belong to nothing; they are kept under STRAY, and the check names them."""
    loose = [*(cells[place] for place in gaps if place < len(cells)), *cells[width:]]
    stray = [cell for cell in loose if is_filled(cell)]
    return {STRAY: stray} if stray else {}


STRAY = "?"


def match_header(upload: Upload, template: UploadTemplate, header: Sequence[Any]) -> list[str]:
    """Column names in the order of the file; blank headers give "". Missing or unknown ones are all named
    at once.
    """
    known = template.columns_by_header()
    columns = [known.get(header_key(cell)) if as_text(cell) else None for cell in header]
    names = [column.name if column else "" for column in columns]
    unknown = [as_text(cell) for cell, name in zip(header, names, strict=True) if as_text(cell) and not name]
    twice = [
        as_text(cell) for place, cell in enumerate(header) if names[place] and names[place] in names[:place]
    ]
    missing = [column_heading(c) for c in template.columns if c.required and c.name not in names]
    if missing or unknown or twice or not any(names):
        shown = (unknown + twice)[:20]
        raise WRONG_TEMPLATE(name=upload.name, missing=_listed(missing), unknown=_listed(shown))
    while names and not names[-1]:
        names.pop()
    return names


def _listed(names: Iterable[str]) -> str:
    return ", ".join(name[:60] for name in names) or "—"


def _is_blank(cells: Iterable[Any]) -> bool:
    return not any(is_filled(cell) for cell in cells)


def _without_examples(template: UploadTemplate, rows: Iterator[Row]) -> Iterator[Row]:
    """The row of examples that nobody deleted is known by the word in its first cell."""
    place, marks = template.columns[0].name, template.example_keys()
    return (row for row in rows if header_key(row.cells.get(place)) not in marks) if marks else rows


def _bounded(upload: Upload, template: UploadTemplate, rows: Iterator[Row]) -> Iterator[Row]:
    limits = template.limits
    for count, row in enumerate(rows, start=1):
        if count > limits.max_rows:
            raise TOO_MANY_ROWS(name=upload.name, limit=limits.max_rows)
        if any(isinstance(cell, str) and len(cell) > limits.max_cell_letters for cell in row.cells.values()):
            raise CELL_TOO_LONG(name=upload.name, row=row.number, limit=limits.max_cell_letters)
        yield row
