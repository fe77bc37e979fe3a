"""P1.4, EMP-03: told by the person's own channel; each try is a row; what fails is tried again, then given up."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from django.test import RequestFactory
from procrastinate.contrib.django.models import ProcrastinateJob

from imece.core.actor import Actor, ActorKind
from imece.core.errors import Problem
from imece.core.notifications import notice as notice_module
from imece.core.notifications.delivery import PAUSES, deliver, try_given_up_again
from imece.core.notifications.enums import Channel, MessageState, Outcome
from imece.core.notifications.models import OutboxMessage
from imece.core.notifications.notice import NOTICES, Notice, render_notice
from imece.core.notifications.outbox import messages_of, notify, unread_count
from imece.core.notifications.ports import SmtpPort
from imece.core.notifications.recipient import Recipient
from imece.core.notifications.web.views import inbox, show_message

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
TEMPLATE = """{% trans "Yes" %}: {{ title }} – ığüşöçİ
{% if note %}{{ note }}{% endif %}
{% trans "No" %} & {{ public_url }}"""
AYLA = Recipient("Ayla Şengül", email="ayla@example.invalid", phone="+905321112233", person_id=7)


class Told(Notice):
    name = "tests.told"
    audience = "everybody"
    template = "tests/told.txt"
    example = {"title": "Kaynakçı"}


class MailedAlone(Notice):
    name = "tests.mailed"
    audience = "everybody"
    template = "tests/told.txt"
    example = {"title": "Kaynakçı"}
    channels = (Channel.EMAIL,)


@pytest.fixture(autouse=True)
def template(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    """The notice's text, from a string; files of the sinks go to a folder of this test."""

    loaded = SimpleNamespace(template=SimpleNamespace(source=TEMPLATE))
    monkeypatch.setattr(notice_module, "get_template", lambda name: loaded)
    settings.HOME = tmp_path
    settings.SMTP_URL = ""


def tell(recipient: Recipient = AYLA, **data: Any) -> OutboxMessage:
    return notify(Told, recipient, **{"title": "Kaynakçı", **data})


def attempts(message: OutboxMessage) -> list[tuple[str, str]]:
    return [(attempt.outcome, attempt.detail) for attempt in message.attempts.all()]


@pytest.mark.django_db
def test_mail_reaches_a_real_server_with_every_turkish_letter(mailbox: Any) -> None:
    message = tell(note="ÇĞİÖŞÜ ₺")
    deliver(message.pk, now=NOW)
    message.refresh_from_db()
    (mail,) = mailbox.mails
    assert mail["Subject"] == "Evet: Kaynakçı – ığüşöçİ"
    assert "ÇĞİÖŞÜ ₺" in mail.get_content()
    assert "Hayır & http" in mail.get_content()
    assert mailbox.recipients == ["ayla@example.invalid"]
    assert (message.state, message.settled_at) == (MessageState.SENT, NOW)
    assert attempts(message) == [(Outcome.DELIVERED, "")]


@pytest.mark.django_db
def test_a_message_that_is_sent_is_not_sent_again(mailbox: Any) -> None:
    message = tell()
    deliver(message.pk, now=NOW)
    deliver(message.pk, now=NOW)
    assert len(mailbox.mails) == message.attempts.count() == 1


@pytest.mark.django_db
def test_an_address_the_server_refuses_is_given_up_at_once(mailbox: Any) -> None:
    mailbox.answers["ayla@example.invalid"] = "550 No such user"
    message = tell()
    deliver(message.pk, now=NOW)
    message.refresh_from_db()
    assert message.state == MessageState.GIVEN_UP
    assert attempts(message) == [(Outcome.REFUSED, "550 No such user")]


@pytest.mark.django_db
def test_a_full_mailbox_is_tried_again_after_a_pause(mailbox: Any) -> None:
    mailbox.answers["ayla@example.invalid"] = "452 Mailbox full"
    message = tell()
    deliver(message.pk, now=NOW)
    message.refresh_from_db()
    assert (message.state, message.next_attempt_at) == (MessageState.WAITING, NOW + PAUSES[0])
    mailbox.answers.clear()
    deliver(message.pk, now=NOW + PAUSES[0])
    assert [outcome for outcome, _detail in attempts(message)] == [Outcome.FAILED, Outcome.DELIVERED]


@pytest.mark.django_db
def test_a_server_that_is_down_is_tried_with_growing_pauses_then_given_up(mailbox: Any) -> None:
    mailbox.stop()
    message, now, pauses = tell(), NOW, []
    for _try in range(len(PAUSES)):
        deliver(message.pk, now=now)
        message.refresh_from_db()
        assert message.next_attempt_at is not None
        pauses.append(message.next_attempt_at - now)
        now = message.next_attempt_at
    deliver(message.pk, now=now)
    message.refresh_from_db()
    assert tuple(pauses) == PAUSES
    assert list(PAUSES) == sorted(PAUSES)
    assert sum(PAUSES, timedelta()) > timedelta(days=1)
    assert message.state == MessageState.GIVEN_UP
    assert ProcrastinateJob.objects.count() == 1 + len(PAUSES)
    assert {outcome for outcome, _detail in attempts(message)} == {Outcome.FAILED}
    assert try_given_up_again() == 1
    message.refresh_from_db()
    assert message.state == MessageState.WAITING


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["a@example.invalid\r\nBcc: b@example.invalid", "a@example.invalid\nX: y"]
)
def test_a_header_in_the_address_is_refused(mailbox: Any, address: str) -> None:
    message = tell(Recipient("Ayla", email=address))
    deliver(message.pk, now=NOW)
    message.refresh_from_db()
    assert message.state == MessageState.GIVEN_UP
    assert mailbox.mails == []


