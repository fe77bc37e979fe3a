"""Papers of a declaration, and what inspection and board found (BLD-09, BLD-12)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from imece.core import audit
from imece.core.actor import Actor
from imece.core.errors import OUT_OF_SCOPE, Problem, Text
from imece.core.permissions import is_permitted, require
from imece.core.scope import get_in_scope
from imece.core.submissions import submit_once
from imece.core.uploads.papers import paper_response
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.employment.benefits.domain.queries import declarations_in_scope
from imece.employment.benefits.domain.review import (
    UNIT_PAPERS,
    attach_paper,
    record_finding,
    take_paper_out,
)
from imece.employment.benefits.domain.workflow import needed_findings
from imece.employment.benefits.enums import DeclarationState, FindingKind, FindingResult, PaperKind
from imece.employment.benefits.models import Declaration
from imece.employment.benefits.web.forms import FindingForm, PaperForm


def paper_kinds(declaration: Declaration, actor: Actor) -> list[PaperKind]:
    """What this actor may attach now: the employer to a draft, the unit to what it reviews."""
    if declaration.state == DeclarationState.DRAFT and is_permitted(actor, "benefits.edit"):
        return [kind for kind in PaperKind if kind not in UNIT_PAPERS]
    if may_record(declaration, actor):
        return [kind for kind in PaperKind if kind in UNIT_PAPERS]
    return []


def may_record(declaration: Declaration, actor: Actor) -> bool:
    in_review = declaration.state == DeclarationState.IN_REVIEW
    return in_review and is_permitted(actor, "benefits.review", declaration)


def review_facts(declaration: Declaration, actor: Actor) -> dict[str, Any]:
    """For the declaration's page."""
    return {
        "papers": declaration.papers.defer("content").order_by("pk"),
        "findings": declaration.findings.order_by("pk"),
        "may_attach": bool(paper_kinds(declaration, actor)),
        "may_record": may_record(declaration, actor) and bool(needed_findings(declaration)),
    }


def _find(request: ActorRequest, number: str) -> Declaration:
    return get_in_scope(declarations_in_scope(request.actor), request.actor, number=number)


@needs("benefits.view")
def declaration_paper_new(request: ActorRequest, number: str) -> HttpResponse:
    """**Belge ekle**."""
    actor, declaration = request.actor, _find(request, number)
    kinds = paper_kinds(declaration, actor)
    is_sent = request.method == "POST"
    form = PaperForm(request.POST if is_sent else None, request.FILES if is_sent else None, kinds=kinds)
    if is_sent and form.is_valid():
        try:
            attach_paper(
                declaration=declaration,
                kind=PaperKind(form.cleaned_data["kind"]),
                paper=form.cleaned_data["file"],
                actor=actor,
                now=timezone.now(),
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("The paper was attached."))
            return redirect("declaration", number)
    why_not = (
        ""
        if kinds
        else _("Papers are attached while the declaration is a draft, by the unit while it reviews.")
    )
    return _page(request, declaration, form, _("Attach a paper"), why_not)


@needs("benefits.view")
@require_safe
def declaration_paper(request: ActorRequest, number: str, paper_id: int) -> HttpResponse:
    """As it was given; opening it is on record."""
    declaration = _find(request, number)
    paper = declaration.papers.filter(pk=paper_id).first()
    if paper is None:
        raise OUT_OF_SCOPE(what=f"{number} {paper_id}")
    audit.record(request.actor, "declaration.paper_seen", declaration, details={"paper": paper.pk})
    return paper_response(paper, f"{number}-{paper.pk}")


@needs("benefits.edit")
@require_POST
def declaration_paper_out(request: ActorRequest, number: str, paper_id: int) -> HttpResponse:
    """**Çıkar**, from a draft."""
    declaration = _find(request, number)
    take_paper_out(declaration=declaration, paper_id=paper_id, actor=request.actor, now=timezone.now())
    messages.success(request, _("The paper was taken out."))
    return redirect("declaration", number)


@needs("benefits.view")
def declaration_finding(request: ActorRequest, number: str) -> HttpResponse:
    """The inspection's report or the board's decision; pressed twice, one."""
    actor, declaration = request.actor, _find(request, number)
    require(actor, "benefits.review", declaration)
    kinds = needed_findings(declaration)
    form = FindingForm(request.POST if request.method == "POST" else None, kinds=kinds)

    def record() -> str:
        given = {name: form.cleaned_data[name] for name in ("number", "found_on", "note")}
        given |= {
            "kind": FindingKind(form.cleaned_data["kind"]),
            "result": FindingResult(form.cleaned_data["result"]),
        }
        return str(record_finding(declaration=declaration, **given, actor=actor, now=timezone.now()).pk)

    if request.method == "POST" and form.is_valid():
        try:
            submit_once(form.token_or_new(), actor=actor, act=record)
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("The report or decision was recorded."))
            return redirect("declaration", number)
    why_not: Text = ""
    if not may_record(declaration, actor):
        why_not = _("The declaration is not in review.")
    elif not kinds:
        why_not = _("Only short-time work is inspected.")
    return _page(request, declaration, form, _("Record a report or decision"), why_not)


def _page(
    request: ActorRequest, declaration: Declaration, form: forms.Form, title: Text, why_not: Text
) -> HttpResponse:
    context = {"declaration": declaration, "form": form, "title": title, "why_not": why_not}
    return render(request, "benefits/act.html", context, status=422 if form.errors else 200)
