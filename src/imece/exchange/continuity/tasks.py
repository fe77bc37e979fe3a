"""Thin: a clock, and one domain call."""

from django.utils import timezone

from imece.core.jobs.queue import periodic
from imece.exchange.continuity.domain.probing import probe_road


@periodic("continuity.probe", cron="* * * * *")
def probe() -> None:
    probe_road(now=timezone.now())
