"""X8.1, ID-21: how a letter comes to its recipients, and what is witnessed of it."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.conf import settings
from procrastinate.contrib.django.models import ProcrastinateJob

from imece.core.actor import Actor
from imece.core.errors import Problem
from imece.core.notifications.models import OutboxMessage
from imece.exchange.letters.domain.delivery import (
    PLATFORM,
    collect_evidence,
    deliver_letter,
    open_letter,
    send_again,
    send_waiting_letters,
    serve_due_letters,
)
from imece.exchange.letters.domain.registered_mail import Evidence, FileMail, MailRefused, RegisteredItem
from imece.exchange.letters.domain.send import issue_letter, send_letter, sign_letter
from imece.exchange.letters.domain.workflow import DELIVERY
from imece.exchange.letters.domain.write import Distribution, LetterText
from imece.exchange.letters.enums import DeliveryState, EvidenceKind
from imece.exchange.letters.models import Letter, LetterRecipient
from tests.exchange.cast import ExchangeCast
from tests.exchange.letters.moments import AFTER_THE_FIFTH_DAY, REACHED, STILL_THE_FIFTH_DAY, WRITTEN

pytestmark = pytest.mark.django_db


class Provider:
    """A provider of registered mail as its papers describe one: takes a letter, and tells later what became of it."""

    def __init__(self, *later: Evidence, refuses: str = "", is_down: bool = False) -> None:
        self.later, self.refuses, self.is_down = later, refuses, is_down
        self.items: list[RegisteredItem] = []

    def send(self, item: RegisteredItem) -> str:
        if self.is_down:
            raise ConnectionError("no answer")
        if self.refuses:
            raise MailRefused(self.refuses)
        self.items.append(item)
        return f"KEP-{len(self.items)}"

    def evidence_of(self, reference: str) -> Sequence[Evidence]:
        return self.later


@pytest.fixture
def sent(draft: Letter, desk: Actor) -> Letter:
    sign_letter(letter=draft, actor=desk, now=WRITTEN)
    return send_letter(letter=draft, actor=desk, now=WRITTEN)


@pytest.fixture
def to_bank(sent: Letter, exchange_cast: ExchangeCast) -> LetterRecipient:
    return sent.recipients.get(organisation=exchange_cast.bank.organisation)


def test_sending_queues_one_task_a_recipient(sent: Letter) -> None:
    queued = ProcrastinateJob.objects.filter(task_name="letters.deliver").values_list("args", flat=True)
    assert sorted(one["recipient_id"] for one in queued) == sorted(
        sent.recipients.values_list("pk", flat=True)
    )


def test_evidence_moves_the_delivery_by_the_providers_own_time(to_bank: LetterRecipient) -> None:
    provider = Provider(
        Evidence(EvidenceKind.SENT, WRITTEN, "1"), Evidence(EvidenceKind.DELIVERED, REACHED, "2")
    )
    deliver_letter(to_bank.pk, now=WRITTEN, mail=provider)
    to_bank.refresh_from_db()
    assert (to_bank.state, to_bank.reference) == (DeliveryState.SENT, "KEP-1")
    [item] = provider.items
    assert item.address == to_bank.address
    assert item.content == bytes(to_bank.letter.file.content)
    assert collect_evidence(now=WRITTEN + timedelta(hours=5), mail=provider) == 1
    to_bank.refresh_from_db()
    assert (to_bank.state, to_bank.delivered_at) == (DeliveryState.DELIVERED, REACHED)
    collect_evidence(now=WRITTEN + timedelta(hours=6), mail=provider)
    kinds = list(to_bank.evidence.values_list("kind", flat=True))
    assert kinds.count(EvidenceKind.DELIVERED) == 1, "told twice, kept once"


def reach(recipient: LetterRecipient) -> LetterRecipient:
    provider = Provider(Evidence(EvidenceKind.DELIVERED, REACHED, "2"))
    deliver_letter(recipient.pk, now=WRITTEN, mail=provider)
    collect_evidence(now=REACHED, mail=provider)
    recipient.refresh_from_db()
    return recipient


def test_T_CAL_06_a_letter_that_reached_on_the_5th_is_served_at_the_end_of_the_10th(
    to_bank: LetterRecipient,
) -> None:
    reach(to_bank)
    assert to_bank.served_on is not None
    assert to_bank.served_on.isoformat() == "2026-01-10"
    assert serve_due_letters(now=STILL_THE_FIFTH_DAY) == 0
    with pytest.raises(Problem) as caught:
        DELIVERY.apply("serve", thing=to_bank, actor=PLATFORM, now=STILL_THE_FIFTH_DAY)
    assert caught.value.code == "LET-006"
    assert serve_due_letters(now=AFTER_THE_FIFTH_DAY) == 1
    to_bank.refresh_from_db()
    assert to_bank.state == DeliveryState.SERVED
    assert serve_due_letters(now=AFTER_THE_FIFTH_DAY) == 0


def test_reading_is_evidence_and_does_not_hasten_the_serving(
    to_bank: LetterRecipient, bank_manager: Actor
) -> None:
    reach(to_bank)
    open_letter(recipient=to_bank, actor=bank_manager, now=REACHED + timedelta(hours=1))
    open_letter(recipient=to_bank, actor=bank_manager, now=REACHED + timedelta(hours=2))
    to_bank.refresh_from_db()
    assert (to_bank.state, to_bank.read_at) == (DeliveryState.READ, REACHED + timedelta(hours=1))
    assert to_bank.evidence.filter(kind=EvidenceKind.READ).count() == 1
    assert serve_due_letters(now=STILL_THE_FIFTH_DAY) == 0
    assert serve_due_letters(now=AFTER_THE_FIFTH_DAY) == 1


def test_the_institutions_people_are_told_when_it_has_reached_them(to_bank: LetterRecipient) -> None:
    reach(to_bank)
    message = OutboxMessage.objects.get(notice="letters.arrived")
    assert str(to_bank.letter.number) in message.subject
    assert f"/degisim/yazilar/{to_bank.letter_id}/" in message.body


def test_without_a_provider_the_letter_is_a_file_and_the_file_its_evidence(to_bank: LetterRecipient) -> None:
    deliver_letter(to_bank.pk, now=WRITTEN)
    to_bank.refresh_from_db()
    content = (settings.HOME / "outbox" / "kep" / to_bank.reference).read_bytes()
    assert to_bank.address.encode() in content
    assert b"application/pdf" in content
    assert collect_evidence(now=WRITTEN) == 1


def test_a_refused_address_fails_for_good_until_it_is_sent_again(
    to_bank: LetterRecipient, desk: Actor, exchange_cast: ExchangeCast
) -> None:
    deliver_letter(to_bank.pk, now=WRITTEN, mail=Provider(refuses="550 no such mailbox"))
    to_bank.refresh_from_db()
    assert to_bank.state == DeliveryState.FAILED
    assert (
        send_waiting_letters(now=WRITTEN + timedelta(hours=1), mail=Provider()) == 1
    )  # the municipality's alone
    send_again(recipient=to_bank, actor=desk, now=WRITTEN + timedelta(hours=2))
    assert to_bank.state == DeliveryState.WAITING
    deliver_letter(to_bank.pk, now=WRITTEN, mail=Provider())
    to_bank.refresh_from_db()
    assert to_bank.state == DeliveryState.SENT


def test_a_silent_provider_loses_nothing(to_bank: LetterRecipient) -> None:
    with pytest.raises(ConnectionError):
        deliver_letter(to_bank.pk, now=WRITTEN, mail=Provider(is_down=True))
    to_bank.refresh_from_db()
    assert to_bank.state == DeliveryState.WAITING
    later = WRITTEN + timedelta(minutes=10)
    assert send_waiting_letters(now=later, mail=Provider(is_down=True)) == 2
    assert send_waiting_letters(now=later, mail=Provider()) == 2
    assert send_waiting_letters(now=later, mail=Provider()) == 0


def test_a_recipient_without_kep_reads_in_the_portal(
    exchange_cast: ExchangeCast, desk: Actor, bank_manager: Actor, text: LetterText
) -> None:
    letter = issue_letter(
        sender=exchange_cast.bank.organisation, text=text, actor=bank_manager, now=WRITTEN,
        distribution=Distribution([exchange_cast.head_institution]),
    )  # fmt: skip
    [recipient] = letter.recipients.all()
    deliver_letter(recipient.pk, now=REACHED)
    recipient.refresh_from_db()
    assert (recipient.channel, recipient.state, recipient.delivered_at) == (
        "portal",
        DeliveryState.DELIVERED,
        REACHED,
    )


def test_file_mail_refuses_what_is_no_mailbox(tmp_path: object) -> None:
    item = RegisteredItem(
        key="x", sender="", address="yok", subject="", text="", file_name="x.pdf", content=b""
    )
    with pytest.raises(MailRefused):
        FileMail(tmp_path).send(item)  # type: ignore[arg-type]
