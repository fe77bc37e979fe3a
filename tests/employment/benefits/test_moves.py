"""Every state × move × role of a declaration, generated from its table; and any walk through it keeps its promises."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imece.core.actor import Actor, system_actor
from imece.core.errors import NOT_PERMITTED, Problem
from imece.core.models import Transition
from imece.core.transactions import acting
from imece.core.workflow import Move
from imece.core.workflow.machine import REASON_MISSING, WRONG_STATE
from imece.employment.benefits.domain import declarations as verbs
from imece.employment.benefits.domain.review import record_finding
from imece.employment.benefits.domain.workflow import DECLARATION
from imece.employment.benefits.enums import DeclarationState, FindingKind, FindingResult
from imece.employment.benefits.models import Declaration
from imece.employment.benefits.moves import DECLARATION_MOVES, FOUND
from tests.cast import Cast, actor_of
from tests.employment.benefits.test_declarations import TODAY, add_worker, declare, values
from tests.employment.moves_matrix import cases

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 1, 20, 10, tzinfo=ZoneInfo("Europe/Istanbul"))
WAYS = {
    "draft": [], "sent": ["sent"], "in_review": ["sent", "in_review"],
    "suitable": ["sent", "in_review", "suitable"], "partly_suitable": ["sent", "in_review", "partly_suitable"],
    "refused": ["sent", "in_review", "refused"], "ended": ["sent", "in_review", "suitable", "ended"],
}  # fmt: skip
EMPLOYERS = {"send", "end"}
UNITS = {"take_up", "find_suitable", "find_partly_suitable", "refuse"}


@pytest.fixture(autouse=True)
def _on_the_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def put_into(cast: Cast, state: str) -> Declaration:
    """By the triggers' legal way, past the guards; whatever a guard asks is there."""
    declaration = declare(cast)
    add_worker(cast, declaration)
    found: dict[str, Any] = {"number": "1", "found_on": TODAY, "note": "", "now": NOW}
    for step in WAYS[state]:
        with acting(system_actor("test")), connection.cursor() as cursor:
            cursor.execute("update benefits_declaration set state = %s where id = %s", [step, declaration.pk])
        if step == "in_review":
            found |= {"kind": FindingKind.INSPECTION, "result": FindingResult.SUITABLE}
            record_finding(declaration=declaration, actor=actor_of(cast.officer, cast.unit), **found)
    declaration.refresh_from_db()
    return declaration


def actors(cast: Cast) -> dict[str, Actor]:
    return {
        "manager": actor_of(cast.manager, cast.workplace.organisation),
        "clerk": actor_of(cast.clerk, cast.workplace.organisation),
        "officer": actor_of(cast.officer, cast.unit),
        "other_officer": actor_of(cast.other_officer, cast.other_unit),
        "headquarters": actor_of(cast.headquarters, cast.head_institution),
        "seeker": actor_of(cast.seeker),
        "platform": system_actor("benefits.end_due"),
    }


def theirs(move: Move) -> str:
    return "manager" if move.name in EMPLOYERS else "officer" if move.name in UNITS else "platform"


@pytest.mark.parametrize(("state", "move", "is_listed"), cases(DECLARATION_MOVES))
def test_each_move_from_each_state(cast: Cast, state: DeclarationState, move: Move, is_listed: bool) -> None:
    declaration, actor = put_into(cast, state.value), actors(cast)[theirs(move)]
    now = NOW.replace(month=5) if move.name == "expire" else NOW
    made: dict[str, Any] = {"thing": declaration, "actor": actor, "now": now, "reason": "Deneme"}
    if not is_listed:
        with pytest.raises(Problem) as caught:
            DECLARATION.apply(move.name, **made)
        assert caught.value.kind is WRONG_STATE
        assert declaration.state == state
        return
    DECLARATION.apply(move.name, **made)
    assert declaration.state == move.to_state
    lines = Transition.objects.filter(workflow="declaration", object_id=declaration.pk, move=move.name)
    assert lines.count() == 1


