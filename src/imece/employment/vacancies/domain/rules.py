"""The law on vacancies as pure functions: days, amounts and dated numbers come in, answers and reasons go out."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

import msgspec
from django.utils.translation import gettext_lazy as _

from imece.core.parameters import Parameters
from imece.core.rule_registry import Outcome, Step, rule
from imece.employment.jobseekers.enums import PersonalStatus
from imece.employment.jobseekers.public import Birth, age_on
from imece.reference.enums import EducationLevel

CENT = Decimal("0.01")


class Condition(StrEnum):
    """What an applicant may fail to meet; each has its sentence in `apply.py`."""

    AGE = "age"
    PERSONAL_STATUS = "personal_status"
    EDUCATION = "education"
    EXPERIENCE = "experience"


@dataclass(frozen=True)
class Demands:
    """What a vacancy asks, as of its last application date."""

    on: date
    min_age: int
    min_education: str
    min_experience_months: int
    personal_status: str


@dataclass(frozen=True)
class Facts:
    """What is known of a job seeker; `experience_months` in the vacancy's occupation."""

    birth: Birth
    education: str
    experience_months: int
    personal_status: str = PersonalStatus.NORMAL


@dataclass(frozen=True)
class Unmet:
    """One condition that is not met: what is asked, what is known."""

    condition: Condition
    asked: Any
    known: Any


def unmet_conditions(demands: Demands, facts: Facts) -> list[Unmet]:
    """VAC-04: every condition that fails as of the last application date; empty means he fits."""
    unmet = []
    age = age_on(facts.birth, demands.on)
    if age < demands.min_age:
        unmet.append(Unmet(Condition.AGE, demands.min_age, age))
    if demands.personal_status not in {PersonalStatus.NORMAL, facts.personal_status}:
        unmet.append(Unmet(Condition.PERSONAL_STATUS, demands.personal_status, None))
    if EducationLevel(facts.education).rank < EducationLevel(demands.min_education).rank:
        unmet.append(Unmet(Condition.EDUCATION, demands.min_education, facts.education))
    if facts.experience_months < demands.min_experience_months:
        unmet.append(Unmet(Condition.EXPERIENCE, demands.min_experience_months, facts.experience_months))
    return unmet


def lowest_wage(weekly_hours: int, full_week_hours: int, minimum_wage: Decimal) -> Decimal:
    """VAC-30: the minimum wage pro rata to the hours, in lira a month, rounded up to the kuruş."""
    share = minimum_wage * min(weekly_hours, full_week_hours) / full_week_hours
    return share.quantize(CENT, rounding="ROUND_CEILING")


def last_day_bounds(published_on: date, max_days: int) -> tuple[date, date]:
    """VAC-31: the earliest and latest Son Başvuru Tarihi of a vacancy published on that day."""
    return published_on, published_on + timedelta(days=max_days)


class WageInput(msgspec.Struct):
    wage: Decimal
    weekly_hours: Annotated[int, msgspec.Meta(ge=1, le=168)]


@rule(
    "VAC-30",
    title=_("Offered wage against the minimum wage"),
    article="4857 md. 39",
    input_type=WageInput,
    example={"wage": "33030.00", "weekly_hours": 45},
)
def check_wage(asked: WageInput, parameters: Parameters) -> Outcome:
    minimum = parameters.decimal("min_wage_gross_month")
    full_week_hours = parameters.integer("full_week_hours")
    lowest = lowest_wage(asked.weekly_hours, full_week_hours, minimum)
    steps = (
        Step(_("Gross minimum wage a month"), minimum),
        Step(_("Hours of a full week"), full_week_hours),
        Step(_("Hours offered, at most a full week"), min(asked.weekly_hours, full_week_hours)),
        Step(_("Lowest lawful offer"), lowest),
    )
    return Outcome(asked.wage >= lowest, steps)


class FitInput(msgspec.Struct):
    on: date
    birth_year: int
    birth_month: int | None = None
    birth_day: int | None = None
    min_age: int = 15
    education: EducationLevel = EducationLevel.ILLITERATE
    min_education: EducationLevel = EducationLevel.ILLITERATE
    experience_months: int = 0
    min_experience_months: int = 0


@rule(
    "VAC-04",
    title=_("Does a job seeker fit, as of the last application date?"),
    article="S003 2.1.1.2",
    input_type=FitInput,
    example={"on": "2026-05-10", "min_age": 18, "birth_year": 2008, "birth_month": 5, "birth_day": 10},
)
def check_fit(asked: FitInput, parameters: Parameters) -> Outcome:
    birth = Birth(asked.birth_year, asked.birth_month, asked.birth_day)
    demands = Demands(
        asked.on, asked.min_age, asked.min_education, asked.min_experience_months, PersonalStatus.NORMAL
    )
    unmet = unmet_conditions(demands, Facts(birth, asked.education, asked.experience_months))
    steps = [Step(_("Age on that day"), age_on(birth, asked.on))]
    steps += [
        Step(_("Not met: {condition}").format(condition=line.condition), f"{line.known} < {line.asked}")
        for line in unmet
    ]
    return Outcome(not unmet, tuple(steps))
