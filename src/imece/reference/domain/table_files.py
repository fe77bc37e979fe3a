"""What imports of official lists share: a file (.xlsx, .csv, .json) becomes rows and faults, without the database."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

from django.utils.translation import gettext_lazy as _
from python_calamine import CalamineError, CalamineWorkbook

from imece.core.errors import define
from imece.core.turkish import fold, normalize

Row = TypeVar("Row")
UNREADABLE = define(
    "REF-001",
    _("The file «{name}» cannot be read: {what}."),
    remedy=_("Give an .xlsx, .csv or .json file whose columns have the names {columns}."),
    status=422,
)
NO_COLUMNS = define(
    "REF-002",
    _("The file «{name}» has no columns {columns}; its first row is: {first}."),
    remedy=_("Name the columns {columns}."),
    status=422,
)
LEAVES_OUT_TOO_MUCH = define(
    "REF-003",
    _("The file leaves out {count} of {known} valid entries: it is hardly the whole list."),
    remedy=_("Import it as a part (--partial), or confirm with --allow-many-retirements."),
    status=422,
)
MANY_SHARE: Final = 4
"""More than one in four entries left out is taken for a mistake."""


@dataclass(frozen=True)
class Fault:
    """A line that cannot be taken: its number (as a spreadsheet counts), its values, and why."""

    number: int
    values: str
    why: str


@dataclass(frozen=True)
class Layout(Generic[Row]):
    """How a list's columns are called, and what a line of it becomes.

    `headings`: our name → what the column may be called. `needed`: our names without which it is not the list; a file
    without headings has them in this order, first the code. `make_row` says by ValueError why it cannot.
    """

    headings: Mapping[str, tuple[str, ...]]
    needed: tuple[str, ...]
    is_code: Callable[[Any], bool]
    make_row: Callable[[int, dict[str, Any]], Row]

    @property
    def columns(self) -> str:
        return ", ".join(self.headings[name][0] for name in self.needed)


def read_rows(path: Path, layout: Layout[Row]) -> tuple[list[Row], list[Fault]]:
    """Good rows and faults, in file order. Raises REF-001, REF-002."""
    rows: list[Row] = []
    faults: list[Fault] = []
    columns: dict[str, int] | None = None
    for number, cells in enumerate(_read_table(path, layout.columns), start=1):
        filled = sum(map(_is_filled, cells))
        if not filled or (columns is None and filled == 1):  # a lone cell above the table is its title
            continue
        if columns is None:
            columns, is_heading = _find_columns(cells, path.name, layout)
            if is_heading:
                continue
        values = {name: cells[index] if index < len(cells) else None for name, index in columns.items()}
        try:
            rows.append(layout.make_row(number, values))
        except ValueError as problem:
            faults.append(Fault(number, _shown(cells), str(problem)))
    if columns is None:
        raise NO_COLUMNS(name=path.name, columns=layout.columns, first="–")
    return rows, faults


def refuse_mass_retirement(left_out: int, valid: int) -> None:
    """Raises REF-003."""
    if left_out * MANY_SHARE > valid:
        raise LEAVES_OUT_TOO_MUCH(count=left_out, known=valid)


def as_text(value: Any) -> str:
    return " ".join(normalize(str(value or "")).split())


# ------------------------------------------------------------------------------------------ columns
def _find_columns(cells: list[Any], file_name: str, layout: Layout[Any]) -> tuple[dict[str, int], bool]:
    """Where each column stands, and whether this row is the heading."""
    names = {fold(heading): name for name, known in layout.headings.items() for heading in known}
    found = ((names.get(fold(as_text(cell))), index) for index, cell in enumerate(cells))
    columns = {name: index for name, index in found if name}
    if set(layout.needed) <= columns.keys():
        return columns, True
    if len(cells) >= len(layout.needed) and layout.is_code(cells[0]):
        return {name: index for index, name in enumerate(layout.needed)}, False
    raise NO_COLUMNS(name=file_name, columns=layout.columns, first=_shown(cells))


def _is_filled(cell: Any) -> bool:
    return cell not in (None, "")


def _shown(cells: list[Any]) -> str:
    return " | ".join(str(cell) for cell in cells if _is_filled(cell))[:200]


# ------------------------------------------------------------------------------------------ formats
def _read_table(path: Path, columns: str) -> Iterable[list[Any]]:
    readers = {".xlsx": _read_workbook, ".csv": _read_csv, ".json": _read_json}
    reader = readers.get(fold(path.suffix))
    if reader is None:
        raise UNREADABLE(name=path.name, columns=columns, what=path.suffix or "?")
    try:
        return reader(path)
    except (CalamineError, OSError, ValueError, csv.Error) as problem:
        raise UNREADABLE(name=path.name, columns=columns, what=problem) from problem


def _read_workbook(path: Path) -> list[list[Any]]:
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)


def _read_csv(path: Path) -> list[list[Any]]:
    """UTF-8, or Windows-1254 as old Turkish exports have it (TR-08); comma, semicolon, bar or tab."""
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1254")
    first = text.partition("\n")[0]
    delimiter = max(";\t|,", key=first.count)
    return list(csv.reader(io.StringIO(text), delimiter=delimiter))


def _read_json(path: Path) -> list[list[Any]]:
    data = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(data, list) or not all(isinstance(one, dict) for one in data):
        raise ValueError("a list of objects is expected")
    columns = list(dict.fromkeys(key for one in data for key in one))
    return [columns, *([one.get(column) for column in columns] for one in data)]
