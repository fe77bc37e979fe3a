"""İKT, İÖ and KÇÖ as pure functions (§8): what a declaration likely gives, step by step, as an indication.

The decision is the institution's; whoever reads a result here is told so. Amounts are lira, durations days. Short-time
work stays under the law of its first day (BLD-04).
"""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import chain
from typing import Annotated, Final

import msgspec
from django.utils.translation import gettext_lazy as _

from imece.core.parameters import Parameters
from imece.core.rule_registry import Outcome, Step, rule
from imece.employment.benefits.enums import Ground
from imece.reference.public import Holidays, add_months_clamped, is_working_day

CENT: Final = Decimal("0.01")
INSURED_DAYS: Final = 30  # a month, as everywhere in social insurance
WEEK: Final = 6  # days on which the hours of a week are worked
UNEMPLOYMENT: Final = tuple(
    (f"unemployment_premium_days_{step}", f"unemployment_benefit_days_{step}") for step in (1, 2, 3)
)
JOB_LOSS: Final = tuple(
    (f"job_loss_premium_days_{step}", f"job_loss_benefit_days_{step}") for step in (1, 2, 3, 4)
)
SHORT_TIME: Final = ("kco_months", "kco_least_weeks", "kco_hours_cut", "kco_stopped_weeks")
ALLOWANCE: Final = (
    "kco_service_days", "kco_premium_days", "kco_months", "kco_wage_pct", "kco_wage_cap_pct", "kco_pay_day",
    "full_week_hours",
)  # fmt: skip
Days = Annotated[int, msgspec.Meta(ge=0, le=20_000)]
INDIRECT: Final = frozenset({Ground.CASH_SHORTAGE, Ground.PAYMENT_DIFFICULTY, Ground.STOCK})
WITHOUT_BOARD: Final = frozenset({Ground.FORCE_MAJEURE})  # BLD-09: earthquake, fire, flood


def needs_board(ground: Ground) -> bool:
    """BLD-09: the board of directors decides, unless force majeure struck the workplace itself."""
    return ground not in WITHOUT_BOARD


def days_for(premium_days: int, table: tuple[tuple[str, str], ...], parameters: Parameters) -> int:
    """The days of the highest step whose premium days are reached; 0 below the lowest."""
    parameters.read(*chain.from_iterable(table))
    reached = (given for needed, given in table if premium_days >= parameters.integer(needed))
    return max(map(parameters.integer, reached), default=0)


class UnemploymentInput(msgspec.Struct, forbid_unknown_fields=True):
    """`average_daily_gross` is of the last four months."""

    premium_days: Days
    last_120_days_in_service: bool
    left_without_own_fault: bool
    average_daily_gross: Decimal = Decimal(0)


@rule(
    "BLD-02",
    title=_("Unemployment benefit: likely days and monthly amount"),
    article="4447 md. 50–51",
    input_type=UnemploymentInput,
    example={
        "premium_days": 900, "last_120_days_in_service": True, "left_without_own_fault": True,
        "average_daily_gross": "1500.00",
    },
)  # fmt: skip
def check_unemployment_benefit(asked: UnemploymentInput, parameters: Parameters) -> Outcome:
    """T-BLD-09. A share of the average daily gross; a month at most a share of the gross minimum wage."""
    entitled = asked.last_120_days_in_service and asked.left_without_own_fault
    days = days_for(asked.premium_days, UNEMPLOYMENT, parameters) if entitled else 0
    parameters.read("min_wage_gross_month", "unemployment_wage_pct", "unemployment_wage_cap_pct")
    share, cap = parameters.decimal("unemployment_wage_pct"), parameters.decimal("unemployment_wage_cap_pct")
    ceiling = (parameters.decimal("min_wage_gross_month") * cap / 100).quantize(CENT)
    month = (
        min((asked.average_daily_gross * share / 100 * INSURED_DAYS).quantize(CENT), ceiling)
        if days
        else Decimal(0)
    )
    steps = (
        Step(_("Premium days in the last three years"), asked.premium_days),
        Step(_("In service during the last 120 days"), asked.last_120_days_in_service),
        Step(_("Left without own will or fault"), asked.left_without_own_fault),
        Step(_("Most a month: {pct} % of the gross minimum wage").format(pct=cap), ceiling),
        Step(_("Likely amount a month"), month),
    )
    return Outcome(days, steps)


class JobLossInput(msgspec.Struct, forbid_unknown_fields=True):
    unbroken_premium_days: Days


@rule(
    "BLD-03",
    title=_("Job-loss compensation: likely days and daily amount"),
    article="4046 md. 21",
    input_type=JobLossInput,
    example={"unbroken_premium_days": 1100},
)
def check_job_loss(asked: JobLossInput, parameters: Parameters) -> Outcome:
    multiple = parameters.decimal("job_loss_wage_multiple")
    daily = (parameters.decimal("min_wage_net_month") / INSURED_DAYS * multiple).quantize(CENT)
    steps = (
        Step(_("Premium days without a break at the workplace"), asked.unbroken_premium_days),
        Step(_("{multiple} times the daily net minimum wage").format(multiple=multiple), daily),
    )
    return Outcome(days_for(asked.unbroken_premium_days, JOB_LOSS, parameters), steps)


