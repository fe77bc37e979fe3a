"""Thin: clocks, each with one domain call."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.jobs.queue import periodic
from imece.core.retention import FIVE_YEARS, ROAD, destroys_old
from imece.exchange.transparency.domain.watch import watch_day, watch_hour
from imece.exchange.transparency.domain.why import follow_requests
from imece.exchange.transparency.models import (
    Embargo,
    ErasureRequest,
    JustificationItem,
    JustificationSample,
    TrailOpening,
    TrailSearch,
    UsageFlag,
    WhyRequest,
)


@periodic("transparency.watch_hour", cron="12 * * * *")
def watch_last_hour() -> None:
    watch_hour(now=timezone.now())


@periodic("transparency.watch_day", cron="20 0 * * *")  # twenty past three in Istanbul: the day that is over
def watch_yesterday() -> None:
    now = timezone.now()
    watch_day(day=timezone.localdate(now) - timedelta(days=1), now=now)


@periodic("transparency.follow_requests", cron="30 5 * * *")  # half past eight in Istanbul
def follow() -> None:
    follow_requests(now=timezone.now())


destroys_old(
    TrailSearch,
    TrailOpening,
    ErasureRequest,
    WhyRequest,
    UsageFlag,
    JustificationItem,
    JustificationSample,
    Embargo,
    name="transparency.files",
    what=_("Searches of the trail, questions why, unusual use, samples"),
    kept=FIVE_YEARS,
    ground=ROAD,
)
