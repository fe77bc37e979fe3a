"""What waits on the exchange, for the start pages of staff and of institutions: each room counts its own."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor, ActorKind
from imece.core.errors import Text
from imece.core.permissions import is_permitted
from imece.core.ui.tiles import Tile
from imece.exchange.access.public import waiting_counts as access_counts
from imece.exchange.agreements.public import start_counts as agreement_counts
from imece.exchange.billing.public import unissued_count
from imece.exchange.continuity.public import open_breach_count, open_interruption_count
from imece.exchange.letters.public import unread_letter_count
from imece.exchange.parties.public import own_undertaking
from imece.exchange.transparency.public import waiting_counts as oversight_counts

# What is counted → words, page, permission.
STAFF: Final[Mapping[str, tuple[Text, str, str]]] = {
    "to_sign": (_("undertaking to sign before you ask"), "own_undertaking", "undertakings.sign"),
    "applications": (
        _("applications to the exchange to look at"),
        "exchange_desk_applications",
        "applications.review",
    ),
    "disputes": (_("disputed fields to answer"), "exchange_disputes", "agreements.view"),
    "forms_to_take_in": (_("information forms to take in"), "access_desk", "access.desk"),
    "forms_to_approve": (_("information forms to approve"), "access_desk", "access.desk"),
    "credentials_locked": (_("locked credentials"), "access_desk_credentials", "access.desk"),
    "flags": (_("flags of unusual use"), "usage_flags", "transparency.desk"),
    "why_requests": (_("citizens' requests for a reason"), "why_requests", "transparency.desk"),
    "samples": (_("samples of queries to justify"), "samples", "transparency.desk"),
    "interruptions": (_("interruptions that are not closed"), "interruptions", "continuity.operate"),
    "breaches": (_("breaches that are not closed"), "breaches", "continuity.operate"),
    "letters": (_("letters not read"), "letters", "letters.staff"),
    "statements": (_("statements of last month to issue"), "statements", "billing.desk"),
}
PARTNER: Final[Mapping[str, tuple[Text, str, str]]] = {
    "returned": (_("applications returned to you"), "exchange_applications", "applications.own"),
    "to_sign": (_("papers to sign"), "exchange_agreements", "agreements.view"),
    "disputes": (_("disputed fields to answer"), "exchange_disputes", "agreements.view"),
    "credentials_to_fetch": (_("credentials to fetch"), "access_credentials", "access.own"),
    "forms_returned": (_("information forms returned to you"), "access_forms", "information_forms.edit"),
    "flags": (_("flags of unusual use"), "my_usage_flags", "transparency.own"),
    "why_requests": (_("citizens' requests for a reason"), "why_inbox", "transparency.own"),
    "samples": (_("samples of queries to justify"), "my_samples", "transparency.own"),
    "interruptions": (_("interruptions that are not closed"), "my_interruptions", "continuity.own"),
    "breaches": (_("breaches that are not closed"), "my_breaches", "continuity.own_breaches"),
    "letters": (_("letters not read"), "my_letters", "letters.own"),
}


def tiles(actor: Actor, now: datetime) -> list[Tile]:
    """Only what this actor may open; nothing for whoever has nothing to do with the exchange."""
    lines = PARTNER if actor.kind == ActorKind.PARTNER else STAFF
    shown = {name: line for name, line in lines.items() if is_permitted(actor, line[2])}
    counts = dict(_counts(actor, now)) if shown else {}
    return [
        Tile(counts[name], words, reverse(page), is_due=bool(counts[name]))
        for name, (words, page, _permission) in shown.items()
        if name in counts
    ]


def _counts(actor: Actor, now: datetime) -> Iterable[tuple[str, int]]:
    if actor.is_staff and own_undertaking(actor, now) is None:
        yield "to_sign", 1
    yield from agreement_counts(actor).items()
    yield from access_counts(actor).items()
    yield from oversight_counts(actor).items()
    yield "interruptions", open_interruption_count(actor)
    yield "breaches", open_breach_count(actor)
    yield "letters", unread_letter_count(actor)
    yield "statements", unissued_count(actor, timezone.localdate(now))
