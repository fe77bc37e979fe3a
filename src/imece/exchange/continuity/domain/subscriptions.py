"""Being told of interruptions by e-mail: confirmed once, ended by one press (RFC 8058)."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse

from imece.core import audit
from imece.core.actor import Actor
from imece.core.notifications.outbox import notify
from imece.core.notifications.recipient import Recipient
from imece.core.transactions import verb
from imece.exchange.continuity.domain.errors import UNKNOWN_SUBSCRIPTION
from imece.exchange.continuity.domain.telling import UNSUBSCRIBE
from imece.exchange.continuity.models import StatusSubscription

CONFIRM = "imece.continuity.confirm"
LINK_LIVES = timedelta(days=7)
PAUSE = timedelta(hours=1)  # nobody's mailbox is filled by a stranger's pressing


@verb
def subscribe(*, email: str, language: str, actor: Actor, now: datetime) -> None:
    """The same answer for a known address and an unknown one; only the mail differs, and a known one gets none."""
    row, is_new = StatusSubscription.objects.get_or_create(
        email=email, defaults={"language": language, "asked_at": now}
    )
    if row.confirmed_at is not None or (not is_new and now - row.asked_at < PAUSE):
        return
    if not is_new:
        row.asked_at, row.language = now, language
        row.save(update_fields=["asked_at", "language"])
    token = signing.dumps(row.pk, salt=CONFIRM)
    link = f"{settings.PUBLIC_URL}{reverse('status_confirm', args=[token])}"
    notify("continuity.confirm", Recipient(name=email, language=language, email=email), link=link)
    audit.record(actor, "continuity.subscription_asked", row)


@verb
def confirm_subscription(*, token: str, actor: Actor, now: datetime) -> StatusSubscription:
    row = _read(token, CONFIRM, LINK_LIVES)
    if row.confirmed_at is None:
        row.confirmed_at = now
        row.save(update_fields=["confirmed_at"])
        audit.record(actor, "continuity.subscribed", row)
    return row


@verb
def unsubscribe(*, token: str, actor: Actor) -> None:
    """The row goes: nothing is kept of who no longer wants to be told. A second press finds nothing to do."""
    try:
        key = signing.loads(token, salt=UNSUBSCRIBE)
    except signing.BadSignature as problem:
        raise UNKNOWN_SUBSCRIPTION() from problem
    row = StatusSubscription.objects.filter(pk=key).first()
    if row is not None:
        audit.record(actor, "continuity.unsubscribed", row)
        row.delete()


def _read(token: str, salt: str, age: timedelta) -> StatusSubscription:
    try:
        key = signing.loads(token, salt=salt, max_age=age)
    except signing.BadSignature as problem:
        raise UNKNOWN_SUBSCRIPTION() from problem
    row = StatusSubscription.objects.filter(pk=key).first()
    if row is None:
        raise UNKNOWN_SUBSCRIPTION()
    return row
