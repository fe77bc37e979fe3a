"""Choices of community-benefit programmes (§7). The kinds of programme are rows, since new ones appear (TYP-01)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Attendance(TextChoices):
    """**Devam türü** (TYP-08). A day without a mark was worked."""

    ABSENT = "D", _("Absent without excuse")
    UNPAID_LEAVE = "Ü", _("Unpaid leave")
    SICK = "R", _("Sick note")
    EXCUSED = "M", _("Excused (marriage, birth, death …)")
    ACCIDENT = "İ", _("Work accident or occupational disease")


class SelectionMethod(TextChoices):
    """How participants are chosen (TYP-05)."""

    LIST = "list", _("From the list")
    DRAW = "draw", _("By a notary's draw")
    DRAW_AND_LIST = "draw_and_list", _("By draw, the rest from the list")


class LeaveGround(TextChoices):
    """Why somebody left. The first two bar from new programmes (TYP-04)."""

    OWN_FAULT = "own_fault", _("Removed by own fault")
    WITHOUT_EXCUSE = "without_excuse", _("Left without excuse")
    EXCUSED = "excused", _("Left with an excuse")
    FOUND_WORK = "found_work", _("Found work")
    ENDED = "ended", _("The programme ended")


BARRING_GROUNDS = frozenset({LeaveGround.OWN_FAULT, LeaveGround.WITHOUT_EXCUSE})
