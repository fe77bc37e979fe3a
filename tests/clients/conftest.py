"""A sandbox credential of the bank beside the world of the gateway's tests, and the sandbox's people."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from imece.core.transactions import acting
from imece.registry.domain.filling import make_sandbox_people
from tests.exchange.gateway.road import Road, road_over
from tests.exchange.gateway.world import PURPOSE, SECRET, SYSTEM, World, make_credential, make_world

CLIENT = "KRM-9000002-TEST"


@dataclass
class Sandbox:
    world: World
    road: Road
    client_id: str = CLIENT
    secret: str = SECRET
    purpose: str = PURPOSE


@pytest.fixture
def sandbox(fresh_database: str) -> Iterator[Sandbox]:
    world = make_world()
    with acting(SYSTEM):
        make_credential(world.bank, CLIENT, is_sandbox=True)
    make_sandbox_people(actor=SYSTEM)
    with road_over(fresh_database) as road:
        yield Sandbox(world, road)
