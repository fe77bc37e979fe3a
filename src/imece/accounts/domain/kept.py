"""A form that arrived after the session had ended: sealed, for half an hour (P1.6)."""

import json
import secrets
from datetime import datetime, timedelta

from imece.accounts.domain.sealing import fingerprint, seal, unseal
from imece.accounts.models import KeptForm

LIFETIME = timedelta(minutes=30)
LARGEST = 256 * 1024  # characters of JSON

Fields = list[tuple[str, list[str]]]


def keep_fields(
    fields: Fields,
    *,
    owner: str,
    path: str,
    had_files: bool,
    organisation_id: int | None,
    through_id: int | None,
    now: datetime,
) -> str | None:
    """The token for the cookie; None when there is nothing to keep or it is too large."""
    body = json.dumps(fields)
    if not fields or len(body) > LARGEST:
        return None
    KeptForm.objects.filter(expires_at__lt=now).delete()
    token = secrets.token_urlsafe(32)
    KeptForm.objects.create(
        token_hash=fingerprint("kept form", token),
        owner=owner,
        path=path[:500],
        body=seal(body),
        had_files=had_files,
        organisation_id=organisation_id,
        through_id=through_id,
        expires_at=now + LIFETIME,
    )
    return token


def fields_of(kept: KeptForm) -> Fields | None:
    """What was typed; None when the seal is not ours or broken."""
    body = unseal(kept.body)
    return None if body is None else [(name, values) for name, values in json.loads(body)]
