"""The desk of technical access (**KPS Teknik İşlemler**): forms, credentials, addresses, who distributes to whom."""

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

from imece.core.actor import Actor
from imece.core.columns import Column, Kind
from imece.core.errors import Problem
from imece.core.lists import Empty, ListPage, RowAction
from imece.core.scope import get_in_scope
from imece.core.ui.fields import DateField
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.exchange.access.domain.addresses import approve_public_check, end_address, request_public_check
from imece.exchange.access.domain.distribution import (
    DEFAULT,
    distributor_of,
    distributors,
    is_right_distributor,
    kinds_on,
)
from imece.exchange.access.domain.queries import (
    addresses_in_scope,
    credentials_in_scope,
    forms_in_scope,
    institutions_with_addresses,
    named_like,
)
from imece.exchange.access.domain.workflow import CREDENTIAL, INFORMATION_FORM
from imece.exchange.access.enums import CredentialState, FormState
from imece.exchange.access.models import Credential, InformationForm, StaticAddress
from imece.exchange.access.web.facts import (
    KIND_OF_STATE,
    credential_columns,
    facts_of_credential,
    form_columns,
    groups_of_form,
    original_of,
    purpose_of,
    row,
    state_of,
)
from imece.exchange.access.web.steps import DESK_CREDENTIAL, DESK_FORM, ReasonForm

WAITING = (FormState.SUBMITTED, FormState.TAKEN_IN)


class InstitutionCriteria(forms.Form):
    institution = forms.CharField(
        label=_("Institution"), max_length=100, required=False, help_text=_("A part of its name, or its code")
    )


class FormCriteria(InstitutionCriteria):
    state = forms.ChoiceField(
        label=_("State"),
        choices=[("", _("Waits for the desk")), *FormState.choices[1:], ("all", _("All"))],
        required=False,
    )


class CredentialCriteria(InstitutionCriteria):
    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("All")), *CredentialState.choices], required=False
    )


def _forms(actor: Actor, criteria: Mapping[str, Any]) -> QuerySet[InformationForm]:
    rows = named_like(forms_in_scope(actor), criteria.get("institution"))
    state = criteria.get("state")
    if state == "all":
        return rows
    return rows.filter(state=state) if state else rows.filter(state__in=WAITING)


def _credentials(actor: Actor, criteria: Mapping[str, Any]) -> QuerySet[Credential]:
    rows = named_like(credentials_in_scope(actor), criteria.get("institution"))
    return rows.filter(state=criteria["state"]) if criteria.get("state") else rows


DESK = ListPage(
    name="information-forms",
    title=_("KPS information forms"),
    intro=_("The oldest first. Who takes a form into process does not approve it."),
    columns=form_columns("access_desk_form", shows_institution=True),
    rows=_forms,
    criteria_form=FormCriteria,
    order=("submitted_at", "id"),
    row_label=str,
    empty=Empty(text=_("No form waits.")),
)
CREDENTIALS = ListPage(
    name="credentials",
    title=_("Credentials of the institutions"),
    columns=credential_columns("access_desk_credential", shows_institution=True),
    rows=_credentials,
    criteria_form=CredentialCriteria,
    order=("-id",),
    row_label=str,
    empty=Empty(text=_("No institution has a credential yet.")),
)


def _why_not_approved(address: StaticAddress, actor: Actor, now: datetime) -> str:
    if not address.is_for_public_check or address.approved_by_id is not None:
        return gettext("Nothing waits for approval here.")
    if address.requested_by_id == actor.person_id:
        return gettext("You asked for it yourself; another member of staff must approve it.")
    return ""


def _why_not_ended(address: StaticAddress, actor: Actor, now: datetime) -> str:
    return gettext("It is over already.") if address.valid_until and address.valid_until <= now else ""


def _state_now(address: StaticAddress) -> str:
    return state_of(address, timezone.now())


