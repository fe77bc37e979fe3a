import asyncio
import contextlib
from argparse import ArgumentParser
from collections.abc import AsyncIterator
from typing import Any

from django.core.management.base import BaseCommand
from procrastinate import App
from procrastinate.contrib.django import app

from imece.core.jobs.rescue import rescue_stalled_jobs


class Command(BaseCommand):
    help = "Do queued and periodic work until stopped; start as many as needed (IMECE_DATABASE_ROLE=worker)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--concurrency", type=int, default=2, help="jobs at the same time in this process"
        )
        parser.add_argument("--once", action="store_true", help="do what is queued and end")
        parser.add_argument("--heartbeat", type=float, default=10, help="seconds between signs of life")
        parser.add_argument(
            "--rescue-after",
            type=float,
            default=30,
            help="seconds without a sign of life that make a worker dead",
        )

    def handle(self, *args: object, **options: Any) -> None:
        connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]
        with app.replace_connector(connector) as worker_app, contextlib.suppress(KeyboardInterrupt):
            asyncio.run(_work(worker_app, options))


async def _work(worker_app: App, options: dict[str, Any]) -> None:
    async with worker_app.open_async(), _rescuing(worker_app, options["rescue_after"]):
        await worker_app.run_worker_async(
            concurrency=options["concurrency"],
            wait=not options["once"],
            shutdown_graceful_timeout=20,
            update_heartbeat_interval=options["heartbeat"],
            stalled_worker_timeout=options["rescue_after"],
        )


@contextlib.asynccontextmanager
async def _rescuing(worker_app: App, after_seconds: float) -> AsyncIterator[None]:
    """Beside the jobs, not as one of them: a job could stand behind the very ones it should free."""

    async def repeat() -> None:
        while True:
            await rescue_stalled_jobs(worker_app, after_seconds)
            await asyncio.sleep(after_seconds / 2)

    rescuing = asyncio.create_task(repeat())
    try:
        yield
    finally:
        rescuing.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await rescuing
