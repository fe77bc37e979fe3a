"""Every state × move × role of a flag, of a request for a reason and of a sample (X5.5, KVK-05, PRO-06)."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.utils import timezone

from imece.accounts.models import Person
from imece.core.actor import Actor
from imece.core.workflow import Workflow
from imece.exchange.transparency.domain.workflow import FLAG, SAMPLE, WHY
from tests.cast import actor_of
from tests.exchange.cast import ExchangeCast
from tests.exchange.moves_matrix import SYSTEM, check_database, check_reasons, check_role, open_guards
from tests.exchange.world import ExchangeWorld

pytestmark = pytest.mark.django_db
WORKFLOWS: Mapping[str, Workflow] = {"flag": FLAG, "why_request": WHY, "sample": SAMPLE}
# All three are the bank's; a manager has every right of his institution.
THEIRS: Mapping[str, Mapping[str, set[str]]] = {
    "flag": {"desk": {"accept", "sustain"}, "auditor": {"answer"}, "manager": {"answer"}},
    "why_request": {"auditor": {"answer"}, "manager": {"answer"}, "clock": {"escalate"}},
    "sample": {"desk": {"close"}, "auditor": {"hand_in"}, "manager": {"hand_in"}},
}
ROLES = ("desk", "auditor", "manager", "clock", "technician", "stranger", "citizen")


def actor_in(role: str, cast: ExchangeCast, citizen: Person) -> Actor:
    return {
        "desk": actor_of(cast.technician, cast.head_institution),
        "auditor": actor_of(cast.bank_auditor, cast.bank.organisation),
        "manager": actor_of(cast.bank_manager, cast.bank.organisation),
        "clock": SYSTEM,
        "technician": actor_of(cast.bank_technician, cast.bank.organisation),
        "stranger": actor_of(cast.hospital_manager, cast.hospital.organisation),
        "citizen": actor_of(citizen),
    }[role]


@pytest.fixture
def world(exchange_cast: ExchangeCast, citizen: Person) -> ExchangeWorld:
    return ExchangeWorld(citizen, exchange_cast)


def make_thing(name: str, world: ExchangeWorld) -> Any:
    return getattr(world, name)()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", WORKFLOWS)
def test_state_by_move_by_role(
    world: ExchangeWorld, citizen: Person, monkeypatch: pytest.MonkeyPatch, name: str, role: str
) -> None:
    open_guards(monkeypatch, WORKFLOWS[name])
    theirs, actor = THEIRS[name].get(role, set()), actor_in(role, world.cast, citizen)
    check_role(WORKFLOWS[name], make_thing(name, world), actor, theirs, timezone.now())


@pytest.mark.parametrize("name", WORKFLOWS)
def test_reasons_are_asked_for(world: ExchangeWorld, name: str) -> None:
    check_reasons(WORKFLOWS[name], make_thing(name, world), timezone.now())


@pytest.mark.parametrize("name", WORKFLOWS)
def test_the_database_refuses_every_jump(world: ExchangeWorld, name: str) -> None:
    check_database(WORKFLOWS[name], make_thing(name, world))