ADDRESSES = ListPage(
    name="addresses",
    title=_("Static addresses"),
    intro=_(
        "An address begins with an approved form. Public checks by address alone are off unless opened here."
    ),
    columns=(
        Column(name="address", label=_("Static IP address"), order_by=("address",)),
        Column(name="institution", label=_("Institution"), accessor="institution"),
        Column(name="purpose", label=_("For"), accessor=purpose_of),
        Column(name="valid_from", label=_("Valid from"), kind=Kind.INSTANT, order_by=("valid_from",)),
        Column(name="valid_until", label=_("Valid until"), kind=Kind.INSTANT, order_by=("valid_until",)),
        Column(name="state", label=_("State"), accessor=_state_now),
        Column(name="reason", label=_("Reason")),
    ),
    rows=lambda actor, criteria: named_like(addresses_in_scope(actor), criteria.get("institution")),
    criteria_form=InstitutionCriteria,
    order=("-valid_from", "-id"),
    row_label=lambda address: address.address,
    actions=(
        RowAction(
            name="onayla",
            label=_("Approve the public checks"),
            url=lambda address: reverse("access_desk_address_approve", args=[address.pk]),
            why_not=_why_not_approved,
        ),
        RowAction(
            name="ac",
            label=_("Open the public checks"),
            url=lambda address: reverse("access_desk_public_check", args=[address.institution_id]),
        ),
        RowAction(
            name="sonlandir",
            label=_("End the address"),
            url=lambda address: reverse("access_desk_address_end", args=[address.pk]),
            why_not=_why_not_ended,
            is_dangerous=True,
        ),
    ),
    empty=Empty(text=_("No institution has an address yet.")),
)


@needs("access.desk")
def desk(request: ActorRequest) -> HttpResponse:
    return DESK.respond(request)


@needs("access.desk")
def form_detail(request: ActorRequest, form_id: int) -> HttpResponse:
    found, now = get_in_scope(forms_in_scope(request.actor), request.actor, pk=form_id), timezone.now()
    context = {
        "found": found,
        "kind": KIND_OF_STATE.get(FormState(found.state), ""),
        "groups": groups_of_form(found),
        "original": original_of(found),
        "options": DESK_FORM.options(found, request.actor, now),
        "step_url": "access_desk_form_step",
        "history": INFORMATION_FORM.told_history(found)[::-1],
        "is_desk": True,
    }
    return render(request, "access/form.html", context)


@needs("access.desk")
def form_step(request: ActorRequest, form_id: int, step: str) -> HttpResponse:
    found = get_in_scope(forms_in_scope(request.actor), request.actor, pk=form_id)
    back = reverse("access_desk_form", args=[found.pk])
    facts = [row(gettext("Institution"), str(found.institution)), *original_of(found)]
    return DESK_FORM.respond(
        request, found, step, back=back, done=_("Done; the institution is told."), facts=facts
    )


@needs("access.desk")
def credential_list(request: ActorRequest) -> HttpResponse:
    return CREDENTIALS.respond(request)


@needs("access.desk")
def credential(request: ActorRequest, credential_id: int) -> HttpResponse:
    found = get_in_scope(credentials_in_scope(request.actor), request.actor, pk=credential_id)
    context = {
        "found": found,
        "kind": KIND_OF_STATE.get(CredentialState(found.state), ""),
        "facts": facts_of_credential(found),
        "options": DESK_CREDENTIAL.options(found, request.actor, timezone.now()),
        "step_url": "access_desk_credential_step",
        "history": CREDENTIAL.told_history(found)[::-1],
        "is_desk": True,
    }
    return render(request, "access/credential.html", context)


@needs("access.desk")
def credential_step(request: ActorRequest, credential_id: int, step: str) -> HttpResponse:
    found = get_in_scope(credentials_in_scope(request.actor), request.actor, pk=credential_id)
    back = reverse("access_desk_credential", args=[found.pk])
    facts = facts_of_credential(found)[:3]
    return DESK_CREDENTIAL.respond(request, found, step, back=back, done=_("Done."), facts=facts)


