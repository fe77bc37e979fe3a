"""How long the trail is kept (PRO-13, KVK-06): pure."""

from datetime import date
from typing import Final

import msgspec
from django.utils.translation import gettext_lazy as _

from imece.core.parameters import Parameters
from imece.core.rule_registry import Outcome, Step, rule

LEAST_YEARS: Final = 5  # the protocol's own number; a parameter may ask for more, never for less


def add_years(day: date, years: int) -> date:
    """The same day `years` later; 29 February becomes 1 March where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def first_of_next(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def kept_until(day: date, years: int) -> date:
    """The first day on which rows of `day` may be destroyed (PRO-13): the same day, `years` later."""
    return add_years(day, max(years, LEAST_YEARS))


def month_kept_until(month: date, years: int) -> date:
    """Of a whole month, which ends in UTC: its last rows may be of the next day in Türkiye."""
    return kept_until(first_of_next(month), years)


class Purge(msgspec.Struct, forbid_unknown_fields=True):
    rows_of: date
    on: date
    is_held: bool = False


@rule(
    "PRO-13",
    title=_("May trail records of a day be destroyed?"),
    article="Protokol 6.3; KVKK Silme Yön. md. 11",
    input_type=Purge,
    example={"rows_of": "2021-11-20", "on": "2026-11-20"},
)
def may_destroy(asked: Purge, parameters: Parameters) -> Outcome:
    years = parameters.integer("ledger_retention_years")
    until = kept_until(asked.rows_of, years)
    steps = (
        Step(_("Years that records are kept"), max(years, LEAST_YEARS)),
        Step(_("First day on which they may be destroyed"), until),
        Step(_("A legal hold keeps them"), asked.is_held),
    )
    return Outcome(asked.on >= until and not asked.is_held, steps)
