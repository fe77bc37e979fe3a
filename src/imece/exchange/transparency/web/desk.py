"""The trail's desk: lawful delays and the watched list (X5.5)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from imece.core.columns import Column, Kind
from imece.core.errors import Problem
from imece.core.formats import format_date
from imece.core.lists import Empty, ListPage, PageAction, RowAction
from imece.core.scope import get_in_scope
from imece.core.submissions import submit_once
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.exchange.transparency.domain.delays import delay_looks, lift_delay, unwatch_person, watch_person
from imece.exchange.transparency.domain.queries import embargoes, watched_persons
from imece.exchange.transparency.web.forms import DelayForm, WatchForm


def _state(row: Any) -> str:
    if row.lifted_at:
        return gettext("Lifted on %(day)s") % {"day": format_date(timezone.localdate(row.lifted_at))}
    return gettext("Still hidden") if row.hidden_until >= timezone.localdate() else gettext("Over")


DELAYS = ListPage(
    name="delays",
    title=_("Lawful delays"),
    intro=_(
        "What is hidden appears on the person's page by itself after the day, or when the delay is lifted."
    ),
    columns=(
        Column(name="decision_number", label=_("Number of the decision")),
        Column(name="institution", label=_("Institution"), accessor="institution.organisation.name"),
        Column(name="asked_from", label=_("Questions from"), kind=Kind.DATE),
        Column(name="asked_until", label=_("Questions until"), kind=Kind.DATE),
        Column(name="hidden_until", label=_("Hidden until"), kind=Kind.DATE, order_by=("hidden_until",)),
        Column(name="legal_ground", label=_("Legal ground")),
        Column(name="state", label=_("State"), accessor=_state),
    ),
    rows=lambda actor, criteria: embargoes(actor),
    order=("-made_at", "-id"),
    actions=(
        RowAction(
            name="lift",
            label=_("Lift now"),
            url=lambda row: reverse("delay_lift", args=[row.pk]),
            method="post",
            why_not=lambda row, actor, now: _state(row) if row.lifted_at else "",
        ),
    ),
    page_actions=(PageAction(label=_("Enter a delay"), url=lambda: reverse("delay_new")),),
    row_label=str,
    empty=Empty(text=_("No delay was entered.")),
)
WATCHED = ListPage(
    name="watched",
    title=_("Watched list"),
    intro=_(
        "Each question about one of these persons is flagged within the hour. Only keyed fingerprints are kept."
    ),
    columns=(
        Column(name="key", label=_("Fingerprint"), accessor=lambda row: row.subject_key[:12]),
        Column(name="reason", label=_("Reason")),
        Column(name="added_at", label=_("Since"), kind=Kind.DATE, order_by=("added_at",)),
    ),
    rows=lambda actor, criteria: watched_persons(actor),
    order=("-added_at", "-id"),
    actions=(
        RowAction(
            name="end",
            label=_("Take off the list"),
            url=lambda row: reverse("watched_end", args=[row.pk]),
            method="post",
        ),
    ),
    page_actions=(PageAction(label=_("Put somebody on the list"), url=lambda: reverse("watched_new")),),
    row_label=str,
    empty=Empty(text=_("Nobody is on the list.")),
)


@needs("transparency.desk")
def delays(request: ActorRequest) -> HttpResponse:
    return DELAYS.respond(request)


@needs("transparency.desk")
def delay_new(request: ActorRequest) -> HttpResponse:
    actor, now = request.actor, timezone.now()
    form = DelayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "token"}
        try:
            submit_once(
                form.token_or_new(),
                actor=actor,
                act=lambda: str(delay_looks(**given, actor=actor, now=now).pk),
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("The delay was entered."))
            return redirect("delays")
    crumbs = [(_("Lawful delays"), reverse("delays")), (gettext("Enter a delay"), None)]
    context = {"form": form, "title": _("Enter a delay"), "breadcrumbs": crumbs}
    return render(request, "transparency/desk_form.html", context, status=422 if form.errors else 200)


@needs("transparency.desk")
@require_POST
def delay_lift(request: ActorRequest, embargo_id: int) -> HttpResponse:
    found = get_in_scope(embargoes(request.actor), request.actor, pk=embargo_id)
    lift_delay(embargo=found, actor=request.actor, now=timezone.now())
    messages.success(request, _("The delay was lifted; the person sees the questions now."))
    return redirect("delays")


@needs("transparency.desk")
def watched(request: ActorRequest) -> HttpResponse:
    return WATCHED.respond(request)


@needs("transparency.desk")
def watched_new(request: ActorRequest) -> HttpResponse:
    form = WatchForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            watch_person(**form.cleaned_data, actor=request.actor, now=timezone.now())
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("The person is on the list."))
            return redirect("watched")
    crumbs = [(_("Watched list"), reverse("watched")), (gettext("Put somebody on the list"), None)]
    context = {"form": form, "title": _("Put somebody on the list"), "breadcrumbs": crumbs}
    return render(request, "transparency/desk_form.html", context, status=422 if form.errors else 200)


@needs("transparency.desk")
@require_POST
def watched_end(request: ActorRequest, person_id: int) -> HttpResponse:
    found = get_in_scope(watched_persons(request.actor), request.actor, pk=person_id)
    unwatch_person(person=found, actor=request.actor, now=timezone.now())
    messages.success(request, _("The person is off the list."))
    return redirect("watched")
