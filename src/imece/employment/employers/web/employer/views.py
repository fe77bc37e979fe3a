"""**İşveren Bilgileri** (P7): the list, the card to read, the way to head office and closing."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imece.core.errors import Problem
from imece.core.permissions import is_permitted
from imece.core.ui.fields import DateField
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.employment.employers.domain.move import close_workplace, make_head_office
from imece.employment.employers.domain.seats import open_branches
from imece.employment.employers.domain.seeing import see_workplace
from imece.employment.employers.domain.values import warnings_of
from imece.employment.employers.models import Workplace
from imece.employment.employers.web.employer.card import find_workplace
from imece.employment.employers.web.lists import OWN_WORKPLACES
from imece.reference.public import hazard_class_of


class CloseForm(forms.Form):
    closed_on = DateField(label=_("Closed on"), latest=timezone.localdate)


@needs("employers.view")
def workplace_list(request: ActorRequest) -> HttpResponse:
    return OWN_WORKPLACES.respond(request)


@needs("employers.view")
def workplace(request: ActorRequest, number: str) -> HttpResponse:
    """The card to read, with its warnings (ID-16, ID-17) and what may be done."""
    actor = request.actor
    shown = see_workplace(number=number, actor=actor)
    context = {
        "workplace": shown,
        "warnings": warnings_of(shown),
        "hazard": hazard_class_of(shown.nace_code, timezone.localdate()) if shown.nace_code else None,
        "contacts": shown.contact_persons.order_by("pk"),
        "branches": open_branches(shown).select_related("organisation") if shown.is_head_office else [],
        "may_edit": shown.closed_on is None and is_permitted(actor, "employers.edit", shown),
        "may_close": shown.closed_on is None and is_permitted(actor, "employers.close", shown),
    }
    return render(request, "employers/workplace.html", context)


@needs("employers.close")
def close(request: ActorRequest, number: str) -> HttpResponse:
    """One page: a head office with branches says why it cannot be closed (EMP-09)."""
    shown = find_workplace(request.actor, number)
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            day = form.cleaned_data["closed_on"]
            close_workplace(workplace=shown, closed_on=day, actor=request.actor, now=timezone.now())
            messages.success(request, gettext("The record has been created."))
            return redirect("employers:workplaces")
        except Problem as problem:
            add_problem(form, problem)
    return _confirm(request, "close", form, shown)


@needs("employers.close")
def head_office(request: ActorRequest, number: str) -> HttpResponse:
    """A branch takes the place of its head office."""
    shown = find_workplace(request.actor, number)
    form = forms.Form(request.POST or None)
    if request.method == "POST":
        try:
            make_head_office(workplace=shown, actor=request.actor, now=timezone.now())
            messages.success(request, gettext("The record has been created."))
            return redirect("employers:workplaces")
        except Problem as problem:
            add_problem(form, problem)
    return _confirm(request, "head_office", form, shown)


def _confirm(request: ActorRequest, page: str, form: forms.Form, shown: Workplace) -> HttpResponse:
    status = 422 if form.errors else 200
    context = {"form": form, "workplace": shown, "page": page}
    return render(request, "employers/confirm.html", context, status=status)