def is_entitled_to_short_time(service_days: int, premium_days: int, parameters: Parameters) -> bool:
    """BLD-07, by the law of the start day. T-BLD-02, T-BLD-03."""
    in_service = service_days >= parameters.integer("kco_service_days")
    return in_service and premium_days >= parameters.integer("kco_premium_days")


def short_time_ends_by(starts_on: date, parameters: Parameters) -> date:
    """BLD-06: the last day of three months from the start, of more where the President decided so. T-BLD-05."""
    return add_months_clamped(starts_on, parameters.integer("kco_months")) - timedelta(days=1)


def month_hours(week_hours: int) -> int:
    return week_hours * INSURED_DAYS // WEEK


class ShortTimeInput(msgspec.Struct, forbid_unknown_fields=True):
    """`average_gross_month` is of the last twelve months; `hours_not_worked` of `normal_hours` in the month.

    Where none are named, the hours are those of the full week, and none of them is worked.
    """

    starts_on: date
    ends_on: date
    ground: Ground
    service_days: Days
    premium_days: Days
    average_gross_month: Decimal
    normal_hours: Annotated[int, msgspec.Meta(ge=1, le=744)] | None = None
    hours_not_worked: Annotated[int, msgspec.Meta(ge=0, le=744)] | None = None


@rule(
    "BLD-08",
    title=_("Short-time work allowance: likely monthly amount"),
    article="4447 ek md. 2",
    input_type=ShortTimeInput,
    example={
        "starts_on": "2026-02-01", "ends_on": "2026-04-30", "ground": "force_majeure", "service_days": 120,
        "premium_days": 450, "average_gross_month": "60000.00",
    },
)  # fmt: skip
def check_short_time(asked: ShortTimeInput, parameters: Parameters) -> Outcome:
    """A share of the average gross, capped by the minimum wage, by the hours not worked; before stamp tax."""
    of_start = Parameters(asked.starts_on).read(*ALLOWANCE)
    entitled = is_entitled_to_short_time(asked.service_days, asked.premium_days, of_start)
    parameters.used.extend(of_start.used)
    last = short_time_ends_by(asked.starts_on, of_start)
    in_time = asked.starts_on <= asked.ends_on <= last
    pct, cap = of_start.decimal("kco_wage_pct"), of_start.decimal("kco_wage_cap_pct")
    ceiling = (parameters.decimal("min_wage_gross_month") * cap / 100).quantize(CENT)
    full = min((asked.average_gross_month * pct / 100).quantize(CENT), ceiling)
    normal = asked.normal_hours or month_hours(of_start.integer("full_week_hours"))
    share = normal if asked.hours_not_worked is None else min(asked.hours_not_worked, normal)
    possible = entitled and in_time and asked.ground not in INDIRECT
    amount = (full * share / normal).quantize(CENT) if possible else Decimal(0)
    tax = (amount * parameters.decimal("stamp_tax_pct") / 100).quantize(CENT)
    shares = _("{pct} % of the average gross, at most {cap} % of the minimum wage").format(pct=pct, cap=cap)
    steps = (
        Step(_("The ground is a direct one (BLD-09)"), asked.ground not in INDIRECT),
        Step(_("Days of service and premium days suffice on the first day (BLD-07)"), entitled),
        Step(_("Last possible day (BLD-06)"), last),
        Step(shares, full),
        Step(_("Hours not worked of the normal hours"), f"{share}/{normal}"),
        Step(_("Paid each month, first on"), first_payment_on(asked.starts_on, of_start)),
        Step(_("Stamp tax"), tax),
        Step(_("Paid out"), amount - tax),
    )
    return Outcome(amount, steps)


def first_payment_on(starts_on: date, parameters: Parameters) -> date:
    """BLD-08: each month is paid on the fifth of the next."""
    return add_months_clamped(starts_on.replace(day=1), 1).replace(day=parameters.integer("kco_pay_day"))


def is_short_time(normal_hours: int, short_hours: int, weeks_stopped: int, parameters: Parameters) -> bool:
    """BLD-05: weekly hours cut by at least a third, or activity stopped for four weeks or more."""
    cut = Fraction(str(parameters.get("kco_hours_cut")))
    is_cut = normal_hours - short_hours >= normal_hours * cut
    return is_cut or weeks_stopped >= parameters.integer("kco_stopped_weeks")


def is_too_short(starts_on: date, ends_on: date, parameters: Parameters) -> bool:
    """BLD-05: for less than four weeks."""
    return ends_on - starts_on + timedelta(days=1) < timedelta(weeks=parameters.integer("kco_least_weeks"))


def last_day_to_tell_end(back_on: date, holidays: Holidays, parameters: Parameters) -> date:
    """BLD-11: six working days lie between the telling and the return to normal work."""
    day, left = back_on, parameters.integer("kco_end_working_days")
    while left:
        day -= timedelta(days=1)
        left -= is_working_day(day, holidays=holidays)
    return day
