"""What other rooms of the exchange may call: writing and sending letters, e-sealing a form, how a delivery stands."""

from django.utils.translation import gettext_lazy as _

from imece.exchange.letters.domain.demo import make_demo_letters
from imece.exchange.letters.domain.people import recipients_at
from imece.exchange.letters.domain.queries import letters_in_scope, unread_letter_count
from imece.exchange.letters.domain.send import issue_letter, send_letter, sign_letter
from imece.exchange.letters.domain.signing import SignatureFacts, SignatureRequest, sign_pdf, signatures_in
from imece.exchange.letters.domain.threads import open_thread, reopen_thread, settle_thread
from imece.exchange.letters.domain.write import Distribution, LetterText, write_letter

MENU = (
    (_("Official letters"), "letters", "letters.staff"),
    (_("Official letters"), "my_letters", "letters.own"),
)

__all__ = [
    "MENU",
    "Distribution",
    "LetterText",
    "SignatureFacts",
    "SignatureRequest",
    "issue_letter",
    "letters_in_scope",
    "make_demo_letters",
    "open_thread",
    "recipients_at",
    "reopen_thread",
    "send_letter",
    "settle_thread",
    "sign_letter",
    "sign_pdf",
    "signatures_in",
    "unread_letter_count",
    "write_letter",
]
