"""**İşgücü Çizelgesi Toplu Personel Bildirim Formu** (§4.5, P8.9): the month's hires and leavers from a file, and back.

The XML is that of the public form (ISGUCUCIZELGE); .xlsx and .csv have the same columns. Names and sex come from the
identity register, not from the file; a name that differs is told, not taken.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final
from xml.sax.saxutils import quoteattr

from django.utils.translation import gettext_lazy as _

from imece.core.identity_numbers import check_person_number
from imece.core.turkish import upper
from imece.core.uploads.parsing import (
    CellProblem,
    as_text,
    parse_choice,
    parse_date,
    parse_integer,
    parse_text,
)
from imece.core.uploads.template import RowCheck, UploadColumn, UploadTemplate
from imece.employment.workforce.enums import Direction, DismissalKind, Row
from imece.reference.public import last_day_of_month

# SOSYALDURUM. A normal worker's contract kind is no part of the public form: an optional column of ours says it.
GROUPS: Final[Mapping[str, Row]] = {
    "9": Row.INDEFINITE, "10": Row.DISABLED, "13": Row.EX_CONVICT, "14": Row.TERROR_AFFECTED, "15": Row.TERROR_AFFECTED,
}  # fmt: skip
CONTRACTS: Final[Mapping[str, Row]] = {"1": Row.INDEFINITE, "2": Row.FIXED_TERM, "3": Row.PART_TIME}
DIRECTIONS: Final[Mapping[str, Direction]] = {"0": Direction.HIRED, "1": Direction.LEFT}
DISMISSALS: Final[Mapping[str, str]] = {"0": DismissalKind.COLLECTIVE, "1": DismissalKind.INDIVIDUAL}
GROUP_CODES: Final = {row: code for code, row in reversed(list(GROUPS.items()))} | dict.fromkeys(
    CONTRACTS.values(), "9"
)
DIRECTION_CODES: Final = {direction: code for code, direction in DIRECTIONS.items()}
DISMISSAL_CODES: Final = {kind: code for code, kind in DISMISSALS.items()} | {"": ""}
CONTRACT_CODES: Final = {row: code for code, row in CONTRACTS.items()}
ENCODING: Final = "iso-8859-9"  # what the public form declares


def parse_person_number(cell: Any) -> str:
    """ID-01…06."""
    checked = check_person_number(as_text(cell))
    if not checked.is_valid:
        raise CellProblem(checked.message, _("Check the number on the identity card."))
    return checked.value


def parse_moment(cell: Any) -> date:
    """`2026-03-02T00:00:00.000` of the form, or a date as people write it."""
    if isinstance(cell, str) and "T" in cell:
        try:
            return datetime.fromisoformat(cell.strip()).date()
        except ValueError as error:
            raise CellProblem(
                _("This is no date and time."), _("Write it as 2026-03-02T00:00:00.000.")
            ) from error
    return parse_date(cell)


def personnel_template(month: date, occupations: Mapping[str, int]) -> UploadTemplate:
    """The form for one month. `occupations`: code of the dictionary → its row, of those that stand."""
    return UploadTemplate(
        name="personnel",
        title=_("Personnel of the month"),
        columns=_columns(_occupation_parser(occupations)),
        row_checks=(_in_month(month), _of_who_left, _contract_of_the_rest),
        unique=("national_id", "direction"),
        xml_row="KISI",
        example_mark=_("EXAMPLE"),
    )


def _columns(parse_occupation: Callable[[Any], int]) -> Sequence[UploadColumn]:
    return (
        UploadColumn(name="place", label=_("No"), parse=parse_integer, xml_name="SIRA", example="1"),
        UploadColumn(
            name="national_id", label=_("T.C. identity number"), parse=parse_person_number, required=True,
            xml_name="TCKNO", example="10000000146",
        ),
        UploadColumn(name="given_names", label=_("Given names"), parse=parse_text, xml_name="AD", example="DENEME"),
        UploadColumn(name="surname", label=_("Surname"), parse=parse_text, xml_name="SOYAD", example="KİŞİ"),
        UploadColumn(
            name="group", label=_("Social status"), parse=parse_choice(GROUPS), required=True, xml_name="SOSYALDURUM",
            example="9", note=_("9 normal, 10 disabled, 13 ex-convict, 14 victim of terror, 15 TMY"),
        ),
        UploadColumn(
            name="direction", label=_("Hired or left"), parse=parse_choice(DIRECTIONS), required=True,
            xml_name="ISTIHDAMDURUMU", example="0", note=_("0 hired, 1 left"),
        ),
        UploadColumn(
            name="occupation_id", label=_("Occupation code"), parse=parse_occupation, required=True,
            xml_name="MESLEKKODU", example="4110.01",
        ),
        UploadColumn(
            name="on", label=_("Date"), parse=parse_moment, required=True, xml_name="ALINMAAYRILMATAR",
            example="2026-03-02",
        ),
        UploadColumn(
            name="reason_code", label=_("How hired or why left"), parse=parse_text, xml_name="ALINMAAYRILMADUR"
        ),
        UploadColumn(
            name="dismissal", label=_("Kind of dismissal"), parse=parse_choice(DISMISSALS), xml_name="ISTENCIKARMADUR",
            note=_("0 collective, 1 individual; only of who left"),
        ),
        UploadColumn(
            name="contract", label=_("Contract"), parse=parse_choice(CONTRACTS), xml_name="SOZLESME", example="1",
            note=_("1 indefinite, 2 fixed term, 3 part-time; indefinite if empty"),
        ),
    )  # fmt: skip


def _occupation_parser(occupations: Mapping[str, int]) -> Callable[[Any], int]:
    def parse(cell: Any) -> int:
        code = as_text(cell)
        if code not in occupations:
            raise CellProblem(
                _("The dictionary has no occupation {code}.").format(code=code),
                _("Look the code up under Occupation dictionary; it reads NNNN.NN."),
            )
        return occupations[code]

    return parse


def _in_month(month: date) -> RowCheck:
    """T-AIC-17."""

    def check(row: Mapping[str, Any]) -> Iterable[tuple[str, CellProblem]]:
        on: date = row["on"]
        if not month <= on <= last_day_of_month(month):
            words = _("{day} is not in {month}.").format(day=f"{on:%d.%m.%Y}", month=f"{month:%m.%Y}")
            yield "on", CellProblem(words, _("The lines are the month's own hires and leavers."))

    return check


def _of_who_left(row: Mapping[str, Any]) -> Iterable[tuple[str, CellProblem]]:
    if row["dismissal"] and row["direction"] != Direction.LEFT:
        yield (
            "dismissal",
            CellProblem(
                _("Only who left has a kind of dismissal."), _("Empty this cell, or correct “Hired or left”.")
            ),
        )


def _contract_of_the_rest(row: Mapping[str, Any]) -> Iterable[tuple[str, CellProblem]]:
    if row["contract"] and row["group"] != Row.INDEFINITE:
        yield (
            "contract",
            CellProblem(
                _("The protected groups stand in rows of their own, whatever their contract."),
                _("Empty this cell."),
            ),
        )


def row_of(values: Mapping[str, Any]) -> Row:
    """The row of the grid a line belongs to."""
    group: Row = values["group"]
    return (values["contract"] or group) if group == Row.INDEFINITE else group


def form_attributes(place: int, line: Mapping[str, Any]) -> dict[str, str]:
    """One person as the public form writes him; `occupation` is a code."""
    row = line["row"]
    return {
        "SIRA": str(place), "TCKNO": line["national_id"], "AD": upper(line["given_names"]),
        "SOYAD": upper(line["surname"]), "SOSYALDURUM": GROUP_CODES[row],
        "ISTIHDAMDURUMU": DIRECTION_CODES[line["direction"]], "MESLEKKODU": line["occupation"],
        "ALINMAAYRILMATAR": f"{line['on']:%Y-%m-%d}T00:00:00.000", "ALINMAAYRILMADUR": line["reason_code"],
        "ISTENCIKARMADUR": DISMISSAL_CODES[line["dismissal"]], "SOZLESME": CONTRACT_CODES.get(row, ""),
    }  # fmt: skip


def write_xml(lines: Iterable[Mapping[str, Any]]) -> bytes:
    """The same form out again. A letter that ISO 8859-9 lacks becomes a character reference."""
    rows = []
    for place, line in enumerate(lines, start=1):
        pairs = (f"{name}={quoteattr(value)}" for name, value in form_attributes(place, line).items())
        rows.append("<KISI " + " ".join(pairs) + "/>")
    text = f'<?xml version="1.0" encoding="{ENCODING}"?>\n<ISGUCUCIZELGE XMLVERSION="1"><KISILER>\n'
    return (text + "\n".join(rows) + "\n</KISILER></ISGUCUCIZELGE>\n").encode(ENCODING, "xmlcharrefreplace")
