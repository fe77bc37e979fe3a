"""All rows through their parsers: what may be taken, and every error with its row, column and remedy
(AIC-30).
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO, TextIO, TypeVar

import xlsxwriter
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from imece.core.columns import neutralise
from imece.core.uploads.parsing import CellProblem, as_text, is_filled
from imece.core.uploads.rows import STRAY, Row
from imece.core.uploads.template import UploadColumn, UploadTemplate

MAX_SHOWN_VALUE = 200
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class AcceptedRow:
    number: int
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class RowError:
    """`column` is the label people know; `value` what stands in the cell; sentences in the language of the moment.

    Errors that are kept are read by others too: `in_each_language`.
    """

    row: int
    column: str
    value: str
    problem: str
    remedy: str


@dataclass(slots=True)
class CheckedRows:
    """`accepted` holds only rows without any error, so *Yalnız doğru satırları al* can take them as they
    are.
    """

    accepted: list[AcceptedRow] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    concerned: set[int] = field(default_factory=set)
    """Numbers of the wrong rows and of those they repeat: checked without the others, they give the same errors."""

    @property
    def is_faultless(self) -> bool:
        return not self.errors

    @property
    def wrong_row_count(self) -> int:
        return len({error.row for error in self.errors})


def check_rows(rows: Iterable[Row], template: UploadTemplate) -> CheckedRows:
    """Never stops at the first error; of rows alike in the `unique` columns all but the first are wrong."""
    checked = CheckedRows()
    first_rows: dict[tuple[Any, ...], int] = {}
    for row in rows:
        values, errors = _check_row(row, template)
        if not errors and template.unique:
            key = tuple(values[name] for name in template.unique)
            first = first_rows.setdefault(key, row.number)
            if first != row.number:
                errors = [_repeated(row.number, key, first, template)]
                checked.concerned.add(first)
        checked.errors.extend(errors)
        checked.concerned.update(error.row for error in errors)
        if not errors:
            checked.accepted.append(AcceptedRow(row.number, values))
    return checked


def in_each_language(told: T, again: Callable[[], T]) -> dict[str, T]:
    """By language: `told` in that of the moment, and what `again()` says in the others."""
    by_language = {translation.get_language() or settings.LANGUAGE_CODE: told}
    for language, _name in settings.LANGUAGES:
        if language not in by_language:
            with translation.override(language):
                by_language[language] = again()
    return by_language


def _check_row(row: Row, template: UploadTemplate) -> tuple[dict[str, Any], list[RowError]]:
    values: dict[str, Any] = {}
    errors: list[RowError] = []
    for column in template.columns:
        cell = row.cells.get(column.name)
        try:
            values[column.name] = _parse_cell(column, cell)
        except CellProblem as fault:
            errors.append(_row_error(row.number, str(column.label), cell, fault))
    errors.extend(_stray_errors(row))
    if not errors:
        errors.extend(_row_check_errors(row, values, template))
    return values, errors


def _parse_cell(column: UploadColumn, cell: Any) -> Any:
    if is_filled(cell):
        return column.parse(cell)
    if column.required:
        raise CellProblem(gettext("This mandatory cell is empty."), gettext("Fill it in."))
    return None


def _stray_errors(row: Row) -> Iterator[RowError]:
    if STRAY in row.cells:
        fault = CellProblem(
            gettext("There are values in a column without a header."),
            gettext("Delete them, or look for a delimiter too many in this row."),
        )
        yield _row_error(row.number, STRAY, " | ".join(as_text(cell) for cell in row.cells[STRAY]), fault)


def _row_check_errors(row: Row, values: Mapping[str, Any], template: UploadTemplate) -> Iterator[RowError]:
    for check in template.row_checks:
        for name, fault in check(values):
            yield _row_error(row.number, str(template.column(name).label), row.cells.get(name), fault)


def _repeated(number: int, key: tuple[Any, ...], first: int, template: UploadTemplate) -> RowError:
    labels = ", ".join(str(template.column(name).label) for name in template.unique)
    fault = CellProblem(
        gettext("The same values already stand in row {row}.").format(row=first),
        gettext("Delete one of the two rows."),
    )
    return _row_error(number, labels, ", ".join(as_text(part) for part in key), fault)


def _row_error(number: int, column: str, cell: Any, fault: CellProblem) -> RowError:
    return RowError(number, column, as_text(cell)[:MAX_SHOWN_VALUE], str(fault.problem), str(fault.remedy))


def _error_table(errors: Sequence[RowError]) -> Iterator[tuple[str, ...]]:
    yield gettext("Row"), gettext("Column"), gettext("Value"), gettext("What is wrong"), gettext("What to do")
    for error in errors:
        yield str(error.row), *map(neutralise, (error.column, error.value, error.problem, error.remedy))


def write_errors_xlsx(errors: Sequence[RowError], output: BinaryIO) -> None:
    """The downloadable list; values are neutralised, since they come from the file that was wrong."""
    with xlsxwriter.Workbook(output, {"constant_memory": True, "strings_to_formulas": False}) as book:
        page = book.add_worksheet(gettext("Errors"))
        bold = book.add_format({"bold": True, "bg_color": "#e2eff0", "bottom": 1})
        for line, texts in enumerate(_error_table(errors)):
            for place, text in enumerate(texts):
                if line and place == 0:
                    page.write_number(line, place, int(text))
                else:
                    page.write_string(line, place, text, None if line else bold)
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, len(errors), 4)
        for place, width in enumerate((8, 24, 28, 50, 60)):
            page.set_column(place, place, width)


def write_errors_csv(errors: Sequence[RowError], output: TextIO) -> None:
    output.write("\ufeff")
    csv.writer(output, delimiter=";", lineterminator="\r\n").writerows(_error_table(errors))
