"""Giving a paper out: code first (it is printed on it), then the bytes, then the record with their
fingerprint.
"""

from __future__ import annotations

import datetime
import hashlib
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import IntegrityError
from django.urls import reverse

from imece.core.actor import Actor
from imece.core.audit import record
from imece.core.documents.errors import ALREADY_REVOKED
from imece.core.documents.render import qr_image, render_document
from imece.core.formats import format_instant
from imece.core.models import DocumentRevocation, IssuedDocument
from imece.core.models.document import shown_code
from imece.core.transactions import acting, verb


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What the check page will say. `subject_shown` must be masked already; `subject_reference` stays
    inside.
    """

    kind: str
    title: str
    issuer_name: str
    issuer_id: int | None = None
    subject_reference: str = ""
    subject_shown: str = ""
    expires_on: datetime.date | None = None
    language: str = "tr"


def check_address(code: uuid.UUID) -> str:
    """The absolute address in the QR."""
    return str(settings.PUBLIC_URL) + reverse("documents:check_code", args=[shown_code(code)])


def seal_data(code: uuid.UUID) -> dict[str, str]:
    """What `seal()` in the template `core/parts` prints."""
    address = check_address(code)
    return {"code": shown_code(code), "check_address": address, "qr": qr_image(address)}


def issue_document(
    *,
    actor: Actor,
    paper: Paper,
    template_name: str,
    data: Mapping[str, Any],
    now: datetime.datetime,
) -> tuple[IssuedDocument, bytes]:
    """Render, record, audit. The caller keeps or sends the bytes; they are not stored here."""

    def render(seal: Mapping[str, str]) -> bytes:
        return render_document(template_name, {**data, **seal}, made_at=now)

    return issue_rendered(actor=actor, paper=paper, render=render, now=now)


@verb
def issue_rendered(
    *,
    actor: Actor,
    paper: Paper,
    render: Callable[[Mapping[str, str]], bytes],
    now: datetime.datetime,
) -> tuple[IssuedDocument, bytes]:
    """As `issue_document`, for a caller who renders by himself (reports); `render` gets the seal's data."""
    code = uuid.uuid4()
    content = render(seal_data(code))
    document = IssuedDocument.objects.create(
        code=code,
        kind=paper.kind,
        title=paper.title,
        language=paper.language,
        sha256=hashlib.sha256(content).hexdigest(),
        size_bytes=len(content),
        issued_at=now,
        issuer_id=paper.issuer_id,
        issuer_name=paper.issuer_name,
        subject_reference=paper.subject_reference,
        subject_shown=paper.subject_shown,
        expires_on=paper.expires_on,
    )
    record(actor, "documents.issued", document, details={"kind": paper.kind, "sha256": document.sha256})
    return document, content


def revoke_document(
    *, document: IssuedDocument, actor: Actor, reason: str, now: datetime.datetime
) -> DocumentRevocation:
    """The check page says so from this moment. Twice is DOC-006, also when two press at once."""
    try:
        with acting(actor):
            revocation = DocumentRevocation.objects.create(
                document=document, at=now, reason=reason, person_id=actor.person_id
            )
            record(actor, "documents.revoked", document, details={"reason": reason})
    except IntegrityError as fault:
        earlier = DocumentRevocation.objects.filter(document=document).first()
        if earlier is None:
            raise
        raise ALREADY_REVOKED(code=document.shown_code, revoked_at=format_instant(earlier.at)) from fault
    return revocation
