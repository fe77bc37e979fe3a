"""Principal and reserve lists of a public vacancy: made, drawn, read (VAC-25). For the body and the unit's staff."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.db.models import BooleanField, Case, QuerySet, When
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imece.core.actor import ANONYMOUS, Actor
from imece.core.columns import Column, Kind
from imece.core.errors import Problem
from imece.core.formats import format_date, format_integer
from imece.core.lists import Empty, ListPage, RowAction
from imece.core.scope import get_in_scope
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.employment.vacancies.domain.public_lists import (
    DRAWN,
    check_list_can_be_made,
    is_draw_repeated,
    kinds_of,
    make_public_list,
    public_lines_in_scope,
    public_lists_in_scope,
    record_draw,
)
from imece.employment.vacancies.domain.public_places import called_reserves, drop_line
from imece.employment.vacancies.domain.queries import vacancies_in_scope
from imece.employment.vacancies.enums import DropReason, ListKind, ListPart
from imece.employment.vacancies.models import PublicList, PublicListLine, Vacancy
from imece.employment.vacancies.web.employer.forms.public import DrawForm, DropForm

COLUMNS = (
    Column(name="part", label=_("Part"), accessor="get_part_display"),
    Column(name="rank", label=_("Rank"), kind=Kind.INTEGER),
    Column(name="sequence", label=_("Number in the list"), kind=Kind.INTEGER, order_by=("sequence",)),
    Column(name="name", label=_("Name"), accessor="candidate.job_seeker.person.full_name"),
    Column(
        name="national_id",
        label=_("T.C. identity number"),
        accessor="candidate.job_seeker.person.national_id",
        kind=Kind.ID_NUMBER,
    ),
    Column(name="points", label=_("Points"), kind=Kind.DECIMAL),
    Column(name="document_on", label=_("Date of the document"), kind=Kind.DATE),
    Column(name="exclusion", label=_("Left out because"), accessor="get_exclusion_display"),
    Column(name="standing", label=_("After the papers"), accessor=lambda row: standing_of(row)),
)


def standing_of(line: PublicListLine) -> str:
    """`is_called` is annotated by the page of one list."""
    if line.dropped_on is not None:
        return f"{line.get_drop_reason_display()} · {format_date(line.dropped_on)}"
    return gettext("Called in place of a principal") if getattr(line, "is_called", False) else ""


def why_not_dropped(line: PublicListLine, actor: Actor, now: datetime) -> str:
    if line.part not in {ListPart.PRINCIPAL, ListPart.RESERVE}:
        return gettext("Only principals and reserves have a place.")
    return gettext("The place is lost already.") if line.dropped_on is not None else ""


class LineCriteria(forms.Form):
    part = forms.ChoiceField(label=_("Part"), choices=[("", _("All")), *ListPart.choices], required=False)


LINES = ListPage(
    name="public_lines",
    title=_("Principal and reserve list"),
    columns=COLUMNS,
    rows=lambda actor, criteria: public_lines_in_scope(
        ANONYMOUS
    ),  # nobody: each page is of one list, see below
    criteria_form=LineCriteria,
    order=("part_place", "rank", "sequence"),
    template="vacancies/public_list.html",
    actions=(
        RowAction(
            name="drop",
            label=_("Enter that the place is lost"),
            url=lambda row: reverse(
                "public_line_drop", args=[row.public_list.vacancy.number, row.public_list.kind, row.pk]
            ),
            why_not=why_not_dropped,
        ),
    ),
    row_label=lambda row: row.candidate.job_seeker.person.full_name,
    empty=Empty(text=_("Nobody is on this list.")),
)


@needs("vacancies.public_lists")
def public_lists(request: ActorRequest, number: str) -> HttpResponse:
    """The vacancy's lists, and those that can be made now or why not."""
    actor, now = request.actor, timezone.now()
    vacancy = get_in_scope(vacancies_in_scope(actor), actor, number=number)
    problem: Problem | None = None
    if request.method == "POST" and request.POST.get("kind") in ListKind.values:
        kind = ListKind(request.POST["kind"])
        try:
            make_public_list(vacancy=vacancy, kind=kind, actor=actor, now=now)
        except Problem as refused:
            problem = refused
        else:
            messages.success(request, _("The list was made."))
            return redirect("public_list", number, kind.value)
    made = {one.kind: one for one in public_lists_in_scope(actor).filter(vacancy=vacancy)}
    offers = [(kind, made.get(kind), _why_not(vacancy, kind)) for kind in kinds_of(vacancy)]
    context = {"vacancy": vacancy, "offers": offers, "problem": problem}
    return render(request, "vacancies/public_lists.html", context, status=409 if problem else 200)


