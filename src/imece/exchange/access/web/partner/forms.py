"""The institution's own forms: list, typing, the page of one, its print, its steps."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from imece.core.actor import Actor
from imece.core.errors import Problem
from imece.core.lists import Empty, ListPage, PageAction
from imece.core.scope import get_in_scope
from imece.core.submissions import submit_once
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.exchange.access.domain.forms import begin_form, change_form
from imece.exchange.access.domain.papers import make_form_paper
from imece.exchange.access.domain.queries import first_values, forms_in_scope, institution_of
from imece.exchange.access.domain.workflow import INFORMATION_FORM
from imece.exchange.access.enums import FormState
from imece.exchange.access.models import InformationForm
from imece.exchange.access.web.facts import KIND_OF_STATE, form_columns, groups_of_form, original_of
from imece.exchange.access.web.partner.fields import InformationFormForm
from imece.exchange.access.web.steps import OWN_FORM

FORMS = ListPage(
    name="information-forms",
    title=_("KPS information forms"),
    intro=_("Password, key, address and contact persons change by a form, and by nothing else."),
    columns=form_columns("access_form", shows_institution=False),
    rows=lambda actor, criteria: forms_in_scope(actor),
    order=("-id",),
    row_label=str,
    page_actions=(PageAction(_("New form"), lambda: reverse("access_form_new")),),
    empty=Empty(
        text=_("Your institution has sent no form yet."),
        hint=_("After the agreement, the form names your contacts and your static address."),
        link_text=_("New form"),
        link=lambda: reverse("access_form_new"),
    ),
)


@needs("information_forms.edit")
def form_list(request: ActorRequest) -> HttpResponse:
    return FORMS.respond(request)


@needs("information_forms.edit")
def form_new(request: ActorRequest) -> HttpResponse:
    """Filled with what the last approved form said."""
    institution = institution_of(request.actor)
    form = InformationFormForm(request.POST or None, initial=first_values(institution))
    if request.method == "POST" and form.is_valid():
        try:
            url = submit_once(
                form.token_or_new(), actor=request.actor, act=lambda: _begin(request.actor, form.values())
            )
            return redirect(url)
        except (Problem, ValidationError) as problem:
            _show(form, problem)
    return _page(request, form, gettext("New KPS information form"), reverse("access_forms"))


def _begin(actor: Actor, values: Mapping[str, Any]) -> str:
    form = begin_form(institution=institution_of(actor), values=values, actor=actor, now=timezone.now())
    return reverse("access_form", args=[form.pk])


@needs("information_forms.edit")
def form_change(request: ActorRequest, form_id: int) -> HttpResponse:
    found = _found(request, form_id)
    url = reverse("access_form", args=[found.pk])
    form = InformationFormForm(
        request.POST or None, initial={name: getattr(found, name) for name in InformationFormForm.field_order}
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_form(form=found, values=form.values(), actor=request.actor)
            messages.success(request, gettext("The form was saved."))
            return redirect(url)
        except (Problem, ValidationError) as problem:
            _show(form, problem)
    return _page(request, form, f"{found.number}", url)


@needs("information_forms.edit")
def form_detail(request: ActorRequest, form_id: int) -> HttpResponse:
    """Check your answers; then send. Later: where it stands."""
    found, now = _found(request, form_id), timezone.now()
    context = {
        "found": found,
        "kind": KIND_OF_STATE.get(FormState(found.state), ""),
        "groups": groups_of_form(found),
        "original": original_of(found),
        "options": OWN_FORM.options(found, request.actor, now),
        "step_url": "access_form_step",
        "may_change": found.state in {FormState.DRAFT, FormState.RETURNED},
        "may_print": found.state not in {FormState.DRAFT, FormState.RETURNED, FormState.WITHDRAWN},
        "history": INFORMATION_FORM.told_history(found)[::-1],
        "is_desk": False,
    }
    return render(request, "access/form.html", context)


@needs("information_forms.edit")
def form_step(request: ActorRequest, form_id: int, step: str) -> HttpResponse:
    found = _found(request, form_id)
    back = reverse("access_form", args=[found.pk])
    return OWN_FORM.respond(request, found, step, back=back, done=_("Done."))


@needs("information_forms.see")
@require_POST
def form_paper(request: ActorRequest, form_id: int) -> HttpResponse:
    """The form as PDF, to be signed; each print has its own verification code."""
    found = get_in_scope(forms_in_scope(request.actor), request.actor, pk=form_id)
    content = make_form_paper(form=found, actor=request.actor, now=timezone.now())
    headers = {"Content-Disposition": f'attachment; filename="{found.number}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _found(request: ActorRequest, form_id: int) -> InformationForm:
    return get_in_scope(forms_in_scope(request.actor), request.actor, pk=form_id)


def _show(form: InformationFormForm, problem: Problem | ValidationError) -> None:
    if isinstance(problem, Problem):
        add_problem(form, problem)
    else:
        form.add_error(None, problem.messages)


def _page(request: ActorRequest, form: InformationFormForm, title: str, back: str) -> HttpResponse:
    context = {"form": form, "title": title, "back": back}
    return render(request, "access/form_edit.html", context, status=422 if form.errors else 200)
