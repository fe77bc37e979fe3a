"""Thin: a clock, and one domain call."""

from django.utils import timezone

from imece.core.actor import system_actor
from imece.core.jobs.queue import periodic
from imece.exchange.catalogue.domain.life import withdraw_due_versions


@periodic("catalogue.withdraw_due_versions", cron="1 21 * * *")  # one minute past midnight in Istanbul
def withdraw() -> None:
    withdraw_due_versions(actor=system_actor("catalogue.withdraw_due_versions"), now=timezone.now())
