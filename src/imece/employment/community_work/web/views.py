"""**TYP Arama** and **TYP Takip İşlemleri** (P5): programmes, their people, and the month's attendance."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from imece.core.actor import Actor
from imece.core.errors import Problem
from imece.core.parameters import Parameters
from imece.core.permissions import is_permitted
from imece.core.scope import get_in_scope
from imece.core.submissions import submit_once
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.employment.community_work.domain.participants import add_participant, end_participation
from imece.employment.community_work.domain.programmes import change_programme, register_programme
from imece.employment.community_work.domain.queries import (
    approved_months,
    months_of,
    participants_in_scope,
    participants_of,
    programmes_in_scope,
    public_workplaces,
)
from imece.employment.community_work.domain.rules import split_places
from imece.employment.community_work.enums import LeaveGround, SelectionMethod
from imece.employment.community_work.models import Programme
from imece.employment.community_work.web.forms import (
    AttendanceChoice,
    LeaveForm,
    ParticipantForm,
    ProgrammeChangeForm,
    ProgrammeForm,
    initial_of,
)
from imece.employment.community_work.web.lists import PROGRAMMES, may_edit
from imece.employment.employers.public import workplaces_in_scope

FORM = "community_work/form.html"


@needs("community_work.view")
def programme_list(request: ActorRequest) -> HttpResponse:
    return PROGRAMMES.respond(request)


@needs("community_work.view")
def programme(request: ActorRequest, number: str) -> HttpResponse:
    """Facts, people, months, and the way into **Devam takip**."""
    actor = request.actor
    found = get_in_scope(programmes_in_scope(actor), actor, number=number)
    people = participants_of(found)
    approved, today = approved_months(found), timezone.localdate()
    draw_pct = Parameters(found.starts_on).integer("typ_draw_pct")
    context = {
        "programme": found,
        "people": people,
        "choice": AttendanceChoice(programme=found, people=people),
        "months": [(month, approved.get(month)) for month in months_of(found) if month <= today],
        "may_edit": may_edit(actor),
        "may_approve": is_permitted(actor, "community_work.approve"),
        "split": split_places(found.place_count, SelectionMethod(found.selection), draw_pct),
        "breadcrumbs": [(PROGRAMMES.title, reverse("programmes")), (found.number, None)],
    }
    return render(request, "community_work/programme.html", context)


@needs("community_work.edit")
def programme_new(request: ActorRequest) -> HttpResponse:
    actor = request.actor
    form = ProgrammeForm(request.POST or None, workplaces=_public_bodies(actor))
    if request.method == "POST" and form.is_valid():
        try:
            url = submit_once(form.token_or_new(), actor=actor, act=lambda: _registered(form, actor))
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("The programme was registered."))
            return redirect(url)
    return _form_page(request, form, _("Register a programme"), reverse("programmes"))


@needs("community_work.edit")
def programme_change(request: ActorRequest, number: str) -> HttpResponse:
    actor = request.actor
    found = get_in_scope(programmes_in_scope(actor), actor, number=number)
    form = ProgrammeChangeForm(request.POST or None, workplaces=None, initial=initial_of(found))
    if request.method == "POST" and form.is_valid():
        try:
            change_programme(
                number=number,
                values=form.values(),
                version=form.cleaned_data["version"],
                actor=actor,
                now=timezone.now(),
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("The programme was changed."))
            return redirect("programme", number)
    return _form_page(request, form, _("Change the programme"), reverse("programme", args=[number]))


@needs("community_work.edit")
def participant_new(request: ActorRequest, number: str) -> HttpResponse:
    actor = request.actor
    found = get_in_scope(programmes_in_scope(actor), actor, number=number)
    form = ParticipantForm(request.POST or None, initial={"entered_on": found.starts_on})
    if request.method == "POST" and form.is_valid():
        try:
            added = add_participant(
                number=number,
                national_id=form.cleaned_data["national_id"],
                entered_on=form.cleaned_data["entered_on"],
                declared=form.declared(),
                actor=actor,
                now=timezone.now(),
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("%(name)s takes part now.") % {"name": added})
            return redirect("programme", number)
    return _form_page(request, form, _("Add a participant"), reverse("programme", args=[number]), found)


@needs("community_work.edit")
def participant_leave(request: ActorRequest, participant_id: int) -> HttpResponse:
    actor = request.actor
    found = get_in_scope(participants_in_scope(actor), actor, pk=participant_id)
    form, back = LeaveForm(request.POST or None), reverse("programme", args=[found.programme.number])
    if request.method == "POST" and form.is_valid():
        try:
            end_participation(
                participant_id=found.pk,
                left_on=form.cleaned_data["left_on"],
                ground=LeaveGround(form.cleaned_data["ground"]),
                actor=actor,
                now=timezone.now(),
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("The last day of %(name)s was recorded.") % {"name": found})
            return redirect(back)
    return _form_page(request, form, _("Leaving of %(name)s") % {"name": found}, back, found.programme)


def _public_bodies(actor: Actor) -> Any:
    return public_workplaces(actor, workplaces_in_scope(actor))


def _registered(form: ProgrammeForm, actor: Actor) -> str:
    made = register_programme(
        workplace=form.cleaned_data["workplace"], values=form.values(), actor=actor, now=timezone.now()
    )
    return reverse("programme", args=[made.number])


def _form_page(
    request: ActorRequest, form: forms.Form, heading: str, back: str, of: Programme | None = None
) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "back": back,
        "programme": of,
        "breadcrumbs": [(PROGRAMMES.title, reverse("programmes")), (heading, None)],
    }
    return render(request, FORM, context, status=422 if form.errors else 200)
