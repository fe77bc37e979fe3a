"""Purposes: the list and a new one, for the reviewing desk. Citizens read these words."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imece.core.columns import Column, Kind
from imece.core.lists import Empty, ListPage
from imece.core.lists.page import PageAction
from imece.core.web.access import needs
from imece.core.web.requests import ActorRequest
from imece.exchange.agreements.domain.purposes import add_purpose
from imece.exchange.agreements.domain.queries import purposes as all_purposes
from imece.exchange.agreements.web.forms import PurposeForm

PURPOSES = ListPage(
    name="purposes",
    title=_("Purposes of asking"),
    columns=(
        Column(name="code", label=_("Code"), order_by=("code",)),
        Column(name="title", label=_("Words the citizen reads, in Turkish")),
        Column(name="title_en", label=_("The same in English")),
        Column(name="legal_ground", label=_("Legal ground")),
        Column(name="needs_file", label=_("A question needs a file number"), kind=Kind.BOOLEAN),
    ),
    rows=lambda actor, criteria: all_purposes(),
    order=("code", "id"),
    page_actions=(PageAction(_("New purpose"), lambda: reverse("exchange_purpose_new")),),
    empty=Empty(text=_("No purpose is defined yet.")),
)


@needs("agreements.prepare")
def purposes(request: ActorRequest) -> HttpResponse:
    return PURPOSES.respond(request)


@needs("agreements.prepare")
def purpose_new(request: ActorRequest) -> HttpResponse:
    form = PurposeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_purpose(actor=request.actor, **form.cleaned_data)
        except ValidationError as fault:
            form.add_error("code", fault.messages)
        else:
            messages.success(request, gettext("The purpose can be asked for from now on."))
            return redirect("exchange_purposes")
    return render(request, "agreements/purpose.html", {"form": form}, status=422 if form.errors else 200)
