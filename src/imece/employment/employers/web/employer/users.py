"""**Kullanıcı Rolleri** (P1.7, also **Yetkili Tanımla**): only the workplace's manager opens these pages."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from imece.accounts.enums import Grant
from imece.accounts.models import Membership, Person
from imece.accounts.public import is_silence, set_membership_rights, waiting_for
from imece.accounts.web.fields import member_columns
from imece.core.actor import Actor
from imece.core.errors import OUT_OF_SCOPE, Problem
from imece.core.lists import ListPage, RowAction
from imece.core.permissions import require
from imece.core.scope import get_in_scope
from imece.core.ui.fields import DateField, NationalIdField
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.employment.employers.domain.joining import USER, keep_user
from imece.employment.employers.domain.queries import person_by_key, workplace_of
from imece.employment.employers.domain.users import authorise, fetch_person, users_of
from imece.employment.employers.models import Workplace

SALT, FETCHED_SECONDS = "employers.fetched_person", 15 * 60


class FetchForm(forms.Form):
    national_id = NationalIdField(label=_("T.C. identity number"))
    given_names = forms.CharField(label=_("Given names"), max_length=100)
    surname = forms.CharField(label=_("Surname"), max_length=100, required=False)


class AccountForm(forms.Form):
    """**Kullanıcı Hesabı Bilgileri**."""

    is_manager = forms.BooleanField(
        label=_("Manager"),
        required=False,
        help_text=_("Does everything for the workplace, and may define others."),
    )
    grants = forms.MultipleChoiceField(
        label=_("Single rights"), choices=Grant.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    closes_on = DateField(
        label=_("Account closing date"),
        required=False,
        help_text=_("The last day on which the person may act for this workplace. For example 21.11.2026"),
    )
    is_locked = forms.BooleanField(
        label=_("Locked"), required=False, help_text=_("Blocks the person at once for this workplace.")
    )


def rights_of(membership: Membership) -> str:
    if membership.is_founding_manager:
        return gettext("Founding manager")
    if membership.is_manager:
        return gettext("Manager")
    return ", ".join(str(Grant(grant).label) for grant in membership.grants)


def account_url(membership: Membership) -> str:
    return reverse("employers:user", args=[membership.pk])


def listed(actor: Actor, criteria: Mapping[str, Any]) -> QuerySet[Membership]:
    return users_of(_own(actor), actor)


def why_not_changed(membership: Membership, actor: Actor, now: Any) -> str:
    """EMP-12, T-VAC-19."""
    return (
        gettext("The roles of the founding manager cannot be changed.")
        if membership.is_founding_manager
        else ""
    )


USERS = ListPage(
    name="users",
    title=_("Authorised users"),
    columns=member_columns(rights_of),
    rows=listed,
    row_label=lambda row: row.person.full_name,
    actions=(
        RowAction(
            name="hesap",
            label=_("User account information"),
            url=account_url,
            why_not=why_not_changed,
            is_main=True,
        ),
    ),
)


@needs("employers.users")
def user_list(request: ActorRequest) -> HttpResponse:
    return USERS.respond(request)


@needs("employers.users")
@never_cache
def roles(request: ActorRequest) -> HttpResponse:
    """Opens empty: **Yetkilileri Listele**, or T.C. number and names → **Bilgileri Getir** → **Yetkili Oluştur**."""
    actor, own = request.actor, _own(request.actor)
    require(actor, "employers.users", own)
    form = FetchForm(request.POST or None)
    context: dict[str, Any] = {"form": form, "workplace": own}
    if request.method == "POST" and form.is_valid():
        try:
            person = fetch_person(workplace=own, actor=actor, now=timezone.now(), **form.cleaned_data)
            context |= {"person": person, "fetched": signing.dumps(person.pk, salt=SALT)}
        except Problem as problem:
            if is_silence(problem):
                keep_user(workplace=own, typed=form.cleaned_data, actor=actor, now=timezone.now())
                return redirect("employers:roles")
            add_problem(form, problem)
    context["waiting"] = waiting_for(USER, given__workplace=own.pk)
    return render(request, "employers/users/roles.html", context, status=422 if form.errors else 200)


@needs("employers.users")
def create(request: ActorRequest) -> HttpResponse:
    """**Yetkili Oluştur**: only whom the register has just confirmed; then the rights."""
    actor, own = request.actor, _own(request.actor)
    person = _fetched(request.POST.get("fetched", ""))
    if person is None:
        messages.warning(request, gettext("Fetch the person's data again; they were fetched too long ago."))
        return redirect("employers:roles")
    try:
        membership = authorise(workplace=own, person=person, actor=actor)
    except Problem as problem:
        messages.warning(request, f"{problem.message} {problem.remedy}")
        return redirect("employers:users")
    messages.success(request, gettext("The record has been created."))
    return redirect(account_url(membership))


@needs("employers.users")
def account(request: ActorRequest, membership_id: int) -> HttpResponse:
    """**Kaydet**; the founding manager's roles stay (EMP-12)."""
    actor = request.actor
    membership = get_in_scope(users_of(_own(actor), actor), actor, pk=membership_id)
    form = AccountForm(request.POST or None, initial=_facts(membership))
    if request.method == "POST" and form.is_valid():
        try:
            set_membership_rights(membership=membership, actor=actor, now=timezone.now(), **form.cleaned_data)
            messages.success(request, gettext("The record has been created."))
            return redirect("employers:users")
        except Problem as problem:
            add_problem(form, problem)
    context = {"form": form, "membership": membership}
    return render(request, "employers/users/account.html", context, status=422 if form.errors else 200)


def _facts(membership: Membership) -> dict[str, Any]:
    return {
        "is_manager": membership.is_manager,
        "grants": membership.grants,
        "closes_on": membership.closes_on,
        "is_locked": membership.locked_at is not None,
    }


def _fetched(token: str) -> Person | None:
    try:
        key = signing.loads(token, salt=SALT, max_age=FETCHED_SECONDS)
    except signing.BadSignature:
        return None
    return person_by_key(key)


def _own(actor: Actor) -> Workplace:
    own = workplace_of(actor)
    if own is None:
        raise OUT_OF_SCOPE(what=actor.organisation_name)
    return own
