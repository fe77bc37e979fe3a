"""A citizen asks that a line of the trail be erased, and is told at once until when the law keeps it (KVK-06)."""

from datetime import datetime

from django.utils import timezone

from imece.core import audit
from imece.core.actor import Actor
from imece.core.permissions import require
from imece.core.scope import key
from imece.core.transactions import verb
from imece.exchange.ledger.public import answer_erasure_request
from imece.exchange.transparency.domain.mine import Look
from imece.exchange.transparency.models import ErasureRequest


@verb
def ask_erasure(*, look: Look, actor: Actor, now: datetime) -> ErasureRequest:
    """The answer stands with the request; nothing is erased. `look` is the person's own (`mine.look_at_me`).

    Asked again, the first answer is given again.
    """
    require(actor, "transparency.citizen")
    if look.erasure is not None:
        return look.erasure
    entry = look.told.entry
    until = answer_erasure_request(asked_on=timezone.localdate(entry.asked_at), actor=actor, now=now)
    request, is_new = ErasureRequest.objects.get_or_create(
        person_id=key(actor.person_id),
        shard=entry.shard,
        sequence=entry.sequence,
        defaults={"asked_at": entry.asked_at, "requested_at": now, "kept_until": until},
    )
    if is_new:
        details = {"log": entry.shard, "sequence": entry.sequence, "kept_until": until}
        audit.record(actor, "transparency.erasure_answered", request, details=details, purpose="KVK-06")
    return request
