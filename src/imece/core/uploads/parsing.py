"""From a cell to a value, with words for what is wrong. A cell is text (CSV, XML) or already typed
(.xlsx).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from imece.core import formats
from imece.core.turkish import fold, normalize

Text = str | Promise
PLAIN_NUMBER = re.compile(
    r"[+-]?[0-9]+\.(?:[0-9]{1,2}|[0-9]{4,})"
)  # 12.50 is clear; 1.234 is Turkish for 1234


class CellProblem(Exception):
    """What is wrong with one cell, and what to do; both are sentences for people."""

    def __init__(self, problem: Text, remedy: Text) -> None:
        super().__init__(str(problem))
        self.problem = problem
        self.remedy = remedy


def as_text(cell: Any) -> str:
    """The cell as a person sees it: 12345678901.0 is 12345678901, a date GG.AA.YYYY."""
    if isinstance(cell, str):  # most cells
        text = cell.strip()
        return text if text.isascii() else normalize(text)
    match cell:
        case None:
            return ""
        case float():
            return str(int(cell)) if cell.is_integer() else format(Decimal(repr(cell)), "f").replace(".", ",")
        case datetime.datetime() if cell.time() != datetime.time():
            return cell.strftime("%d.%m.%Y %H:%M")
        case datetime.date():
            return cell.strftime("%d.%m.%Y")
    return normalize(str(cell).strip())


def is_filled(cell: Any) -> bool:
    """A cell of blanks alone is an empty one."""
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))


def parse_text(cell: Any) -> str:
    return as_text(cell)


def parse_integer(cell: Any) -> int:
    number = parse_decimal(cell)
    if number != number.to_integral_value():
        raise CellProblem(_("This is not a whole number."), _("Write it without a fraction, such as 12."))
    return int(number)


def parse_decimal(cell: Any) -> Decimal:
    """`1.234,56` as Turkish writes it (TR-09); `1234.56` is taken where it cannot mean thousands."""
    text = as_text(cell).replace(" ", "")
    try:
        return formats.parse_decimal(text)
    except formats.UnreadableValue as fault:
        if PLAIN_NUMBER.fullmatch(text):
            return Decimal(text)
        raise CellProblem(_("This is not a number."), _("Write digits alone, such as 1.234,56.")) from fault


def parse_date(cell: Any) -> datetime.date:
    """A date cell, `04.03.2026`, `2026-03-04`, or the instant other programs write for a day."""
    if isinstance(cell, datetime.datetime):
        return cell.date()
    if isinstance(cell, datetime.date):
        return cell
    day, _t, _clock = as_text(cell).partition("T")
    try:
        return formats.parse_date(day)
    except formats.UnreadableValue as fault:
        problem = CellProblem(_("This is not a date."), _("Write it as day.month.year, such as 04.03.2026."))
        raise problem from fault


def parse_yes_no(cell: Any) -> bool:
    if isinstance(cell, bool):
        return cell
    answer = fold(as_text(cell))
    if answer in ("e", "evet", "1", "true", "dogru", "yes", "y"):
        return True
    if answer in ("h", "hayir", "0", "false", "yanlis", "no", "n"):
        return False
    raise CellProblem(_("This is neither yes nor no."), _("Write E for yes or H for no."))


def parse_choice(choices: Mapping[str, Any], *, shown: str = "") -> Callable[[Any], Any]:
    """A parser for one of `choices` (what may be written → the value), without regard to case and accents."""
    folded = {fold(written): value for written, value in choices.items()}
    exact = folded | dict(choices)  # as most cells are written: nothing to fold
    listing = shown or ", ".join(choices)

    def parse(cell: Any) -> Any:
        if isinstance(cell, str) and cell in exact:
            return exact[cell]
        written = fold(as_text(cell))
        if written not in folded:
            raise CellProblem(
                _("This is not one of the values the column takes."),
                _Listing(_("Write one of: {values}."), listing),
            )
        return folded[written]

    return parse


class _Listing(Promise):
    """A lazy sentence with the values put in when it is read, so that its language is the reader's."""

    def __init__(self, sentence: Text, values: str) -> None:
        self.sentence = sentence
        self.values = values

    def __str__(self) -> str:
        return str(self.sentence).format(values=self.values)
