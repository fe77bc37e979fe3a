"""How an agreement ends before its term does (PRO-23): by one party after its notice ran out, or by both."""

from datetime import datetime

from django.utils import timezone

from imece.core.actor import Actor
from imece.core.formats import format_date
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.exchange.agreements.domain import errors
from imece.exchange.agreements.domain.access import cut_access
from imece.exchange.agreements.domain.notices import WrittenNotice, write_notice
from imece.exchange.agreements.domain.parties import check_party, other_party
from imece.exchange.agreements.domain.telling import tell_parties
from imece.exchange.agreements.domain.words import ENDED_MUTUALLY, NOTICE_WRITTEN, TERMINATED
from imece.exchange.agreements.domain.workflow import AGREEMENT
from imece.exchange.agreements.enums import AgreementState, NoticeKind
from imece.exchange.agreements.models import Agreement
from imece.exchange.parties.models import Institution


@verb
def terminate_agreement(
    *, agreement: Agreement, institution: Institution, written: WrittenNotice, actor: Actor, now: datetime
) -> None:
    """One party, 30 days after its formal notice was served and is still unmet. Raises AGR-041 before."""
    check_party(agreement, institution, actor)
    _close(agreement, "terminate_unilaterally", written.text, actor, now)
    other = other_party(agreement, institution)
    write_notice(agreement, NoticeKind.TERMINATION, institution, other, written, actor=actor, now=now)
    tell_parties(agreement, TERMINATED, now, text=written.text)


@verb
def consent_to_end(
    *, agreement: Agreement, institution: Institution, written: WrittenNotice, actor: Actor, now: datetime
) -> bool:
    """Mutual written consent, at any time: the second one ends the agreement. True when it did."""
    agreement = Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    require(actor, "agreements.act", agreement)
    check_party(agreement, institution, actor)
    if agreement.state != AgreementState.IN_FORCE:
        raise errors.NOT_IN_FORCE(agreement=agreement, state=agreement.get_state_display())
    consents = agreement.notices.filter(kind=NoticeKind.MUTUAL_END)
    if known := consents.filter(sender=institution).first():
        raise errors.CONSENTED_ALREADY(institution=institution, day=format_date(known.letter_on))
    other = other_party(agreement, institution)
    write_notice(agreement, NoticeKind.MUTUAL_END, institution, other, written, actor=actor, now=now)
    if not consents.filter(sender=other).exists():
        tell_parties(agreement, NOTICE_WRITTEN, now, text=NoticeKind.MUTUAL_END.label, to=[other])
        return False
    _close(agreement, "terminate_mutually", written.text, actor, now)
    tell_parties(agreement, ENDED_MUTUALLY, now, text=written.text)
    return True


def _close(agreement: Agreement, move: str, reason: str, actor: Actor, now: datetime) -> None:
    """State and access in one transaction: from today nothing is shared."""
    AGREEMENT.apply(move, thing=agreement, actor=actor, now=now, reason=reason)
    today = timezone.localdate(now)
    cut_access(agreement, today, today, actor)
