"""Puts the actor on the request: who is signed in, and for which organisation he chose to act."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone

from imece.accounts.domain.actors import actor_for, capacity_for
from imece.accounts.domain.problems import ENDED
from imece.accounts.domain.queries import organisation_name
from imece.accounts.web.session import CHOSEN, choose, chosen
from imece.core.actor import ANONYMOUS, Actor
from imece.core.web.requests import ActorRequest

__all__ = ["CHOSEN", "ActorMiddleware"]


class ActorMiddleware:
    def __init__(self, get_response: Callable[[ActorRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: ActorRequest) -> HttpResponse:
        actor = _actor(request)
        request.actor = actor.at(address=request.client_address, request_id=request.request_id)
        return self.get_response(request)


def _actor(request: ActorRequest) -> Actor:
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


def _tell_ended(request: ActorRequest, organisation_id: int) -> None:
    choose(request, None, None)
    problem = ENDED(organisation=organisation_name(organisation_id))
    messages.warning(request, f"{problem.message} {problem.remedy}")
