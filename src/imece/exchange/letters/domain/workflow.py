"""Guards of the moves of letters, deliveries and threads."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.formats import format_date
from imece.core.workflow import Workflow
from imece.exchange.letters.domain import errors
from imece.exchange.letters.models import Letter, LetterRecipient
from imece.exchange.letters.moves import DELIVERY_MOVES, LETTER_MOVES, THREAD_MOVES

LABELS = {
    "subject": _("Letter subject"),
    "body": _("Text"),
    "signatory_title": _("Signatory's title"),
}


def is_complete(letter: Letter, actor: Actor, now: datetime) -> None:
    """KPS-03: no letter without its signatory's title; X8.1: none without subject, text and recipients."""
    for field, label in LABELS.items():
        if not getattr(letter, field).strip():
            raise errors.TEXT_MISSING(what=label, field=field)
    if not letter.recipients.exists():
        raise errors.NO_RECIPIENT(subject=letter.subject, field="recipients")


def five_days_passed(recipient: LetterRecipient, actor: Actor, now: datetime) -> None:
    """ID-21: at the end of the fifth day after it reached the mailbox."""
    assert recipient.delivered_at is not None
    assert recipient.served_on is not None
    if timezone.localdate(now) <= recipient.served_on:
        raise errors.TOO_EARLY(
            name=recipient.organisation.name,
            delivered_on=format_date(timezone.localdate(recipient.delivered_at)),
            served_on=format_date(recipient.served_on),
        )


LETTER = Workflow(LETTER_MOVES, guards={"is_complete": is_complete})
DELIVERY = Workflow(DELIVERY_MOVES, guards={"five_days_passed": five_days_passed})
THREAD = Workflow(THREAD_MOVES)
