from imece.core.jobs.queue import task
from imece.core.notifications.outbox import DELIVER


@task(DELIVER)
def deliver_message(message_id: int) -> None:
    """Idempotent: a message that is settled is left alone."""
    from imece.core.notifications.delivery import deliver

    deliver(message_id)
