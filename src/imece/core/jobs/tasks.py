"""The queue keeps its own house: finished jobs go after a month."""

import asyncio
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from imece.core.jobs.models import BackgroundJob
from imece.core.jobs.queue import periodic
from imece.core.retention import destroys

KEPT_DAYS = 31


@periodic("jobs.remove_old", cron="17 1 * * *")
def remove_old_jobs() -> None:
    """What is over and old; failed ones too, they are in the log."""
    removal = app.job_manager.delete_old_jobs(
        nb_hours=KEPT_DAYS * 24, include_failed=True, include_cancelled=True, include_aborted=True
    )
    asyncio.run(removal)


@destroys(
    "jobs.background", what=_("Long pieces of work that are over, with the rights they were done with"),
    kept=_("31 days after their end"), ground=_("to see how they ended"),
)  # fmt: skip
def forget_jobs(now: datetime) -> int:
    return BackgroundJob.objects.filter(finished_at__lt=now - timedelta(days=KEPT_DAYS)).delete()[0]
