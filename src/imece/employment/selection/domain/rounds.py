"""What the owner of a round does with it: begin, keep true, end; and how people come into it."""

from datetime import date, datetime

from imece.core import audit
from imece.core.actor import Actor
from imece.core.transactions import verb
from imece.employment.jobseekers.models import JobSeeker
from imece.employment.selection.domain.workflow import CANDIDATE
from imece.employment.selection.enums import CandidateState, RoundKind
from imece.employment.selection.models import Candidate, SelectionRound


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
def add_candidate(
    *,
    selection_round: SelectionRound,
    job_seeker: JobSeeker,
    source: CandidateState,
    actor: Actor,
    now: datetime,
) -> Candidate:
    """The owner has checked that he may; the database refuses the same person twice."""
    candidate = Candidate(
        round=selection_round, job_seeker=job_seeker, source=source, state=source, created_at=now
    )
    candidate.save()
    CANDIDATE.begin(candidate, actor=actor, now=now)
    audit.record(actor, "selection.candidate_added", candidate, details={"source": source})
    return candidate
