"""Thin: a clock, and one domain call."""

from django.utils import timezone

from imece.core.jobs.queue import periodic
from imece.exchange.agreements.domain.clock import keep_clocks


@periodic("agreements.keep_clocks", cron="15 21 * * *")  # a quarter past midnight in Istanbul
def keep() -> None:
    keep_clocks(now=timezone.now())
