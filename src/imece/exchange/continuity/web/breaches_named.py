"""The persons concerned by a breach, shown once or taken as CSV; each time with a reason on record."""

import csv

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imece.core.columns import neutralise
from imece.core.errors import Problem
from imece.core.formats import format_instant
from imece.core.scope import get_in_scope
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.exchange.continuity.domain.affected_persons import AffectedPersons, list_affected, listings_of
from imece.exchange.continuity.domain.queries import breaches_in_scope
from imece.exchange.continuity.models import Breach

MOST_SHOWN = 500


class NamingForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Why the persons must be named. It stands on record with your name."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )


@needs("continuity.operate")
def breach_persons(request: ActorRequest, breach_id: int) -> HttpResponse:
    """The names of nobody stand on the page before the reason; they come on the answer to that very POST alone."""
    breach = get_in_scope(breaches_in_scope(request.actor), request.actor, pk=breach_id)
    form, found = NamingForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            found = list_affected(
                breach=breach, reason=form.cleaned_data["reason"], actor=request.actor, now=timezone.now()
            )
        except Problem as problem:
            add_problem(form, problem)
    if found is not None and "csv" in request.POST:
        return _csv(breach, found)
    context = {
        "breach": breach, "form": form, "found": found, "shown": found.persons[:MOST_SHOWN] if found else [],
        "most": MOST_SHOWN, "listings": listings_of(breach),
        "breadcrumbs": [
            (_("Data breaches"), reverse("breaches")), (breach.number, reverse("breach", args=[breach.pk])),
            (gettext("Persons concerned"), None),
        ],
    }  # fmt: skip
    status = 422 if form.errors else 200
    response = render(request, "continuity/persons.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _csv(breach: Breach, found: AffectedPersons) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="{breach.number}.csv"',
        "Cache-Control": "no-store",
    }
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8", headers=headers)
    writer = csv.writer(response, delimiter=";")
    heads = (_("Person or record"), _("Number of records"), _("First asked"), _("Last asked"), _("Who asked"))
    writer.writerow([str(head) for head in heads])
    for one in found.persons:
        times = format_instant(one.first_at), format_instant(one.last_at)
        writer.writerow([neutralise(one.number), one.record_count, *times, neutralise(one.institutions)])
    return response
