"""**İKT/İÖ/KÇÖ Bildirgesi – Listeleme** (P6.1), entering and changing, one declaration with its workers (P6.2)."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.columns import Column, Kind
from imece.core.errors import Problem
from imece.core.formats import format_date, format_instant, format_integer, format_money
from imece.core.identity_numbers import group_iban
from imece.core.lists import Empty, ListPage, PageAction, RowAction
from imece.core.permissions import is_permitted, require
from imece.core.scope import get_in_scope
from imece.core.submissions import submit_once
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.employment.benefits.domain.declarations import (
    FIELDS,
    begin_declaration,
    change_declaration,
    is_end_told_late,
)
from imece.employment.benefits.domain.entitlement import law_of, likely_entitlement
from imece.employment.benefits.domain.queries import (
    declarations_in_scope,
    firms_matching,
    with_worker_counts,
    workers_in_scope,
)
from imece.employment.benefits.domain.rules import INDIRECT
from imece.employment.benefits.domain.workflow import DECLARATION
from imece.employment.benefits.enums import DeclarationKind, DeclarationState
from imece.employment.benefits.models import Declaration, DeclaredWorker
from imece.employment.benefits.web.forms import Criteria, DeclarationForm
from imece.employment.benefits.web.review import review_facts
from imece.employment.benefits.web.steps import BY_NAME, STEPS
from imece.employment.employers.public import workplaces_in_scope


def declaration_url(declaration: Declaration) -> str:
    return reverse("declaration", args=[declaration.number])


def _rows(actor: Actor, criteria: Mapping[str, Any]) -> QuerySet[Declaration]:
    firms = firms_matching(actor, criteria.get("unit") or "", criteria.get("firm") or "")
    rows = declarations_in_scope(actor).filter(workplace__in=firms)
    for name in ("kind", "state", "number"):
        if value := criteria.get(name):
            rows = rows.filter(**{name: value.strip()})
    return rows


def _may_edit(actor: Actor) -> bool:
    return is_permitted(actor, "benefits.edit")


DECLARATIONS = ListPage(
    name="declarations",
    title=_("Declarations İKT/İÖ/KÇÖ – listing"),
    columns=(
        Column(name="number", label=_("Number of the declaration"), link=declaration_url, order_by=("number",)),
        Column(name="kind", label=_("Kind of declaration"), accessor="get_kind_display", order_by=("kind",)),
        Column(name="unit", label=_("Unit"), accessor="workplace.province.name"),
        Column(name="firm", label=_("Firm"), accessor="workplace.name"),
        Column(name="starts_on", label=_("Starts on"), kind=Kind.DATE, order_by=("starts_on",)),
        Column(name="ends_on", label=_("Ends on"), kind=Kind.DATE),
        Column(name="workers", label=_("Workers"), kind=Kind.INTEGER, accessor="worker_count"),
        Column(name="state", label=_("State"), accessor="get_state_display", order_by=("state",)),
    ),
    rows=_rows,
    criteria_form=Criteria,
    form_arguments=lambda actor: {"actor": actor},
    order=("-created_at", "-id"),
    adds=with_worker_counts,
    lists_at_once=False,
    intro=_("Choose the unit, then the firm, then press Search; then choose a declaration."),
    actions=(RowAction(name="open", label=_("See its details"), url=declaration_url, is_main=True),),
    page_actions=(
        PageAction(label=_("New declaration"), url=lambda: reverse("declaration_new"), is_shown=_may_edit),
    ),
    row_label=str,
    empty=Empty(text=_("No declaration was found."), hint=_("Choose another firm, or enter a new declaration.")),
)  # fmt: skip


@needs("benefits.view")
def declaration_list(request: ActorRequest) -> HttpResponse:
    return DECLARATIONS.respond(request)


@needs("benefits.edit")
def declaration_new(request: ActorRequest) -> HttpResponse:
    """A draft; pressed twice, one draft."""
    actor = request.actor
    form = DeclarationForm(request.POST or None, workplaces=workplaces_in_scope(actor), is_new=True)

    def make() -> str:
        given = {
            "workplace": form.cleaned_data["workplace"],
            "kind": DeclarationKind(form.cleaned_data["kind"]),
        }
        return begin_declaration(**given, values=form.values(), actor=actor, now=timezone.now()).number

    if request.method == "POST" and form.is_valid():
        number = submit_once(form.token_or_new(), actor=actor, act=make)
        messages.success(request, _("The record was created."))
        return redirect("declaration", number)
    return render(request, "benefits/form.html", {"form": form}, status=422 if form.errors else 200)


@needs("benefits.edit")
def declaration_change(request: ActorRequest, number: str) -> HttpResponse:
    actor = request.actor
    declaration = get_in_scope(declarations_in_scope(actor), actor, number=number)
    initial = {name: getattr(declaration, name) for name in (*FIELDS, "version")}
    form = DeclarationForm(
        request.POST or None, workplaces=workplaces_in_scope(actor), is_new=False, initial=initial
    )
    form.kind_of_record = declaration.kind
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        given: dict[str, Any] = {"values": form.values(), "version": version, "actor": actor}
        try:
            change_declaration(declaration=declaration, now=timezone.now(), **given)
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("The record was created."))
            return redirect("declaration", number)
    context = {"form": form, "declaration": declaration}
    return render(request, "benefits/form.html", context, status=422 if form.errors else 200)


def worker_url(worker: DeclaredWorker) -> str:
    return reverse("declared_worker", args=[worker.declaration.number, worker.pk])


def _in_final_list(worker: DeclaredWorker) -> str:
    if worker.declaration.final_list_at is None:
        return "–"
    return str(pgettext_lazy("final list", "Left out") if worker.is_left_out else _("In the list"))


WORKERS = ListPage(
    name="workers",
    title=_("Workers of the declaration"),
    columns=(
        Column(name="national_id", label=_("T.C. identity number"), kind=Kind.ID_NUMBER),
        Column(name="name", label=_("Name"), accessor=str, order_by=("surname", "given_names")),
        Column(name="starts_on", label=_("Starts on"), kind=Kind.DATE, order_by=("starts_on",)),
        Column(name="premium_days", label=_("Premium days"), kind=Kind.INTEGER, order_by=("premium_days",)),
        Column(name="final", label=_("Final list"), accessor=_in_final_list),
        Column(name="average", label=_("Average gross wage a month"), accessor="average_gross_amount", kind=Kind.MONEY),
    ),
    order=("surname", "given_names", "id"),
    actions=(RowAction(name="likely", label=_("Likely entitlement"), url=worker_url, is_main=True),),
    template="benefits/declaration.html",
    row_label=str,
    empty=Empty(text=_("The declaration names no worker yet."), hint=_("Upload the list of workers.")),
)  # fmt: skip


@needs("benefits.view")
def declaration_page(request: ActorRequest, number: str) -> HttpResponse:
    """Facts, what can be done now, what happened, and the workers."""
    actor, now = request.actor, timezone.now()
    declaration = get_in_scope(declarations_in_scope(actor), actor, number=number)
    shown = [
        (step, step.why_not(declaration, actor, now)) for step in STEPS if step.is_shown(declaration, actor)
    ]

    def rows(actor: Actor, criteria: Mapping[str, Any]) -> QuerySet[DeclaredWorker]:
        return workers_in_scope(actor).filter(declaration=declaration)

    page = replace(
        WORKERS, rows=rows, title=gettext("Declaration {number}").format(number=declaration.number)
    )
    return page.respond(
        request,
        declaration=declaration,
        facts=_facts(declaration),
        steps=[step for step, why_not in shown if not why_not],
        not_now=[(step, why_not) for step, why_not in shown if why_not],
        is_draft=declaration.state == DeclarationState.DRAFT,
        may_edit=_may_edit(actor),
        is_indirect=declaration.ground in INDIRECT,
        is_late=is_end_told_late(declaration),
        history=DECLARATION.told_history(declaration)[::-1],
        **review_facts(declaration, actor),
    )


def _facts(declaration: Declaration) -> list[dict[str, str]]:
    rows: list[tuple[Any, str]] = [
        (_("Kind of declaration"), declaration.get_kind_display()),
        (_("Firm"), declaration.workplace.name),
        (_("Unit"), declaration.workplace.province.name),
        (_("SGK workplace number"), declaration.workplace.sgk_number),
        (_("Starts on"), format_date(declaration.starts_on)),
    ]
    if declaration.kind == DeclarationKind.SHORT_TIME:
        rows += [
            (_("Ends on"), _day(declaration.ends_on)),
            (_("Ground of the request"), declaration.get_ground_display()),
            (_("Normal weekly hours"), format_integer(declaration.normal_hours)),
            (_("Weekly hours in short-time work"), format_integer(declaration.short_hours)),
            (_("Weeks for which a part stops altogether"), format_integer(declaration.stopped_weeks)),
            (_("Trade union told on"), _day(declaration.union_told_on)),
            (_("Announced at the workplace on"), _day(declaration.announced_on)),
            (_("Final list sent at"), _instant(declaration.final_list_at)),
            (_("Normal work again on"), _day(declaration.back_on)),
        ]
    rows.append((_("Reason in words"), declaration.reason))
    return [{"label": str(label), "value": str(value)} for label, value in rows]


def _day(day: Any) -> str:
    return format_date(day) if day else ""


def _instant(at: Any) -> str:
    return format_instant(at) if at else ""


@needs("benefits.view")
def declared_worker(request: ActorRequest, number: str, worker_id: int) -> HttpResponse:
    """The likely entitlement, step by step, with the law of the first day. An indication (beyond)."""
    actor = request.actor
    worker = get_in_scope(workers_in_scope(actor), actor, pk=worker_id, declaration__number=number)
    parameters = law_of(worker.starts_on)
    outcome = likely_entitlement(worker, parameters)
    context = {
        "worker": worker,
        "declaration": worker.declaration,
        "outcome": outcome,
        "iban": group_iban(worker.iban) if worker.iban else "",
        "is_amount": worker.declaration.kind == DeclarationKind.SHORT_TIME,
        "steps": [{"text": step.text, "value": _shown(step.value)} for step in outcome.steps],
        "sources": list(dict.fromkeys(row.source for row in parameters.used)),
    }
    return render(request, "benefits/worker.html", context)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(pgettext_lazy("a step", "Yes") if value else pgettext_lazy("a step", "No"))
    if isinstance(value, Decimal):
        return format_money(value)
    return format_date(value) if hasattr(value, "isoformat") else str(value)


@needs("benefits.view")
def declaration_step(request: ActorRequest, number: str, step: str) -> HttpResponse:
    """Sending, the unit's decision, announcing, ending: each on its page, with what it asks or why not."""
    actor, now = request.actor, timezone.now()
    declaration = get_in_scope(declarations_in_scope(actor), actor, number=number)
    chosen = BY_NAME.get(step)
    if chosen is None:
        return redirect("declaration", number)
    move = DECLARATION.table.move(chosen.move).permission if chosen.move else "benefits.edit"
    require(actor, move, declaration)
    form = chosen.form(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            chosen.act(declaration, form.cleaned_data, actor, now)
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, f"{declaration.number} · {declaration.get_state_display()}")
            return redirect("declaration", number)
    context = {
        "declaration": declaration,
        "step": chosen,
        "form": form,
        "why_not": chosen.why_not(declaration, actor, now),
    }
    return render(request, "benefits/step.html", context, status=422 if form.errors else 200)
