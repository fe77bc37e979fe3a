"""Every state × move × role of a data subject's request, and the jumps that the database refuses."""

import pytest
from django.db import DatabaseError, connection, transaction

from imece.core.actor import Actor, system_actor
from imece.core.errors import NOT_PERMITTED, Problem
from imece.core.transactions import acting
from imece.core.workflow.machine import WRONG_STATE
from imece.core.workflow.moves import Move
from imece.employment.data_rights.domain.workflow import DATA_REQUEST
from imece.employment.data_rights.enums import DataRequestState
from imece.employment.data_rights.models import DataRequest
from imece.employment.data_rights.moves import DATA_REQUEST_MOVES
from tests.cast import Cast, actor_of
from tests.employment.data_rights.requests import NOW, desk_of, open_one, seeker_of
from tests.employment.moves_matrix import cases

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]
ANSWER = {"outcome": "fulfilled", "answer": "Deneme", "answered_at": NOW}
THEIRS = {"desk": {"answer"}, "clock": {"pass_due"}, "person": set(), "officer": set(), "employer": set()}


def actor_in(role: str, cast: Cast) -> Actor:
    return {
        "desk": lambda: desk_of(cast),
        "clock": lambda: system_actor("test"),
        "person": lambda: seeker_of(cast),
        "officer": lambda: actor_of(cast.officer, cast.unit),
        "employer": lambda: actor_of(cast.manager, cast.workplace.organisation),
    }[role]()


def put_into(request: DataRequest, state: str) -> None:
    """Past the verbs; an answered one has its whole answer, or the constraint would refuse it."""
    changes = {"state": state} | (ANSWER if state == DataRequestState.ANSWERED else {})
    with acting(system_actor("test")):
        DataRequest.objects.filter(pk=request.pk).update(**changes)
    request.refresh_from_db()


@pytest.mark.parametrize("role", THEIRS)
@pytest.mark.parametrize(("state", "move", "is_listed"), cases(DATA_REQUEST_MOVES))
def test_state_by_move_by_role(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, state: str, move: Move, is_listed: bool, role: str
) -> None:
    monkeypatch.setitem(DATA_REQUEST.guards, "is_past_due", lambda thing, actor, now: None)  # type: ignore[arg-type]
    request = open_one(cast)
    put_into(request, state)
    made = {"thing": request, "actor": actor_in(role, cast), "now": NOW}
    changes = ANSWER if move.name == "answer" else {}
    if move.name in THEIRS[role] and is_listed:
        DATA_REQUEST.apply(move.name, **made, changes=changes)
        assert request.state == move.to_state
        return
    with pytest.raises(Problem) as caught:
        DATA_REQUEST.apply(move.name, **made, changes=changes)
    assert caught.value.kind is (WRONG_STATE if move.name in THEIRS[role] else NOT_PERMITTED)


@pytest.mark.parametrize(
    ("before", "after"), [("answered", "open"), ("answered", "overdue"), ("overdue", "open")]
)
def test_the_database_refuses_every_jump(cast: Cast, before: str, after: str) -> None:
    request = open_one(cast)
    put_into(request, before)
    refused = pytest.raises(DatabaseError, match=f"may not go from {before} to {after}")
    with acting(system_actor("test")), refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "update data_rights_datarequest set state = %s, outcome = '', answer = '', answered_at = null"
            " where id = %s",
            [after, request.pk],
        )
