"""Signing a letter and sending it to its distribution."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from imece.accounts.models import Organisation
from imece.core.actor import Actor, ActorKind
from imece.core.documents.issue import Paper, issue_rendered
from imece.core.jobs.queue import enqueue
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.exchange.letters.domain.numbers import next_letter_number
from imece.exchange.letters.domain.paper import letter_data, render_letter
from imece.exchange.letters.domain.signing import SignatureRequest, sign_pdf, signer_for
from imece.exchange.letters.domain.workflow import DELIVERY, LETTER, is_complete
from imece.exchange.letters.domain.write import Distribution, LetterText, write_letter
from imece.exchange.letters.enums import Confidentiality, LetterState, SignatureKind
from imece.exchange.letters.models import Letter, LetterFile, Thread

DELIVER = "letters.deliver"


@verb
def sign_letter(*, letter: Letter, actor: Actor, now: datetime) -> Letter:
    """Whoever presses it signs (the platform itself seals): number, PDF with code and signature, the record of both.

    One transaction: without a signature no number is used, and without a record no signed paper exists.
    """
    locked = Letter.objects.select_for_update(of=("self",)).select_related("sender").get(pk=letter.pk)
    require(actor, "letters.sign", locked)
    changes = _sign(locked, actor, now) if locked.state == LetterState.DRAFT else {}
    LETTER.apply("sign", thing=letter, actor=actor, now=now, changes=changes)
    return letter


@verb
def send_letter(*, letter: Letter, actor: Actor, now: datetime) -> Letter:
    """To every line of the distribution, each by its own way; a task a recipient, queued by this transaction."""
    LETTER.apply("send", thing=letter, actor=actor, now=now, changes={"sent_at": now})
    for recipient in letter.recipients.all():
        DELIVERY.begin(recipient, actor=actor, now=now)
        enqueue(DELIVER, lock=f"letter-{recipient.pk}", recipient_id=recipient.pk)
    return letter


@verb
def issue_letter(
    *,
    sender: Organisation,
    text: LetterText,
    distribution: Distribution,
    actor: Actor,
    now: datetime,
    thread: Thread | None = None,
) -> Letter:
    """Write, sign and send at once: for other rooms, whose letters follow from a move somebody made."""
    letter = write_letter(
        sender=sender, text=text, distribution=distribution, actor=actor, now=now, thread=thread
    )
    sign_letter(letter=letter, actor=actor, now=now)
    return send_letter(letter=letter, actor=actor, now=now)


def preview_letter(letter: Letter, *, now: datetime) -> bytes:
    """The draft as it would look; without number, code and signature."""
    data = letter_data(letter, signatory=letter.signatory_name, is_test=False, now=now)
    return render_letter(letter, data=data, seal={}, now=now)


def _sign(letter: Letter, actor: Actor, now: datetime) -> dict[str, Any]:
    """Number, signed PDF and its file; returns what the letter keeps of them."""
    is_complete(letter, actor, now)
    kind = SignatureKind.SEAL if actor.kind == ActorKind.SYSTEM else SignatureKind.PERSON
    signatory = letter.sender.name if actor.kind == ActorKind.SYSTEM else actor.name
    letter.signature_kind, letter.number = kind, next_letter_number(letter.sender, letter.file_code)
    is_test = signer_for(kind).is_test
    data = letter_data(letter, signatory=signatory, is_test=is_test, now=now)

    def render(seal: Mapping[str, str]) -> bytes:
        pdf = render_letter(letter, data=data, seal=seal, now=now)
        return sign_pdf(pdf, SignatureRequest(kind, signatory, str(letter.number)))[0]

    document, content = issue_rendered(actor=actor, paper=_paper(letter, signatory), render=render, now=now)
    LetterFile.objects.create(
        letter=letter, content=content, sha256=document.sha256, is_test_signature=is_test
    )
    return {
        "number": letter.number,
        "signature_kind": kind,
        "signatory_name": signatory,
        "signed_by_id": actor.person_id,
        "signed_at": now,
        "document": document,
    }


def _paper(letter: Letter, signatory: str) -> Paper:
    """What the public check page says; the subject of a classified letter stays between the parties (X1.1)."""
    with translation.override("tr"):
        title = _("Official letter {number}").format(number=letter.number)
    return Paper(
        kind="letters.letter",
        title=title if letter.confidentiality != Confidentiality.NORMAL else f"{title}: {letter.subject}",
        issuer_name=letter.sender.name,
        issuer_id=letter.sender_id,
        subject_reference=f"letter:{letter.pk}",
        subject_shown=f"{signatory}, {letter.signatory_title}",
    )
