"""How far each log is sealed, for whoever reckons from sealed rows alone (X6.1)."""

from dataclasses import dataclass
from typing import Any

from imece.exchange.ledger.domain.installation import shard_numbers, signers_of
from imece.exchange.ledger.models import SignedCheckpoint
from imece.exchange.ledger.notes import BadNote, open_checkpoint


@dataclass(frozen=True)
class SealedHead:
    """The first `size` rows of a log, under `root` (hex): a signed state that is kept for ever."""

    log: int
    size: int
    root: str

    def as_json(self) -> dict[str, Any]:
        return {"log": self.log, "size": self.size, "root": self.root}


def sealed_heads() -> list[SealedHead]:
    """The newest kept state of each log, at most a minute old. Nothing of a log without one that our key signed."""
    return [head for number in shard_numbers() if (head := _head_of(number))]


def _head_of(number: int) -> SealedHead | None:
    newest = SignedCheckpoint.objects.filter(log=str(number)).order_by("-size").first()
    if newest is None:
        return None
    try:
        state = open_checkpoint(newest.note, [signer.verifier for signer in signers_of(number)])
    except BadNote:
        return None
    return SealedHead(number, state.size, state.root.hex())
