"""The letter as a PDF: letterhead, Sayı, Konu, İlgi, text, signatory, Ek, Dağıtım, contact, page n/m (X8.1)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext, pgettext

from imece.core.documents.letter import paper_labels
from imece.core.documents.render import render_document
from imece.core.formats import format_date
from imece.exchange.letters.enums import Confidentiality, RecipientRole, SignatureKind
from imece.exchange.letters.models import Letter, LetterRecipient

TEMPLATE = "exchange/letters/letter"


def letter_data(letter: Letter, *, signatory: str, is_test: bool, now: datetime) -> dict[str, Any]:
    """What the template prints. A draft has no number yet, so its preview says so."""
    recipients = list(letter.recipients.select_related("organisation").order_by("role", "pk"))
    with translation.override("tr"):
        return {
            "title": letter.subject,
            "issuer": letter.sender.name,
            "number": letter.number or gettext("DRAFT – not signed"),
            "date": format_date(timezone.localdate(now)),
            "confidentiality": ""
            if letter.confidentiality == Confidentiality.NORMAL
            else str(Confidentiality(letter.confidentiality).label),
            "recipient": _addressed_to(recipients),
            "references": letter.references,
            "body": letter.body.replace("\r\n", "\n"),
            "signature": _signature_line(letter, is_test),
            "signer": {"name": signatory, "position": letter.signatory_title},
            "attachments": letter.attachments,
            "for_action": _names(recipients, RecipientRole.ACTION),
            "for_information": _names(recipients, RecipientRole.INFORMATION),
            "contact": [
                part for part in (letter.contact_name, letter.contact_title, letter.contact_phone,
                                  letter.contact_email) if part
            ],
            "language": "tr",
            "labels": paper_labels("tr") | _labels(),
        }  # fmt: skip


def render_letter(
    letter: Letter, *, data: Mapping[str, Any], seal: Mapping[str, str], now: datetime
) -> bytes:
    return render_document(TEMPLATE, {**data, **seal}, made_at=now)


def _labels() -> dict[str, str]:
    return {
        "subject": pgettext("letter", "Subject"),
        "references": pgettext("letter", "Reference"),
        "attachments": pgettext("letter", "Attachment"),
        "distribution": pgettext("letter", "Distribution"),
        "for_action": pgettext("letter", "For action:"),
        "for_information": pgettext("letter", "For information:"),
        "contact": pgettext("letter", "For detailed information:"),
    }


def _addressed_to(recipients: list[LetterRecipient]) -> str:
    if len(recipients) == 1:
        return recipients[0].organisation.name
    return pgettext("letter", "TO THE PLACES OF THE DISTRIBUTION")


def _signature_line(letter: Letter, is_test: bool) -> str:
    kind = SignatureKind(letter.signature_kind)
    words = gettext("e-signed") if kind == SignatureKind.PERSON else gettext("e-sealed")
    return gettext("{words} (TEST key, not valid in law)").format(words=words) if is_test else words


def _names(recipients: list[LetterRecipient], role: RecipientRole) -> list[str]:
    return [one.organisation.name for one in recipients if one.role == role]
