"""RFC 3161 time-stamps over checkpoints: by somebody else's clock, a state existed at the latest then.

An authority that is named (`core/time_stamps.py`) must answer: without a time-stamp for four hours the road closes
(`ledger_refusal`), as X-Road's does.
"""

from datetime import datetime, timedelta
from typing import Final

from imece.core.time_stamps import ask_authority
from imece.exchange.ledger.models import SealState, SignedCheckpoint, TimeStamp

EVERY: Final = timedelta(minutes=10)


def stamp_newest(log: str, now: datetime) -> TimeStamp | None:
    """Stamp the newest kept state of a log; None when it has one. Raises NoStamp."""
    checkpoint = SignedCheckpoint.objects.filter(log=log).order_by("-size").first()
    stamp = None
    if checkpoint is not None and not checkpoint.stamps.exists():
        token = ask_authority(checkpoint.note.encode())
        stamp = TimeStamp.objects.create(checkpoint=checkpoint, token=token, stamped_at=now)
    SealState.objects.filter(log=log).update(stamped_at=now)
    return stamp
