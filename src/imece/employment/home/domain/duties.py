"""**Yükümlülüklerim** (beyond): what an employer must do, by when, and why, from its own data.

It reckons and keeps nothing. Each room's part is asked only of those who may see that room.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from urllib.parse import urlencode

from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from imece.core.actor import Actor
from imece.core.formats import format_date, format_integer
from imece.core.parameters import Parameters
from imece.core.permissions import is_permitted
from imece.employment.benefits.public import running_short_time
from imece.employment.dismissals.public import (
    agency_bar_until,
    notices_to_correct,
    rehire_duty_until,
    stewards_to_tell,
)
from imece.employment.employers.enums import Sector
from imece.employment.employers.models import Workplace
from imece.employment.employers.public import workplace_of
from imece.employment.vacancies.enums import VacancyState
from imece.employment.vacancies.public import vacancies_in_scope
from imece.employment.workforce.public import (
    due_on,
    last_table,
    may_be_entered,
    must_file,
    next_month,
    quota_of,
    unregistered_workers,
)
from imece.reference.public import public_holidays

AHEAD: Final = timedelta(days=60)
SOON: Final = timedelta(days=7)
MOST_MONTHS: Final = 12  # of tables owed: the list stays readable, the oldest come first
MOST_VACANCIES: Final = 50
MOST_WORKERS: Final = 50


@dataclass(frozen=True)
class Duty:
    """`key` names it for life, so that a calendar replaces what it holds. `url` is where it is done."""

    key: str
    on: date
    title: str
    why: str
    article: str
    url: str = ""

    def is_overdue(self, today: date) -> bool:
        return self.on < today

    def is_soon(self, today: date) -> bool:
        return self.on <= today + SOON


def duties_of(actor: Actor, today: date) -> list[Duty]:
    """Soonest first; overdue ones stand on top."""
    workplace = workplace_of(actor)
    if workplace is None:
        return []
    found: list[Duty] = []
    if is_permitted(actor, "workforce.view"):
        found += _tables(actor, workplace, today)
    if is_permitted(actor, "quota.view"):
        found += _quota(workplace, today)
    if is_permitted(actor, "quota.persons"):
        found += _registrations(workplace)
    if is_permitted(actor, "dismissals.view"):
        found += _dismissals(actor, workplace, today)
    if is_permitted(actor, "benefits.view"):
        found += _short_time(actor, today)
    if is_permitted(actor, "vacancies.view"):
        found += _vacancies(actor, today)
    return sorted(found, key=lambda duty: (duty.on, duty.key))


def _tables(actor: Actor, workplace: Workplace, today: date) -> Iterator[Duty]:
    """AIC-01, AIC-02: each month not filed yet, to the running one. A branch stands in its head office's table.

    The oldest leads into its table; those after it wait for it (AIC-10).
    """
    last, holidays, law = last_table(workplace), public_holidays(), Parameters(today)
    workers = sum(last.ends) if last else _workers_on_cards(workplace)
    is_public = workplace.sector == Sector.PUBLIC
    if not workplace.is_head_office or not must_file(
        is_public=is_public, workers_in_province=workers, parameters=law
    ):
        return
    this_month = today.replace(day=1)
    month = next_month(last.month) if last else _first_month(workplace, this_month)
    may_enter = is_permitted(actor, "workforce.edit")
    for _number in range(MOST_MONTHS):
        if month > this_month:
            return
        is_enterable = may_enter and may_be_entered(month, today, law)
        yield Duty(
            f"cizelge-{workplace.pk}-{month:%Y-%m}",
            due_on(month, holidays, law),
            _("Workforce table of {month}").format(month=f"{month:%m.%Y}"),
            _("The workplaces of the province have {count} workers.").format(count=format_integer(workers)),
            "4904 md. 21 (AIC-01, AIC-02)",
            reverse("workforce-start" if is_enterable else "workforce_list"),
        )
        month, may_enter = next_month(month), False


def _workers_on_cards(workplace: Workplace) -> int:
    """Before the first table: what the cards of head office and open branches say."""
    branches = workplace.branches.filter(closed_on__isnull=True).aggregate(n=Sum("worker_count"))["n"]
    return (workplace.worker_count or 0) + (branches or 0)


def _first_month(workplace: Workplace, this_month: date) -> date:
    """The month before, or that of the registration if it came later."""
    registered = timezone.localdate(workplace.registered_at).replace(day=1)
    return max(registered, (this_month - timedelta(days=1)).replace(day=1))


def _quota(workplace: Workplace, today: date) -> Iterator[Duty]:
    """QUO-01: what was missing at the end of the last filed month; a vacancy for it is one click away."""
    last = last_table(workplace)
    state = quota_of(workplace.pk, last.month) if last else None
    if last is None or state is None:
        return
    for group in state.result.groups:
        if not group.missing:
            continue
        asked = urlencode({"personal_status": group.group.value, "post_count": group.missing})
        why = _("In {month} {required} had to be employed and {employed} were.").format(
            month=f"{last.month:%m.%Y}", required=group.required, employed=group.employed
        )
        yield Duty(
            f"kontenjan-{workplace.pk}-{group.group.value}",
            today,
            _("Quota gap: {count} missing, {group}").format(count=group.missing, group=group.group.label),
            why,
            "4857 md. 30 (QUO-01)",
            f"{reverse('vacancy-start')}?{asked}",
        )


def _registrations(workplace: Workplace) -> Iterator[Duty]:
    """VAC-22. Nobody is named: the calendar may be read elsewhere (KVK-03)."""
    for worker in unregistered_workers(workplace.pk)[:MOST_WORKERS]:
        assert worker.registration_due_on is not None
        yield Duty(
            f"tescil-{worker.pk}",
            worker.registration_due_on,
            _("Register a worker hired without İŞKUR on {day}").format(day=format_date(worker.hired_on)),
            _("Until then the quota does not count this worker."),
            "Genelge 2020/4 md. 12 (VAC-22)",
            reverse("compulsory_workers"),
        )


def _dismissals(actor: Actor, workplace: Workplace, today: date) -> Iterator[Duty]:
    """COL-11's last day of corrections, the first dismissal, and what follows from it (COL-09, COL-14)."""
    for notice, until in notices_to_correct(actor, today):
        yield Duty(
            f"cikarma-{notice.number}-duzeltme",
            until,
            _("Last day to correct notice {number}").format(number=notice.number),
            _("After this day a notice of collective dismissal is locked."),
            "P10.1 (COL-11)",
            reverse("dismissal_detail", args=[notice.number]),
        )
    for notice, until in stewards_to_tell(actor, today):
        yield Duty(
            f"cikarma-{notice.number}-temsilci",
            until,
            _("Tell the shop stewards of notice {number}").format(number=notice.number),
            _("They are told in writing, as early before the first dismissal as İŞKUR is."),
            "4857 md. 29 (COL-04)",
            reverse("dismissal_detail", args=[notice.number]),
        )
    if (last_day := rehire_duty_until(workplace, today)) is not None:
        yield Duty(
            f"cikarma-{workplace.pk}-geri-cagirma-{last_day}",
            last_day,
            _("Call the dismissed first"),
            _("For the same kind of work, until this day, before anybody else is hired."),
            "4857 md. 29 (COL-09)",
            reverse("dismissal_list"),
        )
    if (last_day := agency_bar_until(workplace, today)) is not None:
        yield Duty(
            f"cikarma-{workplace.pk}-gecici-isci-{last_day}",
            last_day,
            _("Use no workers of a temporary-work agency"),
            _("After a collective dismissal, until this day."),
            "4857 md. 7 (COL-14)",
            reverse("dismissal_list"),
        )


