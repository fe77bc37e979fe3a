"""Candidates and rounds, always from the actor's scope."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Func, IntegerField, OuterRef, Q, QuerySet, Subquery

from imece.accounts.models import Organisation
from imece.core.actor import Actor, ActorKind
from imece.core.models import Transition
from imece.core.scope import key
from imece.employment.selection.enums import CandidateState, ObjectionState
from imece.employment.selection.models import Candidate, Objection, SelectionRound

DISPATCH_STATES = (
    CandidateState.SUITABLE,
    CandidateState.SENT,
    CandidateState.REPORTED,
    CandidateState.PLACED,
    CandidateState.REFUSED_BY_EMPLOYER,
    CandidateState.REFUSED_BY_CANDIDATE,
)


def candidates_in_scope(actor: Actor) -> QuerySet[Candidate]:
    """The employer's own rounds, the unit's province, all for headquarters, a job seeker's own; nobody else any."""
    rows = Candidate.objects.select_related(
        "round", "round__organisation", "job_seeker__person", "job_seeker__province"
    ).order_by("id")
    if actor.kind == ActorKind.EMPLOYER:
        return rows.filter(round__organisation_id=key(actor.organisation_id))
    if actor.kind == ActorKind.UNIT_STAFF:
        return rows.filter(round__province=key(actor.province))
    if actor.kind in {ActorKind.HEADQUARTERS_STAFF, ActorKind.SYSTEM}:
        return rows
    if actor.kind == ActorKind.JOB_SEEKER:
        return rows.filter(job_seeker__person_id=key(actor.person_id))
    return rows.none()


def rounds_in_scope(actor: Actor) -> QuerySet[SelectionRound]:
    rows = SelectionRound.objects.select_related("organisation")
    if actor.kind == ActorKind.EMPLOYER:
        return rows.filter(organisation_id=key(actor.organisation_id))
    if actor.kind == ActorKind.UNIT_STAFF:
        return rows.filter(province=key(actor.province))
    return rows if actor.kind in {ActorKind.HEADQUARTERS_STAFF, ActorKind.SYSTEM} else rows.none()


def count_by_state(selection_round: SelectionRound) -> dict[str, int]:
    rows = selection_round.candidates.values_list("state").annotate(count=Count("id"))
    return dict(rows.order_by("state"))


class CandidateCount(Func):
    """The candidates of the round whose key is in a field, for lists: `annotate(n=CandidateCount("round_id"))`.

    Written out: to word it with the ORM at each request took longer than the database to count.
    """

    output_field = IntegerField()

    def __init__(self, round_field: str, states: Iterable[CandidateState] = ()) -> None:
        among = ", ".join(f"'{CandidateState(state).value}'" for state in states)
        and_state = f" and c.state in ({among})" if among else ""
        table = Candidate._meta.db_table
        template = f"(select count(*) from {table} c where c.round_id = %(expressions)s{and_state})"  # noqa: S608  of our own enum
        super().__init__(round_field, template=template)


def filled_count(selection_round: SelectionRound) -> int:
    """Reported and confirmed placements together; they are shown apart (P3.6)."""
    states = Q(state__in=(CandidateState.REPORTED, CandidateState.PLACED))
    return selection_round.candidates.filter(states).count()


def last_interview_place(selection_round: SelectionRound) -> str:
    """Where the last one was invited to: nobody types an address forty times."""
    invited = selection_round.candidates.exclude(interview_place="").order_by("-interview_at")
    return invited.values_list("interview_place", flat=True).first() or ""


def interviews_of_day(actor: Actor, day: date) -> QuerySet[Candidate]:
    """Who is expected on one day, soonest first: invited or accepted, and the choosing goes on."""
    states = (CandidateState.INVITED, CandidateState.ACCEPTED)
    rows = candidates_in_scope(actor).filter(
        state__in=states, interview_at__date=day, round__ended_at__isnull=True
    )
    return rows.order_by("interview_at", "id")


def dispatched_candidates(actor: Actor) -> QuerySet[Candidate]:
    """**Sevk İşlemleri**: found suitable and not sent yet, sent, and what became of them."""
    return candidates_in_scope(actor).filter(state__in=DISPATCH_STATES)


def work_refusals(actor: Actor) -> QuerySet[Candidate]:
    """CAN-04: who refused the work he was sent to, with his reason and when; for those who pay benefits.

    Whether he draws unemployment benefit is not known here.
    """
    move = Transition.objects.filter(
        workflow="candidate", object_id=OuterRef("pk"), move="refuse_by_candidate"
    ).order_by("-at")
    rows = candidates_in_scope(actor).filter(state=CandidateState.REFUSED_BY_CANDIDATE)
    return rows.annotate(
        refused_at=Subquery(move.values("at")[:1]), refusal_reason=Subquery(move.values("reason")[:1])
    )


def organisation_kinds(keys: Iterable[int]) -> dict[int, str]:
    """Whether an employer or the institution acted: for time lines that name no clerk."""
    return dict(Organisation.objects.filter(pk__in=list(keys)).values_list("pk", "kind"))


def open_objections(actor: Actor) -> QuerySet[Objection]:
    """What waits for the unit's answer, by the day it is due."""
    return objections_in_scope(actor).filter(state=ObjectionState.OPEN).order_by("due_on", "id")


def objections_in_scope(actor: Actor) -> QuerySet[Objection]:
    """The unit's province, all for headquarters, a person's own. Employers are told, and see none."""
    rows = Objection.objects.select_related("round__organisation", "job_seeker__person", "candidate")
    if actor.kind == ActorKind.UNIT_STAFF:
        return rows.filter(round__province=key(actor.province))
    if actor.kind in {ActorKind.HEADQUARTERS_STAFF, ActorKind.SYSTEM}:
        return rows
    if actor.kind == ActorKind.JOB_SEEKER:
        return rows.filter(job_seeker__person_id=key(actor.person_id))
    return rows.none()
