"""Thin: a clock, and one domain call."""

from django.utils import timezone

from imece.core.actor import system_actor
from imece.core.jobs.queue import periodic
from imece.employment.employers.domain.application import purge_applications


@periodic("employers.purge_applications", cron="40 1 * * *")
def purge() -> None:
    purge_applications(actor=system_actor("employers.purge_applications"), now=timezone.now())
