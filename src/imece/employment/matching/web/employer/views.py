"""**İşçi Seçme** (Eleman Seç): the ranked, masked list of one vacancy; those ticked become **Seçilen**."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from imece.core.actor import Actor
from imece.core.errors import OUT_OF_SCOPE, Problem
from imece.core.formats import whole_of
from imece.core.lists import BulkAction, apply_to_rows
from imece.core.parameters import Parameters
from imece.core.permissions import require
from imece.core.scope import get_in_scope
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.employment.matching.domain.cards import cards_of, person_of
from imece.employment.matching.domain.conditions import special_of
from imece.employment.matching.domain.ranking import Ranked
from imece.employment.matching.domain.reveal import reveal_person, seen_this_month
from imece.employment.matching.domain.search import Found, find_people
from imece.employment.matching.domain.select import Choice, card_of, select_person
from imece.employment.matching.domain.special import record_opening
from imece.employment.matching.domain.wanted import Wanted, wanted_for
from imece.employment.matching.enums import RevealPurpose
from imece.employment.matching.web.employer.forms import RevealForm, SearchForm
from imece.employment.vacancies.models import Vacancy
from imece.employment.vacancies.public import check_choosing, vacancies_in_scope

PAGE, TICKED = "sayfa", "secili"
MOST_TICKED = 100
SELECT = BulkAction(
    name="select",
    label=gettext_lazy("Put on the candidate list"),
    apply=lambda row, actor, now: select_person(vacancy=row[0], choice=row[1], actor=actor, now=now),
    done=lambda count: ngettext("%d person was selected", "%d people were selected", count) % count,
)


@needs("matching.select")
def select_people(request: ActorRequest, number: str) -> HttpResponse:
    """GET lists, fifteen a page; POST takes those ticked, answered row by row."""
    actor, now = request.actor, timezone.now()
    vacancy = _vacancy(actor, number)
    if request.method == "POST":
        return _select(request, vacancy, now)
    form = SearchForm(request.GET or None)
    today = timezone.localdate(now)
    wanted = wanted_for(vacancy, today, **form.values())
    why_not = _why_not(vacancy, actor)
    found: Any = [] if why_not else _find(actor, vacancy, wanted, Parameters(today))
    page = Paginator(found, Parameters(today).integer("page_size")).get_page(request.GET.get(PAGE))
    context = {
        "vacancy": vacancy,
        "form": form,
        "why_not": why_not,
        "found": found,
        "page": page,
        "cards": cards_of(wanted, vacancy, list(page.object_list), page.start_index(), actor.organisation_id),
        "known_count": len(wanted.known),
        "urls": _urls(request, page),
        **_ceiling(actor, now),
    }
    return render(request, "matching/select_people.html", context)


def _vacancy(actor: Actor, number: str) -> Vacancy:
    vacancy = get_in_scope(vacancies_in_scope(actor), actor, number=number)
    require(actor, "matching.select", vacancy)
    return vacancy


def _why_not(vacancy: Vacancy, actor: Actor) -> str:
    try:
        check_choosing(vacancy, actor)
    except Problem as problem:
        return f"{problem.message} {problem.remedy}"
    return ""


def _find(actor: Actor, vacancy: Vacancy, wanted: Wanted, parameters: Parameters) -> Found:
    if special_of(wanted.demands):
        record_opening(actor=actor, vacancy=vacancy, purpose=vacancy.number)
    return find_people(wanted, parameters)


def _urls(request: ActorRequest, page: Page[Ranked]) -> dict[str, str]:
    def url(number: int) -> str:
        query = request.GET.copy()
        query[PAGE] = str(number)
        return f"?{query.urlencode()}"

    return {
        "previous": url(page.previous_page_number()) if page.has_previous() else "",
        "next": url(page.next_page_number()) if page.has_next() else "",
    }


def _ceiling(actor: Actor, now: datetime) -> dict[str, Any]:
    ceiling = Parameters(timezone.localdate(now)).integer("reveal_ceiling_month")
    seen = 0 if actor.is_staff else seen_this_month(actor.organisation_id or 0, now)
    return {"ceiling": ceiling, "seen": seen, "has_ceiling": not actor.is_staff}


def _select(request: ActorRequest, vacancy: Vacancy, now: datetime) -> HttpResponse:
    choices = [choice for text in request.POST.getlist(TICKED)[:MOST_TICKED] if (choice := _choice(text))]
    back = f"{request.path}?{request.GET.urlencode()}"
    if not choices:
        messages.error(request, _("Tick at least one person first."))
        return redirect(back)
    outcome = apply_to_rows(SELECT, [(vacancy, choice) for choice in choices], _label, request.actor, now)
    level = messages.WARNING if outcome.refusals else messages.SUCCESS
    messages.add_message(request, level, outcome.text)
    return redirect(back if outcome.refusals else reverse("round_candidates", args=[vacancy.round_id]))


def _choice(text: str) -> Choice | None:
    """«person-place», as the tick box says it."""
    person, _dash, place = text.partition("-")
    if (key := whole_of(person, 9)) is None:
        return None
    return Choice(key, whole_of(place, 9))


def _label(row: tuple[Vacancy, Choice]) -> str:
    return _("Person {place}").format(place=row[1].place or "?")


@needs("matching.select")
def person(request: ActorRequest, number: str, job_seeker_id: int) -> HttpResponse:
    """One masked card with every reason; POST shows who it is, which is an act on record."""
    actor, now = request.actor, timezone.now()
    vacancy = _vacancy(actor, number)
    if why_not := _why_not(vacancy, actor):
        messages.error(request, why_not)
        return redirect("select_people", number)
    profile = person_of(job_seeker_id, vacancy, actor.organisation_id)
    if profile is None:
        raise OUT_OF_SCOPE(what=str(job_seeker_id))
    form = RevealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reveal_person(
                vacancy=vacancy,
                job_seeker=profile,
                purpose=RevealPurpose(form.cleaned_data["purpose"]),
                note=form.cleaned_data["note"],
                actor=actor,
                now=now,
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            return redirect("select_person", number, job_seeker_id)
    card = card_of(vacancy, profile, now, is_named=profile.revealed)  # type: ignore[attr-defined]
    if (
        not card.parts or card.unmet
    ):  # not among the people of this vacancy; why not is nobody's business here
        raise OUT_OF_SCOPE(what=str(job_seeker_id))
    context = {"vacancy": vacancy, "profile": profile, "card": card, "form": form, **_ceiling(actor, now)}
    return render(request, "matching/person.html", context, status=422 if form.errors else 200)
