"""The law on vacancies as pure functions: days, amounts and dated numbers come in, answers and reasons go out."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated

import msgspec
from django.utils.translation import gettext_lazy as _

from imece.core.parameters import Parameters
from imece.core.rule_registry import Outcome, Step, rule
from imece.employment.vacancies.domain.conditions import Demands, Facts
from imece.employment.vacancies.domain.fit.judge import judge

CENT = Decimal("0.01")


def lowest_wage(weekly_hours: int, full_week_hours: int, minimum_wage: Decimal) -> Decimal:
    """VAC-30: the minimum wage pro rata to the hours, in lira a month, rounded up to the kuruş."""
    share = minimum_wage * min(weekly_hours, full_week_hours) / full_week_hours
    return share.quantize(CENT, rounding="ROUND_CEILING")


def usual_last_day(today: date, parameters: Parameters) -> date:
    """VAC-31: the Son Başvuru Tarihi that is offered unless another is chosen."""
    return today + timedelta(days=parameters.integer("vacancy_usual_days"))


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


class FitInput(msgspec.Struct, forbid_unknown_fields=True):
    demands: Demands
    facts: Facts


@rule(
    "VAC-04",
    title=_("Does a job seeker fit, as of the last application date?"),
    article="S003 2.1.1.2",
    input_type=FitInput,
    example={
        "demands": {"on": "2026-05-10", "min_age": 18, "min_education": "primary", "licence_classes": ["B"]},
        "facts": {
            "birth": {"year": 2008, "month": 5, "day": 10},
            "education": "upper_secondary",
            "licence_classes": ["C"],
        },
    },
)
def check_fit(asked: FitInput, parameters: Parameters) -> Outcome:
    """Every thing that is asked is a step: what is asked, what is known, whether it is met and from when."""
    findings = judge(asked.demands, asked.facts)
    steps = tuple(Step(finding.condition.value, finding) for finding in findings)
    return Outcome(all(one.is_met for one in findings if one.is_hard), steps)
