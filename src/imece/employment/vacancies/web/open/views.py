"""**Açık İş İlanları**: found by place, occupation, number and word; the announcement; **Başvur**."""

from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imece.core.actor import ActorKind
from imece.core.columns import Column, Kind
from imece.core.errors import Problem
from imece.core.lists import Empty, ListPage, narrowings_by
from imece.core.scope import get_in_scope
from imece.core.web.access import needs, public
from imece.core.web.errors import page_before
from imece.core.web.requests import ActorRequest
from imece.employment.jobseekers.enums import PersonalStatus
from imece.employment.jobseekers.public import own_profile
from imece.employment.vacancies.domain.apply import (
    ALREADY_APPLIED,
    NOT_OPEN,
    Eligibility,
    apply_to_vacancy,
    check_eligibility,
)
from imece.employment.vacancies.domain.queries import (
    OpenCriteria,
    announced_vacancies,
    may_see_employer,
    open_vacancies,
    vacancies_in_scope,
)
from imece.employment.vacancies.enums import WorkKind
from imece.employment.vacancies.models import Vacancy
from imece.employment.vacancies.web.open.reasons import met_conditions, shown_reasons
from imece.reference.public import province_name
from imece.reference.web.fields import OccupationField, PlaceForm

COLUMNS = (
    Column(
        name="number",
        label=_("Vacancy number"),
        accessor="vacancy.number",
        link=lambda row: reverse("announcement", args=[row.vacancy.number]),
    ),
    Column(name="title", label=_("Heading"), accessor="vacancy.title"),
    Column(name="occupation", label=_("Occupation"), accessor="vacancy.occupation.name"),
    Column(name="posts", label=_("Posts"), accessor="vacancy.post_count", kind=Kind.INTEGER),
    Column(name="work_kind", label=_("Kind of work"), accessor="vacancy.get_work_kind_display"),
    Column(
        name="place",
        label=_("Place"),
        accessor=lambda row: f"{row.vacancy.district} / {row.vacancy.province}",
    ),
    Column(name="status", label=_("Open to"), accessor=lambda row: _open_to(row)),
    Column(
        name="last", label=_("Last application date"), accessor="vacancy.last_application_on", kind=Kind.DATE
    ),
)


def _open_to(row) -> str:
    """P0.9: in words; the list's icon stands before them."""
    return (
        "" if row.personal_status == PersonalStatus.NORMAL else str(PersonalStatus(row.personal_status).label)
    )


class Criteria(PlaceForm):
    """Place, occupation, number, word, and the two everyday filters; all optional."""

    places_required = False
    words = forms.CharField(label=_("Keyword"), max_length=100, required=False)
    occupation = OccupationField(label=_("Occupation"), required=False)
    number = forms.CharField(label=_("Vacancy number"), max_length=11, required=False)
    personal_status = forms.ChoiceField(
        label=_("Personal status"), choices=[("", _("All")), *PersonalStatus.choices], required=False
    )
    work_kind = forms.ChoiceField(
        label=_("Kind of work"), choices=[("", _("All")), *WorkKind.choices], required=False
    )
    field_order = ("words", "occupation", "province", "district", "work_kind", "personal_status", "number")


def _found(actor, criteria):
    place = {"province": "province_id", "district": "district_id", "occupation": "occupation_id"}
    chosen = {name: criteria[key].pk for key, name in place.items() if criteria.get(key)}
    plain = {name: criteria.get(name) or "" for name in ("personal_status", "work_kind", "words")}
    rows = open_vacancies(OpenCriteria(**chosen, **plain))
    number = (criteria.get("number") or "").strip()
    return rows.filter(vacancy__number=number.zfill(11)) if number else rows


SEARCH = ListPage(
    name="open",
    title=_("Open vacancies"),
    columns=COLUMNS,
    rows=_found,
    criteria_form=Criteria,
    order=("-published_at", "-vacancy_id"),
    row_label=lambda row: str(row.vacancy),
    narrowing=lambda rows: narrowings_by(rows, "province_id", "province", province_name),
    empty=Empty(
        text=_("No open vacancy matches."),
        hint=_("Take one criterion away, or look in the whole province or in another one."),
    ),
    template="vacancies/open_vacancies.html",
)


@public
def search(request: ActorRequest) -> HttpResponse:
    was_asked = any(request.GET.get(name) for name in Criteria.base_fields)
    return SEARCH.respond(request, is_searching=not was_asked)


@public
def announcement(request: ActorRequest, number: str) -> HttpResponse:
    """The vacancy as an advert (VAC-07). A draft is seen by its own workplace alone."""
    actor, now = request.actor, timezone.now()
    own = vacancies_in_scope(actor).filter(number=number).first()
    vacancy = own or get_in_scope(announced_vacancies(), actor, number=number)
    is_seeker = actor.kind == ActorKind.JOB_SEEKER
    profile = own_profile(actor) if is_seeker else None
    eligibility = check_eligibility(vacancy, profile, now) if is_seeker else None
    context = {
        "vacancy": vacancy,
        "shows_employer": may_see_employer(actor, vacancy),
        "eligibility": eligibility,
        "reasons": shown_reasons(eligibility, request.path) if eligibility else [],
        "met": met_conditions(eligibility) if eligibility else [],
        "next_link": _next_link(request, vacancy, eligibility),
        "similar_url": _similar(vacancy),
        "back_url": _way_back(request),
        "is_own": own is not None and not actor.is_staff,
    }
    return render(request, "vacancies/announcement.html", context)


def _similar(vacancy: Vacancy) -> str:
    return f"{reverse('open_vacancies')}?{urlencode({'occupation': vacancy.occupation.code})}"


def _next_link(
    request: ActorRequest, vacancy: Vacancy, eligibility: Eligibility | None
) -> dict[str, str] | None:
    """The one page on which what hinders can be mended."""
    if eligibility is None or eligibility.may_apply:
        return None
    kinds = {problem.kind for problem in eligibility.problems}
    if NOT_OPEN in kinds:
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
