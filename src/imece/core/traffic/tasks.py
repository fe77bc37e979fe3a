"""Closing yesterday's traffic log, and its line of the plan of destruction (KVK-06, KVK-12)."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.actor import system_actor
from imece.core.jobs.queue import periodic
from imece.core.retention import destroys
from imece.core.traffic.days import close_days, destroy_old_files


@periodic("traffic.close", cron="9 0 * * *")  # UTC, as the log's days are
def close() -> None:
    close_days(actor=system_actor("traffic.close"), now=timezone.now())


@destroys(
    "traffic.files", what=_("Traffic log, where it is switched on: one line a request, by day"),
    kept=_("730 days, unless headquarters has set another number (traffic_log_keep_days)"),
    ground=_("law 5651, art. 5: not less than one year, not more than two"),
)  # fmt: skip
def destroy_files(now: datetime) -> int:
    return destroy_old_files(now)
