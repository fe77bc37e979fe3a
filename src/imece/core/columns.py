"""One definition of a column that the page, the PDF and the Excel all read.

A list, a report and an export of the same rows cannot drift apart: they differ only in which function below
they call: `format_cell` for people, `cell_value` for a spreadsheet.
"""

from __future__ import annotations

import datetime
import enum
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext

from imece.core import formats
from imece.core.turkish import mask_number

Text = str | Promise
CellValue = str | int | Decimal | datetime.date | datetime.datetime | None

FORMULA_STARTERS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


class Kind(enum.StrEnum):
    """What a column holds; alignment, width and number format follow from it."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    MONEY = "money"
    DATE = "date"
    INSTANT = "instant"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    ID_NUMBER = "id_number"


NUMERIC_KINDS = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.MONEY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """`accessor`: dotted attribute path (also dictionary keys) or a function of the row; the name if not
    given.

    `special`: special-category data (KVK-03), left out wherever the caller does not show an entitlement.
    `order_by`: the model field(s) to sort by; none → the column is not sortable.
    `choices`: labels by stored value, for `Kind.CHOICE` when the value carries no label of its own.
    """

    name: str
    label: Text
    accessor: str | Callable[[Any], Any] = ""
    kind: Kind = Kind.TEXT
    special: bool = False
    order_by: tuple[str, ...] = ()
    link: Callable[[Any], str | None] | None = None
    choices: Mapping[Any, Text] = field(default_factory=dict)
    places: int = 2

    @property
    def align(self) -> str:
        return "end" if self.kind in NUMERIC_KINDS else "start"

    @property
    def is_sortable(self) -> bool:
        return bool(self.order_by)


def visible_columns(columns: Iterable[Column], *, include_special: bool = False) -> tuple[Column, ...]:
    """Special-category columns only for a caller who says, explicitly, that the reader is entitled
    (KVK-03).
    """
    return tuple(column for column in columns if include_special or not column.special)


def raw_value(column: Column, row: Any) -> Any:
    """The value as stored; None as soon as a step of the path is None."""
    if callable(column.accessor):
        return column.accessor(row)
    value = row
    for step in (column.accessor or column.name).split("."):
        if value is None:
            return None
        value = value[step] if isinstance(value, Mapping) else getattr(value, step)
        value = value() if callable(value) else value  # get_state_display and its like, as in templates
    return value


def cell_link(column: Column, row: Any) -> str | None:
    return column.link(row) if column.link else None


def format_cell(column: Column, row: Any, language: str = "tr") -> str:
    """What a person reads on the page or the PDF; an absent value is an empty string."""
    with translation.override(language):
        return format_in_active_language(column, row, language)


def format_in_active_language(column: Column, row: Any, language: str) -> str:
    """For pages: `language` is active already, and switching would cost more than the cell."""
    value = raw_value(column, row)
    if value is None or value == "":
        return ""
    if column.kind is Kind.TEXT:
        return str(value)
    match column.kind:
        case Kind.INTEGER:
            return formats.format_integer(int(value), language)
        case Kind.DECIMAL:
            return formats.format_decimal(Decimal(value), column.places, language)
        case Kind.MONEY:
            return formats.format_money(Decimal(value), language)
        case Kind.DATE:
            return formats.format_date(_local_date(value))
        case Kind.INSTANT:
            return formats.format_instant(value)
    return _text_of(column, value)


def _text_of(column: Column, value: Any) -> str:
    match column.kind:
        case Kind.BOOLEAN:
            return gettext("Yes") if value else gettext("No")
        case Kind.CHOICE:
            return _choice_label(column, value)
        case Kind.ID_NUMBER:
            return mask_number(str(value))
    return str(value)


def _choice_label(column: Column, value: Any) -> str:
    if value in column.choices:
        return str(column.choices[value])
    return str(getattr(value, "label", value))


def cell_value(column: Column, row: Any, language: str = "tr") -> CellValue:
    """The value with its type, for a spreadsheet: numbers as numbers, dates as dates in Turkish time,
    everything else as text that cannot be taken for a formula."""
    value = raw_value(column, row)
    if value is None or value == "":
        return None
    match column.kind:
        case Kind.INTEGER:
            return int(value)
        case Kind.DECIMAL | Kind.MONEY:
            return Decimal(value)
        case Kind.DATE:
            return _local_date(value)
        case Kind.INSTANT:
            return local_time(value)
    with translation.override(language):
        return neutralise(_text_of(column, value))


def neutralise(text: str) -> str:
    """Text a spreadsheet would run as a formula (also after being saved as CSV) gets a leading apostrophe."""
    return "'" + text if text.lstrip(" \n").startswith(FORMULA_STARTERS) else text


def local_time(instant: datetime.datetime) -> datetime.datetime:
    """Spreadsheets know no time zone: the instant as a Turkish wall clock shows it (TR-09)."""
    if instant.tzinfo is None:
        return instant
    return instant.astimezone(formats.ISTANBUL).replace(tzinfo=None)


def _local_date(value: datetime.date | datetime.datetime) -> datetime.date:
    return local_time(value).date() if isinstance(value, datetime.datetime) else value
