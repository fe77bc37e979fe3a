"""Writing to the outbox, and reading one's own messages."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from imece.core.actor import Actor
from imece.core.jobs.queue import enqueue
from imece.core.notifications.attachment import Attachment
from imece.core.notifications.enums import MessageState
from imece.core.notifications.models import OutboxMessage
from imece.core.notifications.notice import NOTICES, Notice, render_notice
from imece.core.notifications.recipient import Recipient

DELIVER = "notifications.deliver"


@transaction.atomic
def notify(
    notice: type[Notice] | str,
    recipient: Recipient,
    *,
    attachments: Sequence[Attachment] = (),
    unsubscribe_url: str = "",
    **data: Any,
) -> OutboxMessage:
    """Write the message and queue its sending, in the caller's transaction: it is sent only if that commits.

    A domain verb names the notice ("selection.invited"), as it names a task: the class stands above it, in the
    room's `notifications.py`. Without any address it stands in the inbox alone. What somebody asked for himself he can
    end: `unsubscribe_url` takes a POST from anybody's mail program and ends these notices (RFC 8058); the
    text can name it too.
    """
    notice = NOTICES[notice] if isinstance(notice, str) else notice
    subject, body = render_notice(notice, recipient.language, data | {"unsubscribe_url": unsubscribe_url})
    channel = recipient.reachable_channel(notice.channels)
    message = OutboxMessage.objects.create(
        notice=notice.name,
        person_id=recipient.person_id,
        recipient_name=recipient.name,
        language=recipient.language,
        channel=channel or "",
        destination=recipient.destination(channel) if channel else "",
        subject=subject,
        body=body,
        attachments=[asdict(attachment) for attachment in attachments],
        unsubscribe_url=unsubscribe_url,
        state=MessageState.WAITING if channel else MessageState.INBOX_ONLY,
    )
    if channel:
        queue_delivery(message)
    return message


def queue_delivery(message: OutboxMessage) -> None:
    """One message is never sent by two workers at once (`lock`)."""
    enqueue(DELIVER, lock=f"outbox-{message.pk}", at=message.next_attempt_at, message_id=message.pk)


def messages_of(actor: Actor) -> QuerySet[OutboxMessage]:
    """His inbox, newest first; nobody has one who is not signed in."""
    if actor.person_id is None:
        return OutboxMessage.objects.none()
    return OutboxMessage.objects.filter(person_id=actor.person_id).order_by("-created_at", "-id")


def unread_count(actor: Actor) -> int:
    return messages_of(actor).filter(read_at__isnull=True).count()


def mark_read(*, message: OutboxMessage, actor: Actor) -> None:
    """The first look counts."""
    messages_of(actor).filter(pk=message.pk, read_at__isnull=True).update(read_at=timezone.now())
