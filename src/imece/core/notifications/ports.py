"""The ways out. Each port hands one message over and answers with the other side's number for it.

`Refused` is for good (no such mailbox); `NotDelivered` may go better later (server down, mailbox full).
A provider of SMS, post or registered mail is put in with `use_port`; without one the message becomes a file.
"""

import smtplib
from collections.abc import Callable
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import BadHeaderError

from imece.core.notifications.attachment import Attachment, mime_part
from imece.core.notifications.enums import Channel
from imece.core.notifications.models import OutboxMessage

SCHEMES = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}  # with their usual ports
TIMEOUT = 20  # seconds for each step of the talk with the mail server


class DeliveryProblem(Exception):
    """The message was not handed over; the text is for the attempt's row."""


class Refused(DeliveryProblem):
    pass


class NotDelivered(DeliveryProblem):
    pass


class Port(Protocol):
    def send(self, message: OutboxMessage) -> str:
        """Hand over; returns the other side's reference, if it has one. Raises Refused or NotDelivered."""
        ...


def compose_mail(message: OutboxMessage) -> EmailMessage:
    """Plain text. The Message-ID is the outbox number, so a second sending after a crash can be recognised."""
    domain = settings.MAIL_FROM.rpartition("@")[2]
    headers = {"Message-ID": f"<imece-{message.pk}@{domain}>", "Content-Language": message.language}
    if message.unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{message.unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return EmailMessage(
        message.subject,
        message.body,
        settings.MAIL_FROM,
        [message.destination],
        attachments=[mime_part(Attachment(**attachment)) for attachment in message.attachments],
        headers=headers,
    )


class SmtpPort:
    """A real mail server, from IMECE_SMTP_URL."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in SCHEMES or not parts.hostname:
            raise ValueError(f"IMECE_SMTP_URL must begin with one of {', '.join(SCHEMES)} and name a host")
        self.backend = EmailBackend(
            host=parts.hostname,
            port=parts.port or SCHEMES[parts.scheme],
            username=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            timeout=TIMEOUT,
            use_ssl=parts.scheme == "smtps",
            use_tls=parts.scheme == "smtp+starttls",
        )

    def send(self, message: OutboxMessage) -> str:
        mail = compose_mail(message)
        try:
            self.backend.send_messages([mail])
        except (BadHeaderError, ValueError, UnicodeError) as problem:
            raise Refused(f"address or subject not possible: {problem}") from problem
        except smtplib.SMTPRecipientsRefused as problem:
            code, words = next(iter(problem.recipients.values()))
            raise _by_code(code, words) from problem
        except (smtplib.SMTPDataError, smtplib.SMTPSenderRefused) as problem:
            raise _by_code(problem.smtp_code, problem.smtp_error) from problem
        except (smtplib.SMTPException, OSError) as problem:
            raise NotDelivered(f"{type(problem).__name__}: {problem}") from problem
        return str(mail.extra_headers["Message-ID"])


def _by_code(code: int, words: bytes | str) -> DeliveryProblem:
    """RFC 5321: 5xx is for good, 4xx for now."""
    text = f"{code} {words.decode(errors='replace') if isinstance(words, bytes) else words}"
    return Refused(text) if 500 <= code < 600 else NotDelivered(text)


class FilePort:
    """No provider: the message becomes a file, which is what the demo and an unconfigured channel do."""

    def __init__(self, folder: Path, channel: Channel) -> None:
        self.folder = folder / channel
        self.is_mail = channel in {Channel.EMAIL, Channel.KEP}

    def send(self, message: OutboxMessage) -> str:
        path = self.folder / f"{message.pk:010d}-{message.notice}.{'eml' if self.is_mail else 'txt'}"
        try:
            content = self._content(message)
        except (BadHeaderError, ValueError) as problem:
            raise Refused(f"address or subject not possible: {problem}") from problem
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.write_bytes(content)
        except OSError as problem:
            raise NotDelivered(str(problem)) from problem
        return path.name

    def _content(self, message: OutboxMessage) -> bytes:
        if self.is_mail:
            return compose_mail(message).message().as_bytes()
        lines = (message.recipient_name, message.destination, "", message.subject, "", message.body)
        return "\n".join(lines).encode()


_providers: dict[str, Callable[[], Port]] = {}


def use_port(channel: Channel, make: Callable[[], Port]) -> None:
    """Put a provider in for a channel; `config` does it at assembly."""
    _providers[channel] = make


def port_for(channel: str) -> Port:
    if channel in _providers:
        return _providers[channel]()
    if channel == Channel.EMAIL and settings.SMTP_URL:
        return SmtpPort(settings.SMTP_URL)
    return FilePort(settings.HOME / "outbox", Channel(channel))
