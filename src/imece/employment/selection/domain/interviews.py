"""The date of an interview: given, moved, cancelled, reminded of. Each change goes to the person's calendar too."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor, system_actor
from imece.core.errors import define
from imece.core.formats import format_instant
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.employment.selection.domain.calendar_files import Method
from imece.employment.selection.domain.invitation_checks import check_invitation
from imece.employment.selection.domain.telling import tell_interview
from imece.employment.selection.domain.workflow import CANDIDATE
from imece.employment.selection.enums import CandidateState
from imece.employment.selection.models import Candidate

USUAL_MINUTES = 30
INTERVIEW_IN_THE_PAST = define(
    "CAN-105",
    _("The interview date {interview_at} has passed."),
    remedy=_("Give a date and time that lie ahead, so that the person can come."),
    status=422,
)
NO_INTERVIEW = define(
    "CAN-109",
    _("No interview stands in the calendar: the state is «{state}»."),
    remedy=_("Once you are invited, its date can be taken into your calendar."),
)


@verb
def invite_candidate(
    *,
    candidate: Candidate,
    interview_at: datetime,
    interview_place: str,
    actor: Actor,
    now: datetime,
    interview_minutes: int = USUAL_MINUTES,
) -> None:
    """Davet: with its date the person moves to Davet Edilenler and is told by his channel (CAN-01).

    Who is invited already, or declined, gets the new date: then his answer is asked for again.
    """
    require(actor, "candidates.edit", candidate)
    if interview_at <= now:
        raise INTERVIEW_IN_THE_PAST(interview_at=format_instant(interview_at), field="interview_on")
    check_invitation(candidate)
    before = candidate.interview_at if candidate.state in _moved_states() else None
    move = "move_interview" if candidate.state in _moved_states() else "invite"
    changes = {
        "interview_at": interview_at,
        "interview_place": interview_place,
        "interview_minutes": interview_minutes,
        "calendar_number": candidate.calendar_number + 1,
        "answer_channel": "",
        "answered_at": None,
        "reminded_at": None,
    }
    details = {"interview_at": interview_at.isoformat()}
    CANDIDATE.apply(move, thing=candidate, actor=actor, now=now, changes=changes, details=details)
    if before is None:
        tell_interview(candidate, "selection.invited", at=interview_at, now=now)
    else:
        tell_interview(candidate, "selection.moved", at=interview_at, now=now, before=format_instant(before))


@verb
def cancel_interview(*, candidate: Candidate, reason: str, actor: Actor, now: datetime) -> None:
    """The person is back on the list he came from, and told why."""
    interview_at = candidate.interview_at
    is_selected = candidate.source == CandidateState.SELECTED
    changes = {
        "interview_at": None,
        "calendar_number": candidate.calendar_number + 1,
        "answer_channel": "",
        "answered_at": None,
        "reminded_at": None,
    }
    CANDIDATE.apply(
        "cancel_interview_selected" if is_selected else "cancel_interview_applied",
        thing=candidate,
        actor=actor,
        now=now,
        reason=reason,
        changes=changes,
    )
    if interview_at is not None:
        tell_interview(
            candidate, "selection.cancelled", method=Method.CANCEL, at=interview_at, now=now, reason=reason
        )


def remind_of_interviews(*, now: datetime) -> int:
    """The day before, once for each date; returns how many. Each is its own transaction, so it may be repeated."""
    actor = system_actor("selection.remind")
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    due = Candidate.objects.filter(
        state__in=(CandidateState.INVITED, CandidateState.ACCEPTED),
        interview_at__date=tomorrow,
        reminded_at__isnull=True,
        round__ended_at__isnull=True,
    )
    keys = list(due.order_by("interview_at", "id").values_list("pk", flat=True))
    return sum(_remind(candidate_id=key, actor=actor, now=now) for key in keys)


@verb
def _remind(*, candidate_id: int, actor: Actor, now: datetime) -> bool:
    rows = Candidate.objects.select_for_update(of=("self",)).select_related(
        "round__organisation", "job_seeker__person"
    )
    candidate = rows.get(pk=candidate_id)
    if candidate.reminded_at is not None or candidate.interview_at is None:
        return False
    candidate.reminded_at = now
    candidate.save(update_fields=["reminded_at"])
    has_answered = candidate.state == CandidateState.ACCEPTED
    tell_interview(
        candidate, "selection.reminder", at=candidate.interview_at, now=now, has_answered=has_answered
    )
    return True


def _moved_states() -> tuple[str, ...]:
    return CANDIDATE.table.move("move_interview").from_states