def _why_not(vacancy: Vacancy, kind: ListKind) -> str:
    try:
        check_list_can_be_made(vacancy, kind, timezone.now())
    except Problem as problem:
        return f"{problem.message} {problem.remedy}"
    return ""


@needs("vacancies.public_lists")
def public_list(request: ActorRequest, number: str, kind: str) -> HttpResponse:
    actor = request.actor
    found = get_in_scope(public_lists_in_scope(actor), actor, vacancy__number=number, kind=kind)

    called = called_reserves(found.lines.all())

    def rows(actor: Actor, criteria: Mapping[str, Any]) -> QuerySet[PublicListLine]:
        lines = public_lines_in_scope(actor).filter(public_list=found)
        lines = lines.annotate(
            is_called=Case(When(pk__in=called, then=True), default=False, output_field=BooleanField())
        )
        return lines.filter(part=criteria["part"]) if criteria.get("part") else lines

    page = replace(LINES, rows=rows, title=f"{found.get_kind_display()} · {found.vacancy}")
    report = f"{reverse('public_list_report')}?{urlencode({'number': number, 'kind': kind})}"
    context = {
        "public_list": found,
        "facts": _facts(found),
        "waits_for_draw": found.kind in DRAWN and found.drawn_on is None,
        "is_repeated": is_draw_repeated(found, list(found.lines.all())) if found.drawn_on else None,
        "report_url": report,
    }
    return page.respond(request, **context)


def _facts(found: PublicList) -> list[dict[str, str]]:
    rows = [
        (_("Principal places"), format_integer(found.principal_count)),
        (_("Reserve places"), format_integer(found.reserve_count)),
        (_("Fingerprint of those who take part"), found.fingerprint),
    ]
    if found.drawn_on:
        rows += [
            (_("Date of the draw"), format_date(found.drawn_on)),
            (_("Who drew"), found.drawn_by),
            (_("Notary"), found.notary_name),
            (_("Number of the notary's record"), found.notary_number),
            (_("Number drawn before the notary"), found.seed),
            (_("Way of drawing"), found.algorithm),
        ]
    return [{"label": str(label), "value": value} for label, value in rows]


@needs("vacancies.public_lists")
def public_draw(request: ActorRequest, number: str, kind: str) -> HttpResponse:
    """The notary's number and paper; the order follows from them."""
    actor = request.actor
    found = get_in_scope(public_lists_in_scope(actor), actor, vacancy__number=number, kind=kind)
    form = DrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            record_draw(public_list=found, actor=actor, now=timezone.now(), **form.cleaned_data)
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("The draw was recorded."))
            return redirect("public_list", number, kind)
    context = {"public_list": found, "form": form}
    return render(request, "vacancies/public_draw.html", context, status=422 if form.errors else 200)


@needs("vacancies.public_lists")
def public_line_drop(request: ActorRequest, number: str, kind: str, line_id: int) -> HttpResponse:
    """VAC-24: the papers are looked at after the list was made; the next reserve is called."""
    actor = request.actor
    lines = public_lines_in_scope(actor).filter(public_list__vacancy__number=number, public_list__kind=kind)
    line = get_in_scope(lines, actor, pk=line_id)
    form = DropForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason = DropReason(form.cleaned_data["reason"])
        try:
            drop_line(line=line, reason=reason, actor=actor, now=timezone.now())
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("The place was given up in the list; the next reserve is called."))
            return redirect("public_list", number, kind)
    context = {"line": line, "public_list": line.public_list, "form": form}
    return render(request, "vacancies/public_line_drop.html", context, status=422 if form.errors else 200)
