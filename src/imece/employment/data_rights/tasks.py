"""Thin: the daily clock."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.jobs.queue import periodic
from imece.core.retention import FIVE_YEARS, destroys_old
from imece.employment.data_rights.domain.clock import follow_data_requests
from imece.employment.data_rights.models import DataRequest


@periodic("data_rights.follow_requests", cron="40 5 * * *")  # twenty to nine in Istanbul
def follow() -> None:
    follow_data_requests(now=timezone.now())


destroys_old(
    DataRequest,
    what=_("Requests of persons about their data, and the answers"),
    kept=FIVE_YEARS,
    ground=_("proof that they were answered in time"),
)
