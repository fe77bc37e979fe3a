"""The announcement (VAC-07) and **Başvur** (P2.2). The search stands in `search.py`."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imece.core.actor import ActorKind
from imece.core.errors import Problem
from imece.core.scope import get_in_scope
from imece.core.web.access import needs, public
from imece.core.web.errors import page_before
from imece.core.web.requests import ActorRequest
from imece.employment.jobseekers.models import JobSeeker
from imece.employment.jobseekers.public import own_profile
from imece.employment.selection.models import Objection
from imece.employment.selection.public import earlier_objection
from imece.employment.vacancies.domain.apply import (
    ALREADY_APPLIED,
    HAS_WITHDRAWN,
    NOT_OPEN,
    Eligibility,
    apply_to_vacancy,
    check_eligibility,
)
from imece.employment.vacancies.domain.queries import (
    announced_vacancies,
    may_see_employer,
    vacancies_in_scope,
)
from imece.employment.vacancies.domain.search.audience import EVERYBODY, audience_of
from imece.employment.vacancies.domain.search.similar import similar_vacancies
from imece.employment.vacancies.enums import VacancyState
from imece.employment.vacancies.models import Vacancy
from imece.employment.vacancies.web.open.job_posting import job_posting_json
from imece.employment.vacancies.web.open.reasons import met_conditions, shown_reasons
from imece.employment.vacancies.web.open.terms import asked_of, offered_by


@public
def announcement(request: ActorRequest, number: str) -> HttpResponse:
    """The vacancy as an advert (VAC-07). A draft is seen by its own workplace alone.

    Once over it is gone for passers-by and search engines (410), with similar ones that are open (P2.3).
    """
    actor, now = request.actor, timezone.now()
    own = vacancies_in_scope(actor).filter(number=number).first()
    vacancy = own or get_in_scope(announced_vacancies(), actor, number=number)
    if own is None and vacancy.personal_status not in audience_of(actor).statuses:
        return _reserved(request, vacancy)
    is_seeker = actor.kind == ActorKind.JOB_SEEKER
    profile = own_profile(actor) if is_seeker else None
    eligibility = check_eligibility(vacancy, profile, now) if is_seeker else None
    is_gone = vacancy.state != VacancyState.OPEN and not actor.is_signed_in
    context = {
        "vacancy": vacancy,
        "shows_employer": may_see_employer(actor, vacancy),
        "eligibility": eligibility,
        "reasons": shown_reasons(eligibility, request.path) if eligibility else [],
        "met": met_conditions(eligibility) if eligibility else [],
        "objection": _objection(vacancy, profile, eligibility),
        "asked": asked_of(vacancy, timezone.localdate(now)),
        "offered": offered_by(vacancy),
        "next_link": _next_link(request, vacancy, eligibility),
        "similar_url": _similar(vacancy),
        "similar": similar_vacancies(vacancy, audience_of(actor), now),
        "posting": job_posting_json(vacancy) if _is_for_everybody(vacancy) else "",
        "is_gone": is_gone,
        "back_url": _way_back(request),
        "is_own": own is not None and not actor.is_staff,
    }
    return render(request, "vacancies/announcement.html", context, status=410 if is_gone else 200)


def _reserved(request: ActorRequest, vacancy: Vacancy) -> HttpResponse:
    """VAC-21: seen by its registrants alone; others learn for whom it is and what to do if that is they."""
    context = {"status": vacancy.get_personal_status_display(), "back_url": _way_back(request)}
    return render(request, "vacancies/reserved.html", context, status=403)


def _is_for_everybody(vacancy: Vacancy) -> bool:
    """Open, and of no category: what search engines are told of (VAC-21)."""
    return vacancy.state == VacancyState.OPEN and vacancy.personal_status in EVERYBODY.statuses


def _similar(vacancy: Vacancy) -> str:
    return f"{reverse('open_vacancies')}?{urlencode({'occupation': vacancy.occupation.code})}"


def _objection(
    vacancy: Vacancy, profile: JobSeeker | None, eligibility: Eligibility | None
) -> Objection | None:
    """The one he has raised already: then there is its answer to read, and nothing to write again."""
    if profile is None or eligibility is None or not eligibility.is_judgement:
        return None
    return earlier_objection(vacancy.round_id, profile, eligibility.messages)


def _next_link(
    request: ActorRequest, vacancy: Vacancy, eligibility: Eligibility | None
) -> dict[str, str] | None:
    """The one page on which what hinders can be mended."""
    if eligibility is None or eligibility.may_apply:
        return None
    kinds = {problem.kind for problem in eligibility.problems}
    if kinds & {NOT_OPEN, HAS_WITHDRAWN}:
        return {"text": gettext("Open vacancies of this occupation"), "url": _similar(vacancy)}
    if ALREADY_APPLIED in kinds:
        return {"text": gettext("My applications"), "url": reverse("my_applications")}
    return {
        "text": gettext("To my profile"),
        "url": f"{reverse('profile')}?{urlencode({'next': request.path})}",
    }


def _way_back(request: ActorRequest) -> str:
    """**Geri Dön** with the criteria kept, when the search was the page before (P2.1)."""
    came_from, search_url = page_before(request), reverse("open_vacancies")
    return came_from if came_from.split("?")[0] == search_url else search_url


@needs("vacancies.apply")
def apply(request: ActorRequest, number: str) -> HttpResponse:
    """POST applies. GET happens after signing in on the way here: it leads to the page with the button."""
    actor = request.actor
    if request.method != "POST":
        return redirect("announcement", number)
    vacancy = get_in_scope(announced_vacancies(), actor, number=number)
    try:
        candidate = apply_to_vacancy(
            vacancy=vacancy, profile=own_profile(actor), actor=actor, now=timezone.now()
        )
    except Problem:
        return redirect("announcement", number)  # which says every reason why not
    messages.success(request, _("You have applied to {title}.").format(title=vacancy.title))
    return redirect("my_application", candidate.pk)
