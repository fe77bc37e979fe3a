"""The list of workers as a file (BLD-09, BLD-12): its columns, and what a row must hold."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from imece.core.identity_numbers import check_iban, check_person_number
from imece.core.uploads.limits import UploadLimits
from imece.core.uploads.parsing import (
    CellProblem,
    as_text,
    parse_date,
    parse_decimal,
    parse_integer,
    parse_yes_no,
)
from imece.core.uploads.template import UploadColumn, UploadTemplate
from imece.employment.benefits.enums import DeclarationKind
from imece.employment.benefits.models import Declaration

LIMITS: Final = UploadLimits(max_bytes=5 * 1024 * 1024, max_rows=5_000)
MOST_DAYS: Final = 20_000


def worker_template(declaration: Declaration) -> UploadTemplate:
    """For this declaration: its days bound those of its workers."""

    def within(values: Mapping[str, Any]) -> Iterator[tuple[str, CellProblem]]:
        return _within(values, declaration)

    return UploadTemplate(
        name="workers",
        title=_("Workers of the declaration"),
        columns=_COLUMNS,
        row_checks=(within,),
        unique=("national_id",),
        example_mark=_("EXAMPLE"),
        limits=LIMITS,
    )


def parse_person_number(cell: Any) -> str:
    """ID-01…06."""
    checked = check_person_number(as_text(cell))
    if not checked.is_valid:
        raise CellProblem(checked.message, _("Check the number on the identity card."))
    return checked.value


def parse_iban(cell: Any) -> str:
    """ID-18."""
    checked = check_iban(as_text(cell))
    if not checked.is_valid:
        raise CellProblem(checked.message, _("Check the number with the bank, or leave it empty."))
    return checked.value


def parse_name(cell: Any) -> str:
    name = as_text(cell)
    if len(name) > 100:
        raise CellProblem(_("This name has more than 100 letters."), _("Shorten it."))
    return name


def parse_days(cell: Any) -> int:
    days = parse_integer(cell)
    if not 0 <= days <= MOST_DAYS:
        raise CellProblem(_("These are no possible days."), _("Write a number from 0 to 20,000."))
    return days


def parse_hours(cell: Any) -> int:
    hours = parse_integer(cell)
    if not 0 <= hours <= 744:
        raise CellProblem(_("A month has no such hours."), _("Write a number from 0 to 744."))
    return hours


def parse_amount(cell: Any) -> Any:
    amount = parse_decimal(cell)
    if not 0 <= amount < 10_000_000 or round(amount, 2) != amount:
        raise CellProblem(_("This is no possible wage."), _("Write lira with at most two places."))
    return amount


def _within(values: Mapping[str, Any], declaration: Declaration) -> Iterator[tuple[str, CellProblem]]:
    first, last = values["starts_on"], values["ends_on"]
    if declaration.kind != DeclarationKind.SHORT_TIME:
        return
    if first < declaration.starts_on or (declaration.ends_on and first > declaration.ends_on):
        yield (
            "starts_on",
            CellProblem(
                _("This day lies outside the declaration."), _("Write a day within the declaration's days.")
            ),
        )
    if last and (last < first or (declaration.ends_on and last > declaration.ends_on)):
        yield (
            "ends_on",
            CellProblem(
                _("This day lies outside the declaration."), _("Write a day within the declaration's days.")
            ),
        )


_COLUMNS: Final = (
    UploadColumn(
        name="national_id", label=_("T.C. identity number"), parse=parse_person_number, required=True,
        example="10000000146",
    ),
    UploadColumn(name="given_names", label=_("Given names"), parse=parse_name, required=True, example="DENEME"),
    UploadColumn(name="surname", label=_("Surname"), parse=parse_name, required=True, example="KİŞİ"),
    UploadColumn(
        name="starts_on", label=_("Starts on"), parse=parse_date, required=True, example="01.02.2026",
        note=_("KÇÖ: the first day of short-time work; İÖ and İKT: the day of leaving"),
    ),
    UploadColumn(name="ends_on", label=_("Ends on"), parse=parse_date, example="30.04.2026", note=_("KÇÖ only")),
    UploadColumn(
        name="hours_not_worked", label=_("Hours a month not worked"), parse=parse_hours, example="75",
        note=_("KÇÖ only; empty: the work stops altogether"),
    ),
    UploadColumn(
        name="service_days", label=_("Days in service of the last 120"), parse=parse_days, required=True, example="120"
    ),
    UploadColumn(
        name="premium_days", label=_("Premium days"), parse=parse_days, required=True, example="900",
        note=_("of the last three years; İKT: without a break at the workplace"),
    ),
    UploadColumn(
        name="average_gross_amount", label=_("Average gross wage a month"), parse=parse_amount, required=True,
        example="60000", note=_("KÇÖ: of the last twelve months; İÖ: of the last four"),
    ),
    UploadColumn(
        name="iban", label=_("IBAN"), parse=parse_iban, example="TR330006100519786457841326",
        note=_("the worker's own account; empty: paid at the post office (PTT)"),
    ),
    UploadColumn(
        name="left_without_own_fault", label=_("Left without own will or fault"), parse=parse_yes_no, example="evet",
        note=_("İÖ only; yes if empty"),
    ),
)  # fmt: skip


def as_worker(values: Mapping[str, Any]) -> dict[str, Any]:
    """What the table keeps; an empty fault cell means none, an empty IBAN the post office."""
    fault_free = values["left_without_own_fault"]
    kept = {
        "left_without_own_fault": True if fault_free is None else fault_free,
        "iban": values["iban"] or "",
    }
    return {**values, **kept}
