"""**Gizlilik Taahhütnamesi**, Ek-2 (X3.3, PRO-08): made as a form, signed on paper, filed, produced on demand."""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from imece.core import audit
from imece.core.actor import Actor
from imece.core.documents.issue import Paper, issue_document
from imece.core.documents.letter import Letter
from imece.core.formats import format_date
from imece.core.models import IssuedDocument
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.core.turkish import mask_name
from imece.core.workflow.machine import REASON_MISSING
from imece.exchange.parties.domain.people_errors import (
    ENDS_BEFORE,
    NO_SCAN,
    NOT_A_SCAN,
    NOT_THIS_FORM,
    SIGNED_LATER,
    WITHDRAWN_ALREADY,
)
from imece.exchange.parties.domain.undertaking_text import text_in_force
from imece.exchange.parties.domain.users import lock_end_user
from imece.exchange.parties.models import EndUser, Undertaking, UndertakingScan

KIND = "exchange.undertaking.v"
SCAN_TYPES = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
MOST_BYTES = 5 * 1024 * 1024


@dataclass(frozen=True)
class Scan:
    """A file as it was uploaded."""

    name: str
    content: bytes


def issued_forms(user: EndUser) -> QuerySet[IssuedDocument]:
    """The papers made for this person, newest first."""
    rows = IssuedDocument.objects.filter(kind__startswith=KIND, subject_reference=_reference(user))
    return rows.order_by("-issued_at", "-id")


@verb
def make_undertaking_form(*, user: EndUser, actor: Actor, now: datetime) -> tuple[IssuedDocument, bytes]:
    """The paper to be signed, in the text that is in force today, with a verification code."""
    require(actor, "end_users.edit", user)
    return issue_undertaking(user, ("İmza tarihi", "…… / …… / 20……"), actor=actor, now=now)


def issue_undertaking(
    user: EndUser, signature: tuple[str, str], *, actor: Actor, now: datetime
) -> tuple[IssuedDocument, bytes]:
    """The paper in today's text; `signature` is its last line of facts."""
    today = timezone.localdate(now)
    text, institution = text_in_force(today), user.institution
    letter = Letter(
        issuer=str(institution),
        number=f"EK2-{institution.code}-{user.user_number}",
        date=format_date(today),
        title=text.title,
        body=text.body(name=user.name, institution=str(institution)),
        facts=[
            ("Adı soyadı", user.name),
            ("Unvanı", user.title or "–"),
            ("Kullanıcı numarası", user.user_number),
            ("Birimi", str(user.unit) if user.unit else "–"),
            ("Metin sürümü", str(text.version)),
            signature,
        ],
        signer_name=user.name,
        signer_position=user.title or "Kullanıcı",
    )
    paper = Paper(
        kind=f"{KIND}{text.version}",
        title=text.title,
        issuer_name=str(institution),
        issuer_id=institution.organisation_id,
        subject_reference=_reference(user),
        subject_shown=mask_name(user.name),
    )
    return issue_document(actor=actor, paper=paper, template_name="core/letter", data=letter.data(), now=now)


@verb
def file_undertaking(
    *,
    user: EndUser,
    document_code: str,
    signed_on: date,
    valid_until: date | None,
    scan: Scan,
    actor: Actor,
    now: datetime,
) -> Undertaking:
    """From this commit on the person may be named in questions. Raises PTY-121 to -124."""
    locked = lock_end_user(user)
    require(actor, "end_users.edit", locked)
    document = _document(locked, document_code)
    if signed_on > timezone.localdate(now):
        raise SIGNED_LATER(day=format_date(signed_on), field="signed_on")
    if valid_until is not None and valid_until < signed_on:
        raise ENDS_BEFORE(signed=format_date(signed_on), until=format_date(valid_until), field="valid_until")
    media_type = scan_type(scan)
    undertaking = Undertaking.objects.create(
        end_user=locked,
        text_version=int(document.kind.removeprefix(KIND)),
        signed_on=signed_on,
        valid_until=valid_until,
        document_code=document.shown_code,
        scan_hash=hashlib.sha256(scan.content).hexdigest(),
        filed_at=now,
    )
    UndertakingScan.objects.create(
        undertaking=undertaking, content=scan.content, media_type=media_type, file_name=scan.name[-120:]
    )
    details = {"code": undertaking.document_code, "scan": undertaking.scan_hash}
    audit.record(actor, "undertakings.filed", undertaking, details=details)
    return undertaking


@verb
def withdraw_undertaking(*, undertaking: Undertaking, reason: str, actor: Actor, now: datetime) -> None:
    """From this commit on the person's questions are refused. Raises WF-002, PTY-125."""
    rows = Undertaking.objects.select_for_update(of=("self",)).select_related("end_user__institution")
    locked = rows.get(pk=undertaking.pk)
    require(actor, "end_users.edit", locked.end_user)
    if not reason.strip():
        raise REASON_MISSING(move=_("Take back"), field="reason")
    if locked.withdrawn_at is not None:
        raise WITHDRAWN_ALREADY(day=format_date(timezone.localdate(locked.withdrawn_at)))
    locked.withdrawn_at, locked.withdrawal_reason = now, reason.strip()
    locked.save(update_fields=["withdrawn_at", "withdrawal_reason"])
    audit.record(actor, "undertakings.withdrawn", locked, purpose=reason)


@verb
def produce_undertaking(*, undertaking: Undertaking, actor: Actor) -> UndertakingScan:
    """On demand, to the provider too (PRO-08); who looked is on record. The caller has asked for the scope."""
    scan = UndertakingScan.objects.filter(undertaking=undertaking).first()
    if scan is None:
        raise NO_SCAN(user=undertaking.end_user)
    audit.record(actor, "undertakings.produced", undertaking)
    return scan


def scan_type(scan: Scan) -> str:
    """By the first bytes, not by the name. Raises PTY-124."""
    most = MOST_BYTES // 2**20
    if len(scan.content) > MOST_BYTES:
        found = f"{-(-len(scan.content) // 2**20)} MB"
        raise NOT_A_SCAN(name=scan.name, found=found, most=most, field="scan")
    kind = next((kind for start, kind in SCAN_TYPES.items() if scan.content.startswith(start)), None)
    if kind is None:
        raise NOT_A_SCAN(name=scan.name, found=_("another kind of file"), most=most, field="scan")
    return kind


def _document(user: EndUser, code: str) -> IssuedDocument:
    try:
        found = issued_forms(user).filter(code=uuid.UUID(code.strip())).first()
    except ValueError:
        found = None
    if found is None:
        raise NOT_THIS_FORM(code=code.strip()[:40], user=user, field="document_code")
    return found


def _reference(user: EndUser) -> str:
    return f"end_user:{user.pk}"
