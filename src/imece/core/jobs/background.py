"""Jobs with a page: begun by a verb, run with their progress, cancelled by their owner.

    @task("reports.build")
    @with_progress
    def build_report(progress: Progress, *, report: str) -> None:
        progress.begin(total_count=len(rows))
        for row in rows:
            …
            progress.advance()
        progress.finish(message=_("Your report is ready."), url="/raporlar/17/")

Progress is written outside the work's own transaction only if the task does not wrap everything in one: commit in
portions, or the page stands still until the end.
"""

import logging
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from functools import wraps
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from imece.core.actor import Actor, ActorKind
from imece.core.errors import Problem
from imece.core.jobs.enums import ENDS, JobState
from imece.core.jobs.models import BackgroundJob
from imece.core.jobs.queue import cancel_queued, enqueue
from imece.core.transactions import verb

log = logging.getLogger("imece.jobs")
WRITE_EVERY = 0.5  # seconds
TOLD_BESIDE = (
    "update jobs_backgroundjob set done_count = %s where id = %s returning cancel_requested_at is not null"
)


class JobCancelled(Exception):
    """Raised inside the task at its next `advance` after the owner asked to stop."""


def jobs_of(actor: Actor) -> QuerySet[BackgroundJob]:
    """His own, started for the organisation he acts for now."""
    if actor.person_id is None:
        return BackgroundJob.objects.none()
    return BackgroundJob.objects.filter(person_id=actor.person_id, organisation_id=actor.organisation_id)


@verb
def begin_job(
    *, title: str, task_name: str, actor: Actor, total_count: int | None = None, **arguments: Any
) -> BackgroundJob:
    """Record the job and queue its task, in one transaction. The task gets `arguments`, primitives only."""
    assert actor.person_id is not None, "a job with a page belongs to a person; others use enqueue"
    job = BackgroundJob.objects.create(
        title=title,
        task_name=task_name,
        total_count=total_count,
        person_id=actor.person_id,
        organisation_id=actor.organisation_id,
        actor={**asdict(actor), "grants": sorted(actor.grants)},
        language=translation.get_language() or "tr",
    )
    job.queue_id = enqueue(task_name, background_job_id=job.pk, **arguments)
    job.save(update_fields=["queue_id"])
    return job


@verb
def cancel_job(*, job: BackgroundJob, actor: Actor) -> None:
    """Stop at once what waits; ask what runs to stop at its next step. What is over stays as it is."""
    job = BackgroundJob.objects.select_for_update().get(pk=job.pk)
    if job.is_over:
        return
    job.cancel_requested_at = timezone.now()
    if job.queue_id is not None and cancel_queued(job.queue_id):
        job.state, job.finished_at = JobState.CANCELLED, job.cancel_requested_at
    job.save(update_fields=["cancel_requested_at", "state", "finished_at"])


class Progress:
    """What a task tells about itself. Writes at most twice a second, however often it is told."""

    def __init__(self, job: BackgroundJob) -> None:
        self.job = job
        self.done_count = 0
        self._written_at = 0.0

    @property
    def actor(self) -> Actor:
        """Who asked, with the rights he had then."""
        kept = dict(self.job.actor)
        return Actor(**{**kept, "kind": ActorKind(kept["kind"]), "grants": frozenset(kept["grants"])})

    def begin(self, total_count: int) -> None:
        self._update(total_count=total_count)

    def advance(self, by: int = 1) -> None:
        """Count `by` more pieces as done. Raises JobCancelled when the owner wants no more."""
        self.done_count += by
        if time.monotonic() - self._written_at < WRITE_EVERY:
            return
        self._written_at = time.monotonic()
        self._update(done_count=self.done_count)
        if self._mine().filter(cancel_requested_at__isnull=False).exists():
            raise JobCancelled

    @contextmanager
    def beside(self) -> Iterator[Callable[[int], None]]:
        """For work that is one transaction: gives a function that tells how many are done, over a connection of
        its own, so that it is seen before the end. Raises JobCancelled when the owner wants no more."""
        teller = connection.copy()

        def tell(done_count: int) -> None:
            self.done_count = done_count
            if time.monotonic() - self._written_at < WRITE_EVERY:
                return
            self._written_at = time.monotonic()
            with teller.cursor() as cursor:
                cursor.execute(TOLD_BESIDE, [done_count, self.job.pk])
                if any(is_cancelled for (is_cancelled,) in cursor.fetchall()):
                    raise JobCancelled

        try:
            yield tell
        finally:
            teller.close()

    def finish(self, *, message: str = "", url: str = "") -> None:
        """Say where the result is; without this call the job ends with no message of its own."""
        self._update(message=message, result_url=url)

    def _mine(self) -> QuerySet[BackgroundJob]:
        return BackgroundJob.objects.filter(pk=self.job.pk)

    def _update(self, **values: Any) -> None:
        self._mine().update(**values)

    def start(self) -> bool:
        """False when it is over already: a second run of the same job does nothing."""
        with_next_attempt = {"attempt_count": self.job.attempt_count + 1, "done_count": 0}
        running = {"state": JobState.RUNNING, "started_at": timezone.now()}
        return bool(self._mine().exclude(state__in=ENDS).update(**running, **with_next_attempt))

    def end(self, state: JobState, **values: Any) -> None:
        self._update(state=state, finished_at=timezone.now(), **values)

    def complete(self) -> None:
        total_count = self._mine().values_list("total_count", flat=True).get()
        self.end(JobState.DONE, done_count=self.done_count if total_count is None else total_count)


def with_progress(function: Callable[..., None]) -> Callable[..., None]:
    """Make a task of `function(progress, **arguments)`: it begins, ends, fails and stops visibly."""

    @wraps(function)
    def run(background_job_id: int, **arguments: Any) -> None:
        job = BackgroundJob.objects.get(pk=background_job_id)
        progress = Progress(job)
        if not progress.start():
            return
        with translation.override(job.language):
            try:
                function(progress, **arguments)
            except JobCancelled:
                progress.end(JobState.CANCELLED)
            except Problem as problem:
                progress.end(JobState.FAILED, problem=f"{problem.message} {problem.remedy}"[:500])
            except Exception:
                number = uuid.uuid4().hex[:12]
                log.exception("job %s (%s) failed, incident %s", job.pk, job.task_name, number)
                text = _("Something went wrong on our side. Tell us this incident number: %(number)s")
                progress.end(JobState.FAILED, problem=text % {"number": number})
                raise
            else:
                progress.complete()

    return run
