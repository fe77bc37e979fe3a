"""The queue keeps its own house: finished jobs go after a month."""

import asyncio

from procrastinate.contrib.django import app

from imece.core.jobs.queue import periodic

KEPT_HOURS = 31 * 24


@periodic("jobs.remove_old", cron="17 1 * * *")
def remove_old_jobs() -> None:
    """What is over and old; failed ones too, they are in the log."""
    removal = app.job_manager.delete_old_jobs(
        nb_hours=KEPT_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
    )
    asyncio.run(removal)
