"""Community benefit programmes (TYP, §7): who may take part, which days may be marked, what is paid."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

import msgspec
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from imece.core.parameters import Parameters
from imece.core.rule_registry import Outcome, Step, rule
from imece.reference.public import add_months_clamped


class Attendance(TextChoices):
    """**Devam türü** (TYP-08). A day without a mark was worked."""

    ABSENT = "D", _("Absent without excuse")
    UNPAID_LEAVE = "Ü", _("Unpaid leave")
    SICK = "R", _("Sick note")
    EXCUSED = "M", _("Excused (marriage, birth, death …)")
    ACCIDENT = "İ", _("Work accident or occupational disease")


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


def barred_until(removed_on: date, months: int) -> date:
    """TYP-04: the first day on which somebody removed by own fault may apply again. T-TYP-03."""
    return add_months_clamped(removed_on, months)


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
    ceiling = on.decimal("min_wage_gross_month") * on.decimal("typ_income_multiple")
    adult_on = add_months_clamped(asked.born_on, 12 * on.integer("adult_age"))
    removed = asked.removed_by_own_fault_on
    free_on = barred_until(removed, on.integer("typ_bar_months")) if removed else None
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
