"""Guards of the moves of interruptions and breaches."""

from datetime import datetime

from django.utils import timezone

from imece.core.actor import Actor
from imece.core.formats import format_date
from imece.core.workflow import Workflow
from imece.exchange.continuity.domain import errors
from imece.exchange.continuity.enums import Addressee, BreachNoticeState
from imece.exchange.continuity.models import Breach, BreachNotice, Interruption
from imece.exchange.continuity.moves import BREACH_MOVES, BREACH_NOTICE_MOVES, INTERRUPTION_MOVES


def paper_is_allowed(interruption: Interruption, actor: Actor, now: datetime) -> None:
    """PRO-19: more than five working days without a break, **and** a party's written request."""
    assert interruption.started_at is not None
    first_day = interruption.paper_from
    if first_day is None or timezone.localdate(now) < first_day:
        raise errors.PAPER_TOO_EARLY(
            started_on=format_date(timezone.localdate(interruption.started_at)),
            paper_from=format_date(first_day) if first_day else "–",
        )
    if not interruption.paper_requests.exists():
        raise errors.PAPER_NOT_ASKED()


def paper_was_taken_in(interruption: Interruption, actor: Actor, now: datetime) -> None:
    """X7.1: what was done on paper is taken in before the interruption is closed; each party says when it is all."""
    requests = interruption.paper_requests.filter(taken_in_at__isnull=True).select_related(
        "institution__organisation"
    )
    if interruption.went_to_paper and (still_out := requests.first()):
        raise errors.PAPER_STILL_OUT(name=still_out.institution)


def everybody_was_told(breach: Breach, actor: Actor, now: datetime) -> None:
    """KVK-08: a breach closes when nobody is owed a notice."""
    owed = breach.notices.filter(state=BreachNoticeState.OWED)
    if owed:
        raise errors.NOT_EVERYBODY_TOLD(who=", ".join(str(one.get_addressee_display()) for one in owed))


def may_be_waived(notice: BreachNotice, actor: Actor, now: datetime) -> None:
    """KVK-07 knows no exception for the Board."""
    if notice.addressee == Addressee.BOARD:
        raise errors.BOARD_IS_ALWAYS_OWED()


INTERRUPTION = Workflow(
    INTERRUPTION_MOVES,
    guards={"paper_is_allowed": paper_is_allowed, "paper_was_taken_in": paper_was_taken_in},
)
BREACH = Workflow(BREACH_MOVES, guards={"everybody_was_told": everybody_was_told})
BREACH_NOTICE = Workflow(BREACH_NOTICE_MOVES, guards={"may_be_waived": may_be_waived})
