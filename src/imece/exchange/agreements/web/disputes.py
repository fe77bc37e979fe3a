"""Disputed fields: the list with its clock, one page each, answering and taking back (X2.7)."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from imece.core.columns import Column, Kind
from imece.core.lists import Empty, ListPage
from imece.core.scope import get_in_scope
from imece.core.web.access import needs
from imece.core.web.requests import ActorRequest
from imece.exchange.agreements.domain.catalogue import service_title
from imece.exchange.agreements.domain.queries import disputes_in_scope
from imece.exchange.agreements.domain.workflow import DISPUTE
from imece.exchange.agreements.enums import DisputeState
from imece.exchange.agreements.models import FieldDispute
from imece.exchange.agreements.web.agreement_steps import DISPUTE_STEPS
from imece.exchange.agreements.web.step import run_step


class DisputeCriteria(forms.Form):
    state = forms.ChoiceField(
        label=_("State"),
        choices=[*DisputeState.choices, ("all", _("All"))],
        initial=DisputeState.OPEN,
        required=False,
    )


def _by_state(actor: Any, criteria: Mapping[str, Any]) -> Any:
    state, rows = criteria.get("state") or DisputeState.OPEN, disputes_in_scope(actor)
    return rows if state == "all" else rows.filter(state=state)


def left(dispute: FieldDispute) -> str:
    if dispute.state != DisputeState.OPEN:
        return ""
    days = (dispute.due_on - timezone.localdate()).days
    if days < 0:
        return ngettext("%(count)d day overdue", "%(count)d days overdue", -days) % {"count": -days}
    return ngettext("%(count)d day left", "%(count)d days left", days) % {"count": days}


DISPUTES = ListPage(
    name="disputes",
    title=_("Disputed fields"),
    columns=(
        Column(
            name="field",
            label=_("Field"),
            accessor=lambda row: f"{service_title(row.service, row.service_version)}: {row.field}",
            link=lambda row: reverse("exchange_dispute", args=[row.pk]),
        ),
        Column(name="file", label=_("File number of the question")),
        Column(name="raised_by", label=_("Disputed by"), accessor=lambda row: str(row.raised_by)),
        Column(name="owner", label=_("Owner"), accessor=lambda row: str(row.owner)),
        Column(name="state", label=_("State"), accessor="get_state_display"),
        Column(name="due_on", label=_("Answer due on"), kind=Kind.DATE, order_by=("due_on",)),
        Column(name="left", label=_("Time left"), accessor=left),
    ),
    rows=_by_state,
    criteria_form=DisputeCriteria,
    order=("due_on", "id"),
    row_label=lambda row: f"{row.field} {row.file}",
    empty=Empty(text=_("No field is disputed."), hint=_("A field is disputed on the page of its agreement.")),
)


@needs("agreements.view")
def disputes(request: ActorRequest) -> HttpResponse:
    return DISPUTES.respond(request)


@needs("agreements.view")
def dispute(request: ActorRequest, dispute_id: int) -> HttpResponse:
    actor, now = request.actor, timezone.now()
    found = get_in_scope(disputes_in_scope(actor), actor, pk=dispute_id)
    options = DISPUTE_STEPS.options(
        found, actor, now, lambda name: reverse("exchange_dispute_step", args=[found.pk, name])
    )
    context = {
        "dispute": found,
        "title": service_title(found.service, found.service_version),
        "left": left(found),
        "history": DISPUTE.told_history(found)[::-1],
        "possible": [one for one in options if not one.why_not],
        "not_now": [one for one in options if one.why_not],
    }
    return render(request, "agreements/dispute.html", context)


@needs("agreements.view")
def dispute_step(request: ActorRequest, dispute_id: int, step: str) -> HttpResponse:
    found = get_in_scope(disputes_in_scope(request.actor), request.actor, pk=dispute_id)
    chosen = DISPUTE_STEPS.by_name.get(step)
    back = reverse("exchange_dispute", args=[dispute_id])
    if chosen is None:
        return redirect(back)
    title = f"{service_title(found.service, found.service_version)}: {found.field}"
    return run_step(request, chosen, found, title=title, back=back)
