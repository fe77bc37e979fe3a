"""The first pages: the landing page with its two areas (P1.1), and a start page for each audience."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from imece.core.actor import ActorKind
from imece.core.permissions import TABLE, is_permitted
from imece.core.ui.tiles import further_tiles
from imece.core.web.access import needs, public
from imece.core.web.requests import ActorRequest
from imece.employment.home.domain.duties import duties_of
from imece.employment.home.domain.today import employer_tiles, interviews_ahead, seeker_tiles, staff_tiles
from imece.employment.jobseekers.public import own_profile
from imece.employment.matching.public import suggestions
from imece.employment.vacancies.public import newest_vacancies, vacancies_in_scope

NEWEST, SHOWN_DUTIES = 6, 4


@public
def landing(request: ActorRequest) -> HttpResponse:
    """**İş Arayan** and **İş Veren**, a search box, and the newest vacancies."""
    newest = newest_vacancies(request.actor, NEWEST, timezone.now())
    return render(request, "home/landing.html", {"newest": newest})


@needs("home.start")
def start(request: ActorRequest) -> HttpResponse:
    actor = request.actor
    if actor.kind == ActorKind.EMPLOYER:
        return render(request, "home/employer.html", _employer(actor))
    if actor.kind == ActorKind.JOB_SEEKER:
        return render(request, "home/seeker.html", _seeker(actor))
    if actor.is_staff:
        now = timezone.now()
        return render(
            request, "home/officer.html", {"tiles": [*staff_tiles(actor, now), *further_tiles(actor, now)]}
        )
    if elsewhere := settings.START_PAGES.get(actor.kind):
        return redirect(elsewhere)
    return render(request, "home/institution.html")


def _employer(actor: Any) -> dict[str, Any]:
    now = timezone.now()
    duties = duties_of(actor, timezone.localdate(now))
    return {
        "tiles": employer_tiles(actor, now, duties),
        "due": duties[:SHOWN_DUTIES],
        "interviews": interviews_ahead(actor, now),
        "is_new": not vacancies_in_scope(actor).exists(),
        "may_post": is_permitted(actor, "vacancies.edit"),
        "who_may_post": _("Who may do this: {who}.").format(who=TABLE["vacancies.edit"].who),
    }


def _seeker(actor: Any) -> dict[str, Any]:
    now, profile = timezone.now(), own_profile(actor)
    tiles = seeker_tiles(actor, now)
    has_occupation = profile is not None and bool(profile.occupations.all())
    return {
        "tiles": tiles,
        "profile": profile,
        "interviews": interviews_ahead(actor, now),
        "suggestions": suggestions(profile, now),
        "is_new": profile is None or (not has_occupation and not any(tile.count for tile in tiles)),
        "first_steps": _first_steps(profile is not None, has_occupation),
    }


def _first_steps(has_profile: bool, has_occupation: bool) -> list[dict[str, str]]:
    return [
        {"title": _("Fill in your profile"), "url": reverse("profile"), "state": "done" if has_profile else "todo",
         "hint": _("Education, place, licences: a few lines.")},
        {"title": _("Say what you can do"), "url": reverse("profile_occupations"),
         "state": "done" if has_occupation else "todo" if has_profile else "blocked",
         "hint": _("Your occupations with the months you worked in them.")},
        {"title": _("Find a vacancy and apply"), "url": reverse("open_vacancies"),
         "state": "todo" if has_profile else "blocked", "hint": _("Each page says whether you can apply.")},
    ]  # fmt: skip


@public
def institutions(request: ActorRequest) -> HttpResponse:
    """What an institution finds here today, before it is a party of the exchange."""
    return render(request, "home/institutions.html")
