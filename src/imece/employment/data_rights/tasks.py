"""Thin: the daily clock."""

from django.utils import timezone

from imece.core.jobs.queue import periodic
from imece.employment.data_rights.domain.clock import follow_data_requests


@periodic("data_rights.follow_requests", cron="40 5 * * *")  # twenty to nine in Istanbul
def follow() -> None:
    follow_data_requests(now=timezone.now())
