"""Rights of priority to public posts, kept by the institution's staff (VAC-25, VAC-26)."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.columns import Column, Kind
from imece.core.errors import Problem
from imece.core.formats import format_date
from imece.core.lists import Empty, ListPage, PageAction, RowAction
from imece.core.scope import get_in_scope
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.employment.vacancies.domain.priority import (
    ALREADY_LOST,
    lose_priority,
    priority_rights_in_scope,
    record_priority,
    seeker_by_number,
)
from imece.employment.vacancies.models import PriorityRight
from imece.employment.vacancies.web.employer.forms.public import PriorityForm, PriorityLossForm


class Criteria(forms.Form):
    is_lost = forms.ChoiceField(
        label=_("Right"), choices=[("", _("All")), ("no", _("In force")), ("yes", _("Lost"))], required=False
    )


def _listed(actor, criteria):
    rows = priority_rights_in_scope(actor)
    return rows.filter(lost_on__isnull=criteria["is_lost"] == "no") if criteria.get("is_lost") else rows


def _why_not_lost(right: PriorityRight, actor: Actor, now: object) -> str:
    if right.lost_on is None:
        return ""
    problem = ALREADY_LOST(day=format_date(right.lost_on))
    return f"{problem.message} {problem.remedy}"


PRIORITIES = ListPage(
    name="priorities",
    title=_("Rights of priority"),
    columns=(
        Column(
            name="name",
            label=_("Name"),
            accessor="job_seeker.person.full_name",
            order_by=("job_seeker__person__name_key",),
        ),
        Column(
            name="national_id",
            label=_("T.C. identity number"),
            accessor="job_seeker.person.national_id",
            kind=Kind.ID_NUMBER,
        ),
        Column(name="province", label=_("Province"), accessor="job_seeker.province.name"),
        Column(
            name="document_on", label=_("Date of the document"), kind=Kind.DATE, order_by=("document_on",)
        ),
        Column(name="document_number", label=_("Number of the document")),
        Column(name="lost_on", label=_("Lost on"), kind=Kind.DATE, order_by=("lost_on",)),
        Column(name="loss_reason", label=_("Why it was lost"), accessor="get_loss_reason_display"),
    ),
    rows=_listed,
    criteria_form=Criteria,
    order=("document_on", "id"),
    actions=(
        RowAction(
            name="lose",
            label=_("Record the loss"),
            url=lambda row: reverse("priority_loss", args=[row.pk]),
            why_not=_why_not_lost,
        ),
    ),
    page_actions=(PageAction(label=_("Record a right of priority"), url=lambda: reverse("priority_new")),),
    row_label=str,
    empty=Empty(
        text=_("No right of priority is recorded."),
        hint=_("Record it with its document; the priority list is ordered by the document's day."),
        link_text=_("Record a right of priority"),
        link=lambda: reverse("priority_new"),
    ),
)


@needs("vacancies.priority")
def priority_list(request: ActorRequest) -> HttpResponse:
    return PRIORITIES.respond(request)


@needs("vacancies.priority")
def priority_new(request: ActorRequest) -> HttpResponse:
    form, actor = PriorityForm(request.POST or None), request.actor
    if request.method == "POST" and form.is_valid():
        cleaned = dict(form.cleaned_data)
        try:
            seeker = seeker_by_number(actor, cleaned.pop("national_id"))
            record_priority(job_seeker=seeker, actor=actor, now=timezone.now(), **cleaned)
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("The record was created."))
            return redirect("priority_list")
    context = {"form": form, "heading": _("Record a right of priority"), "label": _("Save")}
    return render(request, "vacancies/priority_form.html", context, status=422 if form.errors else 200)


@needs("vacancies.priority")
def priority_loss(request: ActorRequest, right_id: int) -> HttpResponse:
    """VAC-26."""
    actor = request.actor
    right = get_in_scope(priority_rights_in_scope(actor), actor, pk=right_id)
    form = PriorityLossForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            lose_priority(right=right, actor=actor, now=timezone.now(), **form.values())
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("The loss was recorded."))
            return redirect("priority_list")
    context = {
        "form": form,
        "right": right,
        "heading": _("Loss of the right of priority"),
        "label": _("Record the loss"),
    }
    return render(request, "vacancies/priority_form.html", context, status=422 if form.errors else 200)
