"""**Aday Listesi**: the candidates of one round, and each step with its own small page."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core import audit
from imece.core.actor import ANONYMOUS, Actor
from imece.core.columns import Column, Kind
from imece.core.errors import Problem
from imece.core.lists import Empty, ListPage, RowAction
from imece.core.permissions import is_permitted
from imece.core.scope import get_in_scope
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.employment.selection.domain.queries import (
    candidates_in_scope,
    count_by_state,
    filled_count,
    last_interview_place,
    rounds_in_scope,
)
from imece.employment.selection.domain.workflow import CANDIDATE
from imece.employment.selection.models import Candidate
from imece.employment.selection.web.employer.steps import BY_NAME, STEPS, Step, values_of
from imece.employment.selection.web.employer.tabs import LIST, LISTS, tabs_of

COLUMNS = (
    Column(
        name="name",
        label=_("Name"),
        accessor="job_seeker.person.full_name",
        order_by=("job_seeker__person__name_key",),
        link=lambda row: reverse("candidate_detail", args=[row.pk]),
    ),
    Column(name="source", label=_("Came by"), accessor="get_source_display"),
    Column(name="state", label=_("State"), accessor="get_state_display", order_by=("state",)),
    Column(name="education", label=_("Education"), accessor="job_seeker.get_education_display"),
    Column(name="province", label=_("Province"), accessor="job_seeker.province.name"),
    Column(name="interview_at", label=_("Interview"), kind=Kind.INSTANT, order_by=("interview_at",)),
)


def _action(step: Step) -> RowAction:
    return RowAction(
        name=step.name,
        label=step.label,
        url=lambda row: reverse("candidate_step", args=[row.pk, step.name]),
        method="get",
        why_not=step.why_not,
        is_shown=lambda actor: any(
            is_permitted(actor, CANDIDATE.table.move(name).permission) for name in step.moves
        ),
        is_main=step.is_main,
        is_dangerous=step.is_dangerous,
    )


CANDIDATES = ListPage(
    name="candidates",
    title=_("Candidate list"),
    columns=COLUMNS,
    rows=lambda actor, criteria: candidates_in_scope(
        ANONYMOUS
    ),  # nobody: each page is of one round, see below
    order=("job_seeker__person__name_key", "id"),
    actions=tuple(_action(step) for step in STEPS),
    template="selection/candidates.html",
    row_label=lambda row: row.job_seeker.person.full_name,
    empty=Empty(
        text=_("Nobody is on this list yet."),
        hint=_("Job seekers who apply appear here by themselves."),
    ),
)


@needs("candidates.edit")
def round_candidates(request: ActorRequest, round_id: int) -> HttpResponse:
    actor = request.actor
    selection_round = get_in_scope(rounds_in_scope(actor), actor, pk=round_id)

    chosen = request.GET.get(LIST, "")

    def rows(actor: Actor, criteria: Mapping[str, Any]) -> QuerySet[Candidate]:
        found = candidates_in_scope(actor).filter(round=selection_round)
        return found.filter(state__in=LISTS[chosen].states) if chosen in LISTS else found

    empty = (
        replace(CANDIDATES.empty, text=_("Nobody is on this list.")) if chosen in LISTS else CANDIDATES.empty
    )
    page = replace(CANDIDATES, rows=rows, empty=empty, title=f"{CANDIDATES.title} · {selection_round}")
    counts = count_by_state(selection_round)
    context = {"round": selection_round, "filled_count": filled_count(selection_round)}
    return page.respond(request, tabs=tabs_of(request.path, chosen, counts), **context)


@needs("candidates.edit")
def candidate_detail(request: ActorRequest, candidate_id: int) -> HttpResponse:
    """The CV behind the name. Opening it is an act on record: the person can ask who looked."""
    actor = request.actor
    candidate = get_in_scope(candidates_in_scope(actor), actor, pk=candidate_id)
    audit.record(actor, "selection.profile_seen", candidate.job_seeker, purpose=str(candidate.round))
    now = timezone.now()
    steps = [(step, step.why_not(candidate, actor, now)) for step in STEPS]
    context = {
        "candidate": candidate,
        "profile": candidate.job_seeker,
        "occupations": candidate.job_seeker.occupations.select_related("occupation"),
        "history": CANDIDATE.told_history(candidate)[::-1],
        "steps": steps,
        "not_now": [(step, why_not) for step, why_not in steps if why_not],
    }
    return render(request, "selection/candidate_detail.html", context)


@needs("candidates.edit")
def candidate_step(request: ActorRequest, candidate_id: int, step: str) -> HttpResponse:
    """GET shows what the step asks, or why it is not possible now; POST is its **Kaydet**."""
    actor, now = request.actor, timezone.now()
    candidate = get_in_scope(candidates_in_scope(actor), actor, pk=candidate_id)
    if step not in BY_NAME:
        return redirect("candidate_detail", candidate_id)
    chosen = BY_NAME[step]
    starts = {"interview_place": candidate.interview_place or last_interview_place(candidate.round)}
    form = chosen.form(request.POST or None, initial=starts)
    if request.method == "POST" and (form.is_valid() or not form.fields):
        try:
            chosen.act(candidate, values_of(form), actor, now)
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(
                request,
                _("Saved: {name} · {state}").format(
                    name=candidate.job_seeker, state=candidate.get_state_display()
                ),
            )
            return redirect("round_candidates", candidate.round_id)
    why_not = chosen.why_not(candidate, actor, now)
    context = {"candidate": candidate, "step": chosen, "form": form, "why_not": why_not}
    return render(request, "selection/candidate_step.html", context, status=200 if not form.errors else 422)
