"""Whether a paper is genuine: what the public check page says, and nothing personal beyond the masked
(KVK-10).
"""

from __future__ import annotations

import datetime
import enum
import hashlib
import re
import uuid
from dataclasses import dataclass
from typing import Any

from imece.core.documents.errors import (
    FILE_TOO_LARGE_TO_COMPARE,
    MALFORMED_CODE,
    NO_FILE_TO_COMPARE,
    UNKNOWN_CODE,
)
from imece.core.models import DocumentRevocation, IssuedDocument
from imece.core.models.document import shown_code
from imece.core.turkish import mask_number

MAX_COMPARED_BYTES = 25 * 1024 * 1024
_CODE = re.compile(r"[0-9a-fA-F]{8}-?(?:[0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}")
_LONG_NUMBER = re.compile(r"(?<!\d)\d{10,11}(?!\d)")


class Standing(enum.StrEnum):
    VALID = "valid"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class CheckAnswer:
    """All that a stranger who holds the code may know."""

    code: str
    standing: Standing
    title: str
    issuer_name: str
    issued_at: datetime.datetime
    expires_on: datetime.date | None
    revoked_at: datetime.datetime | None
    subject: str
    sha256: str
    size_bytes: int


def parse_code(text: str) -> uuid.UUID:
    """ID-26: 8-4-4-4-12 hexadecimal. Blanks around and missing hyphens are forgiven, other letters are
    not.
    """
    typed = "".join(text.split())
    if not _CODE.fullmatch(typed):
        raise MALFORMED_CODE(code=text.strip()[:60], field="code")
    return uuid.UUID(typed)


def check_document(text: str, *, today: datetime.date) -> CheckAnswer:
    """Raises DOC-001 for what is no code and DOC-002 for a code nobody was given."""
    code = parse_code(text)
    document = IssuedDocument.objects.select_related("revocation").filter(code=code).first()
    if document is None:
        raise UNKNOWN_CODE(code=shown_code(code), field="code")
    revocation = getattr(document, "revocation", None)
    return CheckAnswer(
        code=document.shown_code,
        standing=standing_of(document.expires_on, revocation, today),
        title=mask_numbers_in(document.title),
        issuer_name=document.issuer_name,
        issued_at=document.issued_at,
        expires_on=document.expires_on,
        revoked_at=revocation.at if revocation else None,
        subject=mask_numbers_in(document.subject_shown),
        sha256=document.sha256,
        size_bytes=document.size_bytes,
    )


def standing_of(
    expires_on: datetime.date | None, revocation: DocumentRevocation | None, today: datetime.date
) -> Standing:
    """Revoked beats expired; the last day still counts."""
    if revocation is not None:
        return Standing.REVOKED
    if expires_on is not None and expires_on < today:
        return Standing.EXPIRED
    return Standing.VALID


def is_same_file(answer: CheckAnswer, upload: Any) -> bool:
    """Compare an uploaded copy with what was issued, byte for byte; the copy is read once and not stored."""
    if upload is None or upload.size == 0:
        raise NO_FILE_TO_COMPARE(field="file")
    if upload.size > MAX_COMPARED_BYTES:
        size, limit = -(-upload.size // 2**20), MAX_COMPARED_BYTES // 2**20
        raise FILE_TOO_LARGE_TO_COMPARE(size=size, limit=limit, field="file")
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    return digest.hexdigest() == answer.sha256


def mask_numbers_in(text: str) -> str:
    """The last fence before a public page: an identity or tax number left in a title is masked all the
    same.
    """
    return _LONG_NUMBER.sub(lambda found: mask_number(found.group()), text)
