"""**Aday Listesi**: the candidates of one round, and each step with its own small page."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from imece.core import audit
from imece.core.actor import ANONYMOUS, Actor
from imece.core.columns import Column, Kind
from imece.core.errors import Problem
from imece.core.lists import BulkAction, Empty, ListPage, RowAction
from imece.core.lists.actions import Action
from imece.core.permissions import is_permitted
from imece.core.scope import get_in_scope
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.employment.selection.domain.queries import (
    candidates_in_scope,
    count_by_state,
    last_interview_place,
    rounds_in_scope,
)
from imece.employment.selection.domain.workflow import CANDIDATE, FILLED
from imece.employment.selection.enums import CandidateState, RoundKind
from imece.employment.selection.models import Candidate, SelectionRound
from imece.employment.selection.web.employer.sheets import SHEET_BY_NAME, SHEETS
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


def _states(*moves: str) -> set[str]:
    return {str(state) for name in moves for state in CANDIDATE.table.move(name).from_states}


def step_action(step: Step) -> RowAction:
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


def bulk_action(step: Step, done: Callable[[int], str]) -> BulkAction:
    """A step that asks for nothing, for many at once; each row is answered."""
    return BulkAction(
        name=step.name,
        label=step.label,
        apply=lambda row, actor, now: step.act(row, {}, actor, now),
        done=done,
        why_not=step.why_not,
        is_main=step.is_main,
        is_dangerous=step.is_dangerous,
    )


def _sent(count: int) -> str:
    return ngettext("%(count)d sent off", "%(count)d sent off", count) % {"count": count}


def _removed(count: int) -> str:
    return ngettext("%(count)d removed from the list", "%(count)d removed from the list", count) % {
        "count": count
    }


def _restored(count: int) -> str:
    return ngettext("%(count)d put back", "%(count)d put back", count) % {"count": count}


SEND_OFF = bulk_action(BY_NAME["gonder"], _sent)
REFUSALS = (step_action(BY_NAME["isveren-red"]), step_action(BY_NAME["aday-red"]))
ACTIONS: tuple[tuple[set[str], Action], ...] = (
    *((sheet.states, sheet.action()) for sheet in SHEETS if sheet.name != "yerlestir"),
    (_states("cancel_interview_applied"), step_action(BY_NAME["iptal"])),
    (_states("send_off"), SEND_OFF),
    (SHEET_BY_NAME["yerlestir"].states, SHEET_BY_NAME["yerlestir"].action()),
    (_states("take_back_report"), step_action(BY_NAME["bildirimi-geri-al"])),
    *((_states("refuse_by_employer"), action) for action in REFUSALS),
    (_states("remove"), bulk_action(BY_NAME["cikar"], _removed)),
    (_states("restore_applied"), bulk_action(BY_NAME["geri-al"], _restored)),
)
CANDIDATES = ListPage(
    name="candidates",
    title=_("Candidate list"),
    columns=COLUMNS,
    rows=lambda actor, criteria: candidates_in_scope(
        ANONYMOUS
    ),  # nobody: each page is of one round, see below
    order=("job_seeker__person__name_key", "id"),
    actions=tuple(action for _states, action in ACTIONS),
    select="many",
    template="selection/candidates.html",
    row_label=lambda row: row.job_seeker.person.full_name,
    empty=Empty(
        text=_("Nobody is on this list yet."),
        hint=_("Job seekers who apply appear here by themselves."),
    ),
)


@needs("candidates.edit")
def round_candidates(request: ActorRequest, round_id: int) -> HttpResponse:
    """A tab is a list of the manual; what can never be done with those on it is not offered there."""
    actor = request.actor
    selection_round = get_in_scope(rounds_in_scope(actor), actor, pk=round_id)
    chosen = request.GET.get(LIST, "")
    states = LISTS[chosen].states if chosen in LISTS else ()

    def rows(actor: Actor, criteria: Mapping[str, Any]) -> QuerySet[Candidate]:
        found = candidates_in_scope(actor).filter(round=selection_round)
        return found.filter(state__in=states) if states else found

    page = replace(
        CANDIDATES,
        rows=rows,
        title=f"{CANDIDATES.title} · {selection_round}",
        actions=tuple(
            action for possible, action in ACTIONS if not states or possible & {str(one) for one in states}
        ),
        empty=replace(CANDIDATES.empty, text=_("Nobody is on this list.")) if states else CANDIDATES.empty,
    )
    counts = count_by_state(selection_round)
    return page.respond(
        request,
        tabs=tabs_of(request.path, chosen, counts),
        round=selection_round,
        filled_count=sum(counts.get(state, 0) for state in FILLED),
        confirmed_count=counts.get(CandidateState.PLACED, 0),
        reported_count=counts.get(CandidateState.REPORTED, 0),
        sheets=[sheet for sheet in SHEETS if sum(counts.get(state, 0) for state in sheet.states)],
        close_url=_close_url(selection_round),
    )


def _close_url(selection_round: SelectionRound) -> str:
    """**Kapat** of the vacancy behind the round (T-VAC-13); a course has another end."""
    is_vacancy = selection_round.kind == RoundKind.VACANCY
    return reverse("vacancy_step", args=[selection_round.number, "kapat"]) if is_vacancy else ""


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
    at = candidate.interview_at and timezone.localtime(candidate.interview_at)
    starts = {
        "interview_on": at and at.date(),
        "interview_time": at and at.time(),
        "interview_place": candidate.interview_place or last_interview_place(candidate.round),
    }
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
