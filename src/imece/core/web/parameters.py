"""The dated legal numbers for staff: what holds today, since when and by what source; headquarters enters new rows."""

from collections.abc import Mapping
from typing import Any

import msgspec
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.columns import Column, Kind
from imece.core.errors import Problem
from imece.core.lists import ListPage, PageAction
from imece.core.models import Parameter
from imece.core.parameters import Used, change_parameter, parameter_changes, parameter_rows
from imece.core.permissions import is_permitted
from imece.core.turkish import fold
from imece.core.ui.rule_words import UNITS
from imece.core.web.access import needs
from imece.core.web.requests import ActorRequest

CONFIDENCE = {"sure": _("sure"), "likely": _("likely"), "check": _("to be verified")}


class Criteria(forms.Form):
    name = forms.CharField(label=_("Name or part of it"), required=False, max_length=80)
    confidence = forms.ChoiceField(
        label=_("Confidence"), required=False, choices=[("", "–"), *CONFIDENCE.items()]
    )


def rows_today(actor: Actor, criteria: Mapping[str, Any]) -> QuerySet[Parameter]:
    today = timezone.localdate()
    rows = parameter_rows().filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today), valid_from__lte=today)
    if criteria["name"]:
        rows = rows.filter(name__contains=fold(criteria["name"]))
    return rows.filter(confidence=criteria["confidence"]) if criteria["confidence"] else rows


def value_text(row: Parameter | Used) -> str:
    """A yes-no switch in words; numbers as they are stored, for they may be codes; units in words."""
    if isinstance(row.value, bool):
        return _now("Yes") if row.value else _now("No")
    return f"{row.value} {UNITS.get(row.unit, row.unit)}".strip()


PARAMETERS = ListPage(
    name="parameters",
    title=_("Legal parameters"),
    columns=(
        Column(
            name="name",
            label=_("Name"),
            order_by=("name",),
            link=lambda row: reverse("core:parameter", args=[row.name]),
        ),
        Column(name="value", label=_("Value today"), accessor=value_text),
        Column(name="valid_from", label=_("Valid from"), kind=Kind.DATE, order_by=("valid_from",)),
        Column(name="valid_to", label=_("Valid to"), kind=Kind.DATE),
        Column(name="source", label=_("Source")),
        Column(name="confidence", label=_("Confidence"), kind=Kind.CHOICE, choices=CONFIDENCE),
    ),
    rows=rows_today,
    criteria_form=Criteria,
    order=("name",),
    page_actions=(
        PageAction(
            label=_("New row"),
            url=lambda: reverse("core:parameter_new"),
            is_shown=lambda actor: is_permitted(actor, "parameters.change"),
        ),
    ),
)


class NewRow(forms.Form):
    name = forms.RegexField(
        r"^[a-z][a-z0-9_.]{1,79}$", label=_("Name"), help_text=_("Small letters, digits, dot and underline.")
    )
    value = forms.CharField(
        label=_("Value"), help_text=_("A number with a dot (33030.00), true, false, or a word.")
    )
    unit = forms.CharField(label=_("Unit"), required=False, max_length=20)
    valid_from = forms.DateField(label=_("Valid from"))
    source = forms.CharField(
        label=_("Source"), max_length=300, help_text=_("Law, decree or decision, with its number.")
    )
    reason = forms.CharField(label=_("Reason for the change"), widget=forms.Textarea(attrs={"rows": 2}))

    def clean_value(self) -> Any:
        """Whole numbers and switches by their type; decimals as text, so that no cent is lost on the way."""
        text = self.cleaned_data["value"].strip()
        try:
            read = msgspec.json.decode(text.encode())
        except msgspec.DecodeError:
            return text
        return read if isinstance(read, (bool, int)) else text


@needs("parameters.view")
def parameter_list(request: ActorRequest) -> HttpResponse:
    return PARAMETERS.respond(request)


@needs("parameters.view")
def parameter_page(request: ActorRequest, name: str) -> HttpResponse:
    """Every row of one number, and who changed what and why (GEN-02)."""
    rows = [(row, value_text(row)) for row in parameter_rows(name).order_by("-valid_from")]
    context = {
        "name": name,
        "rows": rows,
        "changes": parameter_changes(name)[:100],
        "today": timezone.localdate(),
        "may_change": is_permitted(request.actor, "parameters.change"),
    }
    return render(request, "core/parameters/parameter.html", context, status=200 if rows else 404)


@needs("parameters.change")
def parameter_new(request: ActorRequest) -> HttpResponse:
    last = parameter_rows(request.GET.get("name", "")).order_by("valid_from").last()
    initial = {"name": last.name, "unit": last.unit} if last else {}
    form = NewRow(request.POST) if request.method == "POST" else NewRow(initial=initial)
    if request.method == "POST" and form.is_valid() and _change(request, form):
        messages.success(request, _("Your record has been saved."))
        return redirect("core:parameter", name=form.cleaned_data["name"])
    return render(request, "core/parameters/new.html", {"form": form}, status=422 if form.errors else 200)


def _change(request: ActorRequest, form: NewRow) -> bool:
    try:
        change_parameter(**form.cleaned_data, actor=request.actor)
    except Problem as problem:
        if problem.kind.status == 403:
            raise
        form.add_error(problem.field or None, f"{problem.message} {problem.remedy}")
    except ValidationError as problem:
        form.add_error(None, problem)
    return not form.errors
