"""The list of wrong rows, to be corrected and uploaded again: the template's columns, and the reasons beside them."""

import io

import xlsxwriter

from imece.core.columns import neutralise
from imece.core.uploads.template import column_heading
from imece.employment.vacancies.domain.bulk import wrong_rows
from imece.employment.vacancies.domain.bulk_template import REASONS, vacancy_template
from imece.employment.vacancies.models import BulkRow, BulkUpload


def write_wrong_rows(upload: BulkUpload) -> bytes:
    """An .xlsx; what came from the file is neutralised, since a spreadsheet will open it."""
    output, columns = io.BytesIO(), vacancy_template().columns
    with xlsxwriter.Workbook(output, {"constant_memory": True, "strings_to_formulas": False}) as book:
        bold = book.add_format({"bold": True, "bg_color": "#e2eff0", "bottom": 1})
        text = book.add_format({"num_format": "@"})
        page = book.add_worksheet()
        for place, column in enumerate(columns):
            page.set_column(place, place, 70 if column.name == REASONS else 18, text)
            page.write_string(0, place, column_heading(column), bold)
        for line, row in enumerate(wrong_rows(upload), start=1):
            for place, column in enumerate(columns):
                told = reasons_of(row) if column.name == REASONS else row.cells.get(column.name, "")
                page.write_string(line, place, neutralise(told))
        page.freeze_panes(1, 0)
    return output.getvalue()


def reasons_of(row: BulkRow) -> str:
    """Every fault of a row in one text: column, value, what is wrong, what to do."""
    return " · ".join(
        f"{column} «{value}»: {problem} {remedy}" for column, value, problem, remedy in row.told
    )
