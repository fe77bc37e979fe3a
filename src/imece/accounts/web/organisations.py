"""Institutions: units, headquarters, service providers, agencies, course offices, partners; found and made by staff."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imece.accounts.domain.organisations import create_organisation
from imece.accounts.domain.ports import province_names
from imece.accounts.domain.queries import institutions_in_scope, matching_institutions
from imece.accounts.enums import OrganisationKind
from imece.accounts.models import Organisation
from imece.core.actor import Actor
from imece.core.columns import Column, Kind, Text
from imece.core.errors import Problem
from imece.core.lists import ListPage, PageAction, RowAction
from imece.core.permissions import is_permitted
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest

KINDS = [(kind.value, kind.label) for kind in OrganisationKind if kind != OrganisationKind.WORKPLACE]
ANY: list[tuple[str, Text]] = [("", _("All"))]


def province_choices() -> list[tuple[str, Text]]:
    return [(str(code), name) for code, name in province_names().items()]


class Criteria(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=[*ANY, *KINDS], required=False)
    province = forms.ChoiceField(
        label=_("Province"), choices=lambda: [*ANY, *province_choices()], required=False
    )
    name = forms.CharField(label=_("Name"), max_length=250, required=False)


class OrganisationForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS)
    name = forms.CharField(label=_("Name"), max_length=250)
    province = forms.ChoiceField(
        label=_("Province"),
        choices=lambda: [("", _("All of Türkiye")), *province_choices()],
        required=False,
        help_text=_("A unit has one; headquarters have none."),
    )

    def clean_province(self) -> int | None:
        return int(self.cleaned_data["province"]) if self.cleaned_data["province"] else None


def users_url(organisation: Organisation) -> str:
    return reverse("accounts:organisation_users", args=[organisation.number])


def listed(actor: Actor, criteria: Mapping[str, Any]) -> QuerySet[Organisation]:
    asked = {name: value or "" for name, value in criteria.items()}
    return matching_institutions(institutions_in_scope(actor), **asked)


def columns() -> tuple[Column, ...]:
    names = province_names()
    return (
        Column(name="name", label=_("Name"), order_by=("name_key", "name"), link=users_url),
        Column(name="kind", label=_("Kind"), accessor="get_kind_display", order_by=("kind",)),
        Column(name="number", label=_("İŞKUR number"), order_by=("number",)),
        Column(
            name="province",
            label=_("Province"),
            accessor=lambda row: names.get(row.province or 0) or gettext("All of Türkiye"),
            order_by=("province",),
        ),
        Column(name="user_count", label=_("Users"), kind=Kind.INTEGER, order_by=("user_count",)),
    )


ORGANISATIONS = ListPage(
    name="organisations",
    title=_("Organisations and their users"),
    columns=(),
    rows=listed,
    criteria_form=Criteria,
    row_label=str,
    actions=(RowAction(name="kullanicilar", label=_("See the users"), url=users_url, is_main=True),),
    page_actions=(
        PageAction(
            _("New organisation"),
            lambda: reverse("accounts:organisation_create"),
            is_shown=lambda actor: is_permitted(actor, "accounts.organisations"),
        ),
        PageAction(_("Portal accounts"), lambda: reverse("accounts:staff_look_up"), is_main=False),
    ),
)


@needs("accounts.staff")
def organisation_list(request: ActorRequest) -> HttpResponse:
    return replace(ORGANISATIONS, columns=columns()).respond(request)


@needs("accounts.organisations")
def create(request: ActorRequest) -> HttpResponse:
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        kind = OrganisationKind(form.cleaned_data["kind"])
        name, province = form.cleaned_data["name"], form.cleaned_data["province"]
        try:
            made = create_organisation(kind=kind, name=name, province=province, actor=request.actor)
            messages.success(request, gettext("The record has been created."))
            return redirect(users_url(made))
        except Problem as problem:
            add_problem(form, problem)
    context = {"form": form}
    return render(request, "accounts/organisations/new.html", context, status=422 if form.errors else 200)
