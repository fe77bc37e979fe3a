"""The law on workforce tables and the quota under its ids, askable as JSON (§4, §5)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated

import msgspec
from django.utils.translation import gettext_lazy as _

from imece.core.parameters import Parameters
from imece.core.rule_registry import Outcome, Step, rule
from imece.employment.workforce.domain import quota
from imece.employment.workforce.enums import Group
from imece.reference.public import (
    Holidays,
    last_day_of_month,
    public_holidays,
    roll_forward,
)

Count = Annotated[int, msgspec.Meta(ge=0, le=10_000_000)]


# -- whose duty, and when (AIC) ------------------------------------------------------------------------------------


def must_file(*, is_public: bool, workers_in_province: int, parameters: Parameters) -> bool:
    """AIC-01: all workplaces of one province together; provinces are not added up."""
    sector = "public" if is_public else "private"
    return workers_in_province >= parameters.integer(f"workforce_table_{sector}_workers")


def due_on(month: date, holidays: Holidays, parameters: Parameters) -> date:
    """AIC-02: the last day of the following month; a day off moves it to the next working day (CAL-03), by a switch."""
    last = last_day_of_month(next_month(month))
    return roll_forward(last, holidays=holidays) if parameters.flag("workforce_table_due_rolls") else last


def next_month(month: date) -> date:
    """AIC-10: the only month that may follow. First days of months."""
    return last_day_of_month(month) + timedelta(days=1)


def may_be_entered(month: date, today: date, parameters: Parameters) -> bool:
    """AIC-13: a month is entered when it has ended, or when it has begun where the switch says so."""
    begins_to_be_open = month if parameters.flag("workforce_table_before_month_end") else next_month(month)
    return begins_to_be_open <= today


class FilingInput(msgspec.Struct, forbid_unknown_fields=True):
    is_public: bool
    workers_in_province: Count


@rule(
    "AIC-01",
    title=_("Must a workforce table be filed?"),
    article="4904 md. 21",
    input_type=FilingInput,
    example={"is_public": False, "workers_in_province": 10},
)
def check_filing(asked: FilingInput, parameters: Parameters) -> Outcome:
    """T-AIC-10, T-AIC-11."""
    due = must_file(
        is_public=asked.is_public, workers_in_province=asked.workers_in_province, parameters=parameters
    )
    return Outcome(due, (Step(_("Workers in the province"), asked.workers_in_province),))


class MonthInput(msgspec.Struct, forbid_unknown_fields=True):
    month: date


@rule(
    "AIC-02",
    title=_("By when is the month's workforce table due?"),
    article="4904 md. 21",
    input_type=MonthInput,
    example={"month": "2026-04-01"},
)
def check_due_day(asked: MonthInput, parameters: Parameters) -> Outcome:
    """T-AIC-13, T-AIC-14."""
    last = last_day_of_month(next_month(asked.month))
    due = due_on(asked.month, public_holidays(), parameters)
    return Outcome(
        due, (Step(_("Last day of the following month"), last), Step(_("The working day then or next"), due))
    )


# -- the quota (QUO) -----------------------------------------------------------------------------------------------


class QuotaInput(msgspec.Struct, forbid_unknown_fields=True):
    """`on` is a day of the month that is asked about."""

    is_public: bool
    full_time: Count
    part_time_hours: Count = 0
    underground: Count = 0
    private_security: Count = 0
    otherwise_exempt: Count = 0
    is_agriculture: bool = False
    disabled_employed: Count = 0
    disabled_part_time_hours: Count = 0
    ex_convicts_employed: Count = 0
    terror_affected_employed: Count = 0
    premium_days: Count = 0

    @property
    def headcount(self) -> quota.Headcount:
        return quota.Headcount(
            is_public=self.is_public,
            full_time=self.full_time,
            part_time_hours=self.part_time_hours,
            underground=self.underground,
            private_security=self.private_security,
            otherwise_exempt=self.otherwise_exempt,
            is_agriculture=self.is_agriculture,
            employed={
                Group.DISABLED: self.disabled_employed,
                Group.EX_CONVICT: self.ex_convicts_employed,
                Group.TERROR_AFFECTED: self.terror_affected_employed,
            },
            disabled_part_time_hours=self.disabled_part_time_hours,
            premium_days=self.premium_days,
        )


@rule(
    "QUO-01",
    title=_("Whom must an employer employ from the protected groups?"),
    article="4857 md. 30",
    input_type=QuotaInput,
    example={"is_public": False, "full_time": 148, "part_time_hours": 4056, "disabled_employed": 3},
)
def check_quota(asked: QuotaInput, parameters: Parameters) -> Outcome:
    """Required, employed and missing by group, with every step (P9.1)."""
    result = quota.reckon_quota(asked.headcount, parameters)
    value = {
        group.group.value: {"required": group.required, "employed": group.employed, "missing": group.missing}
        for group in result.groups
    }
    return Outcome(value, result.steps)


class RoundingInput(msgspec.Struct, forbid_unknown_fields=True):
    base: Count
    percentage: Decimal


@rule(
    "QUO-05",
    title=_("A percentage of workers, rounded as the Labour Law says"),
    article="4857 md. 30",
    input_type=RoundingInput,
    example={"base": 350, "percentage": "3"},
)
def check_rounding(asked: RoundingInput, parameters: Parameters) -> Outcome:
    exact = asked.base * asked.percentage / 100
    return Outcome(quota.required_of(asked.base, asked.percentage), (Step(_("Before rounding"), exact),))


class FineInput(msgspec.Struct, forbid_unknown_fields=True):
    missing: Count
    months: Annotated[list[date], msgspec.Meta(min_length=1, max_length=120)]


@rule(
    "QUO-16",
    title=_("Fine for an unmet quota"),
    article="4857 md. 101",
    input_type=FineInput,
    example={"missing": 3, "months": ["2025-01-01", "2025-02-01"]},
)
def check_fine(asked: FineInput, parameters: Parameters) -> Outcome:
    """T-QUO-22, -24, -25: each month by its own amount, whatever the day of asking."""
    steps, total = [], Decimal(0)
    for month in asked.months:
        of_month = Parameters(month)
        amount = quota.fine_of(asked.missing, of_month.decimal("quota_fine_month"))
        parameters.used.extend(of_month.used)
        steps.append(Step(f"{month:%m.%Y}", amount))
        total += amount
    return Outcome(total, tuple(steps))