@pytest.mark.django_db
@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_a_value_cannot_add_a_header_to_the_subject(mailbox: Any, line_end: str) -> None:
    deliver(tell(title=f"Kaynakçı{line_end}Bcc: spy@example.invalid").pk, now=NOW)
    (mail,) = mailbox.mails
    assert mail["Bcc"] is None
    assert mail["Subject"].strip().startswith("Evet: Kaynakçı Bcc: spy")
    assert mailbox.recipients == ["ayla@example.invalid"]


@pytest.mark.django_db
def test_a_rolled_back_transaction_tells_nobody() -> None:
    with transaction.atomic():
        tell()
        transaction.set_rollback(True)
    assert OutboxMessage.objects.count() == ProcrastinateJob.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    "chosen, fields, used",
    [
        ("sms", {"phone": "+905321112233", "email": "a@b.invalid"}, "sms"),
        ("post", {"postal_address": "Ulus, Ankara", "email": "a@b.invalid"}, "post"),
        ("email", {"postal_address": "Ulus, Ankara"}, "post"),
        ("sms", {"email": "a@b.invalid"}, "email"),
        ("kep", {"kep_address": "firma@hs01.kep.tr"}, "kep"),
        ("email", {}, ""),
    ],
)
def test_the_chosen_channel_is_used_or_the_next_with_an_address(
    chosen: str, fields: dict[str, str], used: str, tmp_path: Path
) -> None:
    """EMP-03: «the institution may still use the physical address»."""
    message = tell(Recipient("Ayla", channel=chosen, person_id=7, **fields))
    deliver(message.pk, now=NOW)
    message.refresh_from_db()
    assert message.channel == used
    assert message.state == (MessageState.SENT if used else MessageState.INBOX_ONLY)
    assert [file.parent.name for file in (tmp_path / "outbox").rglob("*.*")] == ([used] if used else [])


@pytest.mark.django_db
def test_a_channel_the_notice_does_not_allow_is_not_used() -> None:
    message = notify(
        MailedAlone, Recipient("A", channel="sms", phone="+905321112233", email="a@b.invalid"), title="x"
    )
    assert message.channel == Channel.EMAIL


@pytest.mark.parametrize("language, yes", [("tr", "Evet"), ("en", "Yes")])
def test_the_text_is_in_the_persons_language(language: str, yes: str) -> None:
    subject, _body = render_notice(Told, language, {"title": "x"})
    assert subject.startswith(yes)


def test_an_identity_number_never_leaves(caplog: pytest.LogCaptureFixture) -> None:
    subject, body = render_notice(
        Told, "tr", {"title": "10000000146", "note": "IBAN 12345678901 10000000146."}
    )
    assert subject.startswith("Evet: •••••••••46")
    assert "12345678901 •••••••••46." in body
    assert "tests.told" in caplog.text


@pytest.mark.parametrize("url", ["http://host", "smtp://", "mail.example.invalid"])
def test_a_wrong_smtp_address_is_named(url: str) -> None:
    with pytest.raises(ValueError, match="IMECE_SMTP_URL"):
        SmtpPort(url)


@pytest.mark.django_db
def test_the_inbox_shows_ones_own_messages_and_marks_them_read(rf: RequestFactory) -> None:
    mine, other = tell(), tell(Recipient("Bora", email="b@b.invalid", person_id=8), title="Gizli")
    request = rf.get("/")
    request.actor = Actor(ActorKind.JOB_SEEKER, person_id=7)
    page = inbox(request).content.decode()
    assert "Kaynakçı" in page
    assert "Gizli" not in page
    assert unread_count(request.actor) == 1
    assert "Kaynakçı" in show_message(request, mine.pk).content.decode()
    assert unread_count(request.actor) == 0
    with pytest.raises(Problem, match="CORE-404"):
        show_message(request, other.pk)
    assert not messages_of(Actor(ActorKind.ANONYMOUS)).exists()


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize("name", sorted(set(NOTICES) - {"tests.told", "tests.mailed"}) or [None])
def test_every_notice_renders_in_both_languages(name: str | None, language: str, monkeypatch: Any) -> None:
    """With its own example, no value left out, nothing but plain text."""
    if name is None:
        pytest.skip("no room declares a notice yet")
    monkeypatch.undo()
    subject, body = render_notice(NOTICES[name], language, NOTICES[name].example)
    assert subject
    assert body.strip()
    assert "{{" not in body
    assert "<" not in body
    assert str(NOTICES[name].audience)
