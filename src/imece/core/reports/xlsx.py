"""Excel with typed cells, in constant memory: 100,000 rows take no more of it than 100."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any, BinaryIO

import xlsxwriter
from django.utils import translation
from django.utils.translation import gettext
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from imece.core.columns import CellValue, Column, Kind, cell_value, neutralise
from imece.core.reports.errors import TOO_LONG_FOR_EXCEL
from imece.core.reports.sheet import Sheet

MAX_EXCEL_ROWS = 1_048_576
MAX_CELL_LETTERS = 32_767
EXACT_DIGITS = 15  # a spreadsheet number is a double: longer ones would be rounded, so they go as text
NUMBER_FORMATS = {
    Kind.INTEGER: "#,##0",
    Kind.MONEY: '#,##0.00 "TL"',
    Kind.DATE: "dd.mm.yyyy",
    Kind.INSTANT: "dd.mm.yyyy hh:mm",
}
TYPED_WIDTHS = {Kind.DATE: 12, Kind.INSTANT: 17, Kind.INTEGER: 10, Kind.DECIMAL: 14, Kind.MONEY: 18}
WIDEST = 60


def render_xlsx(sheet: Sheet, output: BinaryIO) -> int:
    """Write the workbook to `output` and answer how many rows it holds."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(output, options) as workbook:
        workbook.set_properties(
            {"title": sheet.title, "author": sheet.issuer, "created": _naive(sheet.made_at)}
        )
        with translation.override(sheet.language):
            page = workbook.add_worksheet(gettext("Report"))
        writer = _SheetWriter(workbook, page, sheet)
        writer.write_head()
        return writer.write_rows()


class _SheetWriter:
    """The state of one worksheet while its rows pass by."""

    def __init__(self, workbook: Any, page: Worksheet, sheet: Sheet) -> None:
        self.page = page
        self.sheet = sheet
        self.bold: Format = workbook.add_format({"bold": True})
        self.title: Format = workbook.add_format({"bold": True, "font_size": 14})
        self.heading: Format = workbook.add_format({"bold": True, "bottom": 1, "bg_color": "#e2eff0"})
        self.formats = [workbook.add_format({"num_format": number_format(c)}) for c in sheet.columns]
        self.widths = [
            max(len(label) + 3, TYPED_WIDTHS.get(c.kind, 8))
            for label, c in zip(sheet.header(), sheet.columns, strict=True)
        ]
        self.line = 0

    def write_head(self) -> None:
        self.page.write_string(0, 0, neutralise(self.sheet.title), self.title)
        seal = self.sheet.seal
        facts = self.sheet.facts()
        if seal:
            with translation.override(self.sheet.language):
                facts.append((gettext("Verification code"), seal["code"]))
        for line, (label, text) in enumerate(facts, start=1):
            self.page.write_string(line, 0, f"{label}: {text}" if len(self.widths) == 1 else label, self.bold)
            if len(self.widths) > 1:
                self.page.write_string(line, 1, neutralise(text))
        self.line = len(facts) + 2
        for place, label in enumerate(self.sheet.header()):
            self.page.write_string(self.line, place, label, self.heading)
        self.page.freeze_panes(self.line + 1, 0)
        self.page.repeat_rows(self.line)
        self.page.set_landscape()
        self.page.fit_to_pages(1, 0)

    def write_rows(self) -> int:
        first = self.line + 1
        row_count = 0
        for row_count, row in enumerate(self.sheet.rows, start=1):
            if first + row_count > MAX_EXCEL_ROWS:
                raise TOO_LONG_FOR_EXCEL(count=row_count, limit=MAX_EXCEL_ROWS - first)
            self._write_row(self.line + row_count, row)
        self.page.autofilter(self.line, 0, self.line + row_count, len(self.widths) - 1)
        for place, width in enumerate(self.widths):
            self.page.set_column(place, place, min(width, WIDEST))
        return row_count

    def _write_row(self, line: int, row: Any) -> None:
        for place, column in enumerate(self.sheet.columns):
            value = cell_value(column, row, self.sheet.language)
            if isinstance(value, str):
                self.widths[place] = max(self.widths[place], len(value) + 1)
            write_cell(self.page, line, place, value, self.formats[place])


def number_format(column: Column) -> str:
    if column.kind is Kind.DECIMAL:
        return "#,##0." + "0" * column.places if column.places else "#,##0"
    return NUMBER_FORMATS.get(column.kind, "General")


def write_cell(page: Worksheet, line: int, place: int, value: CellValue, style: Format | None = None) -> None:
    """One typed cell; what Excel could not hold exactly goes as text, what is too long is cut with a mark."""
    match value:
        case None:
            return
        case datetime.datetime() | datetime.date():
            page.write_datetime(line, place, value, style)
        case int() | Decimal() if _is_exact(value):
            page.write_number(line, place, value, style)
        case _:
            text = str(value)
            page.write_string(
                line, place, text if len(text) <= MAX_CELL_LETTERS else text[: MAX_CELL_LETTERS - 1] + "…"
            )


def _is_exact(number: int | Decimal) -> bool:
    decimal = Decimal(number)
    return decimal.is_finite() and len(decimal.normalize().as_tuple().digits) <= EXACT_DIGITS


def _naive(instant: datetime.datetime) -> datetime.datetime:
    return instant.astimezone(datetime.UTC).replace(tzinfo=None)
