"""Thin: a clock, and one domain call."""

from django.utils import timezone

from imece.accounts.domain.housekeeping import purge_short_lived
from imece.core.jobs.queue import periodic


@periodic("accounts.purge", cron="20 1 * * *")
def purge() -> None:
    purge_short_lived(now=timezone.now())
