"""Every state × move of the candidate, for the employer, the candidate and the SGK feed; generated from the table."""

import pytest
from django.db import connection

from imece.core.actor import Actor, system_actor
from imece.core.errors import NOT_PERMITTED, Problem
from imece.core.transactions import acting
from imece.core.workflow.machine import WRONG_STATE
from imece.employment.selection.domain.workflow import CANDIDATE
from imece.employment.selection.enums import CandidateState
from imece.employment.selection.models import Candidate
from imece.employment.selection.moves import CANDIDATE_MOVES
from tests.cast import Cast, actor_of
from tests.employment.main_job import AFTER_INTERVIEW, INTERVIEW, NOW, make_candidate, make_vacancy
from tests.employment.moves_matrix import cases

pytestmark = pytest.mark.django_db
WAYS = {
    "selected": [],
    "applied": [],
    "removed": ["removed"],
    "invited": ["invited"],
    "accepted": ["invited", "accepted"],
    "declined": ["invited", "declined"],
    "suitable": ["invited", "accepted", "suitable"],
    "unsuitable": ["invited", "accepted", "unsuitable"],
    "absent": ["invited", "accepted", "absent"],
    "sent": ["invited", "accepted", "suitable", "sent"],
    "reported": ["invited", "accepted", "suitable", "sent", "reported"],
    "placed": ["invited", "accepted", "suitable", "sent", "reported", "placed"],
    "refused_by_employer": ["invited", "accepted", "suitable", "sent", "refused_by_employer"],
    "withdrawn": ["withdrawn"],
    "refused_by_candidate": ["invited", "accepted", "suitable", "sent", "refused_by_candidate"],
}


def put_into(candidate: Candidate, state: str) -> None:
    """Along a legal way, past the guards; a chosen person begins as SELECTED."""
    with acting(system_actor("test")), connection.cursor() as cursor:
        if state == CandidateState.SELECTED:
            cursor.execute("delete from selection_candidate where id = %s", [candidate.pk])
            candidate.pk, candidate.state, candidate.source = None, state, state
            candidate.save()
        for step in WAYS[state]:
            cursor.execute(
                "update selection_candidate set state = %s, interview_at = %s where id = %s",
                [step, INTERVIEW, candidate.pk],
            )
    candidate.refresh_from_db()


def actor_for_move(cast: Cast, candidate: Candidate, permission: str) -> Actor:
    return {
        "candidates.edit": actor_of(cast.manager, cast.workplace.organisation),
        "candidates.answer": actor_of(candidate.job_seeker.person),
        "candidates.withdraw": actor_of(candidate.job_seeker.person),
        "candidates.confirm": system_actor("sgk"),
    }[permission]


@pytest.mark.parametrize("state, move, is_listed", cases(CANDIDATE_MOVES))
def test_the_listed_moves_and_no_other(cast: Cast, state, move, is_listed) -> None:
    candidate = make_candidate(make_vacancy(cast.manager, cast.workplace), cast.seeker)
    put_into(candidate, state.value)
    actor = actor_for_move(cast, candidate, move.permission)
    made = {"thing": candidate, "actor": actor, "now": AFTER_INTERVIEW, "reason": "Deneme"}
    if not is_listed:
        with pytest.raises(Problem) as caught:
            CANDIDATE.apply(move.name, **made)
        assert caught.value.kind is WRONG_STATE
        return
    if move.name.endswith("_selected"):  # this one had applied
        with pytest.raises(Problem, match="CAN-101"):
            CANDIDATE.apply(move.name, **made)
        return
    if move.name == "move_interview" and state != CandidateState.DECLINED:
        with pytest.raises(Problem, match="CAN-107"):  # its hour has passed
            CANDIDATE.apply(move.name, **made)
        made["now"] = NOW
    changes = {"interview_at": INTERVIEW} if move.name == "invite" else {}
    CANDIDATE.apply(move.name, **made, changes=changes)
    assert candidate.state == move.to_state


@pytest.mark.parametrize("move", CANDIDATE_MOVES.moves, ids=lambda move: move.name)
@pytest.mark.parametrize("role", ["other_manager", "other_seeker"])
def test_strangers_make_no_move(cast: Cast, role: str, move) -> None:
    candidate = make_candidate(make_vacancy(cast.manager, cast.workplace), cast.seeker)
    organisations = {"other_manager": cast.other_workplace.organisation, "other_seeker": None}
    with pytest.raises(Problem) as caught:
        CANDIDATE.apply(
            move.name, thing=candidate, actor=actor_of(getattr(cast, role), organisations[role]),
            now=AFTER_INTERVIEW, reason="Deneme",
        )  # fmt: skip
    assert caught.value.kind is NOT_PERMITTED
