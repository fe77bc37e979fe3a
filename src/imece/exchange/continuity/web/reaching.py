"""How the pages of this room reach an interruption, and the institution that somebody acts for."""

from django.http import Http404

from imece.core.scope import get_in_scope
from imece.core.web.requests import ActorRequest
from imece.exchange.continuity.domain.queries import interruptions_in_scope, own_institution
from imece.exchange.continuity.models import Interruption
from imece.exchange.parties.models import Institution


def found_interruption(request: ActorRequest, interruption_id: int) -> Interruption:
    return get_in_scope(interruptions_in_scope(request.actor), request.actor, pk=interruption_id)


def institution_of(request: ActorRequest) -> Institution:
    institution = own_institution(request.actor)
    if institution is None:
        raise Http404("no institution")
    return institution
