"""Sending: each try is a row; a failure is tried again after growing pauses, then given up where people see it."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from imece.core.notifications.enums import MessageState, Outcome
from imece.core.notifications.models import DeliveryAttempt, OutboxMessage
from imece.core.notifications.outbox import queue_delivery
from imece.core.notifications.ports import NotDelivered, Port, Refused, port_for

log = logging.getLogger("imece.notifications")
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 1440))


def deliver(message_id: int, *, now: datetime | None = None, port: Callable[[str], Port] = port_for) -> None:
    """Try once. No transaction is open while the other side is spoken to.

    A crash between the handing over and the row sends once more: a notice twice is better than none.
    """
    message = OutboxMessage.objects.get(pk=message_id)
    if message.state != MessageState.WAITING:
        return
    outcome, detail, reference = _try(message, port)
    _record(message, outcome, detail, reference, now or timezone.now())


def _try(message: OutboxMessage, port: Callable[[str], Port]) -> tuple[Outcome, str, str]:
    try:
        return Outcome.DELIVERED, "", port(message.channel).send(message)
    except Refused as problem:
        return Outcome.REFUSED, str(problem), ""
    except NotDelivered as problem:
        return Outcome.FAILED, str(problem), ""


@transaction.atomic
def _record(message: OutboxMessage, outcome: Outcome, detail: str, reference: str, now: datetime) -> None:
    number = message.attempts.count() + 1
    DeliveryAttempt.objects.create(
        message=message,
        number=number,
        at=now,
        channel=message.channel,
        outcome=outcome,
        detail=detail[:500],
        reference=reference[:200],
    )
    if outcome == Outcome.FAILED and number <= len(PAUSES):
        message.next_attempt_at = now + PAUSES[number - 1]
        queue_delivery(message)
    else:
        message.state = MessageState.SENT if outcome == Outcome.DELIVERED else MessageState.GIVEN_UP
        message.next_attempt_at, message.settled_at = None, now
    message.save(update_fields=["state", "next_attempt_at", "settled_at"])
    if message.state == MessageState.GIVEN_UP:
        log.error("message %s (%s) given up after %s tries: %s", message.pk, message.notice, number, detail)


@transaction.atomic
def try_given_up_again() -> int:
    """Queue what was given up once more, after its cause is mended; returns how many."""
    messages = list(OutboxMessage.objects.select_for_update().filter(state=MessageState.GIVEN_UP))
    for message in messages:
        message.state, message.settled_at = MessageState.WAITING, None
        message.save(update_fields=["state", "settled_at"])
        queue_delivery(message)
    return len(messages)
