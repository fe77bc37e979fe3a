"""The steps of one candidate, each one verb: answer, result, send off, report, confirm, refuse, withdraw.

What concerns the date of an interview stands in `interviews.py`.
"""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor, ActorKind
from imece.core.errors import define
from imece.core.formats import format_date
from imece.core.transactions import verb
from imece.employment.selection.domain.calendar_files import Method
from imece.employment.selection.domain.rounds import INTERVIEW_STATES
from imece.employment.selection.domain.telling import tell_candidate, tell_interview, tell_workplace
from imece.employment.selection.domain.workflow import CANDIDATE
from imece.employment.selection.enums import AnswerChannel, CandidateState
from imece.employment.selection.models import Candidate

NOT_FOR_ANOTHER = define(
    "CAN-108",
    _("On the portal only the invited person answers."),
    remedy=_("Choose by which way the answer came to you: post or telephone."),
    status=422,
    article="CAN-02",
)
BEFORE_SEND_OFF = define(
    "CAN-106",
    _("The first day of work {started_on} lies before the send-off on {sent_on} (CAN-03)."),
    remedy=_("Check the date of entry in the SGK notice."),
    status=422,
    article="CAN-03",
)


@verb
def answer_invitation(
    *, candidate: Candidate, accepts: bool, channel: AnswerChannel, actor: Actor, now: datetime
) -> None:
    """Kabul Etti / Reddetti: by the person on the portal, or entered by staff or the employer with the channel it
    came by (CAN-02). Then the person is told what was entered for him.
    """
    is_own = actor.kind == ActorKind.JOB_SEEKER
    channel = AnswerChannel.PORTAL if is_own else channel
    if not is_own and channel == AnswerChannel.PORTAL:
        raise NOT_FOR_ANOTHER(field="channel")
    changes = {"answer_channel": channel, "answered_at": now}
    CANDIDATE.apply(
        "accept" if accepts else "decline",
        thing=candidate,
        actor=actor,
        now=now,
        changes=changes,
        details={"channel": channel},
    )
    if not is_own:
        tell_candidate(candidate, "selection.answer_entered", channel=AnswerChannel(channel).label)


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
def take_back_report(*, candidate: Candidate, reason: str, actor: Actor, now: datetime) -> None:
    """Reported by mistake, or the person never began: until SGK confirms, the place is free again."""
    CANDIDATE.apply(
        "take_back_report", thing=candidate, actor=actor, now=now, reason=reason, changes={"started_on": None}
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


@verb
def refuse_candidate(
    *, candidate: Candidate, by: CandidateState, reason: str, actor: Actor, now: datetime
) -> None:
    """After the send-off: İşveren Kabul Etmedi or Aday Kabul Etmedi. The latter stands on CAN-04's list."""
    move = {
        CandidateState.REFUSED_BY_EMPLOYER: "refuse_by_employer",
        CandidateState.REFUSED_BY_CANDIDATE: "refuse_by_candidate",
    }[by]
    CANDIDATE.apply(move, thing=candidate, actor=actor, now=now, reason=reason)
    tell_candidate(candidate)


@verb
def remove_candidate(*, candidate: Candidate, actor: Actor, now: datetime, reason: str = "") -> None:
    """To Listeden Çıkarılanlar; from there he can come back to where he was."""
    CANDIDATE.apply("remove", thing=candidate, actor=actor, now=now, reason=reason)
    tell_candidate(candidate)


@verb
def put_back_candidate(*, candidate: Candidate, actor: Actor, now: datetime) -> None:
    is_selected = candidate.source == CandidateState.SELECTED
    CANDIDATE.apply(
        "restore_selected" if is_selected else "restore_applied", thing=candidate, actor=actor, now=now
    )
    tell_candidate(candidate)


@verb
def withdraw_application(*, candidate: Candidate, actor: Actor, now: datetime, reason: str = "") -> None:
    """By the person himself, until he is sent off. The workplace is told; an interview leaves his calendar."""
    interview_at = candidate.interview_at
    is_ahead = candidate.state in INTERVIEW_STATES and interview_at is not None and interview_at > now
    changes = {"calendar_number": candidate.calendar_number + 1} if is_ahead else {}
    CANDIDATE.apply("withdraw", thing=candidate, actor=actor, now=now, reason=reason, changes=changes)
    if is_ahead and interview_at is not None:
        tell_interview(candidate, "selection.withdrawn_own", method=Method.CANCEL, at=interview_at, now=now)
    tell_workplace(
        candidate.round, "selection.withdrawn", now=now, name=candidate.job_seeker.person.full_name, reason=reason
    )  # fmt: skip


def _check_start(candidate: Candidate, started_on: date) -> None:
    if candidate.sent_on is not None and started_on < candidate.sent_on:
        dates = {"started_on": format_date(started_on), "sent_on": format_date(candidate.sent_on)}
        raise BEFORE_SEND_OFF(**dates, field="started_on")
