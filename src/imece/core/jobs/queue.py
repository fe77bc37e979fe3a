"""The queue is in our own database (procrastinate): a job is queued by the transaction that wants it, or not at all."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from procrastinate.contrib.django import app

Task = TypeVar("Task", bound=Callable[..., Any])


def enqueue(task_name: str, *, at: datetime | None = None, lock: str = "", **arguments: Any) -> int:
    """Queue a task by its name with primitives; returns the number in the queue.

    `at` is the earliest moment. Jobs of one `lock` never run at the same time, and run in the order they came.
    Raises KeyError for a name that no task has: a misspelt name must not wait in the queue for ever.
    """
    if task_name not in app.tasks:
        raise KeyError(f"there is no task {task_name!r}; known are {', '.join(sorted(app.tasks))}")
    deferrer = app.configure_task(task_name, lock=lock or None, schedule_at=at)
    return int(deferrer.defer(**arguments))


def task(name: str) -> Callable[[Task], Task]:
    """Declare a task in a room's `tasks.py`: `@task("reports.build")`. The function stays callable as it is."""

    def declare(function: Task) -> Task:
        app.task(name=name)(function)
        return function

    return declare


def periodic(name: str, *, cron: str) -> Callable[[Task], Task]:
    """Declare a task that the workers queue by the clock (`cron`, in UTC); one run a tick, however many workers."""

    def declare(function: Task) -> Task:
        def at_tick(timestamp: int) -> None:
            function()

        app.periodic(cron=cron)(app.task(name=name)(at_tick))
        return function

    return declare


def cancel_queued(queue_id: int) -> bool:
    """Take a job out of the queue; False when it has begun or is over."""
    return bool(app.job_manager.cancel_job_by_id(queue_id))
