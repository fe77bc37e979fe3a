"""What this room keeps for how long (KVK-06)."""

from django.utils.translation import gettext_lazy as _

from imece.core.retention import FIVE_YEARS, ROAD, destroys_old
from imece.exchange.parties.models import EndUser, Official, Undertaking, UndertakingScan

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
