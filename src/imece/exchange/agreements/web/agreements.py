"""Agreements: the lists, one page for each agreement, its steps, papers, notices, suspensions."""

from collections.abc import Mapping
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
from imece.core.errors import Problem
from imece.core.lists import Empty, ListPage
from imece.core.permissions import is_permitted
from imece.core.scope import get_in_scope
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.exchange.agreements.domain.catalogue import field_titles, service_title
from imece.exchange.agreements.domain.onward import withdraw_consent
from imece.exchange.agreements.domain.parties import own_party
from imece.exchange.agreements.domain.prepare import put_line, remove_line
from imece.exchange.agreements.domain.queries import (
    agreements_in_scope,
    annex_in_force,
    last_day_of,
    latest_annex,
    lines_of,
    notices_in_scope,
    open_suspensions,
    papers_in_scope,
    with_term,
)
from imece.exchange.agreements.domain.suspend import institution_of_side, may_lift
from imece.exchange.agreements.domain.workflow import AGREEMENT
from imece.exchange.agreements.enums import AgreementState, AnnexState
from imece.exchange.agreements.models import Agreement, Annex
from imece.exchange.agreements.web.agreement_steps import AGREEMENT_STEPS, NOTICE_STEPS, SUSPENSION_STEPS
from imece.exchange.agreements.web.forms import LineForm
from imece.exchange.agreements.web.step import StepOption, run_step


def _state(row: Any) -> str:
    return gettext("Suspended") if row.is_suspended and row.state == "in_force" else row.get_state_display()


class AgreementCriteria(forms.Form):
    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("All")), *AgreementState.choices], required=False
    )


def _by_state(actor: Any, criteria: Mapping[str, Any]) -> Any:
    rows, state = with_term(agreements_in_scope(actor)), criteria.get("state")
    return rows.filter(state=state) if state else rows


AGREEMENTS = ListPage(
    name="agreements",
    title=_("Agreements"),
    columns=(
        Column(
            name="number",
            label=_("Number"),
            order_by=("number",),
            link=lambda row: reverse("exchange_agreement", args=[row.number]),
        ),
        Column(name="kind", label=_("Kind"), accessor="get_kind_display"),
        Column(name="title", label=_("Subject")),
        Column(name="provider", label=_("Answers"), accessor=lambda row: str(row.provider)),
        Column(name="consumer", label=_("Asks"), accessor=lambda row: str(row.consumer)),
        Column(name="state", label=_("State"), accessor=_state),
        Column(name="signed_on", label=_("Signed on"), kind=Kind.DATE, order_by=("signed_on",)),
        Column(name="until", label=_("Certain until"), accessor=last_day_of, kind=Kind.DATE),
    ),
    rows=_by_state,
    criteria_form=AgreementCriteria,
    order=("-created_at", "-id"),
    empty=Empty(
        text=_("There is no agreement yet."),
        hint=_("An agreement is prepared from an approved application."),
    ),
)


@needs("agreements.view")
def agreements(request: ActorRequest) -> HttpResponse:
    return AGREEMENTS.respond(request)


def find_agreement(request: ActorRequest, number: str) -> Agreement:
    return get_in_scope(agreements_in_scope(request.actor), request.actor, number=number)


@needs("agreements.view")
def agreement(request: ActorRequest, number: str) -> HttpResponse:
    """Everything about one agreement on one page; what is not possible now says why."""
    actor, now = request.actor, timezone.now()
    found = find_agreement(request, number)
    options = AGREEMENT_STEPS.options(
        found, actor, now, lambda name: reverse("exchange_agreement_step", args=[number, name])
    )
    annex, running = latest_annex(found), annex_in_force(found)
    context = {
        "agreement": found,
        "last_day": last_day_of(found),
        "terms": found.terms.order_by("valid"),
        "suspensions": [_suspension(one, request) for one in open_suspensions(found)],
        "annexes": [_annex(one) for one in found.annexes.order_by("-number")],
        "lines": _lines(running or annex),
        "shown_annex": running or annex,
        "draft": annex if annex and annex.state == AnnexState.DRAFT else None,
        "draft_lines": _lines(annex) if annex and annex.state == AnnexState.DRAFT else [],
        "may_prepare": is_permitted(actor, "agreements.prepare", found),
        "may_audit": is_permitted(actor, "agreements.audit", found),
        "may_act": is_permitted(actor, "agreements.act", found),
        "notices": notices_in_scope(actor, found),
        "papers": papers_in_scope(actor).filter(agreement=found).defer("content").order_by("-made_at", "-id"),
        "consents": found.onward_consents.select_related("owner__organisation").order_by("-given_on", "-id"),
        "sharings": found.onward_sharings.select_related("giver__organisation", "unit", "consent").order_by(
            "-shared_on", "-id"
        )[:20],
        "disputes": found.disputes.order_by("state", "due_on", "id"),
        "history": AGREEMENT.told_history(found)[::-1],
        "possible": [one for one in options if not one.why_not],
        "not_now": [one for one in options if one.why_not],
    }
    return render(request, "agreements/agreement.html", context)


