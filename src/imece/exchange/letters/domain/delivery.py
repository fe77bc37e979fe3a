"""How a letter comes to its recipients: handed over, reached the mailbox, read, served on the fifth day (ID-21).

Each piece of evidence is a row. What happened decides by the provider's own time, not by when we asked for it.
"""

import logging
from datetime import date, datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from imece.accounts.enums import OrganisationKind, PartnerGrant, StaffGrant
from imece.core.actor import Actor, system_actor
from imece.core.formats import format_date
from imece.core.jobs.queue import enqueue
from imece.core.notifications.outbox import notify
from imece.core.parameters import Parameters
from imece.core.transactions import acting, verb
from imece.core.turkish import slug
from imece.exchange.letters.domain.people import recipients_at
from imece.exchange.letters.domain.registered_mail import (
    Evidence,
    MailRefused,
    RegisteredItem,
    RegisteredMail,
    registered_mail,
)
from imece.exchange.letters.domain.send import DELIVER
from imece.exchange.letters.domain.workflow import DELIVERY
from imece.exchange.letters.domain.write import kep_address_of
from imece.exchange.letters.enums import DeliveryState, EvidenceKind, LetterChannel, LetterState
from imece.exchange.letters.models import DeliveryEvidence, LetterRecipient
from imece.reference.public import served_on

PLATFORM = system_actor("letters")
PATIENCE = timedelta(minutes=4)  # the first try has a task of its own
log = logging.getLogger("imece.letters")


def deliver_letter(recipient_id: int, *, now: datetime, mail: RegisteredMail | None = None) -> None:
    """One try. No transaction is open while the provider is spoken to; a crash after it sends the same key again."""
    rows = LetterRecipient.objects.select_related("letter__file", "letter__sender", "organisation")
    recipient = rows.get(pk=recipient_id)
    if recipient.state != DeliveryState.WAITING:
        return
    if recipient.channel == LetterChannel.PORTAL:
        evidence = [Evidence(EvidenceKind.SENT, now), Evidence(EvidenceKind.DELIVERED, now)]
        record_evidence(recipient=recipient, evidence=evidence, reference="", actor=PLATFORM)
        return
    try:
        reference = (mail or registered_mail()).send(_item(recipient))
    except MailRefused as problem:
        refuse_delivery(recipient=recipient, words=str(problem), actor=PLATFORM, now=now)
    else:
        sent = [Evidence(EvidenceKind.SENT, now, reference)]
        record_evidence(recipient=recipient, evidence=sent, reference=reference, actor=PLATFORM)


def send_waiting_letters(*, now: datetime, mail: RegisteredMail | None = None) -> int:
    """Try again what a silent provider left waiting; one that fails does not stop the others."""
    waiting = LetterRecipient.objects.filter(
        state=DeliveryState.WAITING, letter__state=LetterState.SENT, letter__sent_at__lt=now - PATIENCE
    )
    tried = 0
    for key in waiting.order_by("pk").values_list("pk", flat=True)[:200]:
        try:
            deliver_letter(key, now=now, mail=mail)
        except Exception:
            log.exception("registered mail: recipient %s still waits", key)
        tried += 1
    return tried


def collect_evidence(*, now: datetime, mail: RegisteredMail | None = None) -> int:
    """Ask the provider about all that is on its way; returns how many recipients got further."""
    moved = 0
    port = mail or registered_mail()
    on_the_way = LetterRecipient.objects.filter(state=DeliveryState.SENT, channel=LetterChannel.KEP)
    for recipient in on_the_way.order_by("pk")[:500]:
        evidence = list(port.evidence_of(recipient.reference))
        if any(one.kind != EvidenceKind.SENT for one in evidence):
            record_evidence(recipient=recipient, evidence=evidence, reference="", actor=PLATFORM)
            moved += 1
    return moved


@verb
def record_evidence(
    *, recipient: LetterRecipient, evidence: list[Evidence], reference: str, actor: Actor
) -> None:
    """Rows for what is new, and the moves they make."""
    if reference:
        LetterRecipient.objects.filter(pk=recipient.pk).update(reference=reference)
        recipient.reference = reference
    for one in evidence:
        _keep(recipient, one)
        if one.kind == EvidenceKind.SENT and recipient.state == DeliveryState.WAITING:
            DELIVERY.apply("hand_over", thing=recipient, actor=actor, now=one.at)
        elif one.kind == EvidenceKind.DELIVERED and recipient.state == DeliveryState.SENT:
            arrived_on = timezone.localdate(one.at)
            days = Parameters(arrived_on).integer("etebligat_served_days")
            changes = {"delivered_at": one.at, "served_on": served_on(arrived_on, days=days)}
            DELIVERY.apply("deliver", thing=recipient, actor=actor, now=one.at, changes=changes)
            _tell(recipient, arrived_on)
        elif one.kind == EvidenceKind.REFUSED and recipient.state == DeliveryState.SENT:
            DELIVERY.apply(
                "fail", thing=recipient, actor=actor, now=one.at, reason=one.detail or str(one.kind)
            )


