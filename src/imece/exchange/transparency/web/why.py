"""The institution's inbox of citizens' «why?», and the desk's view of it (KVK-05)."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from imece.core.actor import Actor
from imece.core.columns import Column, Kind
from imece.core.errors import Problem
from imece.core.lists import Empty, ListPage
from imece.core.permissions import is_permitted
from imece.core.scope import get_in_scope
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.exchange.transparency.domain.queries import why_requests_in_scope
from imece.exchange.transparency.domain.why import answer_why
from imece.exchange.transparency.domain.workflow import WHY
from imece.exchange.transparency.enums import WhyState
from imece.exchange.transparency.models import WhyRequest
from imece.exchange.transparency.web.forms import WhyAnswerForm, WhyCriteria


def left(request: WhyRequest) -> str:
    """How long the answer may still take, in words."""
    if request.state == WhyState.ANSWERED:
        return ""
    days = (request.due_on - timezone.localdate()).days
    if days < 0:
        return ngettext("%(count)d day overdue", "%(count)d days overdue", -days) % {"count": -days}
    return ngettext("%(count)d day left", "%(count)d days left", days) % {"count": days}


def _requests(actor: Actor, criteria: Mapping[str, Any]) -> QuerySet[WhyRequest]:
    rows = why_requests_in_scope(actor)
    return rows.filter(state=criteria["state"]) if criteria.get("state") else rows


COLUMNS = (
    Column(name="due_on", label=_("Answer due on"), kind=Kind.DATE, order_by=("due_on",)),
    Column(name="left", label=_("Time left"), accessor=left),
    Column(
        name="number",
        label=_("Question"),
        accessor=lambda row: f"{row.institution_sequence} · {row.service}",
        link=lambda row: reverse("why_request", args=[row.pk]),
    ),
    Column(name="state", label=_("State"), accessor="get_state_display"),
)
EMPTY = Empty(text=_("Nobody has asked for a reason."))
WHY_INBOX = ListPage(
    name="why-inbox",
    title=_("Requests for a reason"),
    intro=_("Citizens ask why your institution asked about them. Each answer has its day (6698 art. 13)."),
    columns=COLUMNS,
    rows=_requests,
    criteria_form=WhyCriteria,
    order=("answered_at", "due_on", "id"),
    empty=EMPTY,
)
WHY_REQUESTS = ListPage(
    name="why-requests",
    title=_("Requests for a reason"),
    columns=(
        *COLUMNS[:2],
        Column(name="institution", label=_("Institution"), accessor="institution.organisation.name"),
        *COLUMNS[2:],
    ),
    rows=_requests,
    criteria_form=WhyCriteria,
    order=("due_on", "id"),
    empty=EMPTY,
)


@needs("transparency.own")
def why_inbox(request: ActorRequest) -> HttpResponse:
    return WHY_INBOX.respond(request)


@needs("transparency.desk")
def why_requests(request: ActorRequest) -> HttpResponse:
    return WHY_REQUESTS.respond(request)


@needs("transparency.view")
def why_request(request: ActorRequest, request_id: int) -> HttpResponse:
    actor, now = request.actor, timezone.now()
    found = get_in_scope(why_requests_in_scope(actor), actor, pk=request_id)
    form = WhyAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_why(request=found, answer=form.cleaned_data["answer"], actor=actor, now=now)
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("The answer was saved; the person is told."))
            return redirect("why_inbox")
    is_desk = is_permitted(actor, "transparency.desk")
    context = {
        "why": found,
        "form": form,
        "left": left(found),
        "may_answer": found.state != WhyState.ANSWERED and is_permitted(actor, "transparency.answer", found),
        "history": WHY.told_history(found)[::-1],
        "breadcrumbs": [
            (_("Requests for a reason"), reverse("why_requests" if is_desk else "why_inbox")),
            (str(found.institution_sequence), None),
        ],
    }
    return render(request, "transparency/why.html", context, status=422 if form.errors else 200)
