"""Written notices between the parties (X2.2, X2.4): to the last told address, with the day they count as served."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from imece.core import audit
from imece.core.actor import Actor
from imece.core.formats import format_date
from imece.core.parameters import Parameters
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.exchange.agreements.domain import errors
from imece.exchange.agreements.domain.access import cut_access
from imece.exchange.agreements.domain.parties import check_party, other_party, own_party
from imece.exchange.agreements.domain.queries import last_day_of
from imece.exchange.agreements.domain.renewal import rule_renewal_out
from imece.exchange.agreements.domain.rules import served_by
from imece.exchange.agreements.domain.telling import tell_parties
from imece.exchange.agreements.domain.words import ENDED_BY_LAW, NOTICE_WRITTEN
from imece.exchange.agreements.domain.workflow import AGREEMENT
from imece.exchange.agreements.enums import AgreementState, Confidentiality, NoticeKind, NoticeWay
from imece.exchange.agreements.models import Agreement, PartyNotice
from imece.exchange.parties.models import Institution
from imece.exchange.parties.public import address_on

FREE_KINDS = frozenset({NoticeKind.NON_RENEWAL, NoticeKind.DEFAULT, NoticeKind.DISPUTE, NoticeKind.LETTER})


@dataclass(frozen=True, kw_only=True)
class WrittenNotice:
    """The letter itself: its number and day, its words, and how it goes."""

    letter_number: str
    letter_on: date
    text: str
    way: NoticeWay
    confidentiality: Confidentiality = Confidentiality.UNCLASSIFIED


def write_notice(
    agreement: Agreement,
    kind: NoticeKind,
    sender: Institution | None,
    recipient: Institution,
    written: WrittenNotice,
    *,
    actor: Actor,
    now: datetime,
) -> PartyNotice:
    """For verbs of this room. It goes to the last address told by today. Raises AGR-060 without one, AGR-015."""
    today = timezone.localdate(now)
    if written.letter_on > today:
        raise errors.DECIDED_LATER(day=format_date(written.letter_on), field="letter_on")
    address = address_on(recipient, today)
    if address is None:
        raise errors.NO_ADDRESS(institution=recipient)
    notice = PartyNotice.objects.create(
        agreement=agreement,
        kind=kind,
        sender=sender,
        recipient=recipient,
        confidentiality=written.confidentiality,
        letter_number=written.letter_number.strip(),
        letter_on=written.letter_on,
        text=written.text.strip(),
        way=written.way,
        address=recipient.kep_address if written.way == NoticeWay.KEP else address.address,
        written_at=now,
        person_id=actor.person_id,
    )
    details = {"kind": kind, "recipient": recipient.code, "way": written.way}
    audit.record(actor, "agreements.notice_written", notice, details=details)
    return notice


@verb
def send_notice(
    *,
    agreement: Agreement,
    kind: NoticeKind,
    sender: Institution,
    written: WrittenNotice,
    actor: Actor,
    now: datetime,
) -> PartyNotice:
    """Against renewal, a formal notice (ihtar), a letter in a dispute, or any official letter."""
    require(actor, "agreements.act", agreement)
    check_party(agreement, sender, actor)
    if kind not in FREE_KINDS:
        raise ValueError(f"{kind} is written by a verb of its own")
    if kind in {NoticeKind.NON_RENEWAL, NoticeKind.DEFAULT} and agreement.state != AgreementState.IN_FORCE:
        raise errors.NOT_IN_FORCE(agreement=agreement, state=agreement.get_state_display())
    recipient = other_party(agreement, sender)
    notice = write_notice(agreement, kind, sender, recipient, written, actor=actor, now=now)
    tell_parties(agreement, NOTICE_WRITTEN, now, text=notice.get_kind_display(), to=[recipient])
    return notice


@verb
def write_notice_by_law(
    *,
    agreement: Agreement,
    sender: Institution | None,
    recipient: Institution,
    written: WrittenNotice,
    actor: Actor,
    now: datetime,
) -> PartyNotice:
    """PRO-24: the agreement has become inapplicable. Its service ends all sharing (`record_service`)."""
    require(actor, "agreements.end_by_law", agreement)
    if sender is None:
        require(actor, "agreements.prepare", agreement)
    else:
        check_party(agreement, sender, actor)
    if agreement.state != AgreementState.IN_FORCE:
        raise errors.NOT_IN_FORCE(agreement=agreement, state=agreement.get_state_display())
    return write_notice(agreement, NoticeKind.BY_LAW, sender, recipient, written, actor=actor, now=now)


@verb
def record_service(*, notice: PartyNotice, arrived_on: date, actor: Actor, now: datetime) -> PartyNotice:
    """When it arrived, and so when it counts as served (ID-21, T-CAL-06). What the service does happens here at once.

    Raises AGR-061 when it is on record, AGR-062 for a day before it was written or ahead.
    """
    agreement = Agreement.objects.select_for_update(of=("self",)).get(pk=notice.agreement_id)
    require(actor, "agreements.act", agreement)
    if notice.served_on is not None:
        raise errors.SERVED_ALREADY(served_on=format_date(notice.served_on))
    written_on = timezone.localdate(notice.written_at)
    if not written_on <= arrived_on <= timezone.localdate(now):
        day, written = format_date(arrived_on), format_date(written_on)
        raise errors.ARRIVED_WRONG(day=day, written_on=written, field="arrived_on")
    notice.arrived_on = arrived_on
    notice.served_on = served_by(notice.way, arrived_on, Parameters(arrived_on))
    notice.save(update_fields=["arrived_on", "served_on"])
    details = {"arrived_on": arrived_on.isoformat(), "served_on": notice.served_on.isoformat()}
    audit.record(actor, "agreements.notice_served", notice, details=details)
    _take_effect(agreement, notice, actor, now)
    return notice


def _take_effect(agreement: Agreement, notice: PartyNotice, actor: Actor, now: datetime) -> None:
    if agreement.state != AgreementState.IN_FORCE:
        return
    if notice.kind == NoticeKind.NON_RENEWAL:
        rule_renewal_out(agreement, notice, actor, now)
    elif notice.kind == NoticeKind.BY_LAW:
        end_by_law(agreement, notice, actor, now)


def end_by_law(agreement: Agreement, notice: PartyNotice, actor: Actor, now: datetime) -> None:
    """PRO-24: from the day of service nothing is shared. Served on a later day (KEP): access ends with that day's

    beginning by itself, and the state follows by the clock.
    """
    today = timezone.localdate(now)
    assert notice.served_on is not None
    last = last_day_of(agreement)
    if last is not None and last >= notice.served_on:
        cut_access(agreement, notice.served_on, today, actor)
    if notice.served_on <= today:
        AGREEMENT.apply("end_by_law", thing=agreement, actor=actor, now=now, reason=notice.text)
        tell_parties(agreement, ENDED_BY_LAW, now, text=notice.text)


@verb
def accept_as_mended(*, notice: PartyNotice, actor: Actor, now: datetime) -> None:
    """The sender of a formal notice says that the duty has been met: it ends nothing any more."""
    agreement = notice.agreement
    require(actor, "agreements.act", agreement)
    if notice.kind != NoticeKind.DEFAULT or notice.mended_on is not None:
        raise errors.NO_FORMAL_NOTICE()
    own = own_party(agreement, actor)
    if own is not None and notice.sender_id != own.pk:
        raise errors.NOT_THE_SENDER(sender=notice.sender)
    notice.mended_on = timezone.localdate(now)
    notice.save(update_fields=["mended_on"])
    audit.record(actor, "agreements.notice_mended", notice)
