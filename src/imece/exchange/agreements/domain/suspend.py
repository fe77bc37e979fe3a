"""**Askıya alma** (X2.2, PRO-22): three independent flags; access stops at once, until the breach is mended."""

from datetime import datetime

from imece.core import audit
from imece.core.actor import Actor
from imece.core.formats import format_instant
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.exchange.agreements.domain import errors
from imece.exchange.agreements.domain.notices import WrittenNotice, write_notice
from imece.exchange.agreements.domain.parties import check_party, other_party, own_party, parties_of, side_of
from imece.exchange.agreements.domain.telling import tell_parties
from imece.exchange.agreements.domain.words import LIFTED, MENDED, SUSPENDED
from imece.exchange.agreements.enums import AgreementState, NoticeKind, SuspendedBy
from imece.exchange.agreements.models import Agreement, Grant, Suspension
from imece.exchange.parties.models import Institution


@verb
def suspend_agreement(
    *,
    agreement: Agreement,
    institution: Institution | None,
    written: WrittenNotice,
    actor: Actor,
    now: datetime,
    grant: Grant | None = None,
) -> Suspension:
    """By a party, or by the platform (`institution` None). The reason goes to the other party in writing (X2.2).

    Raises AGR-039 when it is not in force, AGR-045 when this side has suspended already.
    """
    agreement = Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    _require_side(agreement, institution, actor)
    if agreement.state != AgreementState.IN_FORCE:
        raise errors.NOT_IN_FORCE(agreement=agreement, state=agreement.get_state_display())
    by = side_of(agreement, institution)
    known = agreement.suspensions.filter(by=by, grant=grant, lifted_at__isnull=True).first()
    if known is not None:
        raise errors.SUSPENDED_ALREADY(since=format_instant(known.suspended_at))
    suspension = Suspension.objects.create(
        agreement=agreement, grant=grant, by=by, reason=written.text.strip(), suspended_at=now
    )
    _notify_others(agreement, NoticeKind.SUSPENSION, institution, written, actor, now)
    details = {"by": by, "grant": grant and str(grant)}
    audit.record(actor, "agreements.suspended", agreement, details=details, purpose=written.text)
    tell_parties(agreement, SUSPENDED, now, text=written.text)
    return suspension


@verb
def report_mended(
    *, suspension: Suspension, institution: Institution, text: str, actor: Actor, now: datetime
) -> None:
    """The suspended party says that the breach is mended; who suspended looks and lifts."""
    agreement = suspension.agreement
    require(actor, "agreements.act", agreement)
    check_party(agreement, institution, actor)
    _require_open(suspension)
    suspension.mended_at, suspension.mended_text = now, text.strip()
    suspension.save(update_fields=["mended_at", "mended_text"])
    audit.record(actor, "agreements.mended_reported", agreement, details={"by": suspension.by}, purpose=text)
    tell_parties(agreement, MENDED, now, text=text)


@verb
def lift_suspension(*, suspension: Suspension, written: WrittenNotice, actor: Actor, now: datetime) -> None:
    """Only the side that raised a flag takes it down; access is open again when all three are down."""
    agreement = Agreement.objects.select_for_update(of=("self",)).get(pk=suspension.agreement_id)
    institution = institution_of_side(agreement, suspension.by)
    _require_side(agreement, institution, actor)
    _require_open(suspension)
    suspension.lifted_at = now
    suspension.save(update_fields=["lifted_at"])
    _notify_others(agreement, NoticeKind.LIFTED, institution, written, actor, now)
    details = {"by": suspension.by}
    audit.record(actor, "agreements.suspension_lifted", agreement, details=details, purpose=written.text)
    tell_parties(agreement, LIFTED, now, text=written.text)


def institution_of_side(agreement: Agreement, side: str) -> Institution | None:
    sides = {SuspendedBy.PROVIDER: agreement.provider, SuspendedBy.CONSUMER: agreement.consumer}
    return sides.get(SuspendedBy(side))


def _require_side(agreement: Agreement, institution: Institution | None, actor: Actor) -> None:
    require(actor, "agreements.act", agreement)
    if institution is None:
        require(actor, "agreements.prepare", agreement)  # the platform's flag is the desk's
        return
    check_party(agreement, institution, actor)


def _require_open(suspension: Suspension) -> None:
    if suspension.lifted_at is not None:
        raise errors.LIFTED_ALREADY(lifted_at=format_instant(suspension.lifted_at))


def _notify_others(
    agreement: Agreement,
    kind: NoticeKind,
    sender: Institution | None,
    written: WrittenNotice,
    actor: Actor,
    now: datetime,
) -> None:
    recipients = parties_of(agreement) if sender is None else (other_party(agreement, sender),)
    for recipient in recipients:
        write_notice(agreement, kind, sender, recipient, written, actor=actor, now=now)


def may_lift(suspension: Suspension, actor: Actor) -> bool:
    """For pages: the side's own people, and the desk."""
    own = own_party(suspension.agreement, actor)
    return own is None or own == institution_of_side(suspension.agreement, suspension.by)
