"""Users of an institution: listed, found with a reason, given rights by tick-boxes, closed, locked (P1.5, P1.7)."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from imece.accounts.domain.access import SHORTEST_REASON
from imece.accounts.domain.institution_staff import find_future_user
from imece.accounts.domain.memberships import (
    add_membership,
    memberships_of,
    possible_grants,
    set_membership_rights,
)
from imece.accounts.domain.problems import FOUNDER_STAYS, OWN_RIGHTS
from imece.accounts.domain.queries import institutions_in_scope, open_person_by_key
from imece.accounts.models import Membership, Organisation, Person
from imece.accounts.web.fields import NationalIdField, member_columns
from imece.accounts.web.organisations import users_url
from imece.accounts.web.runs import end_run, read_run, write_run
from imece.core.actor import Actor
from imece.core.errors import Problem
from imece.core.lists import ListPage, PageAction, RowAction
from imece.core.permissions import require
from imece.core.scope import get_in_scope
from imece.core.ui.fields import DateField
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest

RUN = "future-user"


class FindForm(forms.Form):
    national_id = NationalIdField()
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("For example the number of the letter that appoints the person."),
        max_length=300,
        min_length=SHORTEST_REASON,
    )


class RightsForm(forms.Form):
    is_manager = forms.BooleanField(
        label=_("Manager"),
        required=False,
        help_text=_("Has every right of this organisation and defines others."),
    )
    grants = forms.MultipleChoiceField(
        label=_("Single rights"), required=False, widget=forms.CheckboxSelectMultiple
    )
    closes_on = DateField(
        label=_("Account closing date"),
        required=False,
        help_text=_("The last day on which the person may act for this organisation. For example 21.11.2026"),
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grants: Any = self.fields["grants"]
        grants.choices = possible_grants(organisation).choices


class AccountForm(RightsForm):
    is_locked = forms.BooleanField(
        label=_("Locked"), required=False, help_text=_("Blocks the person at once for this organisation.")
    )


def rights_of(membership: Membership) -> str:
    if membership.is_manager:
        return gettext("Manager")
    labels = dict(possible_grants(membership.organisation).choices)
    return ", ".join(str(labels.get(grant, grant)) for grant in membership.grants)


def account_url(membership: Membership) -> str:
    return reverse("accounts:organisation_user", args=[membership.organisation.number, membership.pk])


def why_not_changed(membership: Membership, actor: Actor, now: datetime) -> str:
    if membership.is_founding_manager:
        return FOUNDER_STAYS(name=membership.person.full_name).message
    return OWN_RIGHTS().message if membership.person_id == actor.person_id else ""


USERS = ListPage(
    name="organisation-users",
    title="",
    columns=member_columns(rights_of),
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


def _organisation(request: ActorRequest, number: str) -> Organisation:
    """Scope first (404), then the permission for this very organisation (403)."""
    organisation = get_in_scope(institutions_in_scope(request.actor), request.actor, number=number)
    require(request.actor, "accounts.members", organisation)
    return organisation


@needs("accounts.staff")
def user_list(request: ActorRequest, number: str) -> HttpResponse:
    organisation = _organisation(request, number)
    new_user = PageAction(
        _("New authorised user"), lambda: reverse("accounts:organisation_user_look_up", args=[number])
    )
    back = PageAction(
        _("Organisations and their users"), lambda: reverse("accounts:organisations"), is_main=False
    )
    shown = replace(
        USERS,
        title=gettext("Users: %(name)s") % {"name": organisation.name},
        rows=lambda actor, criteria: memberships_of(organisation),
        page_actions=(new_user, back),
    )
    return shown.respond(request)


@needs("accounts.staff")
@never_cache
def look_up(request: ActorRequest, number: str) -> HttpResponse:
    """The number travels in the body of a POST; the look-up is on record with its reason."""
    organisation = _organisation(request, number)
    form = FindForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = find_future_user(
                organisation=organisation, actor=request.actor, now=timezone.now(), **form.cleaned_data
            )
            if person is not None:
                run = {"person": person.pk, "by": request.user.pk, "organisation": organisation.pk}
                write_run(request, RUN, run | {"reason": form.cleaned_data["reason"]})
                return redirect("accounts:organisation_user_add", number)
            form.add_error(
                "national_id", gettext("Nobody with this number is a registered individual member.")
            )
        except Problem as problem:
            add_problem(form, problem)
    return _page(request, "look_up", form, organisation=organisation)


@needs("accounts.staff")
@never_cache
def add(request: ActorRequest, number: str) -> HttpResponse:
    """The person found just now, and the rights."""
    organisation = _organisation(request, number)
    person, reason = _found(request, organisation)
    if person is None:
        return redirect("accounts:organisation_user_look_up", number)
    form = RightsForm(_posted(request), organisation=organisation)
    if request.method == "POST" and form.is_valid():
        try:
            add_membership(
                person=person,
                organisation=organisation,
                actor=request.actor,
                reason=reason,
                **form.cleaned_data,
            )
            end_run(request, RUN)
            messages.success(request, gettext("The record has been created."))
            return redirect(users_url(organisation))
        except Problem as problem:
            add_problem(form, problem)
    return _page(request, "add", form, organisation=organisation, person=person)


def _found(request: ActorRequest, organisation: Organisation) -> tuple[Person | None, str]:
    run = read_run(request, RUN)
    if (run.get("by"), run.get("organisation")) != (request.user.pk, organisation.pk):
        return None, ""
    return open_person_by_key(run["person"]), run["reason"]


@needs("accounts.staff")
def account(request: ActorRequest, number: str, membership_id: int) -> HttpResponse:
    organisation = _organisation(request, number)
    membership = get_in_scope(memberships_of(organisation), request.actor, pk=membership_id)
    form = AccountForm(_posted(request), organisation=organisation, initial=_facts(membership))
    if request.method == "POST" and form.is_valid():
        try:
            set_membership_rights(
                membership=membership, actor=request.actor, now=timezone.now(), **form.cleaned_data
            )
            messages.success(request, gettext("The record has been changed."))
            return redirect(users_url(organisation))
        except Problem as problem:
            add_problem(form, problem)
    return _page(request, "account", form, organisation=organisation, membership=membership)


def _posted(request: ActorRequest) -> QueryDict | None:
    """A form without a tick is an answer too."""
    return request.POST if request.method == "POST" else None


def _facts(membership: Membership) -> dict[str, Any]:
    return {
        "is_manager": membership.is_manager,
        "grants": membership.grants,
        "closes_on": membership.closes_on,
        "is_locked": membership.locked_at is not None,
    }


def _page(request: ActorRequest, name: str, form: forms.Form, **context: Any) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, f"accounts/organisations/{name}.html", {"form": form, **context}, status=status)