@verb
def refuse_delivery(*, recipient: LetterRecipient, words: str, actor: Actor, now: datetime) -> None:
    """The provider said no for good; the sender is to mend the address and send again."""
    _keep(recipient, Evidence(EvidenceKind.REFUSED, now, detail=words[:500]))
    DELIVERY.apply("fail", thing=recipient, actor=actor, now=now, reason=words)


@verb
def open_letter(*, recipient: LetterRecipient, actor: Actor, now: datetime) -> None:
    """The first look by somebody of the recipient's is evidence of reading; it does not hasten the serving (ID-21)."""
    if recipient.read_at is not None or recipient.state not in {
        DeliveryState.DELIVERED,
        DeliveryState.SERVED,
    }:
        return
    _keep(recipient, Evidence(EvidenceKind.READ, now, detail=actor.name))
    if recipient.state == DeliveryState.DELIVERED:
        DELIVERY.apply("read", thing=recipient, actor=actor, now=now, changes={"read_at": now})
    else:
        LetterRecipient.objects.filter(pk=recipient.pk).update(read_at=now)


@verb
def send_again(*, recipient: LetterRecipient, actor: Actor, now: datetime) -> None:
    """After its cause is mended; to the address the institution has today."""
    address = kep_address_of(recipient.organisation)
    channel = LetterChannel.KEP if address else LetterChannel.PORTAL
    changes = {"address": address, "channel": channel}
    DELIVERY.apply("retry", thing=recipient, actor=actor, now=now, changes=changes)
    enqueue(DELIVER, lock=f"letter-{recipient.pk}", recipient_id=recipient.pk)


def serve_due_letters(*, now: datetime) -> int:
    """By the clock, after midnight: what reached a mailbox five days ago counts as served (ID-21, T-CAL-06)."""
    due = LetterRecipient.objects.select_related("organisation").filter(
        state__in=[DeliveryState.DELIVERED, DeliveryState.READ], served_on__lt=timezone.localdate(now)
    )
    served = 0
    for recipient in due.order_by("pk"):
        with acting(PLATFORM):
            _keep(recipient, Evidence(EvidenceKind.SERVED, now))
            DELIVERY.apply("serve", thing=recipient, actor=PLATFORM, now=now)
            served += 1
    return served


def _keep(recipient: LetterRecipient, evidence: Evidence) -> None:
    """The same evidence told twice is one row."""
    DeliveryEvidence.objects.get_or_create(
        recipient=recipient,
        kind=evidence.kind,
        at=evidence.at,
        reference=evidence.reference,
        defaults={"detail": evidence.detail},
    )


def _tell(recipient: LetterRecipient, day: date) -> None:
    letter = recipient.letter
    is_institution = recipient.organisation.kind == OrganisationKind.PARTNER
    grant = PartnerGrant.AGREEMENTS if is_institution else StaffGrant.EXCHANGE_REVIEW
    page = "my_letter" if is_institution else "letter"
    for person in recipients_at(recipient.organisation, grant, day):
        notify(
            "letters.arrived",
            person,
            number=letter.number,
            sender=letter.sender.name,
            served_on=format_date(recipient.served_on) if recipient.served_on else "",
            link=f"{settings.PUBLIC_URL}{reverse(page, args=[letter.pk])}",
        )


def _item(recipient: LetterRecipient) -> RegisteredItem:
    letter = recipient.letter
    with translation.override("tr"):
        text = _("The official letter {number} is attached. Check it at {address}").format(
            number=letter.number, address=f"{settings.PUBLIC_URL}/belge/dogrula/"
        )
    return RegisteredItem(
        key=f"imece-{recipient.pk}-{letter.number}",
        sender=letter.sender.name,
        address=recipient.address,
        subject=f"{letter.number}",
        text=text,
        file_name=f"{slug(str(letter.number))}.pdf",
        content=bytes(letter.file.content),
    )
