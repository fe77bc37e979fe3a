"""The queue: in the transaction, on the person's page, and surviving a killed worker."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest
from django.db import connection, transaction
from django.http import Http404
from django.test import RequestFactory
from procrastinate.contrib.django.models import ProcrastinateJob

from imece.core.actor import Actor, ActorKind
from imece.core.errors import Problem
from imece.core.jobs.background import Progress, begin_job, cancel_job, jobs_of
from imece.core.jobs.enums import JobState
from imece.core.jobs.models import BackgroundJob
from imece.core.jobs.queue import enqueue
from imece.core.jobs.web.views import show_job
from tests.core.jobs import slow_tasks

AYLA = Actor(ActorKind.EMPLOYER, person_id=1, name="Ayla", organisation_id=10, grants=frozenset({"reports"}))
WORKER = """
import django; django.setup()
import tests.core.jobs.slow_tasks
from django.core.management import call_command
call_command("worker", *{options!r})
"""


def count_slowly(actor: Actor = AYLA, steps: int = 40, pause: float = 0.05) -> BackgroundJob:
    return begin_job(title="Sayım", task_name="tests.count_slowly", actor=actor, steps=steps, pause=pause)


def wait_until(condition: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


@pytest.fixture
def start_worker(fresh_database: str, cluster) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Real worker processes in the role `imece_worker` on this test's own database."""
    started: list[subprocess.Popen[bytes]] = []
    environment = {
        **os.environ,
        "DATABASE_URL": str(cluster.url(fresh_database)),
        "IMECE_DATABASE_ROLE": "worker",
    }
    environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)

    def start(*options: str) -> subprocess.Popen[bytes]:
        started.append(
            subprocess.Popen([sys.executable, "-c", WORKER.format(options=options)], env=environment)
        )
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


@pytest.mark.django_db
def test_a_rolled_back_transaction_leaves_no_job() -> None:
    with transaction.atomic():
        count_slowly()
        assert ProcrastinateJob.objects.count() == 1
        transaction.set_rollback(True)
    assert ProcrastinateJob.objects.count() == BackgroundJob.objects.count() == 0


@pytest.mark.django_db
def test_a_name_that_no_task_has_is_refused_at_once() -> None:
    with pytest.raises(KeyError, match=r"no task 'tests\.misspelt'"):
        enqueue("tests.misspelt")


@pytest.mark.django_db
def test_the_task_keeps_the_rights_of_the_moment_it_was_asked() -> None:
    assert Progress(count_slowly()).actor == AYLA


@pytest.mark.django_db
def test_a_second_run_of_a_finished_job_does_nothing() -> None:
    job = count_slowly(steps=2, pause=0)
    slow_tasks.count_slowly(job.pk, steps=2, pause=0)
    slow_tasks.count_slowly(job.pk, steps=2, pause=0)
    job.refresh_from_db()
    assert (job.state, job.done_count, job.attempt_count) == (JobState.DONE, 2, 1)
    assert job.message == "counted 2 for Ayla"


@pytest.mark.django_db
def test_a_fault_shows_an_incident_number_and_no_detail(caplog: pytest.LogCaptureFixture) -> None:
    job = begin_job(title="x", task_name="tests.fail", actor=AYLA)
    with pytest.raises(RuntimeError):
        slow_tasks.fail(job.pk)
    job.refresh_from_db()
    number = job.problem.rpartition(" ")[2]
    assert job.state == JobState.FAILED
    assert "secret" not in job.problem
    assert number in caplog.text


@pytest.mark.django_db
def test_what_waits_is_cancelled_at_once() -> None:
    job = count_slowly()
    cancel_job(job=job, actor=AYLA)
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED
    assert ProcrastinateJob.objects.get().status == "cancelled"


@pytest.mark.django_db
def test_what_runs_stops_at_its_next_step() -> None:
    job = count_slowly(pause=0)
    BackgroundJob.objects.update(cancel_requested_at=job.created_at)
    slow_tasks.count_slowly(job.pk, steps=5, pause=0)
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED


@pytest.mark.django_db
@pytest.mark.parametrize(
    "other",
    [
        Actor(ActorKind.EMPLOYER, person_id=2, organisation_id=10),
        Actor(ActorKind.EMPLOYER, person_id=1, organisation_id=11),
        Actor(ActorKind.JOB_SEEKER, person_id=1),
    ],
    ids=["another person", "for another workplace", "for himself"],
)
def test_only_the_owner_sees_a_job(rf: RequestFactory, other: Actor) -> None:
    job = count_slowly()
    request = rf.get("/")
    request.actor = other
    assert not jobs_of(other).exists()
    with pytest.raises((Problem, Http404), match="CORE-404"):
        show_job(request, job.pk)


@pytest.mark.django_db
def test_the_page_tells_how_far_the_job_is_and_polls_until_its_end(rf: RequestFactory) -> None:
    job = count_slowly()
    BackgroundJob.objects.update(state=JobState.RUNNING, done_count=10, total_count=40)
    request = rf.get("/", headers={"HX-Request": "true"})
    request.actor = AYLA
    running = show_job(request, job.pk).content.decode()
    assert "hx-trigger" in running
    assert 'value="25"' in running
    BackgroundJob.objects.update(state=JobState.DONE, result_url="/ready/")
    done = show_job(request, job.pk).content.decode()
    assert "hx-trigger" not in done
    assert 'href="/ready/"' in done


def test_a_killed_workers_job_is_rescued_and_finishes(
    start_worker: Callable[..., subprocess.Popen[bytes]],
) -> None:
    """kill -9 in the middle: another worker takes the job up by itself and ends it (technology.md §6)."""
    quick = ("--heartbeat", "0.5", "--rescue-after", "2")
    first = start_worker(*quick)
    job = count_slowly(steps=1000, pause=0.05)

    def state() -> BackgroundJob:
        connection.close()
        return BackgroundJob.objects.get(pk=job.pk)

    wait_until(lambda: state().done_count > 0)
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    assert state().state == JobState.RUNNING
    second = start_worker(*quick)
    wait_until(lambda: state().is_over)
    finished = state()
    assert (finished.state, finished.done_count, finished.attempt_count) == (JobState.DONE, 1000, 2)
    assert ProcrastinateJob.objects.get(pk=finished.queue_id).status == "succeeded"
    second.terminate()
    assert second.wait(timeout=30) == 0
