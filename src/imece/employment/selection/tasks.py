"""Thin: a clock, and one domain call."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.jobs.queue import periodic
from imece.core.retention import TEN_YEARS, WORK, destroys_old
from imece.employment.selection.domain.interviews import remind_of_interviews
from imece.employment.selection.models import Objection


@periodic("selection.remind", cron="0 7 * * *")  # ten in the morning in Istanbul
def remind() -> None:
    remind_of_interviews(now=timezone.now())


destroys_old(
    Objection,
    what=_("Objections to decisions, and the answers"),
    kept=TEN_YEARS,
    ground=WORK,
)
