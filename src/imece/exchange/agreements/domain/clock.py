"""What happens by the clock: lapsing, renewing, reminding, ending. Each in a transaction of its own; twice is once."""

import logging
from datetime import datetime, timedelta

from django.utils import timezone

from imece.core import audit
from imece.core.actor import Actor, system_actor
from imece.core.errors import Problem
from imece.core.formats import format_date
from imece.core.parameters import Parameters
from imece.core.transactions import verb
from imece.exchange.agreements.domain.notices import end_by_law
from imece.exchange.agreements.domain.queries import last_day_of
from imece.exchange.agreements.domain.renewal import limit_of, renew
from imece.exchange.agreements.domain.telling import tell_applicant, tell_parties
from imece.exchange.agreements.domain.words import RENEWAL_NEAR, TERM_ENDED, WILL_END
from imece.exchange.agreements.domain.workflow import AGREEMENT, APPLICATION
from imece.exchange.agreements.enums import AgreementState, ApplicationState, NoticeKind
from imece.exchange.agreements.models import Agreement, Application

log = logging.getLogger("imece.agreements")
CLOCK = system_actor("agreements.clock")


def keep_clocks(*, now: datetime) -> None:
    """Everything that is due; one that fails is in the log and does not hold up the others."""
    today = timezone.localdate(now)
    for application in Application.objects.filter(state=ApplicationState.RETURNED, complete_by__lt=today):
        lapse_application(application=application, actor=CLOCK, now=now)
    for pk in (
        Agreement.objects.filter(state=AgreementState.IN_FORCE).order_by("pk").values_list("pk", flat=True)
    ):
        try:
            keep_agreement(agreement_id=pk, actor=CLOCK, now=now)
        except Problem:
            log.exception("agreement %s: its clock stopped", pk)


@verb
def lapse_application(*, application: Application, actor: Actor, now: datetime) -> None:
    APPLICATION.apply("lapse", thing=application, actor=actor, now=now)
    tell_applicant(application, now)


@verb
def keep_agreement(*, agreement_id: int, actor: Actor, now: datetime) -> None:
    """One agreement: ended by law, renewed (also after a standstill of the clock), reminded of, ended with its term."""
    rows = Agreement.objects.select_for_update(of=("self",))
    agreement = rows.get(pk=agreement_id)
    if agreement.state != AgreementState.IN_FORCE:
        return
    today = timezone.localdate(now)
    due = agreement.notices.filter(kind=NoticeKind.BY_LAW, served_on__lte=today).first()
    if due is not None:
        end_by_law(agreement, due, actor, now)
        return
    while renew(agreement, actor, now):
        pass
    _remind(agreement, actor, now)
    last = last_day_of(agreement)
    if agreement.is_ending and last is not None and last < today:
        AGREEMENT.apply("end_term", thing=agreement, actor=actor, now=now)
        tell_parties(agreement, TERM_ENDED, now)


def _remind(agreement: Agreement, actor: Actor, now: datetime) -> None:
    """Dated notices: 60 days before the term ends, once a term, with the last day for a notice against renewal."""
    today, last = timezone.localdate(now), last_day_of(agreement)
    if last is None or agreement.reminded_of == last or last < today:
        return
    days = Parameters(today).integer("exchange_renewal_reminder_days")
    if today < last - timedelta(days=days):
        return
    term = agreement.terms.order_by("-valid").first()
    assert term is not None
    agreement.reminded_of = last
    agreement.save(update_fields=["reminded_of"])
    audit.record(actor, "agreements.reminded", agreement, details={"ends_on": last.isoformat()})
    if agreement.is_ending:
        tell_parties(agreement, WILL_END, now, text=format_date(last))
    else:
        tell_parties(
            agreement, RENEWAL_NEAR, now, text=f"{format_date(last)} · {format_date(limit_of(term))}"
        )
