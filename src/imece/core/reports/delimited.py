"""CSV as Turkish Excel opens it by a double click: semicolons, UTF-8 with a mark, decimal comma."""

from __future__ import annotations

import csv
import datetime
from decimal import Decimal
from typing import Any, TextIO

from imece.core.columns import CellValue, Column, cell_value, neutralise
from imece.core.reports.sheet import Sheet

BYTE_ORDER_MARK = "\ufeff"


def render_csv(sheet: Sheet, output: TextIO) -> int:
    """Header and rows alone: no title lines, so that a program can read it too. Answers the number of
    rows.
    """
    output.write(BYTE_ORDER_MARK)
    writer = csv.writer(output, delimiter=";", lineterminator="\r\n")
    writer.writerow(neutralise(label) for label in sheet.header())
    row_count = 0
    for row in sheet.rows:
        writer.writerow(_line(sheet.columns, row, sheet.language))
        row_count += 1
    return row_count


def _line(columns: Any, row: Any, language: str) -> list[str]:
    return [plain_text(column, cell_value(column, row, language)) for column in columns]


def plain_text(column: Column, value: CellValue) -> str:
    """A number without grouping, a date as GG.AA.YYYY; text is already neutralised."""
    match value:
        case None:
            return ""
        case datetime.datetime():
            return value.strftime("%d.%m.%Y %H:%M")
        case datetime.date():
            return value.strftime("%d.%m.%Y")
        case Decimal():
            return f"{value:f}".replace(".", ",")
    return str(value)
