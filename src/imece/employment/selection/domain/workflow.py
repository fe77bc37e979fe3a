"""Guards of the candidate's moves, by the names in `moves.py`; the workflow of objections has none."""

from datetime import datetime

from django.db import connection
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.errors import define
from imece.core.formats import format_instant
from imece.core.workflow import Workflow
from imece.employment.selection.enums import CandidateState
from imece.employment.selection.models import Candidate, SelectionRound
from imece.employment.selection.moves import CANDIDATE_MOVES, OBJECTION_MOVES

OTHER_LIST = define(
    "CAN-101",
    _("This person came to the list another way ({source})."),
    remedy=_("Put him back where he was."),
)
ROUND_CLOSED = define(
    "CAN-102",
    _("The choosing for {number} has ended."),
    remedy=_("Look at the result list; to choose further people, copy the labour request."),
)
NOT_YET = define(
    "CAN-103",
    _("The interview is only on {interview_at}."),
    remedy=_("Enter the result once it has begun, or change the date first."),
)
NO_PLACE_LEFT = define(
    "CAN-104",
    _("All {place_count} places of {number} are filled (CAN-05)."),
    remedy=_("Close it; the other candidates are told."),
    article="CAN-05",
)
INTERVIEW_OVER = define(
    "CAN-107",
    _("The interview was on {interview_at}."),
    remedy=_("Enter its result instead; who did not come can be recorded too."),
)
INVITATION_OVER = define(
    "CAN-114",
    _("The labour request {number} was closed; the interview does not take place."),
    remedy=_("Nothing is to be answered any more."),
)
FILLED = (CandidateState.REPORTED, CandidateState.PLACED)


def was_selected(candidate: Candidate, actor: Actor, now: datetime) -> None:
    if candidate.source != CandidateState.SELECTED:
        raise OTHER_LIST(source=candidate.get_source_display())


def had_applied(candidate: Candidate, actor: Actor, now: datetime) -> None:
    if candidate.source != CandidateState.APPLIED:
        raise OTHER_LIST(source=candidate.get_source_display())


def round_goes_on(candidate: Candidate, actor: Actor, now: datetime) -> None:
    """After the last application date the choosing itself begins: it ends when its owner closes or cancels."""
    if candidate.round.ended_at is not None:
        raise ROUND_CLOSED(number=candidate.round.number)


def invitation_stands(candidate: Candidate, actor: Actor, now: datetime) -> None:
    if candidate.round.ended_at is not None:
        raise INVITATION_OVER(number=candidate.round.number)


def interview_has_begun(candidate: Candidate, actor: Actor, now: datetime) -> None:
    if candidate.interview_at is not None and now < candidate.interview_at:
        raise NOT_YET(interview_at=format_instant(candidate.interview_at))


def interview_is_ahead(candidate: Candidate, actor: Actor, now: datetime) -> None:
    """Who declined may be offered another time whenever; who accepted is moved before the talk begins."""
    if candidate.round.ended_at is not None:
        raise ROUND_CLOSED(number=candidate.round.number)
    is_declined = candidate.state == CandidateState.DECLINED
    if not is_declined and candidate.interview_at is not None and candidate.interview_at <= now:
        raise INTERVIEW_OVER(interview_at=format_instant(candidate.interview_at))


def place_is_left(candidate: Candidate, actor: Actor, now: datetime) -> None:
    """CAN-05: those placed never exceed the posts. The round's row is locked, so two moves at once cannot both pass.

    A page that only asks why not stands in no transaction and locks nothing.
    """
    rounds = SelectionRound.objects.all()
    if connection.in_atomic_block:
        rounds = rounds.select_for_update(of=("self",))
    selection_round = rounds.get(pk=candidate.round_id)
    others = Candidate.objects.filter(round=selection_round, state__in=FILLED).exclude(pk=candidate.pk)
    if others.count() >= selection_round.place_count:
        raise NO_PLACE_LEFT(number=selection_round.number, place_count=selection_round.place_count)


CANDIDATE = Workflow(
    CANDIDATE_MOVES,
    guards={
        guard.__name__: guard
        for guard in (
            was_selected,
            had_applied,
            round_goes_on,
            invitation_stands,
            interview_has_begun,
            interview_is_ahead,
            place_is_left,
        )
    },
)
OBJECTION = Workflow(OBJECTION_MOVES)
