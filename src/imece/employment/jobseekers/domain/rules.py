"""Ages from birth dates that may lack a day or a month (ID-09). Pure: days come in, nothing is asked."""

import calendar
from dataclasses import dataclass
from datetime import date

import msgspec
from django.utils.translation import gettext_lazy as _

from imece.core.parameters import Parameters
from imece.core.rule_registry import Outcome, Step, rule


@dataclass(frozen=True)
class Birth:
    """A date of birth as the register knows it."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def latest(self) -> date:
        """The last day it can have been: an age reckoned from it is never too high."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


def age_on(birth: Birth, day: date) -> int:
    """Completed years on `day`, that day included; with unknown parts the lowest it can be."""
    born = birth.latest
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def birthday_of_age(birth: Birth, age: int) -> date:
    """The first day on which `age_on` answers `age`; who is born on 29 February has it on 1 March."""
    born, year = birth.latest, birth.latest.year + age
    is_missing = (born.month, born.day) == (2, 29) and not calendar.isleap(year)
    return date(year, 3, 1) if is_missing else born.replace(year=year)


class AgeInput(msgspec.Struct):
    birth_year: int
    on: date
    birth_month: int | None = None
    birth_day: int | None = None


@rule(
    "ID-09",
    title=_("Age on a day, with unknown day or month of birth"),
    article="KPS TarihBilgisi; İmece policy: the last possible day",
    input_type=AgeInput,
    example={"birth_year": 2008, "birth_month": 5, "birth_day": 10, "on": "2026-05-09"},
)
def reckon_age(asked: AgeInput, parameters: Parameters) -> Outcome:
    birth = Birth(asked.birth_year, asked.birth_month, asked.birth_day)
    steps = (Step(_("Reckoned from this day of birth"), birth.latest.isoformat()),)
    return Outcome(age_on(birth, asked.on), steps)
