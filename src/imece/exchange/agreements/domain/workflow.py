"""Guards of the moves, by the names in `moves.py`."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext

from imece.core.actor import Actor, ActorKind
from imece.core.formats import format_date
from imece.core.parameters import Parameters
from imece.core.scope import key
from imece.core.workflow import Workflow
from imece.exchange.agreements.domain import errors
from imece.exchange.agreements.domain.faults import reasons_not_to_take
from imece.exchange.agreements.domain.queries import last_day_of, latest_annex, notices_served
from imece.exchange.agreements.domain.rules import remedy_ends_on
from imece.exchange.agreements.enums import NoticeKind
from imece.exchange.agreements.models import Agreement, Annex, Application
from imece.exchange.agreements.moves import (
    AGREEMENT_MOVES,
    ANNEX_MOVES,
    APPLICATION_MOVES,
    DISPUTE_MOVES,
)
from imece.reference.public import holidays_for


# ---------------------------------------------------------------------------------------- applications
def may_be_taken(application: Application, actor: Actor, now: datetime) -> None:
    if reasons := reasons_not_to_take(application):
        raise errors.NOT_TAKEN(reasons=" ".join(str(reason) for reason in reasons))


def time_to_complete_is_over(application: Application, actor: Actor, now: datetime) -> None:
    until = application.complete_by
    if until is None or timezone.localdate(now) <= until:
        raise errors.TIME_IS_LEFT(until=until and format_date(until))


def every_service_is_reviewed(application: Application, actor: Actor, now: datetime) -> None:
    services = list(application.services.all())
    if waiting := [one.service for one in services if one.granted is None]:
        raise errors.NOT_REVIEWED(services=", ".join(waiting))
    if not any(one.granted for one in services):
        raise errors.NOTHING_GRANTED()


def board_has_approved(application: Application, actor: Actor, now: datetime) -> None:
    last = application.board_decisions.order_by("-decided_on", "-id").first()
    if last is None or not last.is_approval:
        raise errors.NO_BOARD_DECISION(number=application.number)


# ---------------------------------------------------------------------------------------- agreements
def annex_is_ready(agreement: Agreement, actor: Actor, now: datetime) -> None:
    annex = latest_annex(agreement)
    if annex is None or not annex.lines.exists():
        raise errors.ANNEX_EMPTY(annex=annex or agreement)
    if annex.board_decision_id is None:
        raise errors.NO_BOARD_DECISION(number=agreement.number)


def both_have_signed(agreement: Agreement, actor: Actor, now: datetime) -> None:
    annex = latest_annex(agreement)
    assert annex is not None
    count = signature_count(annex)
    if count < 2:
        raise errors.SIGNATURES_MISSING(annex=annex, count=count)


def signature_count(annex: Annex) -> int:
    return annex.signatures.filter(voided_at__isnull=True).count()


def term_is_over(agreement: Agreement, actor: Actor, now: datetime) -> None:
    until = last_day_of(agreement)
    if until is None or not agreement.is_ending or timezone.localdate(now) <= until:
        raise errors.TERM_RUNS(agreement=agreement, until=until and format_date(until))


def formal_notice_ran_out(agreement: Agreement, actor: Actor, now: datetime) -> None:
    """PRO-23. An institution rests on its own notice; the desk, acting for a party, on that party's."""
    today = timezone.localdate(now)
    served = notices_served(agreement, NoticeKind.DEFAULT, today).filter(mended_on__isnull=True)
    if actor.kind == ActorKind.PARTNER:
        served = served.filter(sender__organisation_id=key(actor.organisation_id))
    days, holidays = Parameters(today).integer("exchange_default_notice_days"), holidays_for()
    ends = [remedy_ends_on(one.served_on, days=days, holidays=holidays) for one in served if one.served_on]
    if not ends or today <= min(ends):
        until = f" ({gettext('until')} {format_date(min(ends))})" if ends else ""
        raise errors.NOTICE_RUNS(until=until)


def both_consent(agreement: Agreement, actor: Actor, now: datetime) -> None:
    consents = agreement.notices.filter(kind=NoticeKind.MUTUAL_END)
    if consents.values("sender").distinct().count() < 2:
        raise errors.CONSENT_MISSING(agreement=agreement)


def notice_by_law_is_served(agreement: Agreement, actor: Actor, now: datetime) -> None:
    if not notices_served(agreement, NoticeKind.BY_LAW, timezone.localdate(now)).exists():
        raise errors.LAW_NOTICE_MISSING(agreement=agreement)


APPLICATION = Workflow(
    APPLICATION_MOVES,
    guards={
        guard.__name__: guard
        for guard in (may_be_taken, time_to_complete_is_over, every_service_is_reviewed, board_has_approved)
    },
)
AGREEMENT = Workflow(
    AGREEMENT_MOVES,
    guards={
        guard.__name__: guard
        for guard in (
            annex_is_ready,
            both_have_signed,
            term_is_over,
            formal_notice_ran_out,
            both_consent,
            notice_by_law_is_served,
        )
    },
)
ANNEX = Workflow(ANNEX_MOVES)
DISPUTE = Workflow(DISPUTE_MOVES)
