"""The desk at headquarters: requests by the day due, and their answers (KVK-05, KVK-06)."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core import audit
from imece.core.actor import Actor
from imece.core.columns import Column, Kind
from imece.core.errors import Problem
from imece.core.lists import Empty, ListPage
from imece.core.permissions import TABLE, is_permitted
from imece.core.scope import get_in_scope
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.employment.data_rights.domain.queries import (
    data_requests_in_scope,
    decision_of,
    waiting_data_requests,
)
from imece.employment.data_rights.domain.requests import answer_data_request, reveal_subject_number
from imece.employment.data_rights.domain.rules import is_protected
from imece.employment.data_rights.domain.workflow import DATA_REQUEST
from imece.employment.data_rights.models import DataRequest
from imece.employment.data_rights.web.forms import ALL, WAITING, DataAnswerForm, DataRequestCriteria
from imece.employment.data_rights.web.words import left

SHOW = "show"  # the masked value's button


def _requests(actor: Actor, criteria: Mapping[str, Any]) -> QuerySet[DataRequest]:
    state = criteria.get("state") or WAITING
    if state == WAITING:
        return waiting_data_requests(actor)
    rows = data_requests_in_scope(actor)
    return rows if state == ALL else rows.filter(state=state)


DATA_REQUESTS = ListPage(
    name="data-requests",
    title=_("Personal data requests"),
    intro=_("Ordered by the day the answer is due (6698 art. 13)."),
    columns=(
        Column(name="due_on", label=_("Answer due on"), kind=Kind.DATE, order_by=("due_on",)),
        Column(name="left", label=_("Time left"), accessor=left),
        Column(
            name="number",
            label=_("Number of the request"),
            order_by=("number",),
            link=lambda row: reverse("data_request", args=[row.pk]),
        ),
        Column(
            name="name",
            label=_("Name"),
            accessor="person.full_name",
            order_by=("person__name_key",),
        ),
        Column(name="right", label=_("What is asked for"), accessor="get_right_display"),
        Column(name="area", label=_("What it is about"), accessor="get_area_display"),
        Column(name="state", label=_("State"), accessor="get_state_display"),
    ),
    rows=_requests,
    criteria_form=DataRequestCriteria,
    order=("due_on", "id"),
    empty=Empty(text=_("No request waits for an answer.")),
)


@needs("data_requests.desk")
def data_requests(request: ActorRequest) -> HttpResponse:
    return DATA_REQUESTS.respond(request)


@needs("data_requests.desk")
def data_request(request: ActorRequest, request_id: int) -> HttpResponse:
    """POST answers, or shows the represented person's number, which is an act on record."""
    actor, now = request.actor, timezone.now()
    found = get_in_scope(data_requests_in_scope(actor), actor, pk=request_id)
    audit.record(actor, "data_rights.request_seen", found.person, purpose=found.number)
    is_revealed = SHOW in request.POST
    form = DataAnswerForm(None if is_revealed else request.POST or None, request=found)
    if form.is_bound and form.is_valid():
        try:
            answer_data_request(request=found, answer=form.given_answer(), actor=actor, now=now)
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("The answer was saved; the person is told."))
            return redirect("data_requests")
    number = reveal_subject_number(request=found, actor=actor) if is_revealed else found.masked_number
    context = _card(found, actor) | {"form": form, "shown_number": number, "is_revealed": is_revealed}
    return render(request, "data_rights/request.html", context, status=422 if form.errors else 200)


def _card(found: DataRequest, actor: Actor) -> dict[str, Any]:
    may_answer = is_permitted(actor, "data_requests.answer", found)
    return {
        "found": found,
        "left": left(found),
        "reveal_url": reverse("data_request", args=[found.pk]) if may_answer else "",
        "is_protected": is_protected(found.on_behalf),
        "may_answer": may_answer and found.is_waiting,
        "why_not": TABLE["data_requests.answer"].who,
        "decision": decision_of(found),
        "history": DATA_REQUEST.told_history(found)[::-1],
        "breadcrumbs": [(_("Personal data requests"), reverse("data_requests")), (found.number, None)],
    }
