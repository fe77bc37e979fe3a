"""VAC-22: a disabled worker whom a private employer hired without İŞKUR is registered there within working days."""

from dataclasses import dataclass
from datetime import date

import msgspec
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from imece.core.errors import Text
from imece.core.formats import format_date
from imece.core.parameters import Parameters
from imece.core.rule_registry import Outcome, Step, rule
from imece.employment.workforce.enums import Group
from imece.employment.workforce.models import CompulsoryWorker
from imece.reference.public import Holidays, add_working_days, last_day_of_month, public_holidays

ARTICLE = "Genelge 2020/4 md. 12"


def registration_due_on(
    *, is_public: bool, group: str, hired_through_us: bool, hired_on: date, days: int, holidays: Holidays
) -> date | None:
    """The last day to register; None: nothing has to be registered. The day of hiring is day 0 (CAL-02)."""
    if is_public or hired_through_us or group != Group.DISABLED:
        return None
    return add_working_days(hired_on, days, holidays=holidays)


@dataclass(frozen=True)
class Registration:
    """How it stands with one worker's registration; `counts`: the quota may count him."""

    text: Text
    counts: bool
    is_overdue: bool = False


def registration_of(due_on: date | None, registered_on: date | None, today: date) -> Registration:
    if due_on is None:
        return Registration(_("Not needed"), counts=True)
    day = format_date(due_on)
    if registered_on is None and today <= due_on:
        return Registration(str(_("Register by {day}")).format(day=day), counts=False)
    if registered_on is None:
        told = str(_("Not registered; the last day was {day}. The quota does not count this worker."))
        return Registration(told.format(day=day), counts=False, is_overdue=True)
    if registered_on <= due_on:
        return Registration(_("Registered in time"), counts=True)
    return Registration(str(_("Registered late; the last day was {day}")).format(day=day), counts=True)


def unregistered_workers(workplace_id: int) -> QuerySet[CompulsoryWorker]:
    """Who works there and waits for his registration, the most urgent first."""
    rows = CompulsoryWorker.objects.filter(workplace_id=workplace_id, left_on__isnull=True)
    return rows.filter(registration_due_on__isnull=False, registered_on__isnull=True).order_by(
        "registration_due_on", "pk"
    )


def uncounted_at(workplace_id: int, month: date) -> int:
    """How many of the month's disabled workers the table counts and the quota does not: the last day had passed when
    the month ended, and nobody had registered them. Who was registered late counts from that month on."""
    end = last_day_of_month(month)
    rows = CompulsoryWorker.objects.filter(workplace_id=workplace_id, registration_due_on__lte=end)
    rows = rows.filter(Q(registered_on__isnull=True) | Q(registered_on__gt=end))
    return rows.filter(Q(left_on__isnull=True) | Q(left_on__gt=end)).count()


class OutsideHireInput(msgspec.Struct, forbid_unknown_fields=True):
    hired_on: date
    group: Group = Group.DISABLED
    is_public: bool = False
    hired_through_us: bool = False
    registered_on: date | None = None


@rule(
    "VAC-22",
    title=_("By when is a disabled worker hired without İŞKUR registered?"),
    article=ARTICLE,
    input_type=OutsideHireInput,
    example={"hired_on": "2026-03-02", "registered_on": "2026-03-30"},
)
def reckon_registration(asked: OutsideHireInput, parameters: Parameters) -> Outcome:
    """The value is the last day; empty when nothing has to be registered."""
    days = parameters.integer("outside_hire_registration_working_days")
    due = registration_due_on(
        is_public=asked.is_public,
        group=asked.group,
        hired_through_us=asked.hired_through_us,
        hired_on=asked.hired_on,
        days=days,
        holidays=public_holidays(),
    )
    steps = [Step(_("Hired on"), asked.hired_on), Step(_("Working days"), days)]
    if due is not None:
        state = registration_of(due, asked.registered_on, asked.registered_on or due)
        steps.append(Step(_("Registration"), state.text))
    return Outcome(due, tuple(steps))
