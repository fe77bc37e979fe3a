"""Thin: a clock, and one domain call."""

from django.utils import timezone

from imece.core.jobs.queue import periodic, task
from imece.exchange.letters.domain.delivery import (
    collect_evidence,
    deliver_letter,
    send_waiting_letters,
    serve_due_letters,
)


@task("letters.deliver")
def deliver(recipient_id: int) -> None:
    deliver_letter(recipient_id, now=timezone.now())


@periodic("letters.collect_evidence", cron="*/5 * * * *")
def collect() -> None:
    send_waiting_letters(now=timezone.now())
    collect_evidence(now=timezone.now())


@periodic("letters.serve", cron="3 21 * * *")  # three past midnight in Istanbul
def serve() -> None:
    serve_due_letters(now=timezone.now())
