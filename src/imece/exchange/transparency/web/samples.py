"""**Gerekçelendirme**: a sample of questions drawn by lot, justified one by one (PRO-06)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imece.core.columns import Column, Kind
from imece.core.errors import Problem
from imece.core.lists import Empty, ListPage, PageAction
from imece.core.permissions import is_permitted
from imece.core.scope import get_in_scope
from imece.core.submissions import submit_once
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.exchange.transparency.domain.queries import samples_in_scope
from imece.exchange.transparency.domain.samples import (
    close_sample,
    draw_sample,
    hand_in_sample,
    justify,
    why_not_hand_in,
)
from imece.exchange.transparency.domain.workflow import SAMPLE
from imece.exchange.transparency.enums import SampleState
from imece.exchange.transparency.models import JustificationSample
from imece.exchange.transparency.web.forms import AnswersForm, SampleForm, VerdictsForm


def _progress(row: Any) -> str:
    return f"{row.answered_count} / {row.item_count}"


COLUMNS = (
    Column(
        name="drawn_at",
        label=_("Drawn"),
        kind=Kind.DATE,
        order_by=("drawn_at",),
        link=lambda row: reverse("justification_sample", args=[row.pk]),
    ),
    Column(name="due_on", label=_("Answer due on"), kind=Kind.DATE, order_by=("due_on",)),
    Column(name="progress", label=_("Justified"), accessor=_progress),
    Column(name="state", label=_("State"), accessor="get_state_display"),
)
SAMPLES = ListPage(
    name="samples",
    title=_("Justification samples"),
    columns=(
        COLUMNS[0],
        Column(name="institution", label=_("Institution"), accessor="institution.organisation.name"),
        *COLUMNS[1:],
    ),
    rows=lambda actor, criteria: samples_in_scope(actor),
    order=("-drawn_at", "-id"),
    page_actions=(PageAction(label=_("Draw a sample"), url=lambda: reverse("sample_new")),),
    empty=Empty(text=_("No sample was drawn yet.")),
)
MY_SAMPLES = ListPage(
    name="my-samples",
    title=_("Justification samples"),
    intro=_("The auditor drew these of your institution's questions by lot. Say for each what it was for."),
    columns=COLUMNS,
    rows=lambda actor, criteria: samples_in_scope(actor),
    order=("-drawn_at", "-id"),
    empty=Empty(text=_("No sample was drawn yet.")),
)


@needs("transparency.desk")
def samples(request: ActorRequest) -> HttpResponse:
    return SAMPLES.respond(request)


@needs("transparency.own")
def my_samples(request: ActorRequest) -> HttpResponse:
    return MY_SAMPLES.respond(request)


@needs("transparency.desk")
def sample_new(request: ActorRequest) -> HttpResponse:
    actor, now = request.actor, timezone.now()
    form = SampleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "token"}
        try:
            number = submit_once(
                form.token_or_new(),
                actor=actor,
                act=lambda: str(draw_sample(**given, actor=actor, now=now).pk),
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("The sample was drawn; the institution is told."))
            return redirect("justification_sample", sample_id=int(number))
    crumbs = [(_("Justification samples"), reverse("samples")), (gettext("Draw a sample"), None)]
    context = {"form": form, "breadcrumbs": crumbs}
    return render(request, "transparency/sample_new.html", context, status=422 if form.errors else 200)


@needs("transparency.view")
def justification_sample(request: ActorRequest, sample_id: int) -> HttpResponse:
    """The institution writes and hands in; the desk gives its verdicts; the rest read."""
    actor, now = request.actor, timezone.now()
    sample = get_in_scope(samples_in_scope(actor), actor, pk=sample_id)
    items, is_desk = list(sample.items.all()), is_permitted(actor, "transparency.desk")
    form = (VerdictsForm if is_desk else AnswersForm)(request.POST or None, items=items)
    may_act = sample.state != SampleState.CLOSED if is_desk else sample.state == SampleState.OPEN
    if request.method == "POST" and form.is_valid():
        try:
            done = _act(sample, form, request, now)
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, done)
            return redirect("justification_sample", sample_id=sample.pk)
    context = {
        "sample": sample,
        "items": items,
        "form": form if may_act else None,
        "is_desk": is_desk,
        "why_not": "" if is_desk else why_not_hand_in(sample, actor, now),
        "history": SAMPLE.told_history(sample)[::-1],
        "breadcrumbs": [
            (_("Justification samples"), reverse("samples" if is_desk else "my_samples")),
            (str(sample), None),
        ],
    }
    return render(request, "transparency/sample.html", context, status=422 if form.errors else 200)


def _act(sample: JustificationSample, form: Any, request: ActorRequest, now: Any) -> Any:
    actor = request.actor
    if isinstance(form, VerdictsForm):
        reason = form.cleaned_data["reason"]
        close_sample(sample=sample, verdicts=form.verdicts(), reason=reason, actor=actor, now=now)
        return _("The sample is closed; the institution is told.")
    justify(sample=sample, answers=form.answers(), actor=actor, now=now)
    if "hand_in" not in request.POST:
        return _("Saved.")
    hand_in_sample(sample=sample, actor=actor, now=now)
    return _("Handed in; the auditor reads it now.")
