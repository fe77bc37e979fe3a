"""What the home room needs: menu items and the figures of the start page."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.errors import Text
from imece.exchange.developers.domain.queries import calls_in_scope
from imece.exchange.ledger.enums import ANSWERED, Outcome

MENU: tuple[tuple[Text, str, str], ...] = (
    (_("My calls"), "my_calls", "developers.calls"),
    (_("Try a service"), "try_service", "developers.try"),
)
"""Title, name of the address, permission."""
PUBLIC_MENU: tuple[tuple[Text, str], ...] = (
    (_("Service catalogue"), "service_catalogue"),
    (_("For developers"), "developers"),
)


def start_counts(actor: Actor, now: datetime) -> Mapping[str, int]:
    """Of the own institution, in thirty days: questions answered and refused."""
    rows = calls_in_scope(actor, now)
    return {
        "answered_calls": rows.filter(outcome__in=[int(one) for one in ANSWERED]).count(),
        "refused_calls": rows.filter(
            outcome__gte=Outcome.TOKEN_REFUSED, outcome__lt=Outcome.TOKEN_GIVEN
        ).count(),
    }
