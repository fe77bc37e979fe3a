"""Thin: a clock, and one domain call."""

from django.utils import timezone

from imece.core.jobs.queue import periodic
from imece.exchange.billing.domain.issue import issue_due_statements


@periodic(
    "billing.issue", cron="40 3 * * *"
)  # twenty to seven in Istanbul; what is issued already is passed over
def issue() -> None:
    issue_due_statements(now=timezone.now())
