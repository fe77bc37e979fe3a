"""Puts the actor on the request: who is signed in, and for which organisation he chose to act."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from imece.accounts.domain.actors import actor_for, effective_memberships
from imece.core.actor import ANONYMOUS, Actor

CHOSEN = "organisation"  # session key


class ActorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        actor = _actor(request)
        request.actor = actor.at(address=request.client_address, request_id=request.request_id)  # type: ignore[attr-defined]
        return self.get_response(request)


def _actor(request: HttpRequest) -> Actor:
    """A membership that has ended or is locked since the choice falls back to the person himself."""
    person = request.user
    if not person.is_authenticated:
        return ANONYMOUS
    chosen = request.session.get(CHOSEN)
    today = timezone.localdate()
    membership = effective_memberships(person, today).filter(organisation_id=chosen).first() if chosen else None
    return actor_for(person, membership)
