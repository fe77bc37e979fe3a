"""Headquarters keep the dictionary (P14.1): list, one occupation with its history, and each change on its page."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.columns import Column, Kind
from imece.core.errors import Problem
from imece.core.lists import PageAction, RowAction
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.reference.domain.occupations import add_occupation
from imece.reference.domain.queries import changes_of, find_occupation
from imece.reference.models import Occupation
from imece.reference.permissions import OCCUPATIONS_EDIT
from imece.reference.web.dictionary import DICTIONARY
from imece.reference.web.staff.forms import NewOccupationForm
from imece.reference.web.staff.steps import BY_NAME, STEPS, Step


def _action(step: Step) -> RowAction:
    return RowAction(
        name=step.name,
        label=step.label,
        url=lambda row: reverse("dictionary_step", args=[row.code, step.name]),
        why_not=lambda row, actor, now: step.why_not(row),
        is_main=step.is_main,
        is_dangerous=step.is_dangerous,
    )


KEPT = replace(
    DICTIONARY,
    name="kept-dictionary",
    title=_("Keep the dictionary of occupations"),
    columns=(
        Column(
            name="code",
            label=_("Occupation code"),
            link=lambda row: reverse("dictionary_entry", args=[row.code]),
            order_by=("code",),
        ),
        Column(name="name", label=_("Occupation"), order_by=("name_key", "code")),
        Column(name="valid_to", label=_("last valid day"), kind=Kind.DATE, order_by=("valid_to",)),
    ),
    actions=tuple(_action(step) for step in STEPS),
    page_actions=(
        PageAction(label=_("New occupation"), url=lambda: reverse("dictionary_new")),
        PageAction(label=_("Special days"), url=lambda: reverse("special_days"), is_main=False),
    ),
    template="core/lists/list.html",
)


@needs(OCCUPATIONS_EDIT)
def dictionary_list(request: ActorRequest) -> HttpResponse:
    return KEPT.respond(request)


@needs(OCCUPATIONS_EDIT)
def dictionary_entry(request: ActorRequest, code: str) -> HttpResponse:
    """What may be done with it, and what was done, by whom and why."""
    occupation = _known(code)
    context = {
        "occupation": occupation,
        "is_retired": not occupation.is_valid_on(timezone.localdate()),
        "steps": [step for step in STEPS if not step.why_not(occupation)],
        "files": occupation.files.all(),
        "history": changes_of(occupation),
    }
    return render(request, "reference/staff/entry.html", context)


@needs(OCCUPATIONS_EDIT)
def dictionary_new(request: ActorRequest) -> HttpResponse:
    form = NewOccupationForm(request.POST or None)

    def act() -> Occupation:
        code, reason = form.cleaned_data["code"], form.cleaned_data["reason"]
        actor = request.actor
        return add_occupation(
            code=code, texts=form.texts, reason=reason, actor=actor, today=timezone.localdate()
        )

    if request.method == "POST" and is_done(form, act):
        messages.success(request, _("The occupation was added."))
        return redirect("dictionary_entry", form.cleaned_data["code"])
    context = {"form": form, "title": _("New occupation"), "back": reverse("dictionary_list")}
    return render(request, "reference/staff/form.html", context, status=422 if form.errors else 200)


@needs(OCCUPATIONS_EDIT)
def dictionary_step(request: ActorRequest, code: str, step: str) -> HttpResponse:
    """GET shows what the step asks, or why it is not possible now; POST is its **Kaydet**."""
    occupation = _known(code)
    if step not in BY_NAME:
        return redirect("dictionary_entry", code)
    chosen, actor = BY_NAME[step], request.actor
    initial = chosen.initial(occupation, request.GET.dict())
    form = chosen.form(
        request.POST if request.method == "POST" else None, occupation=occupation, initial=initial
    )
    if request.method == "POST" and is_done(form, lambda: chosen.act(occupation, form, actor)):
        messages.success(request, _("The change was saved."))
        return redirect("dictionary_entry", code)
    context = {
        "form": form,
        "title": f"{chosen.label}: {occupation}",
        "back": reverse("dictionary_entry", args=[code]),
        "why_not": chosen.why_not(occupation),
    }
    return render(request, "reference/staff/form.html", context, status=422 if form.errors else 200)


def is_done(form: forms.Form, act: Callable[[], Any]) -> bool:
    """Run the verb when the form is right; what the domain refuses stands beside its field, nothing typed is lost."""
    if not form.is_valid():
        return False
    try:
        act()
    except Problem as problem:
        if problem.kind.status == 403:
            raise
        add_problem(form, problem)
    except ValidationError as problem:
        for field, errors in problem.update_error_dict({}).items():
            form.add_error(field if field in form.fields else None, errors)
    return not form.errors


def _known(code: str) -> Occupation:
    occupation = find_occupation(code)
    if occupation is None:
        raise Http404
    return occupation