def _short_time(actor: Actor, today: date) -> Iterator[Duty]:
    """BLD-10's announcement, and the end of short-time work with the day to tell of an earlier one (BLD-11)."""
    for declaration, told_by in running_short_time(actor, today):
        assert declaration.ends_on is not None
        number, url = declaration.number, reverse("declaration", args=[declaration.number])
        if declaration.announced_on is None:
            yield Duty(
                f"kco-{number}-ilan",
                max(today, declaration.starts_on),
                _("Announce short-time work {number} at the workplace").format(number=number),
                _("After the approval it is posted where the workers see it."),
                "4447 ek md. 2 (BLD-10)",
                reverse("declaration_step", args=[number, "ilan"]),
            )
        if declaration.final_list_at is None:
            yield Duty(
                f"kco-{number}-kesin-liste",
                max(today, declaration.starts_on),
                _("Send the final list of short-time work {number}").format(number=number),
                _("After the approval İŞKUR is told who works short for good."),
                "4447 ek md. 2 (BLD-10)",
                reverse("declaration_step", args=[number, "kesin-liste"]),
            )
        yield Duty(
            f"kco-{number}-bitis",
            declaration.ends_on,
            _("Short-time work {number} ends").format(number=number),
            _("An earlier end must be told in time; for this day that is by {day}.").format(
                day=format_date(told_by)
            ),
            "4447 ek md. 2 (BLD-06, BLD-11)",
            url,
        )


def _vacancies(actor: Actor, today: date) -> Iterator[Duty]:
    """Open vacancies by their last day: extended or closed, or they expire."""
    rows = vacancies_in_scope(actor).filter(state=VacancyState.OPEN, last_application_on__lte=today + AHEAD)
    for vacancy in rows.order_by("last_application_on", "pk")[:MOST_VACANCIES]:
        yield Duty(
            f"istem-{vacancy.number}",
            vacancy.last_application_on,
            _("Vacancy {number} ends: {title}").format(number=vacancy.number, title=vacancy.title),
            _("Extend or close it; else it expires the day after."),
            "P3.4 (VAC-31)",
            reverse("vacancy_detail", args=[vacancy.number]),
        )
