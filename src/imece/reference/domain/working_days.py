"""Working days of Law 2429 and the periods that rest on them (CAL-01 … CAL-05, ID-21, KVK-07).

Pure functions: the holidays are an argument. `public_holidays()` is our own table, 2024–2032;
`with_special_days` adds administrative leave (CAL-04). A day outside the table is refused, never guessed.
"""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from imece.core.errors import define
from imece.reference.data_files import read_json

ISTANBUL = ZoneInfo("Europe/Istanbul")
END_OF_DAY = time(23, 59, 59)
SATURDAY = 5

NO_CALENDAR = define(
    "CAL-001",
    _("The public holidays of {year} are not known to the platform (known: {first}–{last})."),
    remedy=_("Enter an earlier date, or have the holiday table extended."),
    status=422,
    article="2429",
)


@dataclass(frozen=True)
class Holiday:
    """One day of the table. A half day is off from 13:00."""

    day: date
    name_tr: str
    name_en: str
    is_half: bool = False


@dataclass(frozen=True)
class Holidays:
    """Which days are off, wholly or from 13:00, within the years known."""

    full: frozenset[date]
    half: frozenset[date]
    first_year: int
    last_year: int

    def require_known(self, day: date) -> None:
        if not self.first_year <= day.year <= self.last_year:
            raise NO_CALENDAR(year=day.year, first=self.first_year, last=self.last_year)


# ------------------------------------------------------------------------------------------ the table
@cache
def holiday_table() -> tuple[Holiday, ...]:
    """Every full and half day by date; where two meet on one day (23 April 2029) both stand."""
    data = read_json("holidays.json")
    years = range(data["first_year"], data["last_year"] + 1)
    fixed = [_fixed_holiday(row, year) for year in years for row in data["fixed"]]
    moving = [
        holiday
        for year in data["moving"]
        for feast, (eve, last) in year.items()
        for holiday in _feast(data["moving_names"][feast], date.fromisoformat(eve), date.fromisoformat(last))
    ]
    return tuple(sorted([*fixed, *moving], key=lambda one: (one.day, one.is_half)))


@cache
def public_holidays() -> Holidays:
    """The table as sets; a day that is both whole and half is whole."""
    data, table = read_json("holidays.json"), holiday_table()
    full = frozenset(one.day for one in table if not one.is_half)
    half = frozenset(one.day for one in table if one.is_half) - full
    return Holidays(full, half, data["first_year"], data["last_year"])


def with_special_days(
    holidays: Holidays, *, full: Iterable[date] = (), half: Iterable[date] = ()
) -> Holidays:
    """The table with administrative leave added (CAL-04)."""
    whole = holidays.full | frozenset(full)
    return replace(holidays, full=whole, half=(holidays.half | frozenset(half)) - whole)


def _fixed_holiday(row: dict[str, Any], year: int) -> Holiday:
    return Holiday(
        date.fromisoformat(f"{year}-{row['day']}"), row["name_tr"], row["name_en"], row.get("half", False)
    )


def _feast(names: dict[str, str], eve: date, last: date) -> Iterable[Holiday]:
    yield Holiday(
        eve, f"{names['name_tr']} (saat 13.00'ten)", f"{names['name_en']} (from 13:00)", is_half=True
    )
    for offset in range(1, (last - eve).days + 1):
        yield Holiday(eve + timedelta(days=offset), names["name_tr"], names["name_en"])


# ------------------------------------------------------------------------------------------ working days
def is_working_day(day: date, *, holidays: Holidays, half_day_counts: bool = True) -> bool:
    """Monday to Friday and no full public holiday; a half day counts unless switched off (CAL-01)."""
    holidays.require_known(day)
    if day.weekday() >= SATURDAY or day in holidays.full:
        return False
    return half_day_counts or day not in holidays.half


def add_working_days(day: date, count: int, *, holidays: Holidays, half_day_counts: bool = True) -> date:
    """Last day of "within `count` working days" of `day`, which is day 0 (CAL-02). Negative: back."""
    step = timedelta(days=1 if count >= 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day, holidays=holidays, half_day_counts=half_day_counts)
    return day


def count_working_days(first: date, last: date, *, holidays: Holidays, half_day_counts: bool = True) -> int:
    """Working days after `first` up to and with `last`: the inverse of `add_working_days`."""
    days = (first + timedelta(days=offset) for offset in range(1, (last - first).days + 1))
    return sum(is_working_day(day, holidays=holidays, half_day_counts=half_day_counts) for day in days)


def roll_forward(day: date, *, holidays: Holidays) -> date:
    """A period that ends on a day off ends on the next working day (CAL-03). A half day is not off."""
    while not is_working_day(day, holidays=holidays):
        day += timedelta(days=1)
    return day


# ------------------------------------------------------------------------------------------ periods
def add_months_clamped(day: date, months: int) -> date:
    """The same day number `months` later (earlier if negative), or the month's last day (CAL-03)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def last_day_of_month(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def period_of_days(day: date, days: int, *, holidays: Holidays) -> date:
    """Last day of a period of calendar days; `day` is day 0, and a day off rolls on (CAL-03)."""
    return roll_forward(day + timedelta(days=days), holidays=holidays)


def period_of_months(day: date, months: int, *, holidays: Holidays) -> date:
    """Last day of a period of months, clamped and rolled on (CAL-03)."""
    return roll_forward(add_months_clamped(day, months), holidays=holidays)


def served_on(arrived_on: date, *, days: int) -> date:
    """An e-Tebligat counts as served at the end of the fifth day after it reached the mailbox (ID-21)."""
    return arrived_on + timedelta(days=days)


def board_told_by(learned_at: datetime, *, hours: int) -> datetime:
    """When the Board must have been told of a breach; the clock runs on days off too (KVK-07)."""
    if learned_at.tzinfo is None:
        raise ValueError("the moment a breach was learned needs a time zone")
    return learned_at + timedelta(hours=hours)


def end_of_day(day: date, *, office_end: time | None = None) -> datetime:
    """The instant a deadline day ends: 23:59:59 in Istanbul, or the office's end for paper (CAL-02)."""
    return datetime.combine(day, office_end or END_OF_DAY, tzinfo=ISTANBUL)
