"""**İtirazlarım**: contesting a decision in one's own words, and what the unit answers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.columns import Column, Kind
from imece.core.errors import Problem
from imece.core.lists import Empty, ListPage
from imece.core.scope import get_in_scope
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.employment.selection.domain.objections import (
    contest_decision,
    last_decision,
    take_objection_back,
    why_not_contest,
)
from imece.employment.selection.domain.queries import candidates_in_scope, objections_in_scope
from imece.employment.selection.enums import ObjectionState
from imece.employment.selection.web.forms import DecisionObjectionForm

MY_OBJECTIONS = ListPage(
    name="my-objections",
    title=_("My objections"),
    columns=(
        Column(
            name="title",
            label=_("Vacancy"),
            accessor="round.title",
            link=lambda row: reverse("my_objection", args=[row.pk]),
        ),
        Column(name="ground", label=_("Decision"), accessor="get_ground_display"),
        Column(name="state", label=_("State"), accessor="get_state_display"),
        Column(name="opened_at", label=_("Since"), kind=Kind.DATE, order_by=("opened_at",)),
        Column(name="due_on", label=_("Answer due on"), kind=Kind.DATE, order_by=("due_on",)),
    ),
    rows=lambda actor, criteria: objections_in_scope(actor),
    order=("-opened_at", "-id"),
    empty=Empty(
        text=_("You have contested nothing."),
        hint=_(
            "A decision about you that you think is wrong can be contested on the page of the application."
        ),
        link_text=_("My applications"),
        link=lambda: reverse("my_applications"),
    ),
)


@needs("objections.own")
def my_objections(request: ActorRequest) -> HttpResponse:
    return MY_OBJECTIONS.respond(request)


@needs("objections.own")
def my_objection(request: ActorRequest, objection_id: int) -> HttpResponse:
    """POST takes it back, as long as it is not answered."""
    actor = request.actor
    objection = get_in_scope(objections_in_scope(actor), actor, pk=objection_id)
    if request.method == "POST":
        take_objection_back(objection=objection, actor=actor, now=timezone.now())
        messages.success(request, _("Your objection was taken back."))
        return redirect("my_objection", objection_id)
    context = {"objection": objection, "is_open": objection.state == ObjectionState.OPEN}
    return render(request, "selection/my_objection.html", context)


@needs("objections.own")
def contest(request: ActorRequest, candidate_id: int) -> HttpResponse:
    """What was decided and why stands above the box, so that he answers to it."""
    actor, now = request.actor, timezone.now()
    candidate = get_in_scope(candidates_in_scope(actor), actor, pk=candidate_id)
    form = DecisionObjectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            objection = contest_decision(candidate=candidate, actor=actor, now=now, **form.cleaned_data)
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("Your objection was received."))
            return redirect("my_objection", objection.pk)
    context = {
        "candidate": candidate,
        "form": form,
        "decided": last_decision(candidate),
        "why_not": why_not_contest(candidate, now),
    }
    return render(request, "selection/contest.html", context, status=422 if form.errors else 200)
