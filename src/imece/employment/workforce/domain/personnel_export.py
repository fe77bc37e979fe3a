"""A saved table's persons in the shape of the personnel form: XML, .xlsx, .csv (AIC-30)."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import xlsxwriter

from imece.core import audit
from imece.core.actor import Actor
from imece.core.columns import neutralise
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.core.uploads.template import UploadTemplate, column_heading
from imece.employment.workforce.domain.personnel_file import form_attributes, personnel_template, write_xml
from imece.employment.workforce.domain.queries import changes_of
from imece.employment.workforce.models import WorkforceTable


def lines_of(table: WorkforceTable) -> Iterator[Mapping[str, Any]]:
    names = ("national_id", "given_names", "surname", "row", "direction", "on", "reason_code", "dismissal")
    for change in changes_of(table).iterator(chunk_size=2_000):
        yield {name: getattr(change, name) for name in names} | {"occupation": change.occupation.code}


def _rows(table: WorkforceTable, template: UploadTemplate) -> Iterator[list[str]]:
    """Under the template's headers; what came from people is neutralised, since a spreadsheet will open it."""
    yield [column_heading(column) for column in template.columns]
    for place, line in enumerate(lines_of(table), start=1):
        attributes = form_attributes(place, line)
        yield [neutralise(attributes[column.xml_name]) for column in template.columns]


def _to_csv(table: WorkforceTable) -> bytes:
    text = io.StringIO(newline="")
    text.write("\ufeff")
    rows = _rows(table, personnel_template(table.month, {}))
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()


def _to_xlsx(table: WorkforceTable) -> bytes:
    output = io.BytesIO()
    with xlsxwriter.Workbook(output, {"constant_memory": True, "strings_to_formulas": False}) as book:
        page = book.add_worksheet()
        for number, row in enumerate(_rows(table, personnel_template(table.month, {}))):
            for place, text in enumerate(row):
                page.write_string(number, place, text)
    return output.getvalue()


@dataclass(frozen=True)
class Export:
    content_type: str
    made_by: Callable[[WorkforceTable], bytes]

    @staticmethod
    @verb
    def _record(table: WorkforceTable, *, actor: Actor) -> None:
        require(actor, "workforce.persons", table)
        audit.record(actor, "workforce.exported", table, details={"month": f"{table.month:%Y-%m}"})

    def write(self, table: WorkforceTable, *, actor: Actor) -> bytes:
        """Taking special-category data away is on the trail."""
        Export._record(table, actor=actor)
        return self.made_by(table)


EXPORTS: Final = {
    "xml": Export("application/xml; charset=iso-8859-9", lambda table: write_xml(lines_of(table))),
    "csv": Export("text/csv; charset=utf-8", _to_csv),
    "xlsx": Export("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _to_xlsx),
}
