"""The one file that holds this installation's keys and passwords: JSON, mode 0600, made at first start.

Losing it makes encrypted columns and sealed files unreadable, so `deploy/backup` copies it beside the dump.
"""

import json
import os
import secrets
from pathlib import Path

GENERATED = (
    "owner_password",
    "web_password",
    "worker_password",
    "gateway_password",
    "archive_password",
    "django_secret_key",
    "field_encryption_key",
    "fingerprint_key",
    "exchange_token_key",  # signs the bearer tokens of the road
    "ledger_key",  # wraps the month keys of the exchange's ledger
    "checkpoint_key",  # signs its checkpoints and statements (Ed25519 seed); the sealer alone needs it
    "house_key",
)


def load_secrets(path: Path) -> dict[str, str]:
    """Read the file, adding what is missing; refuse one that others may read."""
    known: dict[str, str] = {}
    if path.exists():
        if path.stat().st_mode & 0o077:
            raise PermissionError(f"{path} can be read by others; run: chmod 600 '{path}'")
        known = json.loads(path.read_text(encoding="utf-8"))
    missing = [name for name in GENERATED if name not in known]
    if missing:
        known |= {name: secrets.token_urlsafe(32) for name in missing}
        save_secrets(path, known)
    return known


def save_secrets(path: Path, values: dict[str, str]) -> None:
    """Replace the file in one step, so that a crash leaves the old one whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(values, file, indent=1, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
