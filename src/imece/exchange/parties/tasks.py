"""Thin: a clock, and what this room keeps for how long (KVK-06)."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.actor import system_actor
from imece.core.jobs.queue import periodic
from imece.core.retention import FIVE_YEARS, ROAD, destroys_old
from imece.exchange.parties.domain.own_staff import close_users_who_left
from imece.exchange.parties.models import EndUser, Official, Undertaking, UndertakingScan


@periodic("parties.close_users_who_left", cron="20 3 * * *")
def close_own_users_who_left() -> None:
    close_users_who_left(actor=system_actor("parties.close_users_who_left"), now=timezone.now())


destroys_old(
    UndertakingScan,
    Undertaking,
    EndUser,
    Official,
    name="parties.persons",
    what=_("Persons of institutions who left: officials, users, their undertakings"),
    kept=FIVE_YEARS,
    ground=ROAD,
)
