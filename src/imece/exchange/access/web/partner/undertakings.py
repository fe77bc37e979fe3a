"""Undertakings as the other side sees them: whoever answers may ask for them (PRO-08); each look is on record."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from imece.core.actor import Actor
from imece.core.columns import Column, Kind
from imece.core.errors import Problem
from imece.core.lists import Empty, ListPage, RowAction
from imece.core.scope import get_in_scope
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.exchange.access.domain.queries import undertakings_in_scope, undertakings_like
from imece.exchange.access.web.steps import WithdrawalForm
from imece.exchange.parties.models import Undertaking
from imece.exchange.parties.public import produce_undertaking, withdraw_undertaking


class Criteria(forms.Form):
    words = forms.CharField(label=_("Institution or person"), max_length=100, required=False)


def _rows(actor: Actor, criteria: Mapping[str, Any]) -> QuerySet[Undertaking]:
    return undertakings_like(undertakings_in_scope(actor), criteria.get("words"))


def _state(undertaking: Undertaking) -> str:
    if undertaking.withdrawn_at is not None:
        return gettext("Taken back")
    return gettext("Valid") if undertaking.is_valid_on(timezone.localdate()) else gettext("Not valid today")


def _why_no_paper(undertaking: Undertaking, _actor: Actor, _now: datetime) -> str:
    return "" if undertaking.scan_hash else gettext("The paper is with the institution.")


UNDERTAKINGS = ListPage(
    name="undertakings",
    title=_("Undertakings (Ek-2)"),
    intro=_(
        "Of your own users, and of those who ask you under an agreement. Opening a signed paper is recorded."
    ),
    columns=(
        Column(name="institution", label=_("Institution"), accessor="end_user.institution"),
        Column(name="user", label=_("User"), accessor=lambda row: str(row.end_user)),
        Column(name="signed_on", label=_("Signed on"), kind=Kind.DATE, order_by=("signed_on",)),
        Column(name="valid_until", label=_("Valid until"), kind=Kind.DATE, order_by=("valid_until",)),
        Column(name="text_version", label=_("Version of the text"), kind=Kind.INTEGER),
        Column(name="document_code", label=_("Verification code")),
        Column(name="state", label=_("State"), accessor=_state),
    ),
    rows=_rows,
    criteria_form=Criteria,
    over_cap="first",
    order=("-signed_on", "-id"),
    row_label=lambda row: str(row.end_user),
    actions=(
        RowAction(
            name="nusha",
            label=_("Open the signed paper"),
            url=lambda row: reverse("access_undertaking_scan", args=[row.pk]),
            why_not=_why_no_paper,
            is_main=True,
        ),
    ),
    empty=Empty(text=_("No undertaking is filed yet.")),
)


@needs("undertakings.see")
def undertaking_list(request: ActorRequest) -> HttpResponse:
    return UNDERTAKINGS.respond(request)


@needs("undertakings.see")
@require_safe
def undertaking_scan(request: ActorRequest, undertaking_id: int) -> HttpResponse:
    found = get_in_scope(undertakings_in_scope(request.actor), request.actor, pk=undertaking_id)
    scan = produce_undertaking(undertaking=found, actor=request.actor)
    ending = scan.media_type.rpartition("/")[2]
    headers = {
        "Content-Disposition": f'attachment; filename="ek-2-{found.end_user_id}-{found.pk}.{ending}"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(bytes(scan.content), content_type=scan.media_type, headers=headers)


@needs("end_users.edit")
def undertaking_withdraw(request: ActorRequest, undertaking_id: int) -> HttpResponse:
    own = undertakings_in_scope(request.actor).filter(
        end_user__institution__organisation_id=request.actor.organisation_id or 0
    )
    found = get_in_scope(own, request.actor, pk=undertaking_id)
    back = reverse("access_user", args=[found.end_user_id])
    form = WithdrawalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            withdraw_undertaking(undertaking=found, reason=reason, actor=request.actor, now=timezone.now())
            messages.success(request, gettext("The undertaking was withdrawn."))
            return redirect(back)
        except Problem as problem:
            add_problem(form, problem)
    context = {
        "title": gettext("Take the undertaking back"),
        "what": str(found.end_user),
        "question": gettext(
            "From now on questions in this person's name are refused, unless another one is valid."
        ),
        "form": form,
        "back": back,
    }
    return render(request, "access/ask.html", context, status=422 if form.errors else 200)
