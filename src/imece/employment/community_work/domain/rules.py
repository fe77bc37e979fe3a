"""Community benefit programmes (TYP, §7): who may take part, which days may be marked, what is paid."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

import msgspec
from django.utils.translation import gettext_lazy as _

from imece.core.parameters import Parameters
from imece.core.rule_registry import Outcome, Step, rule
from imece.employment.community_work.enums import Attendance, SelectionMethod
from imece.reference.public import add_months_clamped, last_day_of_month

UNPAID: Final = frozenset({Attendance.ABSENT, Attendance.UNPAID_LEAVE})


def why_not_marked(
    day: date,
    *,
    today: date,
    programme: tuple[date, date],
    participation: tuple[date, date | None],
    is_closed: bool,
) -> str:
    """TYP-09: why this day cannot be marked, or an empty text. Ranges are inclusive."""
    first, last = participation
    if day > today:
        return str(_("A day that has not come cannot be marked."))
    if not programme[0] <= day <= programme[1]:
        return str(_("The day is outside the programme."))
    if day < first or (last is not None and day > last):
        return str(_("The person did not take part on that day."))
    if is_closed:
        return str(_("The programme does not work on that day."))
    return ""


def days_paid(day_count: int, marks: Mapping[Attendance, int]) -> int:
    """TYP-10: worked, excused and accident days are paid; absence and unpaid leave are not; sick days are SGK's."""
    return day_count - sum(marks.get(kind, 0) for kind in (*UNPAID, Attendance.SICK))


def barred_until(removed_on: date, months: int, *, end_day_is_free: bool = True) -> date:
    """TYP-04: the first day on which somebody removed by own fault may apply again. T-TYP-03."""
    end = add_months_clamped(removed_on, months)
    return end if end_day_is_free else end + timedelta(days=1)


class ApplicantInput(msgspec.Struct, forbid_unknown_fields=True):
    applies_on: date
    born_on: date
    is_registered_unemployed: bool
    household_income: Decimal
    lives_in_district: bool
    removed_by_own_fault_on: date | None = None
    is_pensioner: bool = False
    is_student: bool = False
    another_of_the_household_takes_part: bool = False


@rule(
    "TYP-02",
    title=_("May somebody apply for a community benefit programme?"),
    article="RG 31850",
    input_type=ApplicantInput,
    example={
        "applies_on": "2027-06-10", "born_on": "1990-01-01", "is_registered_unemployed": True,
        "household_income": "40000.00", "lives_in_district": True, "removed_by_own_fault_on": "2025-06-10",
    },
)  # fmt: skip
def check_applicant(asked: ApplicantInput, parameters: Parameters) -> Outcome:
    """Every condition is a step with what was found."""
    on = Parameters(asked.applies_on)
    wage = on.decimal(f"min_wage_{on.get('typ_income_basis')}_month")
    ceiling = wage * on.decimal("typ_income_multiple")
    adult_on = add_months_clamped(asked.born_on, 12 * on.integer("adult_age"))
    removed = asked.removed_by_own_fault_on
    months, end_day_is_free = on.integer("typ_bar_months"), on.flag("typ_bar_end_day_is_free")
    free_on = barred_until(removed, months, end_day_is_free=end_day_is_free) if removed else None
    parameters.used.extend(on.used)
    steps = (
        Step(_("Registered as unemployed"), asked.is_registered_unemployed),
        Step(_("Of age"), asked.applies_on >= adult_on),
        Step(_("No pensioner"), not asked.is_pensioner),
        Step(_("No student (open education excepted)"), not asked.is_student),
        Step(_("Nobody else of the household takes part"), not asked.another_of_the_household_takes_part),
        Step(_("Lives in the programme's district"), asked.lives_in_district),
        Step(_("Household income within the ceiling"), asked.household_income <= ceiling),
        Step(_("Not barred after removal"), free_on is None or asked.applies_on >= free_on),
    )
    return Outcome(all(step.value for step in steps), steps)


# -- how long (TYP-03) ---------------------------------------------------------------------------------------------


def may_last_until(starts_on: date, months: int) -> date:
    """TYP-03: the last day that a programme beginning then may have."""
    return add_months_clamped(starts_on, months) - timedelta(days=1)


def days_within(ranges: Iterable[tuple[date, date]], first: date, last: date) -> int:
    """Days of the ranges that lie from `first` to `last`, all inclusive. Ranges do not overlap one another."""
    return sum(max(0, (min(end, last) - max(begin, first)).days + 1) for begin, end in ranges)


def days_too_many(
    earlier: Iterable[tuple[date, date]], planned: tuple[date, date], *, months: int, window_months: int
) -> int:
    """TYP-03: days above `months` in the `window_months` that end with the plan's last day; 0 when it fits.

    Months are those of the calendar, counted back from the last day: nine of them may have 273 to 276 days.
    """
    after = planned[1] + timedelta(days=1)
    first = add_months_clamped(after, -window_months)
    allowed = (after - add_months_clamped(after, -months)).days
    return max(0, days_within([*earlier, planned], first, planned[1]) - allowed)


