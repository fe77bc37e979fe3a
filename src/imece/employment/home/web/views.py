"""The first pages: the landing page with its two areas (P1.1), and a start page for each audience."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from imece.core.actor import ActorKind
from imece.core.web.access import needs, public
from imece.employment.home.domain.today import employer_tiles, seeker_tiles, staff_tiles
from imece.employment.jobseekers.public import own_profile
from imece.employment.vacancies.public import OpenCriteria, open_vacancies

NEWEST = 6


@public
def landing(request: HttpRequest) -> HttpResponse:
    """**İş Arayan** and **İş Veren**, a search box, and the newest vacancies."""
    newest = open_vacancies(OpenCriteria())[:NEWEST]
    return render(request, "home/landing.html", {"newest": newest})


@needs("home.start")
def start(request: HttpRequest) -> HttpResponse:
    actor, now = request.actor, timezone.now()
    if actor.kind == ActorKind.EMPLOYER:
        return render(request, "home/employer.html", {"tiles": employer_tiles(actor, now)})
    if actor.kind == ActorKind.JOB_SEEKER:
        context = {"tiles": seeker_tiles(actor, now), "profile": own_profile(actor)}
        return render(request, "home/seeker.html", context)
    if actor.is_staff:
        return render(request, "home/officer.html", {"tiles": staff_tiles(actor, now)})
    return render(request, "home/institution.html")


@public
def institutions(request: HttpRequest) -> HttpResponse:
    """What an institution finds here today, before it is a party of the exchange."""
    return render(request, "home/institutions.html")
