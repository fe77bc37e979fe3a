"""Papers of an application: what they are by their first bytes, how large, kept with their fingerprint."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from imece.core.actor import Actor
from imece.exchange.agreements.domain.errors import FILE_TOO_LARGE, WRONG_FILE
from imece.exchange.agreements.enums import FileKind
from imece.exchange.agreements.models import Application, ApplicationFile

MOST_BYTES = 10 * 2**20
TYPES = {b"%PDF-": "application/pdf", b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


@dataclass(frozen=True)
class GivenFile:
    """A paper that passed the gate; nothing of a browser's word for its type is believed."""

    kind: FileKind
    name: str
    content_type: str
    content: bytes


def read_file(kind: FileKind, file: BinaryIO, name: str, *, field: str = "") -> GivenFile:
    """Raises AGR-008 for anything but PDF, PNG, JPEG, and AGR-009 above 10 MB, before all of it is read."""
    content = file.read(MOST_BYTES + 1)
    shown = name.replace("\\", "/").rsplit("/", 1)[-1][-120:] or "?"
    if len(content) > MOST_BYTES:
        raise FILE_TOO_LARGE(name=shown, size="> 10", limit=MOST_BYTES // 2**20, field=field)
    found = next((kind for start, kind in TYPES.items() if content.startswith(start)), None)
    if found is None:
        raise WRONG_FILE(name=shown, field=field)
    return GivenFile(kind, shown, found, content)


def keep_file(application: Application, given: GivenFile, *, actor: Actor, now: datetime) -> ApplicationFile:
    assert actor.person_id is not None
    return ApplicationFile.objects.create(
        application=application,
        kind=given.kind,
        name=given.name,
        content_type=given.content_type,
        content=given.content,
        sha256=hashlib.sha256(given.content).hexdigest(),
        person_id=actor.person_id,
        added_at=now,
    )
