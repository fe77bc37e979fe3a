from datetime import date

import pytest

from imece.core.actor import Actor, ActorKind, system_actor

TODAY = date(2026, 11, 21)


@pytest.fixture
def today() -> date:
    return TODAY


@pytest.fixture
def system() -> Actor:
    return system_actor("test")


@pytest.fixture
def editor() -> Actor:
    """Headquarters staff who may keep the dictionary and the calendar."""
    grants = frozenset({"dictionary", "parameters"})
    return Actor(ActorKind.HEADQUARTERS_STAFF, person_id=7, name="Örnek Memur", grants=grants)


@pytest.fixture
def officer() -> Actor:
    return Actor(ActorKind.UNIT_STAFF, person_id=8, name="Örnek Birim", province=6)
