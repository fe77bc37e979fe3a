"""The unit's review (NDR-05, NDR-06): a queue by the clock, one decision a page, each kept with its evidence."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from imece.core.errors import CHANGED_MEANWHILE, Problem, Text
from imece.core.formats import format_instant
from imece.core.permissions import TABLE, is_permitted, require
from imece.core.scope import get_in_scope
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.employment.vacancies.domain import review
from imece.employment.vacancies.domain.fairness.content import texts_of
from imece.employment.vacancies.domain.review_queries import decisions_in_scope, open_reviews
from imece.employment.vacancies.domain.workflow import VACANCY
from imece.employment.vacancies.enums import ReviewOutcome
from imece.employment.vacancies.models import ReviewDecision, ReviewRequest
from imece.employment.vacancies.web.findings import mark_texts, replayed, trace_of
from imece.employment.vacancies.web.staff.forms import DecisionForm
from imece.employment.vacancies.web.staff.lists import DECISIONS, EXCEPTIONS, REVIEWS


@needs("vacancies.reviews.view")
def review_list(request: ActorRequest) -> HttpResponse:
    return REVIEWS.respond(request)


@needs("vacancies.reviews.view")
def decision_list(request: ActorRequest) -> HttpResponse:
    return DECISIONS.respond(request)


@needs("vacancies.reviews.view")
def exception_list(request: ActorRequest) -> HttpResponse:
    return EXCEPTIONS.respond(request)


@needs("vacancies.reviews.view")
def vacancy_review(request: ActorRequest, number: str) -> HttpResponse:
    """The text with its marked words, the trace of the rules, and the form for the decision."""
    actor = request.actor
    asked = get_in_scope(open_reviews(actor), actor, vacancy__number=number)
    evidence = review.evidence_of(asked.vacancy, timezone.now())
    articles = dict.fromkeys(row["article"] for row in evidence.judgement["findings"])
    form = DecisionForm(
        request.POST or None, initial={"request": asked.pk, "article": "; ".join(articles)[:200]}
    )
    if request.method == "POST":
        require(actor, "vacancies.review", asked.vacancy)
        if form.is_valid():
            try:
                decision = _decide(request, asked, form.cleaned_data)
            except Problem as problem:
                add_problem(form, problem)
            else:
                messages.success(
                    request,
                    _("Decided: {name} · {outcome}").format(
                        name=asked, outcome=decision.get_outcome_display()
                    ),
                )
                return redirect("review_list")
    context = _shown(evidence) | {
        "asked": asked,
        "vacancy": asked.vacancy,
        "form": form,
        "is_overdue": asked.due_on < timezone.localdate(),
        "may_decide": is_permitted(actor, "vacancies.review", asked.vacancy),
        "who_may_decide": TABLE["vacancies.review"].who,
        "period": asked.parameters,
        "history": VACANCY.told_history(asked.vacancy)[::-1],
    }
    return render(request, "vacancies/staff/review.html", context, status=422 if form.errors else 200)


def _decide(request: ActorRequest, asked: ReviewRequest, values: dict[str, Any]) -> ReviewDecision:
    """Only on what was read: a vacancy taken back and sent again meanwhile is another request."""
    now = timezone.now()
    if values["request"] != asked.pk:
        raise CHANGED_MEANWHILE(changed_at=format_instant(asked.asked_at))
    given = {"vacancy": asked.vacancy, "reason": values["reason"], "actor": request.actor, "now": now}
    if values["outcome"] == ReviewOutcome.APPROVED:
        return review.approve_vacancy(**given)
    if values["outcome"] == ReviewOutcome.RETURNED:
        return review.return_vacancy(**given)
    return review.reject_vacancy(article=values["article"], **given)


def _shown(evidence: review.Evidence, result: Text = "") -> dict[str, Any]:
    texts = texts_of(evidence.snapshot)
    return {
        "texts": mark_texts(texts, evidence.judgement["findings"]),
        "trace": trace_of(evidence.judgement, result),
        "fine": [row["value"] for row in evidence.judgement.get("fine", ())],
        "rows_used": [*evidence.judgement["parameters"], *evidence.judgement.get("fine", ())],
        "phrases": evidence.judgement["phrases"],
        "must_be_approved": evidence.judgement["must_be_approved"],
    }


@needs("vacancies.reviews.view")
def review_decision(request: ActorRequest, decision_id: int) -> HttpResponse:
    """A decision as it was made: its text, its rules and numbers, and what today's rules would say."""
    actor = request.actor
    decision = get_in_scope(decisions_in_scope(actor), actor, pk=decision_id)
    evidence = review.Evidence(decision.snapshot, decision.judgement)
    texts = texts_of(decision.snapshot)
    gone, new = replayed(decision.judgement, texts, decision.snapshot.get("personal_status", ""))
    context = _shown(evidence, decision.get_outcome_display()) | {
        "decision": decision,
        "asked": decision.request,
        "vacancy": decision.request.vacancy,
        "is_intact": evidence.digest == decision.digest,
        "gone": gone,
        "new": new,
    }
    return render(request, "vacancies/staff/decision.html", context)
