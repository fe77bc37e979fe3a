"""Thin: a clock, and one domain call."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.jobs.queue import periodic
from imece.core.retention import destroys_old
from imece.exchange.continuity.domain.probing import probe_road
from imece.exchange.continuity.models import AffectedListing


@periodic("continuity.probe", cron="* * * * *")
def probe() -> None:
    probe_road(now=timezone.now())


destroys_old(
    AffectedListing,
    what=_("Who had the persons concerned by a breach named"),
    kept=_("10 years"),
    ground=_("register of breaches"),
)
