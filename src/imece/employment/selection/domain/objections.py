"""İtiraz: a person contests a decision about him; the unit answers with its reason by a day (3071 art. 7)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.accounts.public import recipient_of
from imece.core import audit
from imece.core.actor import Actor
from imece.core.errors import Problem, define
from imece.core.formats import format_date
from imece.core.models import Transition
from imece.core.notifications.outbox import notify
from imece.core.parameters import Parameters
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.employment.jobseekers.models import JobSeeker
from imece.employment.selection.domain.rounds import add_candidate
from imece.employment.selection.domain.rules import answer_due_on, last_day_to_object
from imece.employment.selection.domain.telling import tell_workplace
from imece.employment.selection.domain.workflow import CANDIDATE, OBJECTION
from imece.employment.selection.enums import CandidateState, InterviewTopic, ObjectionGround, ObjectionState
from imece.employment.selection.models import Candidate, Objection, SelectionRound

NOTHING_TO_CONTEST = define(
    "CAN-110",
    _("There is no decision here that can be contested: the state is «{state}»."),
    remedy=_("What can be contested is a refusal, a result or a removal from the list."),
)
TOO_LATE = define(
    "CAN-111",
    _("The decision is of {decided_on}; it could be contested until {until}."),
    remedy=_("You may still ask your unit."),
)
CONTESTED_ALREADY = define(
    "CAN-112",
    _("You have contested this decision already, on {opened_on}."),
    remedy=_("Read the answer under My objections."),
)
WORDS_MISSING = define(
    "CAN-113", _("Say in your own words why you contest it."), remedy=_("A sentence is enough."), status=422
)


def last_decision(candidate: Candidate) -> Transition | None:
    """The line of history that led to the present state, when it is one that can be contested."""
    if candidate.state not in ObjectionGround.values:
        return None
    return CANDIDATE.history(candidate).filter(to_state=candidate.state).last()


def why_not_contest(candidate: Candidate, now: datetime) -> str:
    """Empty when the person may contest what was decided last."""
    try:
        _check(candidate, last_decision(candidate), now)
    except Problem as problem:
        return f"{problem.message} {problem.remedy}"
    return ""


@verb
def contest_decision(
    *,
    candidate: Candidate,
    words: str,
    actor: Actor,
    now: datetime,
    interview_topics: Sequence[InterviewTopic] = (),
) -> Objection:
    """Against the state a candidate was brought into: removed, unsuitable, absent, refused.

    `interview_topics`: what he says he was asked about and may not be asked (NDR-03).
    """
    require(actor, "objections.own", candidate)
    decided = last_decision(candidate)
    _check(candidate, decided, now)
    assert decided is not None
    label = str(CandidateState(candidate.state).label)
    return _open(
        round=candidate.round,
        job_seeker=candidate.job_seeker,
        candidate=candidate,
        ground=ObjectionGround(candidate.state),
        decision=f"{label}: {decided.reason}" if decided.reason else label,
        decided_at=decided.at,
        interview_topics=list(interview_topics),
        words=words,
        actor=actor,
        now=now,
    )


def earlier_objection(round_id: int, job_seeker: JobSeeker, reasons: list[str]) -> Objection | None:
    """Against the same «you cannot apply», or one that still waits for its answer."""
    known = Objection.objects.filter(
        round_id=round_id, job_seeker=job_seeker, ground=ObjectionGround.NOT_ELIGIBLE
    )
    return known.filter(Q(decision="\n".join(reasons)) | Q(state=ObjectionState.OPEN)).first()


@verb
def contest_eligibility(
    *,
    selection_round: SelectionRound,
    job_seeker: JobSeeker,
    reasons: list[str],
    words: str,
    actor: Actor,
    now: datetime,
) -> Objection:
    """Against «you cannot apply»: the owner of the round has judged, and hands its reasons over."""
    if earlier := earlier_objection(selection_round.pk, job_seeker, reasons):
        raise CONTESTED_ALREADY(opened_on=format_date(timezone.localdate(earlier.opened_at)))
    return _open(
        round=selection_round,
        job_seeker=job_seeker,
        candidate=None,
        ground=ObjectionGround.NOT_ELIGIBLE,
        decision="\n".join(reasons),
        decided_at=now,
        words=words,
        actor=actor,
        now=now,
    )


@verb
def answer_objection(
    *, objection: Objection, is_upheld: bool, reason: str, actor: Actor, now: datetime
) -> None:
    """The person reads the reason. Upheld: the employer is asked to look again, or the person becomes a candidate."""
    move = "uphold" if is_upheld else "reject"
    changes = {"answer": reason.strip(), "answered_at": now}
    OBJECTION.apply(move, thing=objection, actor=actor, now=now, reason=reason, changes=changes)
    _tell_person(objection, "selection.objection_answered", now)
    if is_upheld:
        _follow_up(objection, actor, now)


@verb
def take_objection_back(*, objection: Objection, actor: Actor, now: datetime) -> None:
    OBJECTION.apply("take_back", thing=objection, actor=actor, now=now)


def _check(candidate: Candidate, decided: Transition | None, now: datetime) -> None:
    if decided is None:
        raise NOTHING_TO_CONTEST(state=CandidateState(candidate.state).label)
    decided_on = timezone.localdate(decided.at)
    until = last_day_to_object(decided_on, _days("objection_open_days", timezone.localdate(now)))
    if timezone.localdate(now) > until:
        raise TOO_LATE(decided_on=format_date(decided_on), until=format_date(until))
    earlier = candidate.objections.filter(Q(decided_at=decided.at) | Q(state=ObjectionState.OPEN)).first()
    if earlier is not None:
        raise CONTESTED_ALREADY(opened_on=format_date(timezone.localdate(earlier.opened_at)))


def _open(*, words: str, actor: Actor, now: datetime, **values: object) -> Objection:
    if not words.strip():
        raise WORDS_MISSING(field="words")
    today = timezone.localdate(now)
    objection = Objection(
        words=words.strip(),
        opened_at=now,
        due_on=answer_due_on(today, _days("objection_answer_days", today)),
        **values,
    )
    objection.save()
    OBJECTION.begin(objection, actor=actor, now=now)
    audit.record(actor, "selection.objection_opened", objection, details={"ground": objection.ground})
    _tell_person(objection, "selection.objection_opened", now)
    return objection


def _follow_up(objection: Objection, actor: Actor, now: datetime) -> None:
    is_candidate = Candidate.objects.filter(round=objection.round, job_seeker=objection.job_seeker).exists()
    if not is_candidate and objection.round.is_open:
        add_candidate(
            selection_round=objection.round,
            job_seeker=objection.job_seeker,
            source=CandidateState.APPLIED,
            actor=actor,
            now=now,
        )
    tell_workplace(
        objection.round,
        "selection.objection_upheld",
        now=now,
        name=objection.job_seeker.person.full_name,
        ground=ObjectionGround(objection.ground).label,
        answer=objection.answer,
    )


def _tell_person(objection: Objection, notice: str, now: datetime) -> None:
    notify(
        notice,
        recipient_of(objection.job_seeker.person),
        title=objection.round.title,
        number=objection.round.number,
        ground=ObjectionGround(objection.ground).label,
        state=ObjectionState(objection.state).label,
        due_on=format_date(objection.due_on),
        answer=objection.answer,
        link=f"{settings.PUBLIC_URL}{reverse('my_objection', args=[objection.pk])}",
    )


def _days(name: str, day: date) -> int:
    return Parameters(day).integer(name)
