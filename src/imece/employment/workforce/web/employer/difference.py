"""**Ayın farkı**: the page before a new table's wizard. The wizard's pages are filled from what is confirmed here."""

import uuid
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from imece.core.errors import Problem
from imece.core.formats import format_date, format_month
from imece.core.parameters import Parameters
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.core.wizards import begin_filled_draft, open_drafts
from imece.core.wizards.answers import without_errors
from imece.employment.employers.models import Workplace
from imece.employment.workforce.domain.movements import (
    announced_dismissals,
    differences_wrong,
    known_movements,
    known_workers,
    persons_by_register,
    table_by_difference,
)
from imece.employment.workforce.domain.queries import last_table, occupation_texts
from imece.employment.workforce.domain.rules import due_on, next_month
from imece.employment.workforce.domain.tables import NewTable, check_may_begin
from imece.employment.workforce.models import WorkforceTable
from imece.employment.workforce.web.employer.answers import (
    DETAILS,
    initial_details,
    initial_for,
    own_workplace,
)
from imece.employment.workforce.web.employer.forms.difference import DifferenceForm, with_known_worker
from imece.employment.workforce.web.employer.wizard import TABLE_WIZARD
from imece.reference.public import public_holidays


@needs("workforce.edit")
def workforce_difference(request: ActorRequest) -> HttpResponse:
    """Proposals with their sources; confirmed, they fill a draft, and İşlem Sonu shows it. Nothing is filed here."""
    workplace = own_workplace(request.actor)
    check_may_begin(workplace, timezone.localdate())
    last = last_table(workplace)
    if last is None:  # AIC-12: nothing to differ from
        return redirect(TABLE_WIZARD.url("start"))
    form = _form(request, workplace, last)
    if request.method == "POST" and request.POST.get("_go") != "stay" and form.is_valid():
        values = _confirmed(request, form, workplace)
        if values is not None:
            return _to_the_end(request, values)
    return _page(request, form, workplace, next_month(last.month))


def _form(request: ActorRequest, workplace: Workplace, last: WorkforceTable) -> DifferenceForm:
    month, workers = next_month(last.month), known_workers(workplace)
    known: dict[str, Any] = {
        "month": month, "workers": workers, "hours": last.part_time_hours,
        "proposals": known_movements(workplace, month),
    }  # fmt: skip
    if request.method != "POST":
        return DifferenceForm(**known)
    form = DifferenceForm(with_known_worker(request.POST, workers), **known)
    return without_errors(form) if request.POST.get("_go") == "stay" else form


def _confirmed(request: ActorRequest, form: DifferenceForm, workplace: Workplace) -> NewTable | None:
    """None when something is wrong; the form says what."""
    movements, month = form.cleaned_data["movements"], form.month
    try:
        persons, strangers = persons_by_register(
            movements, workplace=workplace, month=month, actor=request.actor
        )
    except Problem as problem:
        add_problem(form, problem)
        return None
    form.refuse_strangers(strangers)
    values = table_by_difference(workplace, persons, form.cleaned_data["part_time_hours"] or 0)
    for finding in differences_wrong(values, occupation_texts(values.occupations)):
        form.add_error(None, f"{finding.equation}: {finding.text}")
    return None if form.errors else values


def _to_the_end(request: ActorRequest, values: NewTable) -> HttpResponse:
    initial = initial_for(values, is_first=False) | {DETAILS: initial_details(values.persons)}
    draft = begin_filled_draft(
        wizard=TABLE_WIZARD, initial=initial, token=_token(request), actor=request.actor, now=timezone.now()
    )
    return redirect(TABLE_WIZARD.url("check", token=draft.token))


def _token(request: ActorRequest) -> uuid.UUID:
    """The page's own: pressing twice, or Back and again, fills one draft."""
    try:
        return uuid.UUID(request.POST.get("_token", ""))
    except ValueError:
        return uuid.uuid4()


def _page(request: ActorRequest, form: DifferenceForm, workplace: Workplace, month: date) -> HttpResponse:
    context = {
        "form": form,
        "month": format_month(month),
        "last_day": format_date(due_on(month, public_holidays(), Parameters(timezone.localdate()))),
        "workplace": workplace,
        "dismissals": announced_dismissals(workplace, month),
        "too_many": len(form.proposals) > form.most,
        "most": form.most,
        "token": _token(request),
        "pages_url": TABLE_WIZARD.url("start"),
        "drafts": [
            (one, TABLE_WIZARD.url("resume", token=one.token))
            for one in open_drafts(request.actor).filter(kind=TABLE_WIZARD.kind, subject_key="")[:5]
        ],
    }
    return render(request, "workforce/difference.html", context, status=422 if form.errors else 200)
