"""Thin: a clock, and one domain call."""

from django.utils import timezone

from imece.core.jobs.queue import periodic
from imece.exchange.ledger.domain.partitions import make_months_ready
from imece.exchange.ledger.domain.statements import make_due_statements


@periodic("ledger.months", cron="10 22 * * *")
def months() -> None:
    make_months_ready(timezone.now())


@periodic(
    "ledger.statements", cron="*/30 * * * *"
)  # once a day's rows are sealed; what is made is passed over
def statements() -> None:
    make_due_statements(now=timezone.now())
