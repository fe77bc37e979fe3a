"""The unit's desk: objections by the day they are due, and refusals of work (CAN-04)."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from imece.core import audit
from imece.core.columns import Column, Kind
from imece.core.errors import Problem
from imece.core.lists import Empty, ListPage
from imece.core.scope import get_in_scope
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.employment.selection.domain.equality_watch import WATCHED, watched_employers
from imece.employment.selection.domain.objections import answer_objection
from imece.employment.selection.domain.queries import objections_in_scope, work_refusals
from imece.employment.selection.domain.workflow import CANDIDATE, OBJECTION
from imece.employment.selection.enums import ObjectionState
from imece.employment.selection.models import Objection
from imece.employment.selection.web.forms import ObjectionAnswerForm


class ObjectionCriteria(forms.Form):
    state = forms.ChoiceField(
        label=_("State"),
        choices=[*ObjectionState.choices, ("all", _("All"))],
        initial=ObjectionState.OPEN,
        required=False,
    )


def _objections(actor: Any, criteria: Mapping[str, Any]) -> Any:
    state = criteria.get("state") or ObjectionState.OPEN
    rows = objections_in_scope(actor)
    return rows if state == "all" else rows.filter(state=state)


def _left(objection: Objection) -> str:
    """How long it still may take: the queue's urgency in words."""
    if objection.state != ObjectionState.OPEN:
        return ""
    days = (objection.due_on - timezone.localdate()).days
    if days < 0:
        return ngettext("%(count)d day overdue", "%(count)d days overdue", -days) % {"count": -days}
    return ngettext("%(count)d day left", "%(count)d days left", days) % {"count": days}


OBJECTIONS = ListPage(
    name="objections",
    title=_("Objections"),
    intro=_("Ordered by the day the answer is due (3071 art. 7)."),
    columns=(
        Column(name="due_on", label=_("Answer due on"), kind=Kind.DATE, order_by=("due_on",)),
        Column(name="left", label=_("Time left"), accessor=_left),
        Column(
            name="name",
            label=_("Name"),
            accessor="job_seeker.person.full_name",
            order_by=("job_seeker__person__name_key",),
            link=lambda row: reverse("objection", args=[row.pk]),
        ),
        Column(name="ground", label=_("Decision"), accessor="get_ground_display"),
        Column(name="round", label=_("Vacancy"), accessor=lambda row: str(row.round)),
        Column(name="employer", label=_("Employer"), accessor="round.organisation.name"),
        Column(name="state", label=_("State"), accessor="get_state_display"),
    ),
    rows=_objections,
    criteria_form=ObjectionCriteria,
    order=("due_on", "id"),
    row_label=lambda row: row.job_seeker.person.full_name,
    empty=Empty(text=_("No objection waits for an answer.")),
)
WORK_REFUSALS = ListPage(
    name="work-refusals",
    title=_("Refusals of work"),
    intro=_(
        "Who refused the work he was sent to (4447 art. 52, CAN-04). Whether he draws unemployment benefit is not "
        "known here yet: that is looked up when the benefits are in İmece; nothing is stopped from this list."
    ),
    columns=(
        Column(name="refused_at", label=_("Refused on"), kind=Kind.DATE, order_by=("refused_at",)),
        Column(
            name="name",
            label=_("Name"),
            accessor="job_seeker.person.full_name",
            order_by=("job_seeker__person__name_key",),
            link=lambda row: reverse("candidate_detail", args=[row.pk]),
        ),
        Column(name="round", label=_("Vacancy"), accessor=lambda row: str(row.round)),
        Column(name="employer", label=_("Employer"), accessor="round.organisation.name"),
        Column(name="reason", label=_("Reason"), accessor="refusal_reason"),
    ),
    rows=lambda actor, criteria: work_refusals(actor),
    order=("-refused_at", "id"),
    empty=Empty(text=_("Nobody has refused work.")),
)


@needs("objections.answer")
def objections(request: ActorRequest) -> HttpResponse:
    return OBJECTIONS.respond(request)


@needs("objections.answer")
def objection(request: ActorRequest, objection_id: int) -> HttpResponse:
    """Both sides on one page: what was decided, what the person says, what happened; below it the answer."""
    actor, now = request.actor, timezone.now()
    found = get_in_scope(objections_in_scope(actor), actor, pk=objection_id)
    audit.record(actor, "selection.objection_seen", found.job_seeker, purpose=str(found.round))
    form = ObjectionAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        is_upheld = form.cleaned_data["is_upheld"] == "yes"
        try:
            answer_objection(
                objection=found, is_upheld=is_upheld, reason=form.cleaned_data["reason"], actor=actor, now=now
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("The answer was saved; the person is told."))
            return redirect("objections")
    context = {
        "objection": found,
        "form": form,
        "left": _left(found),
        "is_open": found.state == ObjectionState.OPEN,
        "history": OBJECTION.told_history(found)[::-1],
        "candidate_history": CANDIDATE.told_history(found.candidate)[::-1] if found.candidate else [],
    }
    return render(request, "selection/objection.html", context, status=422 if form.errors else 200)


@needs("objections.answer")
def refusals(request: ActorRequest) -> HttpResponse:
    return WORK_REFUSALS.respond(request)


@needs("objections.answer")
@require_safe
def equality_watch(request: ActorRequest) -> HttpResponse:
    """NDR-01: employers whose invitations or hires differ by sex or age; a hint, no verdict, and nobody is named."""
    context = {"found": watched_employers(request.actor, timezone.now()), "days": WATCHED.days}
    return render(request, "selection/equality_watch.html", context)
