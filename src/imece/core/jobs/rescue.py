"""Jobs whose worker died (kill -9, power) stand as running for ever unless somebody puts them back.

A living worker sends a heartbeat; a job of one that has none for `after_seconds` is queued again. A job that has
taken several workers down with it is not given to another: it is failed, with a line in the log.
"""

import logging

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from procrastinate import App, exceptions
from procrastinate.jobs import Job, Status

from imece.core.jobs.enums import ENDS, JobState
from imece.core.jobs.models import BackgroundJob

log = logging.getLogger("imece.jobs")
MOST_ATTEMPTS = 5


async def rescue_stalled_jobs(app: App, after_seconds: float) -> int:
    """Put back the jobs of dead workers; returns how many. Harmless when two workers do it at once."""
    rescued = 0
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=after_seconds):
        rescued += await _rescue(app, job)
    return rescued


async def _rescue(app: App, job: Job) -> int:
    try:
        if job.attempts + 1 >= MOST_ATTEMPTS:
            await _give_up(app, job)
            return 0
        await app.job_manager.retry_job(job)
    except exceptions.ConnectorException:
        log.info("job %s of a dead worker was rescued by another worker", job.id)
        return 0
    log.warning("job %s (%s) was left by a dead worker and is queued again", job.id, job.task_name)
    return 1


async def _give_up(app: App, job: Job) -> None:
    log.error(
        "job %s (%s) was left by %s dead workers and is given up", job.id, job.task_name, job.attempts + 1
    )
    await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=False)
    unfinished = BackgroundJob.objects.filter(queue_id=job.id).exclude(state__in=ENDS)
    async for record in unfinished:
        with override(record.language):
            record.problem = _("This job could not be finished in several tries. We have a record of it.")
        record.state, record.finished_at = JobState.FAILED, timezone.now()
        await record.asave(update_fields=["state", "finished_at", "problem"])
