"""What this room keeps for how long (KVK-06)."""

from django.utils.translation import gettext_lazy as _

from imece.core.retention import WORK, destroys_old
from imece.reference.models import DictionaryVersion, HazardList, OccupationChange

destroys_old(
    DictionaryVersion,
    OccupationChange,
    HazardList,
    name="reference.authors",
    what=_("Who changed the occupation dictionary or the list of hazard classes; the changes stay"),
    kept=_("10 years"),
    ground=WORK,
)