@pytest.mark.parametrize("move", DECLARATION_MOVES.moves, ids=lambda move: move.name)
def test_nobody_else_makes_it(cast: Cast, move: Move) -> None:
    """The cast's clerk lacks the right «Declarations»; headquarters reads."""
    declaration = put_into(cast, str(move.from_states[0]))
    for role, actor in actors(cast).items():
        if role == theirs(move):
            continue
        with pytest.raises(Problem) as caught:
            DECLARATION.apply(move.name, thing=declaration, actor=actor, now=NOW, reason="Deneme")
        assert caught.value.kind is NOT_PERMITTED, role


@pytest.mark.parametrize("name", ["find_partly_suitable", "refuse"])
def test_a_reason_is_asked_for(cast: Cast, name: str) -> None:
    declaration, officer = put_into(cast, "in_review"), actors(cast)["officer"]
    with pytest.raises(Problem) as caught:
        DECLARATION.apply(name, thing=declaration, actor=officer, now=NOW)
    assert caught.value.kind is REASON_MISSING


def test_the_database_refuses_a_jump(cast: Cast) -> None:
    declaration = put_into(cast, "sent")
    refused = pytest.raises(DatabaseError, match="may not go from sent to suitable")
    with acting(system_actor("test")), refused, transaction.atomic():
        Declaration.objects.filter(pk=declaration.pk).update(state=DeclarationState.SUITABLE)


# ------------------------------------------------------------------------------------- any walk at all
STEPS = (
    "change",
    "workers",
    "announce",
    "end_early",
    "inspect",
    *(move.name for move in DECLARATION_MOVES.moves),
)


def take(cast: Cast, declaration: Declaration, step: str) -> None:
    """One thing somebody tries, by the verb that the pages call."""
    people = actors(cast)
    employer: dict[str, Any] = {"declaration": declaration, "actor": people["manager"], "now": NOW}
    unit = employer | {"actor": people["officer"]}
    if step == "change":
        verbs.change_declaration(values=values(reason="Sel"), version=declaration.version, **employer)
    elif step == "workers":
        add_worker(cast, declaration)
    elif step == "announce":
        verbs.record_announcement(on=TODAY, **employer)
    elif step == "end_early":
        verbs.end_early(back_on=date(2026, 3, 2), today=TODAY, **employer)
    elif step == "inspect":
        record_finding(
            kind=FindingKind.INSPECTION, number="1", found_on=TODAY, result=FindingResult.SUITABLE, note="", **unit
        )  # fmt: skip
    elif step == "send":
        verbs.send_declaration(**employer)
    elif step in UNITS:
        verbs.decide(move=step, reason="Deneme", **unit)
    else:
        actor = people["platform"] if step == "expire" else people["manager"]
        DECLARATION.apply(step, thing=declaration, actor=actor, now=NOW)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(STEPS), max_size=14))
def test_any_walk_keeps_the_promises(cast: Cast, walk: list[str]) -> None:
    """What was sent stays; each state has its history; approved means inspected; a refused step leaves nothing."""
    with transaction.atomic():
        _walk(cast, ["workers", "send", "take_up", "inspect", *walk][len(walk) % 5 :])
        transaction.set_rollback(True)


def _walk(cast: Cast, walk: list[str]) -> None:
    declaration = declare(cast)
    for step in walk:
        before = {"state": declaration.state, "version": declaration.version, "reason": declaration.reason}
        count = declaration.workers.count()
        try:
            with transaction.atomic():
                take(cast, declaration, step)
        except Problem:
            declaration.refresh_from_db()
            assert {name: getattr(declaration, name) for name in before} == before, step
            assert declaration.workers.count() == count
        declaration.refresh_from_db()
        if before["state"] != DeclarationState.DRAFT:
            assert (declaration.reason, declaration.workers.count()) == (before["reason"], count)
        _hold(declaration)


def _hold(declaration: Declaration) -> None:
    lines = Transition.objects.filter(workflow="declaration", object_id=declaration.pk)
    assert lines.latest("pk").to_state == declaration.state
    assert (declaration.state == DeclarationState.DRAFT) == (declaration.sent_at is None)
    if declaration.state in {*FOUND, DeclarationState.ENDED}:
        assert declaration.findings.filter(result=FindingResult.SUITABLE).exists()
        assert declaration.workers.exists()
    if declaration.announced_on or declaration.back_on:
        assert declaration.state in {*FOUND, DeclarationState.ENDED}
