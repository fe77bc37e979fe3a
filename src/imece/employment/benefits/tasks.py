"""Thin: a clock, and one domain call."""

from django.utils import timezone

from imece.core.jobs.queue import periodic
from imece.employment.benefits.domain.declarations import end_due_declarations


@periodic("benefits.end_due", cron="20 21 * * *")  # twenty past midnight in Istanbul
def end_due() -> None:
    end_due_declarations(now=timezone.now(), today=timezone.localdate())
