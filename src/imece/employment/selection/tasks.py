"""Thin: a clock, and one domain call."""

from django.utils import timezone

from imece.core.jobs.queue import periodic
from imece.employment.selection.domain.interviews import remind_of_interviews


@periodic("selection.remind", cron="0 7 * * *")  # ten in the morning in Istanbul
def remind() -> None:
    remind_of_interviews(now=timezone.now())
