"""Sub-units of the institution: the tree, one unit, closing and opening (X3.2, KPS-11)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imece.core.errors import Problem
from imece.core.scope import get_in_scope
from imece.core.submissions import OnceForm, submit_once
from imece.core.ui.fields import CountField
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.exchange.access.domain.queries import institution_of
from imece.exchange.parties.models import Institution, SubUnit
from imece.exchange.parties.public import add_unit, change_unit, set_unit_open, tree_of, units_in_scope
from imece.reference.public import provinces


class UnitForm(OnceForm):
    code = forms.CharField(
        label=_("Unit code"), max_length=30, help_text=_("Your own; a question names the unit by it.")
    )
    name = forms.CharField(label=_("Name"), max_length=200)
    parent: "forms.ModelChoiceField[SubUnit]" = forms.ModelChoiceField(
        label=_("Under"), queryset=None, required=False, empty_label=_("the institution itself")
    )
    province = forms.TypedChoiceField(label=_("Province"), coerce=int, empty_value=None, required=False)
    user_cap = CountField(
        label=_("At most so many users"),
        least=1,
        most=10_000,
        required=False,
        help_text=_("Empty: no ceiling"),
    )

    def __init__(self, *args: Any, institution: Institution, **options: Any) -> None:
        super().__init__(*args, **options)
        open_units = institution.units.filter(is_active=True).order_by("name")
        self.fields["parent"].queryset = open_units  # type: ignore[attr-defined]
        names = [(one.pk, one.name) for one in provinces()]
        self.fields["province"].choices = [("", "–"), *names]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "token"}


@needs("end_users.edit")
def unit_tree(request: ActorRequest) -> HttpResponse:
    institution = institution_of(request.actor)
    return render(request, "access/units.html", {"institution": institution, "tree": tree_of(institution)})


@needs("end_users.edit")
def unit_new(request: ActorRequest) -> HttpResponse:
    institution = institution_of(request.actor)
    form = UnitForm(request.POST or None, institution=institution)
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            add_unit(institution=institution, actor=request.actor, **form.values())
            return reverse("access_units")

        try:
            return redirect(submit_once(form.token_or_new(), actor=request.actor, act=act))
        except (Problem, ValidationError) as problem:
            show_problem(form, problem)
    return _page(request, form, gettext("New unit"), None)


@needs("end_users.edit")
def unit(request: ActorRequest, unit_id: int) -> HttpResponse:
    found = get_in_scope(units_in_scope(request.actor), request.actor, pk=unit_id)
    initial = {name: getattr(found, name) for name in ("code", "name", "parent", "province", "user_cap")}
    form = UnitForm(request.POST or None, institution=found.institution, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            change_unit(unit=found, actor=request.actor, **form.values())
            messages.success(request, gettext("The unit was saved."))
            return redirect("access_units")
        except (Problem, ValidationError) as problem:
            show_problem(form, problem)
    return _page(request, form, str(found), found)


@needs("end_users.edit")
def unit_open(request: ActorRequest, unit_id: int) -> HttpResponse:
    """Closes an open unit, opens a closed one."""
    found = get_in_scope(units_in_scope(request.actor), request.actor, pk=unit_id)
    form = forms.Form()
    if request.method == "POST":
        try:
            set_unit_open(unit=found, is_active=not found.is_active, actor=request.actor)
            messages.success(request, gettext("The unit was saved."))
            return redirect("access_units")
        except Problem as problem:
            add_problem(form, problem)
    context = {
        "title": gettext("Close the unit") if found.is_active else gettext("Open the unit"),
        "what": f"{found} ({found.code})",
        "question": gettext("Questions that name it are refused at once.") if found.is_active else "",
        "form": form,
        "back": reverse("access_units"),
    }
    return render(request, "access/ask.html", context, status=422 if form.errors else 200)


def show_problem(form: forms.Form, problem: Problem | ValidationError) -> None:
    """Of a verb that also asks the model's own constraints."""
    if isinstance(problem, Problem):
        add_problem(form, problem)
        return
    for field, texts in getattr(problem, "message_dict", {"__all__": problem.messages}).items():
        for text in texts:
            form.add_error(field if field in form.fields else None, text)


def _page(request: ActorRequest, form: forms.Form, title: str, found: SubUnit | None) -> HttpResponse:
    context = {"form": form, "title": title, "found": found, "back": reverse("access_units")}
    return render(request, "access/unit.html", context, status=422 if form.errors else 200)
