"""Puts the actor on the request: who is signed in, and for which organisation he chose to act."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from imece.accounts.domain.actors import actor_for, capacity_for
from imece.accounts.domain.problems import ENDED
from imece.accounts.models import Organisation
from imece.accounts.web.session import CHOSEN, choose, chosen
from imece.core.actor import ANONYMOUS, Actor

__all__ = ["CHOSEN", "ActorMiddleware"]


class ActorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        actor = _actor(request)
        request.actor = actor.at(address=request.client_address, request_id=request.request_id)  # type: ignore[attr-defined]
        return self.get_response(request)


def _actor(request: HttpRequest) -> Actor:
    """A membership that has ended or is locked since the choice falls back to the person himself, with a word."""
    person = request.user
    if not person.is_authenticated or person.locked_at is not None:
        return ANONYMOUS
    organisation_id, through_id = chosen(request)
    if organisation_id is None:
        return actor_for(person, None)
    capacity = capacity_for(person, timezone.localdate(), organisation_id, through_id)
    if capacity is None:
        _tell_ended(request, organisation_id)
        return actor_for(person, None)
    return actor_for(person, capacity.membership, capacity.organisation)


def _tell_ended(request: HttpRequest, organisation_id: int) -> None:
    choose(request, None, None)
    name = Organisation.objects.filter(pk=organisation_id).values_list("name", flat=True).first() or "–"
    problem = ENDED(organisation=name)
    messages.warning(request, f"{problem.message} {problem.remedy}")
