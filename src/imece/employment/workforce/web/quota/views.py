"""**Kontenjan Durumu** (P9.1), what if, and **Zorunlu istihdam personeli** (P9.2)."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from imece.core.actor import Actor
from imece.core.columns import Column, Kind
from imece.core.errors import Problem
from imece.core.formats import format_date
from imece.core.lists import Empty, ListPage, PageAction, RowAction
from imece.core.permissions import is_permitted
from imece.core.scope import get_in_scope
from imece.core.web.access import PUBLIC, needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.employment.workforce.domain.compulsory import (
    add_compulsory_worker,
    compulsory_workers,
    end_compulsory_worker,
    register_compulsory_worker,
)
from imece.employment.workforce.domain.outside_hires import registration_of, uncounted_at
from imece.employment.workforce.domain.queries import most_common_occupation, table_of_key, tables_in_scope
from imece.employment.workforce.domain.quota_state import QuotaDetail, quota_in_detail, what_if
from imece.employment.workforce.enums import Group
from imece.employment.workforce.models import CompulsoryWorker, WorkforceTable
from imece.employment.workforce.web.employer.answers import own_workplace
from imece.employment.workforce.web.quota.forms import (
    LeaveForm,
    RegistrationForm,
    WhatIfForm,
    WorkerForm,
)

QUOTAS = ListPage(
    name="quotas",
    title=_("Quota by month"),
    columns=(
        Column(
            name="month", label=_("Month"), accessor=lambda row: f"{row.month:%m.%Y}", order_by=("month",),
            link=lambda row: reverse("quota_detail", args=[row.pk]),
        ),
        Column(name="workplace", label=_("Workplace"), accessor="workplace.organisation.name"),
        Column(name="workers", label=_("Month's end"), accessor=lambda row: sum(row.ends), kind=Kind.INTEGER),
        Column(
            name="protected", label=_("Of them from the protected groups"), accessor=lambda row: sum(row.ends[6:]),
            kind=Kind.INTEGER,
        ),
    ),
    rows=lambda actor, criteria: tables_in_scope(actor),
    order=("-month", "workplace_id"),
    reads=("month", "ends", "workplace__organisation__name"),
    actions=(
        RowAction(
            name="detail", label=_("See details"), is_main=True,
            url=lambda row: reverse("quota_detail", args=[row.pk]),
        ),
    ),
    page_actions=(
        PageAction(label=_("What if?"), url=lambda: reverse("quota_what_if"), is_main=False),
        PageAction(
            label=_("Compulsory workers"), url=lambda: reverse("compulsory_workers"), is_main=False,
            is_shown=lambda actor: is_permitted(actor, "quota.persons"),
        ),
    ),
    row_label=str,
    empty=Empty(
        text=_("No month is known yet."), hint=_("The quota is reckoned from the monthly workforce tables.")
    ),
)  # fmt: skip


@needs("quota.view")
def quota_list(request: ActorRequest) -> HttpResponse:
    return QUOTAS.respond(request)


@needs("quota.view")
@require_safe
def quota_detail(request: ActorRequest, table_id: int) -> HttpResponse:
    """How each number came about, line by line, with the legal rows of that month (QUO-20: also of long ago)."""
    table = table_of_key(request.actor, str(table_id))
    detail = quota_in_detail(table.workplace_id, table.month)
    assert detail is not None  # the table is there
    context = {
        "table": table,
        "detail": detail,
        "parameters": parameters_told(detail),
        "uncounted": uncounted_at(table.workplace_id, table.month),
        "vacancy_links": _vacancy_links(table, detail, request.actor),
    }
    return render(request, "workforce/quota.html", context)


def parameters_told(detail: QuotaDetail) -> list[str]:
    """Each legal row with its span and source."""
    return [
        f"{row.name} = {row.value} ({format_date(row.valid_from)} – "
        f"{format_date(row.valid_to) if row.valid_to else '…'}; {row.source})"
        for row in detail.used
    ]


def _vacancy_links(table: WorkforceTable, detail: QuotaDetail, actor: Actor) -> list[tuple[str, str]]:
    """**İşgücü istemi ver**: the wizard, filled with what is missing. For the group that is asked (VAC-21)."""
    if not is_permitted(actor, "vacancies.edit"):
        return []
    occupation = most_common_occupation(table)
    links = []
    for group in detail.result.groups:
        if group.missing:
            asked = {"personal_status": group.group.value, "post_count": group.missing}
            asked |= {"occupation": occupation} if occupation else {}
            links.append((str(Group(group.group).label), f"{reverse('vacancy-start')}?{urlencode(asked)}"))
    return links


@needs(PUBLIC)
@require_safe
def quota_what_if(request: ActorRequest) -> HttpResponse:
    """The law of a month over supposed numbers; the address holds them all."""
    form = (
        WhatIfForm(request.GET)
        if request.GET
        else WhatIfForm(initial={"month": f"{timezone.localdate():%Y-%m}"})
    )
    detail = problem = None
    if form.is_bound and form.is_valid():
        try:
            detail = what_if(form.headcount, form.cleaned_data["month"])
        except Problem as caught:
            problem = caught
    context: dict[str, Any] = {"form": form, "detail": detail, "problem": problem}
    if detail is not None:
        context["parameters"] = parameters_told(detail)
    return render(request, "workforce/what_if.html", context, status=422 if form.errors or problem else 200)


# ------------------------------------------------------------------------------------------ P9.2
def why_not_ended(worker: CompulsoryWorker, actor: Actor, now: datetime) -> str:
    if worker.left_on is None:
        return ""
    return gettext("This person left on {day}.").format(day=format_date(worker.left_on))


def why_not_registered(worker: CompulsoryWorker, actor: Actor, now: datetime) -> str:
    if worker.registration_due_on is None:
        return gettext("Nothing has to be registered for this person.")
    if worker.registered_on is not None:
        return gettext("Registered on {day}.").format(day=format_date(worker.registered_on))
    return ""


def _registration(worker: CompulsoryWorker) -> str:
    return str(registration_of(worker.registration_due_on, worker.registered_on, timezone.localdate()).text)


WORKERS = ListPage(
    name="workers",
    title=_("Compulsory workers"),
    columns=(
        Column(name="name", label=_("Name"), accessor=str),
        Column(name="national_id", label=_("T.C. identity number"), kind=Kind.ID_NUMBER),
        Column(name="workplace", label=_("Workplace"), accessor="workplace.organisation.name"),
        Column(name="group", label=_("Group"), kind=Kind.CHOICE, choices=dict(Group.choices), special=True),
        Column(name="report_percent", label=_("Per cent of the report"), kind=Kind.INTEGER, special=True),
        Column(name="hired_on", label=_("Hired on"), kind=Kind.DATE, order_by=("hired_on",)),
        Column(name="hired_through_us", label=_("Hired through İŞKUR"), kind=Kind.BOOLEAN),
        Column(name="registered_on", label=_("Registered with İŞKUR on"), kind=Kind.DATE),
        Column(name="registration", label=_("Registration"), accessor=_registration),
        Column(name="left_on", label=_("Left on"), kind=Kind.DATE, order_by=("left_on",)),
    ),
    rows=lambda actor, criteria: compulsory_workers(actor),
    order=("-hired_on", "-id"),
    actions=(
        RowAction(
            name="register", label=_("Enter the registration"), why_not=why_not_registered,
            url=lambda row: reverse("compulsory_worker_register", args=[row.pk]),
            is_shown=lambda actor: is_permitted(actor, "quota.persons.edit"),
        ),
        RowAction(
            name="end", label=_("Enter that this person left"), why_not=why_not_ended,
            url=lambda row: reverse("compulsory_worker_end", args=[row.pk]),
            is_shown=lambda actor: is_permitted(actor, "quota.persons.edit"),
        ),
    ),
    page_actions=(
        PageAction(
            label=_("Add a compulsory worker"), url=lambda: reverse("compulsory_worker_new"),
            is_shown=lambda actor: is_permitted(actor, "quota.persons.edit"),
        ),
    ),
    row_label=str,
    may_see_special=lambda actor: is_permitted(actor, "quota.persons"),
    empty=Empty(text=_("Nobody stands in the list yet."), hint=_("Enter those whom the quota counts.")),
)  # fmt: skip


@needs("quota.persons")
def compulsory_worker_list(request: ActorRequest) -> HttpResponse:
    return WORKERS.respond(request)


@needs("quota.persons.edit")
def compulsory_worker_new(request: ActorRequest) -> HttpResponse:
    form = WorkerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            worker = add_compulsory_worker(
                workplace=own_workplace(request.actor), actor=request.actor, now=timezone.now(), **form.cleaned_data
            )  # fmt: skip
        except Problem as problem:
            add_problem(form, problem)
        else:
            return _saved(request, worker)
    return _form_page(request, form, gettext("Add a compulsory worker"))


@needs("quota.persons.edit")
def compulsory_worker_register(request: ActorRequest, worker_id: int) -> HttpResponse:
    """VAC-22."""
    worker = get_in_scope(compulsory_workers(request.actor), request.actor, pk=worker_id)
    form = RegistrationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            register_compulsory_worker(worker=worker, actor=request.actor, **form.cleaned_data)
        except Problem as problem:
            add_problem(form, problem)
        else:
            return _saved(request, worker)
    return _form_page(request, form, str(worker))


@needs("quota.persons.edit")
def compulsory_worker_end(request: ActorRequest, worker_id: int) -> HttpResponse:
    worker = get_in_scope(compulsory_workers(request.actor), request.actor, pk=worker_id)
    form = LeaveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            end_compulsory_worker(worker=worker, left_on=form.cleaned_data["left_on"], actor=request.actor)
        except Problem as problem:
            add_problem(form, problem)
        else:
            return _saved(request, worker)
    return _form_page(request, form, str(worker))


def _saved(request: ActorRequest, worker: CompulsoryWorker) -> HttpResponse:
    messages.success(request, gettext("The record was created."))
    return redirect("compulsory_workers")


def _form_page(request: ActorRequest, form: Any, title: str) -> HttpResponse:
    context = {"form": form, "title": title}
    return render(request, "workforce/worker_form.html", context, status=422 if form.errors else 200)
