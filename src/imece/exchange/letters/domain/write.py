"""Writing a letter, and changing or discarding it while it is a draft."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from imece.accounts.models import Organisation
from imece.core import audit
from imece.core.actor import Actor
from imece.core.formats import format_instant
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.exchange.letters.domain import errors
from imece.exchange.letters.domain.workflow import LETTER
from imece.exchange.letters.enums import (
    Confidentiality,
    LetterChannel,
    LetterState,
    RecipientRole,
    SignatureKind,
)
from imece.exchange.letters.models import Letter, LetterRecipient, Thread


@dataclass(frozen=True, kw_only=True)
class LetterText:
    """What the author writes. `references` (İlgi) and `attachments` (Ek): one line each."""

    subject: str
    body: str
    signatory_title: str
    references: Sequence[str] = ()
    attachments: Sequence[str] = ()
    confidentiality: Confidentiality = Confidentiality.NORMAL
    file_code: str = ""
    contact_name: str = ""
    contact_title: str = ""
    contact_phone: str = ""
    contact_email: str = ""

    def values(self) -> dict[str, Any]:
        return asdict(self) | {"references": list(self.references), "attachments": list(self.attachments)}


@dataclass(frozen=True)
class Distribution:
    """**Dağıtım**: for action (gereği) and for information (bilgi)."""

    action: Sequence[Organisation]
    information: Sequence[Organisation] = field(default=())

    def lines(self) -> Mapping[int, tuple[Organisation, RecipientRole]]:
        """Once each; who is asked to act is not told a second time for information."""
        lines = {one.pk: (one, RecipientRole.INFORMATION) for one in self.information}
        return lines | {one.pk: (one, RecipientRole.ACTION) for one in self.action}


@verb
def write_letter(
    *,
    sender: Organisation,
    text: LetterText,
    distribution: Distribution,
    actor: Actor,
    now: datetime,
    thread: Thread | None = None,
    answers: Letter | None = None,
    signature_kind: SignatureKind = SignatureKind.PERSON,
) -> Letter:
    """A draft; nobody but its sender sees it. An answer stands in its letter's thread."""
    letter = Letter(
        sender=sender,
        thread=thread or (answers.thread if answers else None),
        answers=answers,
        signature_kind=signature_kind,
        created_at=now,
        **text.values(),
    )
    require(actor, "letters.write", letter)
    letter.save()
    _write_recipients(letter, distribution)
    LETTER.begin(letter, actor=actor, now=now)
    return letter


@verb
def change_letter(
    *, letter: Letter, text: LetterText, distribution: Distribution, actor: Actor, now: datetime
) -> Letter:
    """Only a draft: LET-004 afterwards."""
    require(actor, "letters.write", letter)
    locked = Letter.objects.select_for_update().get(pk=letter.pk)
    if locked.state != LetterState.DRAFT:
        signed_at = format_instant(locked.signed_at) if locked.signed_at else "–"
        raise errors.NOT_A_DRAFT(number=locked.number or locked.subject, signed_at=signed_at)
    before = {name: getattr(locked, name) for name in text.values()}
    for name, value in text.values().items():
        setattr(locked, name, value)
    locked.save(update_fields=list(text.values()))
    locked.recipients.all().delete()
    _write_recipients(locked, distribution)
    audit.record(actor, "letters.changed", locked, details=audit.differences(before, text.values()))
    return locked


@verb
def discard_letter(*, letter: Letter, reason: str, actor: Actor, now: datetime) -> None:
    LETTER.apply("discard", thing=letter, actor=actor, now=now, reason=reason)


def _write_recipients(letter: Letter, distribution: Distribution) -> None:
    for organisation, role in distribution.lines().values():
        if organisation.pk == letter.sender_id:
            raise errors.SENDER_IS_RECIPIENT(name=organisation.name, field="recipients")
        address = kep_address_of(organisation)
        LetterRecipient.objects.create(
            letter=letter,
            organisation=organisation,
            role=role,
            channel=LetterChannel.KEP if address else LetterChannel.PORTAL,
            address=address,
        )


def kep_address_of(organisation: Organisation) -> str:
    """An institution's KEP address; our own units have none and read in this portal."""
    institution = getattr(organisation, "institution", None)
    return institution.kep_address if institution else ""
