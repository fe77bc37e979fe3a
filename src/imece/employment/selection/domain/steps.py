"""The steps of one candidate, each one verb: invite, answer, result, send off, report, confirm."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor, ActorKind
from imece.core.errors import define
from imece.core.formats import format_date, format_instant
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.employment.selection.domain.telling import tell_candidate
from imece.employment.selection.domain.workflow import CANDIDATE
from imece.employment.selection.enums import AnswerChannel, CandidateState
from imece.employment.selection.models import Candidate

INTERVIEW_IN_THE_PAST = define(
    "CAN-105",
    _("The interview date {interview_at} has passed."),
    remedy=_("Give a date and time that lie ahead, so that the person can come."),
    status=422,
)
BEFORE_SEND_OFF = define(
    "CAN-106",
    _("The first day of work {started_on} lies before the send-off on {sent_on} (CAN-03)."),
    remedy=_("Check the date of entry in the SGK notice."),
    status=422,
    article="CAN-03",
)


@verb
def invite_candidate(
    *, candidate: Candidate, interview_at: datetime, interview_place: str, actor: Actor, now: datetime
) -> None:
    """Davet: with its date the person moves to Davet Edilenler and is told by his channel (CAN-01)."""
    require(actor, "candidates.edit", candidate)
    if interview_at <= now:
        raise INTERVIEW_IN_THE_PAST(interview_at=format_instant(interview_at), field="interview_on")
    changes = {"interview_at": interview_at, "interview_place": interview_place}
    CANDIDATE.apply("invite", thing=candidate, actor=actor, now=now, changes=changes)
    tell_candidate(candidate, "selection.invited")


@verb
def answer_invitation(
    *, candidate: Candidate, accepts: bool, channel: AnswerChannel, actor: Actor, now: datetime
) -> None:
    """Kabul Etti / Reddetti: by the person on the portal, or by staff with the channel it came by (CAN-02)."""
    channel = AnswerChannel.PORTAL if actor.kind == ActorKind.JOB_SEEKER else channel
    changes = {"answer_channel": channel, "answered_at": now}
    move = "accept" if accepts else "decline"
    CANDIDATE.apply(
        move, thing=candidate, actor=actor, now=now, changes=changes, details={"channel": channel}
    )


@verb
def record_result(
    *, candidate: Candidate, result: CandidateState, reason: str, actor: Actor, now: datetime
) -> None:
    """Görüşme Sonucu; it can be changed until the person is sent off (CAN-01)."""
    move = {
        CandidateState.SUITABLE: "find_suitable",
        CandidateState.UNSUITABLE: "find_unsuitable",
        CandidateState.ABSENT: "record_absence",
    }[result]
    CANDIDATE.apply(move, thing=candidate, actor=actor, now=now, reason=reason)
    tell_candidate(candidate)


@verb
def send_off_candidate(*, candidate: Candidate, actor: Actor, now: datetime, today: date) -> None:
    """Gönderme."""
    CANDIDATE.apply("send_off", thing=candidate, actor=actor, now=now, changes={"sent_on": today})
    tell_candidate(candidate)


@verb
def report_placement(*, candidate: Candidate, started_on: date, actor: Actor, now: datetime) -> None:
    """The employer says so: *bildirildi* until the SGK feed confirms (P3.6)."""
    _check_start(candidate, started_on)
    CANDIDATE.apply(
        "report_placement", thing=candidate, actor=actor, now=now, changes={"started_on": started_on}
    )
    tell_candidate(candidate)


@verb
def confirm_placement(*, candidate: Candidate, started_on: date, actor: Actor, now: datetime) -> None:
    """**İşe Yerleşti**: an SGK entry for this person at this workplace, dated on or after the send-off (CAN-03)."""
    _check_start(candidate, started_on)
    CANDIDATE.apply(
        "confirm_placement", thing=candidate, actor=actor, now=now, changes={"started_on": started_on}
    )
    tell_candidate(candidate, "selection.placed")


def _check_start(candidate: Candidate, started_on: date) -> None:
    if candidate.sent_on is not None and started_on < candidate.sent_on:
        dates = {"started_on": format_date(started_on), "sent_on": format_date(candidate.sent_on)}
        raise BEFORE_SEND_OFF(**dates, field="started_on")
