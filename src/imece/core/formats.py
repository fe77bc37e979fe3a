"""Numbers, dates, instants and money as people write and read them (TR-09).

Turkish writes ``1.234,56`` and English ``1,234.56``; dates are ``GG.AA.YYYY`` in both, so nobody takes day
for month. ``language`` is the active one, given by the caller. Parsers refuse whatever reads two ways.
"""

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Final
from zoneinfo import ZoneInfo

from babel.dates import format_date as _babel_date

ISTANBUL: Final = ZoneInfo("Europe/Istanbul")

_TO_TURKISH: Final = str.maketrans(",.", ".,")
_PLAIN_NUMBER: Final = re.compile(r"[-−]?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?")
_CURRENCY: Final = re.compile(r"^(?:₺|TL)\s*|\s*(?:₺|TL)$")
_DATE: Final = re.compile(r"([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4})")
_ISO_DATE: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


class UnreadableValue(ValueError):
    """Text that cannot be read. ``code`` says as what, for a form's own words; ``value`` is the text."""

    def __init__(self, code: str, value: str, advice: str) -> None:
        super().__init__(f"“{value}” cannot be read. {advice}")
        self.code = code
        self.value = value


# ------------------------------------------------------------------------------------------ numbers
def format_integer(value: int, language: str = "tr") -> str:
    return _in_language(f"{value:,d}", language)


def format_decimal(value: Decimal | int, places: int = 2, language: str = "tr") -> str:
    """``1234.565`` → ``1.234,57``: rounded half up, as money is in law."""
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return _in_language(f"{rounded:,f}", language)


def format_money(amount: Decimal | int, language: str = "tr", *, sign: bool = False) -> str:
    """``1.234,56 TL``; with ``sign`` the short ``₺1.234,56`` of tables and cards."""
    text = format_decimal(amount, 2, language)
    if not sign:
        return f"{text} TL"
    return f"-₺{text[1:]}" if text.startswith("-") else f"₺{text}"


def parse_integer(text: str, language: str = "tr") -> int:
    """Reads ``1.234`` (tr) or ``1,234`` (en) or ``1234``; raises ``UnreadableValue``."""
    plain = _plain_number(text, language)
    if plain is None or "." in plain:
        raise UnreadableValue(
            "integer", text, f"Write a whole number as {format_integer(1234, language)} or 1234."
        )
    return int(plain)


def whole_of(text: str | None, most_digits: int = 18) -> int | None:
    """A key or number as an address or a hidden field holds it: Western digits alone, no more than a `bigint` takes.

    None for anything else: whoever asks for what nobody gave him gets nothing, not an error of ours.
    """
    text = text or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= most_digits else None


def parse_decimal(text: str, language: str = "tr") -> Decimal:
    """Reads ``1.234,56`` (tr) or ``1,234.56`` (en), TL or ₺ allowed; raises ``UnreadableValue``.

    A group of other than three digits is refused: in Turkish ``1.5`` may mean 1,5 or be a slip for 1.500.
    """
    plain = _plain_number(_CURRENCY.sub("", text.strip()), language)
    if plain is None:
        example = format_decimal(Decimal("1234.56"), 2, language)
        raise UnreadableValue("decimal", text, f"Write a number as {example}.")
    return Decimal(plain)


def _in_language(number: str, language: str) -> str:
    return number.translate(_TO_TURKISH) if language == "tr" else number


def _plain_number(text: str, language: str) -> str | None:
    """Digits with an ASCII minus and point, or None; full-width digits are refused, as in ID-05."""
    number = _in_language(text.strip(), language)
    if not _PLAIN_NUMBER.fullmatch(number):
        return None
    return number.replace(",", "").replace("−", "-")


# ------------------------------------------------------------------------------------------ time
def format_date(day: date) -> str:
    """``GG.AA.YYYY`` in both languages. An instant is refused: its day depends on the zone."""
    if isinstance(day, datetime):
        raise TypeError("format_date takes a date; use format_instant.")
    return f"{day:%d.%m.}{day.year:04d}"


def format_long_date(day: date, language: str = "tr") -> str:
    """``21 Kasım 2026`` or ``21 November 2026``, for letters and documents."""
    return _babel_date(day, "d MMMM y", locale=language)


def format_month(day: date, language: str = "tr") -> str:
    """``Kasım 2026`` or ``November 2026``, of any day of the month."""
    return _babel_date(day, "LLLL y", locale=language)


def format_instant(instant: datetime, *, seconds: bool = False) -> str:
    """``GG.AA.YYYY SS:DD`` on the clocks of Türkiye; a time without zone is refused."""
    if instant.tzinfo is None:
        raise ValueError(f"{instant!r} has no time zone.")
    local = instant.astimezone(ISTANBUL)
    return (
        f"{format_date(local.date())} {local:%H:%M:%S}"
        if seconds
        else f"{format_date(local.date())} {local:%H:%M}"
    )


def parse_date(text: str) -> date:
    """Reads ``21.11.2026``, ``21/11/2026`` and a browser's ``2026-11-21``; raises ``UnreadableValue``."""
    value = text.strip()
    if iso := _ISO_DATE.fullmatch(value):
        year, month, day = iso.groups()
    elif turkish := _DATE.fullmatch(value):
        day, month, year = turkish.groups()
    else:
        raise UnreadableValue("date", text, "Write a date as 21.11.2026.")
    try:
        return date(int(year), int(month), int(day))
    except ValueError as error:
        raise UnreadableValue("no_such_day", text, "The calendar has no such day.") from error
