"""Where this installation's logs lie on disk, and with which keys they are signed."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from imece.exchange.ledger.models import Shard
from imece.exchange.ledger.notes import Signer


def ledger_folder() -> Path:
    folder: Path = settings.HOME / "ledger"
    return folder


def origin_of(log: str) -> str:
    """The log's name in every checkpoint: the installation by a fingerprint of its key, and which log."""
    return f"imece.example/{_installation()}/{log}"


def signers_of(log: str | int) -> Sequence[Signer]:
    """The present key first; a former one signs beside it while keys roll over (`checkpoint_key_old`)."""
    secrets = settings.INSTALLATION.secrets
    keys = [secrets["checkpoint_key"], *([old] if (old := secrets.get("checkpoint_key_old")) else [])]
    return [Signer(origin_of(str(log)), _seed(key)) for key in keys]


def shard_numbers() -> list[int]:
    return list(Shard.objects.order_by("number").values_list("number", flat=True))


def _seed(key: str) -> bytes:
    return hashlib.sha256(b"imece checkpoint key 1\x00" + key.encode()).digest()


def _installation() -> str:
    return hashlib.sha256(
        b"imece installation\x00" + settings.INSTALLATION.secrets["fingerprint_key"].encode()
    ).hexdigest()[:12]
