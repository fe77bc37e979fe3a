"""What this room keeps for how long (KVK-06)."""

from django.utils.translation import gettext_lazy as _

from imece.core.retention import TEN_YEARS, WORK, destroys_old
from imece.employment.matching.models import MatchExplanation, Reveal

destroys_old(
    MatchExplanation,
    Reveal,
    name="matching.files",
    what=_("Points of candidates, and who saw whose profile"),
    kept=TEN_YEARS,
    ground=WORK,
)
