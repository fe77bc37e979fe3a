"""Every state × move × role of a table of moves, and what the database itself refuses (docs/recipes/state-machine.md).

Guards are opened: whether the law allows a move now has tests of its own. Here stands who may press what, and where.
What a table asks of a state beside its name (a day, a number) stands on the thing before.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from imece.core.actor import Actor, system_actor
from imece.core.errors import NOT_PERMITTED, Problem
from imece.core.models import AuditRecord, Transition
from imece.core.transactions import acting
from imece.core.workflow import Workflow
from imece.core.workflow.machine import REASON_MISSING, WRONG_STATE
from imece.core.workflow.moves import Move

SYSTEM = system_actor("test")


def check_role(workflow: Workflow, thing: Any, actor: Actor, theirs: set[str], now: datetime) -> None:
    """He makes the moves of `theirs` from their states and no other, whatever the state."""
    table = workflow.table
    unknown = theirs - {move.name for move in table.moves}
    assert not unknown, f"{table.name} has no {unknown}"
    for state in states_of(workflow, thing):
        for move in table.moves:
            with _rolled_back():
                put_into(workflow, thing, state)
                _check(workflow, thing, actor, move, move.name in theirs, now)
            thing.refresh_from_db()


def check_reasons(workflow: Workflow, thing: Any, now: datetime) -> None:
    """Without a reason nothing moves where one is asked for, and it is said before anything else."""
    for move in workflow.table.moves:
        if move.needs_reason:
            with pytest.raises(Problem) as caught:
                workflow.apply(move.name, thing=thing, actor=SYSTEM, now=now, reason=" ")
            assert caught.value.kind is REASON_MISSING


def check_database(workflow: Workflow, thing: Any) -> None:
    """A jump that no move makes is refused even to the owner's bulk update."""
    table = workflow.table
    for before in states_of(workflow, thing):
        for after in table.states:
            if before == str(after) or (before, str(after)) in table.pairs:
                continue
            with _rolled_back():
                put_into(workflow, thing, before)
                refused = pytest.raises(DatabaseError, match=f"may not go from {before} to {after}")
                with acting(SYSTEM), refused, transaction.atomic():
                    type(thing)._base_manager.filter(pk=thing.pk).update(state=after)
            thing.refresh_from_db()


def states_of(workflow: Workflow, thing: Any) -> list[str]:
    """Those a thing that began as this one can come to: of a table with one start, all of them."""
    found = list(_ways_from(workflow, str(thing.state)))
    assert len(workflow.table.starts) > 1 or len(found) == len(workflow.table.states)
    return found


def put_into(workflow: Workflow, thing: Any, state: str) -> None:
    """By states that may follow one another, past permissions and guards: the trigger would refuse a jump."""
    with acting(SYSTEM), connection.cursor() as cursor:
        for step in _ways_from(workflow, str(thing.state))[state]:
            cursor.execute(f'update "{workflow.table.table}" set state = %s where id = %s', [step, thing.pk])
    thing.refresh_from_db()


def _ways_from(workflow: Workflow, start: str) -> dict[str, list[str]]:
    ways: dict[str, list[str]] = {start: []}
    waiting = [start]
    while waiting:
        here = waiting.pop(0)
        for before, after in sorted(workflow.table.pairs):
            if before == here and after not in ways:
                ways[after] = [*ways[here], after]
                waiting.append(after)
    return ways


def _check(workflow: Workflow, thing: Any, actor: Actor, move: Move, is_his: bool, now: datetime) -> None:
    before = str(thing.state)
    given = {"thing": thing, "actor": actor, "now": now, "reason": "Deneme"}
    is_listed = before in {str(one) for one in move.from_states}
    if is_his and is_listed:
        workflow.apply(move.name, **given)
        assert str(thing.state) == str(move.to_state)
        line = {"workflow": workflow.table.name, "object_id": thing.pk, "move": move.name}
        assert Transition.objects.filter(**line).count() == 1
        kept = {"action": f"{workflow.table.name}.{move.name}", "subject_id": str(thing.pk)}
        assert AuditRecord.objects.filter(**kept).count() == 1
        return
    with pytest.raises(Problem) as caught:
        workflow.apply(move.name, **given)
    assert caught.value.kind is (WRONG_STATE if is_his else NOT_PERMITTED), f"{before}: {move.name}"
    assert str(thing.state) == before


@contextmanager
def _rolled_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def open_guards(monkeypatch: pytest.MonkeyPatch, *workflows: Workflow) -> None:
    for workflow in workflows:
        for name in workflow.guards:
            monkeypatch.setitem(workflow.guards, name, lambda thing, actor, now: None)  # type: ignore[arg-type]
