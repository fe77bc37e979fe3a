"""Thin: a clock, and one domain call."""

from django.utils import timezone

from imece.core.jobs.queue import periodic
from imece.employment.jobseekers.domain.joining import verify_waiting_profiles


@periodic("jobseekers.verify_waiting", cron="*/2 * * * *")
def verify_waiting() -> None:
    verify_waiting_profiles(now=timezone.now())