def free_again_on(earlier: Iterable[tuple[date, date]], entered_on: date, months: int) -> date | None:
    """TYP-03: the first day after the months that must lie between two programmes; None when they lie there."""
    last = max((end for _first, end in earlier if end < entered_on), default=None)
    free = add_months_clamped(last, months) + timedelta(days=1) if last and months else None
    return free if free and free > entered_on else None


class Stay(msgspec.Struct, forbid_unknown_fields=True):
    first: date
    last: date


class DurationInput(msgspec.Struct, forbid_unknown_fields=True):
    planned: Stay
    earlier: list[Stay] = []


@rule(
    "TYP-03",
    title=_("Does a community benefit programme fit into the months allowed?"),
    article="RG 31850",
    input_type=DurationInput,
    example={"planned": {"first": "2026-01-01", "last": "2026-09-30"}, "earlier": []},
)
def check_duration(asked: DurationInput, parameters: Parameters) -> Outcome:
    """So many months within so many: both are parameters, since a cap and a waiting time are both in use."""
    on = Parameters(asked.planned.first)
    months, window = on.integer("typ_months"), on.integer("typ_months_window")
    earlier = [(one.first, one.last) for one in asked.earlier]
    too_many = days_too_many(
        earlier, (asked.planned.first, asked.planned.last), months=months, window_months=window
    )
    free_on = free_again_on(earlier, asked.planned.first, on.integer("typ_free_months"))
    parameters.used.extend(on.used)
    steps = (
        Step(_("Months allowed"), months),
        Step(_("Within so many months"), window),
        Step(_("Days too many"), too_many),
        Step(_("Free of programmes in the months before"), free_on is None),
    )
    return Outcome(too_many == 0 and free_on is None, steps)


# -- choosing (TYP-05) ---------------------------------------------------------------------------------------------


def split_places(place_count: int, method: SelectionMethod, draw_pct: int) -> tuple[int, int]:
    """TYP-05: (by draw, from the list). What does not divide goes to the list."""
    if method == SelectionMethod.LIST:
        return 0, place_count
    if method == SelectionMethod.DRAW:
        return place_count, 0
    drawn = place_count * draw_pct // 100
    return drawn, place_count - drawn


class PlacesInput(msgspec.Struct, forbid_unknown_fields=True):
    on: date
    places: int
    method: SelectionMethod


@rule(
    "TYP-05",
    title=_("How many participants are drawn, how many come from the list?"),
    article="RG 31850",
    input_type=PlacesInput,
    example={"on": "2026-05-01", "places": 12, "method": "draw_and_list"},
)
def check_places(asked: PlacesInput, parameters: Parameters) -> Outcome:
    on = Parameters(asked.on)
    share = on.integer("typ_draw_pct")
    parameters.used.extend(on.used)
    drawn, listed = split_places(asked.places, asked.method, share)
    value = {"draw": drawn, "list": listed}
    return Outcome(value, (Step(_("By draw"), drawn), Step(_("From the list"), listed)))


# -- a month's pay and limits (TYP-06, TYP-10) ---------------------------------------------------------------------

INSURED_DAYS: Final = 30  # a whole month is reckoned as 30 days, as everywhere in social insurance


def days_of_month(month: date, first: date, last: date) -> int:
    """Days of taking part in the month, weekly rest included; a whole month is 30, whatever its length."""
    end = last_day_of_month(month)
    days = days_within([(first, last)], month, end)
    return INSURED_DAYS if days == (end - month).days + 1 else days


def pay_of(paid_days: int, gross_month_amount: Decimal) -> Decimal:
    """TYP-06: the minimum wage for the days, gross, in TRY to the kuruş."""
    return (gross_month_amount * paid_days / INSURED_DAYS).quantize(Decimal("0.01"))


class PayInput(msgspec.Struct, forbid_unknown_fields=True):
    month: date
    days: int
    marks: dict[Attendance, int] = {}


@rule(
    "TYP-10",
    title=_("How many days of a month are paid, and how much?"),
    article="RG 31850",
    input_type=PayInput,
    example={"month": "2026-05-01", "days": 30, "marks": {"D": 1, "M": 2}},
)
def check_pay(asked: PayInput, parameters: Parameters) -> Outcome:
    """An indication: sick days are left to SGK."""
    on = Parameters(last_day_of_month(asked.month))
    wage = on.decimal("min_wage_gross_month")
    parameters.used.extend(on.used)
    paid = max(0, days_paid(asked.days, asked.marks))
    amount = pay_of(paid, wage)
    steps = (
        Step(_("Days of taking part"), asked.days),
        Step(_("Days paid"), paid),
        Step(_("Minimum wage a month, gross"), wage),
        Step(_("Gross pay"), amount),
    )
    return Outcome({"days": paid, "amount": amount}, steps)


def longest_run(days: Iterable[date], working_days: Iterable[date]) -> int:
    """How many working days in a row stand in `days`; days off between them do not break the row."""
    absent, longest, run = set(days), 0, 0
    for day in sorted(working_days):
        run = run + 1 if day in absent else 0
        longest = max(longest, run)
    return longest


def ranges_overlap(one: tuple[date, date], other: tuple[date, date]) -> bool:
    """Both inclusive."""
    return one[0] <= other[1] and other[0] <= one[1]
