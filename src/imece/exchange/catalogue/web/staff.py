"""The life of service versions, for the review desk: announce an end, take it back (X4.3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imece.core.columns import Column, Kind
from imece.core.errors import Problem, Text
from imece.core.lists import ListPage, RowAction
from imece.core.permissions import require
from imece.core.scope import get_in_scope
from imece.core.ui.fields import DateField
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.exchange.catalogue.domain.life import announce_end, keep_version
from imece.exchange.catalogue.domain.queries import versions_in_scope
from imece.exchange.catalogue.domain.rules import earliest_end
from imece.exchange.catalogue.domain.workflow import SERVICE
from imece.exchange.catalogue.models import ServiceVersion


class EndForm(forms.Form):
    withdrawn_on = DateField(label=_("Withdrawn on"))
    reason = forms.CharField(
        label=_("Notice"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Whoever asks the service reads it: why, and what to use instead."),
    )


class KeepForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


@dataclass(frozen=True)
class Step:
    move: str
    label: Text
    form: type[forms.Form]


STEPS: Mapping[str, Step] = {
    "bitir": Step("announce_end", _("Announce its end"), EndForm),
    "surdur": Step("keep", _("Take it back"), KeepForm),
}


def _step_url(slug: str) -> Any:
    return lambda row: reverse("service_step", args=[row.pk, slug])


def _why_not(slug: str) -> Any:
    move = SERVICE.table.move(STEPS[slug].move)
    return lambda row, actor, now: SERVICE.why_not(move, row, actor, now)


VERSIONS = ListPage(
    name="service_versions",
    title=_("Service versions"),
    columns=(
        Column(
            name="name",
            label=_("Name"),
            order_by=("name", "version"),
            link=lambda row: reverse("service_page", args=[row.name, row.version]),
        ),
        Column(name="version", label=_("Version"), kind=Kind.INTEGER),
        Column(name="owner", label=_("House"), order_by=("owner",)),
        Column(name="state", label=_("State"), accessor="get_state_display", order_by=("state",)),
        Column(name="opened_at", label=_("Opened"), kind=Kind.INSTANT, order_by=("opened_at",)),
        Column(name="withdrawn_on", label=_("Withdrawn on"), kind=Kind.DATE, order_by=("withdrawn_on",)),
    ),
    rows=lambda actor, criteria: versions_in_scope(actor),
    order=("name", "version"),
    actions=tuple(
        RowAction(name=slug, label=step.label, url=_step_url(slug), why_not=_why_not(slug))
        for slug, step in STEPS.items()
    ),
    row_label=str,
)


@needs("catalogue.view")
def service_versions(request: ActorRequest) -> HttpResponse:
    return VERSIONS.respond(request)


@needs("catalogue.edit")
def service_step(request: ActorRequest, number: int, step: str) -> HttpResponse:
    """**Bitir**, **Sürdür**: each on its page, or why not."""
    row = get_in_scope(versions_in_scope(request.actor), request.actor, pk=number)
    if step not in STEPS:
        raise Http404
    require(request.actor, "catalogue.edit", row)
    chosen, now = STEPS[step], timezone.now()
    form = chosen.form(request.POST or None, initial={"withdrawn_on": earliest_end(timezone.localdate(now))})
    if request.method == "POST" and form.is_valid():
        try:
            _act(step, row, form.cleaned_data, request)
        except Problem as problem:
            add_problem(form, problem)
        else:
            told = gettext("Saved: {name} · {state}").format(name=row, state=row.get_state_display())
            messages.success(request, told)
            return redirect("service_versions")
    context = {
        "row": row,
        "step": chosen,
        "form": form,
        "why_not": SERVICE.why_not(SERVICE.table.move(chosen.move), row, request.actor, now),
        "breadcrumbs": [(gettext("Service versions"), reverse("service_versions")), (str(row), None)],
    }
    return render(request, "catalogue/service_step.html", context, status=422 if form.errors else 200)


def _act(step: str, row: ServiceVersion, values: Mapping[str, Any], request: ActorRequest) -> None:
    act = announce_end if step == "bitir" else keep_version
    act(service=row, actor=request.actor, now=timezone.now(), **values)
