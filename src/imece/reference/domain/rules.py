"""Rules of days that all houses share, as they can be asked under their ids (`./imece rule CAL-02 …`)."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

import msgspec
from django.utils.translation import gettext_lazy as _

from imece.core.parameters import Parameters
from imece.core.rule_registry import Outcome, Step, rule
from imece.reference.domain.codes import branch_of, is_occupation_code
from imece.reference.domain.data_requests import data_request_complain_by, data_request_due_on
from imece.reference.domain.working_days import (
    add_months_clamped,
    add_working_days,
    board_told_by,
    end_of_day,
    is_working_day,
    public_holidays,
    roll_forward,
    served_on,
    with_special_days,
)

# As far as the holiday table can ever reach, so that a slip of the finger is named as one.
WorkingDayCount = Annotated[int, msgspec.Meta(ge=-2500, le=2500)]
MonthCount = Annotated[int, msgspec.Meta(ge=-120, le=120)]
DayCount = Annotated[int, msgspec.Meta(ge=-3660, le=3660)]
WorkerCount = Annotated[int, msgspec.Meta(ge=0, le=10_000_000)]
SpecialDays = Annotated[list[date], msgspec.Meta(max_length=366)]


class WorkingDay(msgspec.Struct, forbid_unknown_fields=True):
    day: date
    half_day_counts: bool = True
    special_days: SpecialDays = []


class WorkingDayPeriod(msgspec.Struct, forbid_unknown_fields=True):
    day: date
    count: WorkingDayCount
    half_day_counts: bool = True
    special_days: SpecialDays = []


class Period(msgspec.Struct, forbid_unknown_fields=True):
    day: date
    months: MonthCount = 0
    days: DayCount = 0
    special_days: SpecialDays = []


class Arrival(msgspec.Struct, forbid_unknown_fields=True):
    arrived_on: date


class Breach(msgspec.Struct, forbid_unknown_fields=True):
    learned_at: datetime


class Request(msgspec.Struct, forbid_unknown_fields=True):
    asked_on: date
    answered_on: date | None = None


class Controller(msgspec.Struct, forbid_unknown_fields=True):
    """`balance_total`: of the yearly balance sheet, TRY."""

    is_public: bool
    workers: WorkerCount = 0
    balance_total: Decimal = Decimal(0)
    special_data_is_main_work: bool = False


class Code(msgspec.Struct, forbid_unknown_fields=True):
    code: str


@rule(
    "CAL-01",
    title=_("Is it a working day?"),
    article="2429",
    input_type=WorkingDay,
    example={"day": "2026-10-28"},
)
def working_day(asked: WorkingDay, parameters: Any) -> Outcome:
    holidays = with_special_days(public_holidays(), full=asked.special_days)
    steps = (
        Step(_("Day of the week (1 is Monday)"), asked.day.isoweekday()),
        Step(_("Whole public holiday"), asked.day in holidays.full),
        Step(_("Half holiday, from 13:00"), asked.day in holidays.half),
    )
    return Outcome(is_working_day(asked.day, holidays=holidays, half_day_counts=asked.half_day_counts), steps)


@rule(
    "CAL-02",
    title=_("End of a period of working days"),
    article="2429",
    input_type=WorkingDayPeriod,
    example={"day": "2026-04-22", "count": 5},
)
def working_day_period(asked: WorkingDayPeriod, parameters: Any) -> Outcome:
    holidays = with_special_days(public_holidays(), full=asked.special_days)
    ends = add_working_days(asked.day, asked.count, holidays=holidays, half_day_counts=asked.half_day_counts)
    steps = (
        Step(_("Day 0, the event; counting begins the day after"), asked.day),
        Step(_("Last working day counted"), ends),
        Step(_("It ends at"), end_of_day(ends)),
    )
    return Outcome(ends, steps)


@rule(
    "CAL-03",
    title=_("End of a period of days or months"),
    article="2577 md. 8",
    input_type=Period,
    example={"day": "2026-01-31", "months": 1},
)
def rolled_period(asked: Period, parameters: Any) -> Outcome:
    holidays = with_special_days(public_holidays(), full=asked.special_days)
    reached = date.fromordinal(add_months_clamped(asked.day, asked.months).toordinal() + asked.days)
    ends = roll_forward(reached, holidays=holidays)
    return Outcome(
        ends, (Step(_("Day reached, clamped to the month's end"), reached), Step(_("Next working day"), ends))
    )


@rule(
    "ID-21",
    title=_("When an e-Tebligat counts as served"),
    article="7201 md. 7/a",
    input_type=Arrival,
    example={"arrived_on": "2026-01-05"},
)
def e_notification_served(asked: Arrival, parameters: Parameters) -> Outcome:
    """By the law of the day it arrived on."""
    on = Parameters(asked.arrived_on)
    days = on.integer("etebligat_served_days")
    parameters.used.extend(on.used)
    steps = (
        Step(_("Reached the mailbox"), asked.arrived_on),
        Step(_("Days until it counts as served"), days),
    )
    return Outcome(served_on(asked.arrived_on, days=days), steps)


@rule(
    "KVK-07",
    title=_("When the Board must have been told of a breach"),
    article="6698 md. 12/5; Karar 2019/10",
    input_type=Breach,
    example={"learned_at": "2026-03-06T15:00:00+03:00"},
)
def breach_deadline(asked: Breach, parameters: Parameters) -> Outcome:
    hours = parameters.integer("breach_board_hours")
    told_by = board_told_by(asked.learned_at, hours=hours)
    return Outcome(told_by, (Step(_("Learned; days off count too"), asked.learned_at),))


@rule(
    "KVK-02",
    title=_("Must whoever processes personal data be registered with VERBİS?"),
    article="6698 md. 16",
    input_type=Controller,
    example={"is_public": False, "workers": 51, "balance_total": "20000000.00"},
)
def verbis_registration(asked: Controller, parameters: Parameters) -> Outcome:
    """Any one of the four is enough; the figures are those of the day."""
    steps = (
        Step(_("Public body"), asked.is_public),
        Step(_("More workers than the limit"), asked.workers > parameters.integer("verbis_worker_limit")),
        Step(
            _("Balance total above the limit"),
            asked.balance_total > parameters.decimal("verbis_balance_limit"),
        ),
        Step(_("Special-category data are its main work"), asked.special_data_is_main_work),
    )
    return Outcome(any(step.value for step in steps), steps)


@rule(
    "KVK-05",
    title=_("Time limits of a data subject's request"),
    article="6698 md. 13, md. 14",
    input_type=Request,
    example={"asked_on": "2026-11-22"},
)
def request_limits(asked: Request, parameters: Parameters) -> Outcome:
    """The answer within 30 days; the complaint to the Board within 30 days of it, 60 of the request at most."""
    due_on = data_request_due_on(asked.asked_on, parameters)
    by = data_request_complain_by(asked.asked_on, asked.answered_on, parameters)
    return Outcome(
        {"answer_by": due_on, "complain_by": by},
        (Step(_("The answer is due"), due_on), Step(_("Last day to complain to the Board"), by)),
    )


@rule(
    "OCC-01",
    title=_("Form of an occupation code"),
    article="",
    input_type=Code,
    example={"code": "8160.29"},
)
def occupation_code(asked: Code, parameters: Any) -> Outcome:
    if not is_occupation_code(asked.code):
        return Outcome(False)
    return Outcome(True, (Step(_("ISCO-08 groups above it"), branch_of(asked.code)),))
