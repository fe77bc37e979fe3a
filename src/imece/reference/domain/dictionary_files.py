"""Reads a dictionary file (.xlsx, .csv, .json) into rows; knows nothing of the database."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from python_calamine import CalamineError, CalamineWorkbook

from imece.core.errors import define
from imece.core.turkish import fold, normalize
from imece.reference.domain.codes import is_occupation_code

UNREADABLE = define(
    "OCC-001",
    _("The file «{name}» cannot be read: {what}."),
    remedy=_("Give an .xlsx, .csv or .json file whose columns have the names code and name."),
    status=422,
)
NO_COLUMNS = define(
    "OCC-002",
    _("The file «{name}» has no columns for code and name; its first row is: {first}."),
    remedy=_("Name the columns kod and ad (or code and name)."),
    status=422,
)

HEADINGS: Final = {
    "code": ("kod", "kodu", "meslek kodu", "code"),
    "name": ("ad", "adi", "meslek", "meslek adi", "name"),
    "synonyms": ("esanlamlilar", "es anlamlilar", "diger adlar", "synonyms"),
    "valid_from": ("gecerlilik baslangici", "baslangic", "valid_from"),
    "valid_to": ("gecerlilik bitisi", "bitis", "valid_to"),
    "replaced_by": ("yerine gecen", "yerine gecen kod", "replaced_by"),
    "description": ("tanim", "description"),
    "tasks": ("gorevler", "tasks"),
    "tools": ("araclar", "arac gerecler", "tools"),
    "environment": ("calisma ortami", "environment"),
    "education": ("egitim", "education"),
}
TEXT_FIELDS: Final = ("description", "tasks", "tools", "environment", "education")
DATE_FIELDS: Final = ("valid_from", "valid_to")
LONGEST_NAME: Final = 200


@dataclass(frozen=True)
class Row:
    """One line of a file. `extra` holds only what the file has a column for."""

    number: int
    code: str
    name: str
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Fault:
    """A line that cannot be taken: its number (as a spreadsheet counts), its values, and why."""

    number: int
    values: str
    why: str


def read_dictionary(path: Path) -> tuple[list[Row], list[Fault]]:
    """Good rows and faults, in file order. Raises OCC-001, OCC-002."""
    table = _read_table(path)
    rows: list[Row] = []
    faults: list[Fault] = []
    columns: dict[str, int] | None = None
    for number, cells in table:
        if not any(cell not in (None, "") for cell in cells):
            continue
        if columns is None:
            columns = _find_columns(cells, path.name)
            if not is_occupation_code(_code(cells[columns["code"]])):
                continue  # a heading; without one the first row is data
        one = _make_row(number, cells, columns)
        if isinstance(one, Row):
            rows.append(one)
        else:
            faults.append(one)
    return rows, faults


# ------------------------------------------------------------------------------------------ formats
def _read_table(path: Path) -> Iterator[tuple[int, list[Any]]]:
    readers = {".xlsx": _read_workbook, ".csv": _read_csv, ".json": _read_json}
    reader = readers.get(fold(path.suffix))
    if reader is None:
        raise UNREADABLE(name=path.name, what=path.suffix or "?")
    try:
        return enumerate(reader(path), start=1)
    except (CalamineError, OSError, ValueError, csv.Error) as problem:
        raise UNREADABLE(name=path.name, what=problem) from problem


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


# ------------------------------------------------------------------------------------------ rows
def _find_columns(cells: list[Any], file_name: str) -> dict[str, int]:
    headings = [fold(normalize(str(cell or ""))).strip() for cell in cells]
    columns = {
        name: index
        for index, heading in enumerate(headings)
        for name, known in HEADINGS.items()
        if heading in known
    }
    if {"code", "name"} <= columns.keys():
        return columns
    if len(cells) >= 2 and is_occupation_code(_code(cells[0])):
        return {"code": 0, "name": 1}
    raise NO_COLUMNS(name=file_name, first=_shown(cells))


def _make_row(number: int, cells: list[Any], columns: dict[str, int]) -> Row | Fault:
    values = {name: cells[index] if index < len(cells) else None for name, index in columns.items()}
    code, name = _code(values.pop("code")), _text(values.pop("name"))
    if not is_occupation_code(code):
        return Fault(
            number, _shown(cells), str(_("«{code}» is no code of the form NNNN.NN")).format(code=code)
        )
    if not name or len(name) > LONGEST_NAME:
        return Fault(number, _shown(cells), str(_("the name is missing or longer than 200 letters")))
    try:
        return Row(number, code, name, {key: _extra(key, value) for key, value in values.items()})
    except ValueError as problem:
        return Fault(number, _shown(cells), str(problem))


def _code(value: Any) -> str:
    """A spreadsheet may hold 1120.20 as the number 1120.2, and 0110.01 as 110.01."""
    return f"{value:07.2f}" if isinstance(value, float) else str(value or "").strip()


def _text(value: Any) -> str:
    return " ".join(normalize(str(value or "")).split())


def _extra(key: str, value: Any) -> Any:
    if key in DATE_FIELDS:
        return _date(value)
    if key == "synonyms":
        parts = value if isinstance(value, list) else str(value or "").split(";")
        return list(dict.fromkeys(text for part in parts if (text := _text(part))))
    if key == "replaced_by":
        code = _code(value)
        if code and not is_occupation_code(code):
            raise ValueError(str(_("«{code}» is no code of the form NNNN.NN")).format(code=code))
        return code
    lines = value if isinstance(value, list) else str(value or "").splitlines()
    return "\n".join(_text(line) for line in lines)


def _date(value: Any) -> date | None:
    if value in (None, ""):
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value).strip()
    for form in ("%d.%m.%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    raise ValueError(str(_("«{text}» is no date (DD.MM.YYYY)")).format(text=text))


def _shown(cells: list[Any]) -> str:
    return " | ".join(str(cell) for cell in cells if cell not in (None, ""))[:200]