@needs("access.desk")
def address_list(request: ActorRequest) -> HttpResponse:
    return ADDRESSES.respond(request)


@needs("access.desk")
def address_end(request: ActorRequest, address_id: int) -> HttpResponse:
    found = get_in_scope(addresses_in_scope(request.actor), request.actor, pk=address_id)
    question = gettext("At once: from the next question on it is refused. The institution is told.")

    def act(reason: str) -> object:
        return end_address(address=found, reason=reason, actor=request.actor, now=timezone.now())

    return _ask_reason(
        request, gettext("End the address"), f"{found.address} · {found.institution}", question, act
    )


@needs("access.desk")
def address_approve(request: ActorRequest, address_id: int) -> HttpResponse:
    found = get_in_scope(addresses_in_scope(request.actor), request.actor, pk=address_id)
    form = forms.Form()
    if request.method == "POST":
        try:
            approve_public_check(address=found, actor=request.actor, now=timezone.now())
            messages.success(request, gettext("The public checks are open to this address."))
            return redirect("access_desk_addresses")
        except Problem as problem:
            add_problem(form, problem)
    context = {
        "title": gettext("Approve the public checks"),
        "what": f"{found.address} · {found.institution}",
        "question": gettext("Whoever asks from this address gets yes or no without a credential."),
        "form": form,
        "why_not": _why_not_approved(found, request.actor, timezone.now()),
        "back": reverse("access_desk_addresses"),
    }
    return render(request, "access/ask.html", context, status=422 if form.errors else 200)


@needs("access.desk")
def public_check(request: ActorRequest, institution_id: int) -> HttpResponse:
    rows = institutions_with_addresses(request.actor)
    institution = get_in_scope(rows, request.actor, pk=institution_id)
    question = gettext(
        "The three yes/no checks by address alone, without a credential. Another member of staff must approve it."
    )

    def act(reason: str) -> object:
        now = timezone.now()
        return request_public_check(institution=institution, reason=reason, actor=request.actor, now=now)

    return _ask_reason(request, gettext("Open the public checks"), str(institution), question, act)


@needs("access.desk")
def distribution(request: ActorRequest) -> HttpResponse:
    """KPS-30: the answer to a unit that asked the wrong body, and the list it comes from."""
    form = DistributionForm(request.GET or None)
    context: dict[str, Any] = {"form": form, "day": timezone.localdate()}
    if form.is_bound and form.is_valid():
        context["day"] = day = form.cleaned_data["day"] or context["day"]
        line = distributor_of(form.cleaned_data["unit_kind"], day)
        asked = form.cleaned_data["asked"]
        context |= {
            "line": line,
            "asked": asked,
            "is_right": bool(asked) and is_right_distributor(line, asked),
        }
    context["lines"] = [line for line in distributors() if line.holds_on(context["day"])]
    return render(request, "access/distribution.html", context, status=422 if form.errors else 200)


class DistributionForm(forms.Form):
    unit_kind = forms.ChoiceField(label=_("Which units"), initial=DEFAULT)
    asked = forms.CharField(
        label=_("Whom the unit asked"),
        max_length=120,
        required=False,
        help_text=_("For example Sağlık Bakanlığı"),
    )
    day = DateField(label=_("On the day"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit_kind"].choices = list(kinds_on(timezone.localdate()).items())  # type: ignore[attr-defined]


def _ask_reason(request: ActorRequest, title: str, what: str, question: str, act: Any) -> HttpResponse:
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data["reason"])
            messages.success(request, gettext("Done."))
            return redirect("access_desk_addresses")
        except Problem as problem:
            add_problem(form, problem)
    context = {
        "title": title,
        "what": what,
        "question": question,
        "form": form,
        "back": reverse("access_desk_addresses"),
    }
    return render(request, "access/ask.html", context, status=422 if form.errors else 200)
