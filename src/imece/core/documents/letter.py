"""The letterhead: an institution's letter, certificate or decision, one page or more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a paper says. `date` is already written for people; `facts` become a two-column table."""

    issuer: str
    number: str
    date: str
    title: str
    body: str
    signer_name: str
    signer_position: str
    unit: str = ""
    recipient: str = ""
    facts: Sequence[tuple[str, str]] = ()

    def data(self, language: str = "tr") -> dict[str, Any]:
        """As the template `core/letter` reads it; code and QR are added by `issue_document`."""
        return {
            "issuer": self.issuer,
            "unit": self.unit,
            "number": self.number,
            "date": self.date,
            "title": self.title,
            "recipient": self.recipient.replace("\r\n", "\n"),
            "body": self.body.replace("\r\n", "\n"),
            "facts": [list(fact) for fact in self.facts],
            "signer": {"name": self.signer_name, "position": self.signer_position},
            "language": language,
            "labels": paper_labels(language),
        }


def paper_labels(language: str) -> dict[str, str]:
    """The fixed words on a paper, in the paper's language and not the reader's session."""
    with translation.override(language):
        return {
            "code": gettext("Verification code"),
            "check": gettext("You can check this document at:"),
            "qr_alt": gettext("QR code that opens the page where this document is checked"),
            "page": gettext("Page"),
            "number": gettext("Number"),
            "date": gettext("Date"),
            "fact": gettext("Subject"),
            "value": gettext("Information"),
        }
