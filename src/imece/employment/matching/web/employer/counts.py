"""Criterion elasticity: a page of its own, and by htmx a fragment beside the criteria that are being written."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from imece.core.scope import get_in_scope
from imece.core.web.access import needs
from imece.core.web.requests import ActorRequest
from imece.employment.employers.enums import Sector
from imece.employment.employers.public import workplace_of
from imece.employment.matching.domain.conditions import special_of
from imece.employment.matching.domain.elasticity import Elasticity, count_costs
from imece.employment.matching.domain.law import law_on
from imece.employment.matching.domain.special import record_opening
from imece.employment.matching.domain.wanted import make_wanted, wanted_for
from imece.employment.matching.domain.words import condition_label, told_count
from imece.employment.matching.enums import SearchArea
from imece.employment.matching.web.employer.forms import CriteriaForm, SearchForm
from imece.employment.vacancies.public import vacancies_in_scope


@needs("matching.count")
def vacancy_counts(request: ActorRequest, number: str) -> HttpResponse:
    """Of a vacancy, draft or open: who fits, and what each condition costs."""
    actor = request.actor
    vacancy = get_in_scope(vacancies_in_scope(actor), actor, number=number)
    form = SearchForm(request.GET or None)
    wanted = wanted_for(vacancy, timezone.localdate(), area=form.values()["area"])
    if special_of(wanted.demands):
        record_opening(actor=actor, vacancy=vacancy, purpose=vacancy.number)
    context = {"vacancy": vacancy, "form": form, "counts": _told(count_costs(wanted))}
    return _render(request, context)


@needs("matching.count")
def criteria_counts(request: ActorRequest) -> HttpResponse:
    """Of criteria in the address: for who writes a vacancy. Nobody reserved by law is counted here (VAC-21)."""
    form = CriteriaForm(request.GET or None)
    counts = None
    if form.is_bound and form.is_valid():
        asked = form.cleaned_data
        workplace = workplace_of(request.actor)
        law = law_on(
            timezone.localdate(),
            is_public=workplace is not None and workplace.sector == Sector.PUBLIC,
            last_day=asked["last_application_on"],
        )
        wanted = make_wanted(
            form.demands(**law),
            occupations=[asked["occupation"].pk],
            province=asked["province"].pk,
            area=asked["area"] or SearchArea.PROVINCE,
        )
        counts = _told(count_costs(wanted))
    return _render(request, {"form": form, "counts": counts})


def _render(request: ActorRequest, context: dict[str, Any]) -> HttpResponse:
    template = "matching/_counts.html" if request.headers.get("HX-Request") else "matching/counts.html"
    response = render(request, template, context)
    response["Vary"] = "HX-Request"
    return response


def _told(counted: Elasticity) -> dict[str, Any]:
    """Small counts are not told exactly; a difference that would tell one is not told either."""
    lines = [
        {
            "label": condition_label(cost.condition),
            "without": told_count(cost.without),
            "excluded": cost.excluded,
            "told_excluded": told_count(cost.excluded),
        }
        for cost in counted.costs
    ]
    return {
        "known": told_count(counted.known),
        "fitting": told_count(counted.fitting),
        "lines": [line for line in lines if line["excluded"]],
        "free": [line["label"] for line in lines if not line["excluded"]],
    }
