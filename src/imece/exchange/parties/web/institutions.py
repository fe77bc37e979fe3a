"""The institution's own card, and the desk's list of institutions: numbers, addresses with history, officials."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imece.core.columns import Column, Kind
from imece.core.errors import OUT_OF_SCOPE, Problem
from imece.core.lists import Empty, ListPage
from imece.core.lists.page import PageAction
from imece.core.permissions import is_permitted
from imece.core.scope import get_in_scope
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.exchange.parties.domain.addresses import is_told_late, tell_address
from imece.exchange.parties.domain.institutions import CHANGEABLE, change_institution, open_institution
from imece.exchange.parties.domain.officials import end_official, name_official
from imece.exchange.parties.domain.queries import (
    address_on,
    institution_of,
    institutions_in_scope,
    officials_on,
)
from imece.exchange.parties.enums import InstitutionKind, OfficialRole
from imece.exchange.parties.models import Institution
from imece.exchange.parties.web.forms import AddressForm, EndForm, InstitutionForm, OfficialForm

INSTITUTIONS = ListPage(
    name="institutions",
    title=_("Institutions of the exchange"),
    columns=(
        Column(
            name="code",
            label=_("Institution code"),
            order_by=("code",),
            link=lambda row: reverse("exchange_institution", args=[row.code]),
        ),
        Column(
            name="name", label=_("Name"), accessor="organisation.name", order_by=("organisation__name_key",)
        ),
        Column(name="kind", label=_("Kind"), accessor="get_kind_display"),
        Column(name="is_general_government", label=_("General government (Law 5018)"), kind=Kind.BOOLEAN),
        Column(name="opened_at", label=_("Opened"), kind=Kind.INSTANT, order_by=("opened_at",)),
    ),
    rows=lambda actor, criteria: institutions_in_scope(actor),
    order=("organisation__name_key", "id"),
    page_actions=(PageAction(_("Open an institution"), lambda: reverse("exchange_institution_new")),),
    empty=Empty(text=_("No institution is open yet.")),
)


@needs("institutions.open")
def institutions(request: ActorRequest) -> HttpResponse:
    return INSTITUTIONS.respond(request)


@needs("institutions.open")
def institution_new(request: ActorRequest) -> HttpResponse:
    form = InstitutionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = open_institution(
                name=form.cleaned_data["name"],
                kind=InstitutionKind(form.cleaned_data["kind"]),
                values=form.values(),
                actor=request.actor,
                now=timezone.now(),
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, gettext("Opened: {code}").format(code=made.code))
            return redirect("exchange_institution", made.code)
    return _form(request, form, gettext("Open an institution"), reverse("exchange_institutions"))


@needs("institutions.own")
def own_institution(request: ActorRequest) -> HttpResponse:
    """The card of the institution one acts for."""
    own = institution_of(request.actor)
    if own is None:
        raise OUT_OF_SCOPE(what=gettext("institution"))
    return redirect("exchange_institution", own.code)


def _find(request: ActorRequest, code: str) -> Institution:
    return get_in_scope(institutions_in_scope(request.actor), request.actor, code=code)


@needs("institutions.view")
def institution(request: ActorRequest, code: str) -> HttpResponse:
    found, today = _find(request, code), timezone.localdate()
    addresses = [(row, is_told_late(row)) for row in found.addresses.order_by("-told_on", "-id")[:10]]
    context = {
        "institution": found,
        "address": address_on(found, today),
        "addresses": addresses,
        "officials": officials_on(found, today),
        "may_edit": is_permitted(request.actor, "institutions.edit", found),
        "may_change": is_permitted(request.actor, "institutions.open", found),
    }
    return render(request, "parties/institution.html", context)


@needs("institutions.open")
def institution_change(request: ActorRequest, code: str) -> HttpResponse:
    found = _find(request, code)
    starts = {"name": str(found), **{name: getattr(found, name) for name in CHANGEABLE}}
    form = InstitutionForm(request.POST or None, initial=starts)
    if request.method == "POST" and form.is_valid():
        change_institution(
            institution=found, name=form.cleaned_data["name"], values=form.values(), actor=request.actor
        )
        messages.success(request, gettext("Saved."))
        return redirect("exchange_institution", code)
    return _form(
        request, form, gettext("Change the institution"), reverse("exchange_institution", args=[code])
    )


@needs("institutions.edit")
def address_new(request: ActorRequest, code: str) -> HttpResponse:
    found = _find(request, code)
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            tell_address(
                institution=found,
                values=form.values(),
                changed_on=form.cleaned_data["changed_on"],
                actor=request.actor,
                now=timezone.now(),
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, gettext("The address is told; notices go there from today."))
            return redirect("exchange_institution", code)
    lead = gettext(
        "A change is told within five working days; until it is told, notices to the old address count."
    )
    return _form(
        request, form, gettext("Tell a new address"), reverse("exchange_institution", args=[code]), lead
    )


@needs("institutions.edit")
def official_new(request: ActorRequest, code: str) -> HttpResponse:
    found = _find(request, code)
    form = OfficialForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            name_official(
                institution=found,
                role=OfficialRole(form.cleaned_data["role"]),
                values=form.values(),
                valid_from=form.cleaned_data["valid_from"],
                actor=request.actor,
                now=timezone.now(),
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, gettext("The person is named."))
            return redirect("exchange_institution", code)
    return _form(request, form, gettext("Name a person"), reverse("exchange_institution", args=[code]))


@needs("institutions.edit")
def official_end(request: ActorRequest, code: str, official_id: int) -> HttpResponse:
    found = _find(request, code)
    official = get_in_scope(found.officials.select_related("institution"), request.actor, pk=official_id)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            end_official(official=official, valid_until=form.cleaned_data["valid_until"], actor=request.actor)
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, gettext("The naming ends on that day."))
            return redirect("exchange_institution", code)
    lead = f"{official.name}, {official.get_role_display()}"
    back = reverse("exchange_institution", args=[code])
    return _form(request, form, gettext("End the naming"), back, lead)


def _form(request: ActorRequest, form: forms.Form, title: str, back: str, lead: str = "") -> HttpResponse:
    context: dict[str, Any] = {"form": form, "title": title, "back": back, "lead": lead}
    return render(request, "parties/form.html", context, status=422 if form.errors else 200)
