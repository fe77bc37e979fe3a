"""The first page of an institution's people: what waits for them on the exchange, and where to begin."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from imece.core.web.access import needs
from imece.core.web.requests import ActorRequest
from imece.exchange.home.domain.today import tiles


@needs("exchange.start")
def exchange_start(request: ActorRequest) -> HttpResponse:
    return render(request, "exchange_home/start.html", {"tiles": tiles(request.actor, timezone.now())})
