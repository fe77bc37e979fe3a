from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from imece.core.jobs.queue import task
from imece.core.notifications.models import DeliveryAttempt, OutboxMessage
from imece.core.notifications.outbox import DELIVER
from imece.core.retention import destroy_old, destroys


@task(DELIVER)
def deliver_message(message_id: int) -> None:
    """Idempotent: a message that is settled is left alone."""
    from imece.core.notifications.delivery import deliver

    deliver(message_id)


@destroys(
    "notifications.messages", what=_("Messages to persons, and when they were handed over"), kept=_("5 years"),
    ground=_("proof that the person was told"),
)  # fmt: skip
def forget_messages(now: datetime) -> int:
    """The tries first; a message goes when none of its tries is left."""
    destroy_old(DeliveryAttempt)
    old = OutboxMessage.objects.filter(
        created_at__lt=now - timedelta(days=366 * DeliveryAttempt.kept_years), attempts__isnull=True
    )
    return old.delete()[0]
