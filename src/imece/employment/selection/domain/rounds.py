"""What the owner of a round does with it: begin, keep true, end; and how people come into it."""

from datetime import date, datetime

from imece.core import audit
from imece.core.actor import Actor
from imece.core.formats import format_date
from imece.core.transactions import verb
from imece.employment.jobseekers.models import JobSeeker
from imece.employment.selection.domain.calendar_files import Method
from imece.employment.selection.domain.telling import tell_candidate, tell_interview
from imece.employment.selection.domain.workflow import CANDIDATE
from imece.employment.selection.enums import CandidateState, RoundKind
from imece.employment.selection.models import Candidate, SelectionRound

INTERVIEW_STATES = (CandidateState.INVITED, CandidateState.ACCEPTED)
WAITING_FOR_THE_END = (
    CandidateState.SELECTED,
    CandidateState.APPLIED,
    *INTERVIEW_STATES,
    CandidateState.SUITABLE,
    CandidateState.SENT,
)


@verb
def open_round(
    *,
    kind: RoundKind,
    number: str,
    title: str,
    organisation_id: int,
    province: int,
    place_count: int,
    accepts_until: date,
    actor: Actor,
) -> SelectionRound:
    return SelectionRound.objects.create(
        kind=kind,
        number=number,
        title=title,
        organisation_id=organisation_id,
        province=province,
        place_count=place_count,
        accepts_until=accepts_until,
    )


@verb
def change_round(*, selection_round: SelectionRound, actor: Actor, **changes: object) -> None:
    """Keep `title`, `place_count`, `accepts_until` or `is_open` as the owner's record says."""
    for name, value in changes.items():
        setattr(selection_round, name, value)
    selection_round.save(update_fields=list(changes))


@verb
def end_round(*, selection_round: SelectionRound, actor: Actor, now: datetime) -> None:
    """Closed or cancelled for good: who still waits is told, and an interview that lies ahead falls away."""
    change_round(selection_round=selection_round, actor=actor, is_open=False, ended_at=now)
    rows = selection_round.candidates.filter(state__in=WAITING_FOR_THE_END)
    for candidate in rows.select_related("round__organisation", "job_seeker__person").order_by("id"):
        _tell_the_end(candidate, now)


def _tell_the_end(candidate: Candidate, now: datetime) -> None:
    interview_at = candidate.interview_at
    if candidate.state not in INTERVIEW_STATES or interview_at is None or interview_at <= now:
        tell_candidate(candidate, "selection.round_ended", has_interview=False)
        return
    candidate.calendar_number += 1
    candidate.save(update_fields=["calendar_number"])
    tell_interview(
        candidate, "selection.round_ended", method=Method.CANCEL, at=interview_at, now=now, has_interview=True
    )


@verb
def add_candidate(
    *,
    selection_round: SelectionRound,
    job_seeker: JobSeeker,
    source: CandidateState,
    actor: Actor,
    now: datetime,
) -> Candidate:
    """The owner has checked that he may; the database refuses the same person twice.

    The person is told either way (P3.6): who applied has his receipt; who was chosen finds it under `My applications`
    and may withdraw, so he learns it from us first. To be looked at in a ranking (P3.5) tells nobody anything.
    """
    candidate = Candidate(
        round=selection_round, job_seeker=job_seeker, source=source, state=source, created_at=now
    )
    candidate.save()
    CANDIDATE.begin(candidate, actor=actor, now=now)
    audit.record(actor, "selection.candidate_added", candidate, details={"source": source})
    tell_candidate(candidate, f"selection.{source}", accepts_until=format_date(selection_round.accepts_until))
    return candidate
