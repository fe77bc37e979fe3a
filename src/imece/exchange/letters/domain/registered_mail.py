"""The port of registered electronic mail (KEP): hand a letter over, and ask for the provider's evidence.

Without a provider the letter becomes a file in the outbox, as every other message does, and the file is its evidence:
handed over when it was written, reached the mailbox at the same moment. Reading is witnessed by this portal.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol

from django.conf import settings

from imece.core.notifications.enums import Channel
from imece.core.turkish import slug
from imece.exchange.letters.enums import EvidenceKind


@dataclass(frozen=True, kw_only=True)
class RegisteredItem:
    """One sending to one mailbox. `key` is ours and the same at each try, so that a second one can be recognised."""

    key: str
    sender: str
    address: str
    subject: str
    text: str
    file_name: str
    content: bytes


@dataclass(frozen=True)
class Evidence:
    """One thing the provider witnesses, with its own time and number."""

    kind: EvidenceKind
    at: datetime
    reference: str = ""
    detail: str = ""


class MailRefused(Exception):
    """For good (no such mailbox); anything else that is raised is tried again."""


class RegisteredMail(Protocol):
    def send(self, item: RegisteredItem) -> str:
        """Hand over; returns the provider's reference. Raises MailRefused."""
        ...

    def evidence_of(self, reference: str) -> Sequence[Evidence]:
        """All that is known of a sending so far, oldest first."""
        ...


_provider: list[Callable[[], RegisteredMail]] = []


def use_registered_mail(make: Callable[[], RegisteredMail]) -> None:
    """Put a provider in; `config` does it at assembly."""
    _provider[:] = [make]


def registered_mail() -> RegisteredMail:
    return _provider[0]() if _provider else FileMail(settings.HOME / "outbox" / Channel.KEP)


class FileMail:
    """The sink: a mail with the PDF in it, one file a sending."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, item: RegisteredItem) -> str:
        if "@" not in item.address:
            raise MailRefused(f"no mailbox: {item.address}")
        mail = EmailMessage()
        mail["Subject"], mail["From"], mail["To"] = item.subject, settings.MAIL_FROM, item.address
        mail.set_content(item.text)
        mail.add_attachment(item.content, maintype="application", subtype="pdf", filename=item.file_name)
        name = f"{slug(item.key)}.eml"
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        (self.folder / name).write_bytes(mail.as_bytes())
        return name

    def evidence_of(self, reference: str) -> Sequence[Evidence]:
        path = self.folder / Path(reference).name
        if not path.is_file():
            return ()
        at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        return (
            Evidence(EvidenceKind.SENT, at, path.name),
            Evidence(EvidenceKind.DELIVERED, at, path.name),
        )
