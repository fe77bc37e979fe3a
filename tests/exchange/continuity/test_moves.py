"""Every state × move × role of interruptions, breaches and whom a breach is told to (X7.1, X7.3)."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pytest

from imece.accounts.models import Person
from imece.core.actor import Actor
from imece.core.workflow import Workflow
from imece.exchange.continuity.domain.breaches import BreachFacts, record_breach
from imece.exchange.continuity.domain.interruptions import Story, announce_maintenance, report_outage
from imece.exchange.continuity.domain.workflow import BREACH, BREACH_NOTICE, INTERRUPTION
from imece.exchange.continuity.enums import Addressee, BreachKind
from tests.cast import actor_of
from tests.exchange.cast import ExchangeCast
from tests.exchange.continuity.conftest import STARTED
from tests.exchange.moves_matrix import (
    SYSTEM,
    check_database,
    check_reasons,
    check_role,
    open_guards,
    states_of,
)

pytestmark = pytest.mark.django_db
STORY = Story(title="Deneme")
ROLES = ("operator", "clock", "provider", "bank", "technician", "auditor", "stranger", "citizen")


def _planned() -> Any:
    begins = STARTED + timedelta(days=1)
    return announce_maintenance(
        story=STORY, begins=begins, ends=begins + timedelta(hours=1), actor=SYSTEM, now=STARTED,
        urgent_reason="Deneme",
    )  # fmt: skip


def _breach() -> Any:
    facts = BreachFacts(kind=BreachKind.OTHER, title="Deneme", source="Deneme", learned_at=STARTED)
    return record_breach(facts=facts, actor=SYSTEM, now=STARTED)


THINGS: Mapping[str, tuple[Workflow, Callable[[], Any]]] = {
    "maintenance": (INTERRUPTION, _planned),
    "outage": (
        INTERRUPTION,
        lambda: report_outage(story=STORY, started_at=STARTED, actor=SYSTEM, now=STARTED),
    ),
    "breach": (BREACH, _breach),
    "notice": (BREACH_NOTICE, lambda: _breach().notices.get(addressee=Addressee.BOARD)),
}


def actor_in(role: str, cast: ExchangeCast, citizen: Person) -> Actor:
    """An institution reports and reads; what is made of it is the operators' alone."""
    return {
        "operator": actor_of(cast.technician, cast.head_institution),
        "clock": SYSTEM,
        "provider": actor_of(cast.provider_manager, cast.provider.organisation),
        "bank": actor_of(cast.bank_manager, cast.bank.organisation),
        "technician": actor_of(cast.bank_technician, cast.bank.organisation),
        "auditor": actor_of(cast.bank_auditor, cast.bank.organisation),
        "stranger": actor_of(cast.hospital_manager, cast.hospital.organisation),
        "citizen": actor_of(citizen),
    }[role]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", THINGS)
def test_state_by_move_by_role(
    exchange_cast: ExchangeCast, citizen: Person, monkeypatch: pytest.MonkeyPatch, name: str, role: str
) -> None:
    workflow, make = THINGS[name]
    thing = make()
    open_guards(monkeypatch, workflow)
    theirs = {move.name for move in workflow.table.moves} if role in {"operator", "clock"} else set()
    check_role(workflow, thing, actor_in(role, exchange_cast, citizen), theirs, STARTED)


@pytest.mark.parametrize("name", THINGS)
def test_reasons_are_asked_for(exchange_cast: ExchangeCast, name: str) -> None:
    workflow, make = THINGS[name]
    check_reasons(workflow, make(), STARTED)


@pytest.mark.parametrize("name", THINGS)
def test_the_database_refuses_every_jump(exchange_cast: ExchangeCast, name: str) -> None:
    workflow, make = THINGS[name]
    check_database(workflow, make())


def test_no_state_of_an_interruption_is_left_out(exchange_cast: ExchangeCast) -> None:
    """It begins in one of two ways; together they come to every state."""
    both = [states_of(INTERRUPTION, THINGS[name][1]()) for name in ("maintenance", "outage")]
    assert set().union(*both) == {str(state) for state in INTERRUPTION.table.states}
