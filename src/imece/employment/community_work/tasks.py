"""What this room keeps for how long (KVK-06)."""

from django.utils.translation import gettext_lazy as _

from imece.core.retention import TEN_YEARS, WORK, destroys_old
from imece.employment.community_work.models import AttendanceMark, Participant

destroys_old(
    AttendanceMark,
    Participant,
    name="community_work.files",
    what=_("Attendance of participants, and what was written of them"),
    kept=TEN_YEARS,
    ground=WORK,
)
