"""Tasks for the worker's tests, imported by the worker process under test."""

import time

from imece.core.jobs.background import Progress, with_progress
from imece.core.jobs.queue import task


@task("tests.count_slowly")
@with_progress
def count_slowly(progress: Progress, *, steps: int, pause: float) -> None:
    progress.begin(total_count=steps)
    for _step in range(steps):
        time.sleep(pause if progress.job.attempt_count == 0 else 0)
        progress.advance()
    progress.finish(message=f"counted {steps} for {progress.actor.name}", url="/ready/")


@task("tests.fail")
@with_progress
def fail(progress: Progress) -> None:
    raise RuntimeError("secret detail")
