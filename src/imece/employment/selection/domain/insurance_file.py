"""SGK entries from a file (.xlsx, .csv): the simulated port, until a service gives them."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from django.utils.translation import gettext_lazy as _

from imece.core.identity_numbers import check_iskur_number, check_person_number, check_workplace_number
from imece.core.uploads.check import CheckedRows, check_rows
from imece.core.uploads.parsing import CellProblem, as_text, parse_date
from imece.core.uploads.rows import read_rows
from imece.core.uploads.template import UploadColumn, UploadTemplate
from imece.employment.selection.domain.insurance import InsuranceEntry


def parse_person(cell: Any) -> str:
    check = check_person_number(as_text(cell))
    if not check.is_valid:
        raise CellProblem(_("This is not an identity number."), _("Enter the 11 digits as SGK gives them."))
    return check.value


def parse_workplace(cell: Any) -> str:
    """An İŞKUR number (10 digits) or an SGK workplace number (26), by its length."""
    digits = re.sub(r"[\s.-]", "", as_text(cell))
    for check in (check_iskur_number(digits), check_workplace_number(digits)):
        if check.is_valid:
            return check.value
    raise CellProblem(
        _("This is neither an İŞKUR number nor an SGK workplace number."), _("Enter 10 or 26 digits.")
    )


INSURANCE_ENTRIES = UploadTemplate(
    name="insurance-entries",
    title=_("SGK entries"),
    columns=(
        UploadColumn(
            name="national_id",
            label=_("T.C. identity number"),
            parse=parse_person,
            required=True,
            example="10000000146",
            other_labels=("TCKN", "tckn", "T.C. Kimlik No"),
        ),
        UploadColumn(
            name="workplace_number",
            label=_("Workplace number"),
            parse=parse_workplace,
            required=True,
            note=_("The İŞKUR number or the SGK workplace number."),
            other_labels=("İşyeri No", "İŞKUR No", "SGK İşyeri Sicil No", "iskur_number", "sgk_number"),
        ),
        UploadColumn(
            name="started_on",
            label=_("First day of work"),
            parse=parse_date,
            required=True,
            example="04.03.2026",
            other_labels=("İşe Giriş Tarihi", "start"),
        ),
    ),
    unique=("national_id", "workplace_number", "started_on"),
)


class EntriesFromFile:
    """Fills the port `InsuranceEntries`. `checked.errors` names every row that could not be read (UPL codes)."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self.checked: CheckedRows = check_rows(
            read_rows(file, INSURANCE_ENTRIES, name=name), INSURANCE_ENTRIES
        )

    def __iter__(self) -> Iterator[InsuranceEntry]:
        for row in self.checked.accepted:
            yield InsuranceEntry(row=row.number, **row.values)
