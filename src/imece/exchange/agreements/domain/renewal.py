"""The term, its renewal by itself, and the notice that rules it out (PRO-21, T-PRO-04, T-PRO-05)."""

from datetime import date, datetime

from django.utils import timezone

from imece.core import audit
from imece.core.actor import Actor
from imece.core.parameters import Parameters
from imece.exchange.agreements.domain.access import add_term, cut_access, lengthen
from imece.exchange.agreements.domain.queries import last_day_of
from imece.exchange.agreements.domain.rules import A_DAY, notice_limit, term_end
from imece.exchange.agreements.domain.telling import tell_parties
from imece.exchange.agreements.domain.words import RENEWED, TOO_LATE, WILL_END
from imece.exchange.agreements.enums import NoticeKind
from imece.exchange.agreements.models import Agreement, AgreementTerm, PartyNotice


def term_of(agreement: Agreement, day: date) -> AgreementTerm | None:
    return agreement.terms.filter(valid__contains=day).first()


def limit_of(term: AgreementTerm) -> date:
    """The last day on which a notice against renewal after this term is in time."""
    ends = term.valid.upper - A_DAY
    return notice_limit(ends, Parameters(ends))


def rule_renewal_out(agreement: Agreement, notice: PartyNotice, actor: Actor, now: datetime) -> None:
    """A notice served in time makes the running term the last; were the next one added already, it is taken off.

    One that comes too late changes nothing: the agreement is renewed.
    """
    assert notice.served_on is not None
    term = term_of(agreement, notice.served_on)
    if term is None or notice.served_on > limit_of(term):
        tell_parties(agreement, TOO_LATE, now)
        return
    agreement.is_ending = True
    agreement.save(update_fields=["is_ending"])
    last = term.valid.upper - A_DAY
    certain = last_day_of(agreement)
    if certain is not None and certain > last:
        cut_access(agreement, term.valid.upper, timezone.localdate(now), actor)
    audit.record(actor, "agreements.renewal_ruled_out", agreement, details={"ends_on": last.isoformat()})
    tell_parties(agreement, WILL_END, now)


def renew(agreement: Agreement, actor: Actor, now: datetime) -> bool:
    """Add the next term once the time for notice has passed without one in time. True when one was added."""
    today = timezone.localdate(now)
    last = agreement.terms.order_by("-valid").first()
    assert last is not None
    assert agreement.signed_on is not None
    ends_on = last.valid.upper - A_DAY
    if agreement.is_ending or today <= limit_of(last) or _ends_by_law(agreement):
        return False
    months = Parameters(today).integer("exchange_agreement_term_months")
    ordinal = agreement.terms.count() + 1
    until = term_end(agreement.signed_on, ordinal, months=months)
    add_term(agreement, ends_on + A_DAY, until, actor)
    lengthen(agreement, ends_on, until, actor)
    details = {"until": until.isoformat(), "term": ordinal}
    audit.record(actor, "agreements.renewed", agreement, details=details)
    tell_parties(agreement, RENEWED, now)
    return True


def _ends_by_law(agreement: Agreement) -> bool:
    """A notice that has arrived by KEP ends it some days ahead (PRO-24): nothing is added behind that day."""
    return agreement.notices.filter(kind=NoticeKind.BY_LAW, served_on__isnull=False).exists()