def _suspension(suspension: Any, request: ActorRequest) -> dict[str, Any]:
    actor, agreement = request.actor, suspension.agreement
    own = own_party(agreement, actor)
    is_ours = own is not None and own == institution_of_side(agreement, suspension.by)
    offered = {"kaldir": may_lift(suspension, actor), "giderildi": not is_ours}
    steps = [step for step in SUSPENSION_STEPS.steps if offered[step.name]]
    number = suspension.agreement.number
    urls = [
        StepOption(step, reverse("exchange_suspension_step", args=[number, suspension.pk, step.name]))
        for step in steps
        if is_permitted(request.actor, step.permission, suspension.agreement)
    ]
    grant = suspension.grant
    return {"row": suspension, "steps": urls, "what": grant and service_title(grant.service, grant.version)}


def _annex(annex: Annex) -> dict[str, Any]:
    signatures = annex.signatures.filter(voided_at__isnull=True).select_related("institution__organisation")
    return {"row": annex, "signatures": signatures}


def _lines(annex: Annex | None) -> list[dict[str, Any]]:
    if annex is None:
        return []
    rows = annex.lines.select_related("consumer__organisation", "purpose").order_by(
        "consumer", "service", "id"
    )
    return [
        {
            "row": row,
            "title": service_title(row.service, row.service_version),
            "fields": field_titles(row.service, row.service_version, row.fields),
        }
        for row in rows
    ]


@needs("agreements.view")
def agreement_step(request: ActorRequest, number: str, step: str) -> HttpResponse:
    found = find_agreement(request, number)
    chosen = AGREEMENT_STEPS.by_name.get(step)
    if chosen is None:
        return redirect("exchange_agreement", number)
    back = reverse("exchange_agreement", args=[number])
    return run_step(request, chosen, found, title=f"{found.number} · {found.title}", back=back)


@needs("agreements.act")
def notice_step(request: ActorRequest, number: str, notice_id: int, step: str) -> HttpResponse:
    found = find_agreement(request, number)
    notice = get_in_scope(notices_in_scope(request.actor, found), request.actor, pk=notice_id)
    chosen = NOTICE_STEPS.by_name.get(step)
    if chosen is None:
        return redirect("exchange_agreement", number)
    back = reverse("exchange_agreement", args=[number])
    title = f"{found.number} · {notice.get_kind_display()} · {notice.letter_number}"
    return run_step(request, chosen, notice, title=title, back=back)


@needs("agreements.act")
def suspension_step(request: ActorRequest, number: str, suspension_id: int, step: str) -> HttpResponse:
    found = find_agreement(request, number)
    suspension = get_in_scope(found.suspensions.all(), request.actor, pk=suspension_id)
    chosen = SUSPENSION_STEPS.by_name.get(step)
    if chosen is None:
        return redirect("exchange_agreement", number)
    back = reverse("exchange_agreement", args=[number])
    title = f"{found.number} · {suspension.get_by_display()}"
    return run_step(request, chosen, suspension, title=title, back=back)


@needs("agreements.view")
def paper(request: ActorRequest, number: str, paper_id: int) -> HttpResponse:
    """The PDF as it was made; its code can be checked by anybody who holds it."""
    found = find_agreement(request, number)
    kept = get_in_scope(papers_in_scope(request.actor).filter(agreement=found), request.actor, pk=paper_id)
    answer = HttpResponse(bytes(kept.content), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{kept.number.replace("/", "-")}-{kept.kind}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


@needs("agreements.act")
def consent_withdraw(request: ActorRequest, number: str, consent_id: int) -> HttpResponse:
    """A page before what cannot be undone, then the one call."""
    found = find_agreement(request, number)
    consent = get_in_scope(found.onward_consents.select_related("owner"), request.actor, pk=consent_id)
    if request.method == "POST":
        withdraw_consent(consent=consent, actor=request.actor, now=timezone.now())
        messages.success(request, gettext("The consent is withdrawn from today."))
        return redirect("exchange_agreement", number)
    context = {"agreement": found, "consent": consent}
    return render(request, "agreements/consent_withdraw.html", context)


# ---------------------------------------------------------------------------------------- lines of Ek-1
@needs("agreements.prepare")
def line(request: ActorRequest, number: str) -> HttpResponse:
    """Add a line to the draft of Ek-1, or put the same line anew with other fields or limits."""
    found = find_agreement(request, number)
    annex = latest_annex(found)
    starts = {"rate_per_second": 20}
    form = LineForm(request.POST or None, initial=starts, agreement=found)
    if request.method == "POST" and form.is_valid() and annex is not None:
        try:
            put_line(annex=annex, actor=request.actor, **form.values())
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, gettext("The line stands in the draft of Ek-1."))
            return redirect("exchange_agreement", number)
    context = {"agreement": found, "annex": annex, "form": form}
    return render(request, "agreements/line.html", context, status=422 if form.errors else 200)


@needs("agreements.prepare")
def line_remove(request: ActorRequest, number: str, line_id: int) -> HttpResponse:
    found = find_agreement(request, number)
    row = get_in_scope(lines_of(found), request.actor, pk=line_id)
    if request.method == "POST":
        try:
            remove_line(line=row, actor=request.actor)
        except Problem as problem:
            messages.error(request, f"{problem.message} {problem.remedy}")
        else:
            messages.success(request, gettext("The line is removed from the draft of Ek-1."))
        return redirect("exchange_agreement", number)
    title = service_title(row.service, row.service_version)
    return render(request, "agreements/line_remove.html", {"agreement": found, "line": row, "title": title})
