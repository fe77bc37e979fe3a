"""What this room keeps for how long (KVK-06)."""

from django.utils.translation import gettext_lazy as _

from imece.core.retention import TEN_YEARS, WORK, destroys_old
from imece.employment.dismissals.models import DismissalPaper

destroys_old(
    DismissalPaper,
    what=_("Papers of collective dismissals"),
    kept=TEN_YEARS,
    ground=WORK,
)
