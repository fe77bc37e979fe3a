"""Thin: a clock, and one domain call."""

from django.utils import timezone

from imece.core.actor import system_actor
from imece.core.jobs.queue import periodic
from imece.employment.statistics.domain.duties import reckon_duties
from imece.employment.statistics.domain.reckon import reckon_history, reckon_market


@periodic("statistics.reckon_market", cron="12 * * * *")
def market() -> None:
    reckon_market(actor=system_actor("statistics.reckon_market"), now=timezone.now())


@periodic("statistics.reckon_history", cron="40 22 * * *")  # twenty to two in Istanbul, the next day's month
def history() -> None:
    reckon_history(actor=system_actor("statistics.reckon_history"), now=timezone.now())


@periodic("statistics.reckon_duties", cron="10 23 * * *")
def duties() -> None:
    reckon_duties(actor=system_actor("statistics.reckon_duties"), now=timezone.now())
