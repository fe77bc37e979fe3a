"""The public page that says how people are ranked: every part, what it is worth, and what never counts."""

from django.http import HttpResponse
from django.shortcuts import render

from imece.core.web.access import public
from imece.core.web.requests import ActorRequest
from imece.employment.matching.domain.weights import weights, weights_version


@public
def score(request: ActorRequest) -> HttpResponse:
    return render(request, "matching/score.html", {"weights": weights(), "version": weights_version()})
