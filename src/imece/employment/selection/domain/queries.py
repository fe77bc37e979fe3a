"""Candidates and rounds, always from the actor's scope."""

from collections.abc import Iterable

from django.db.models import Count, Func, IntegerField, Q, QuerySet

from imece.core.actor import Actor, ActorKind
from imece.core.scope import key
from imece.employment.selection.enums import CandidateState
from imece.employment.selection.models import Candidate, SelectionRound


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
