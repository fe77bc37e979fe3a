"""One gateway process over a fresh database with the world of `world.py`."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.cast import make_registered_person
from tests.exchange.gateway.road import Caller, Road, road_over
from tests.exchange.gateway.world import World, make_world


@dataclass
class Running:
    world: World
    road: Road
    caller: Caller
    person: str  # a number that the register knows


@pytest.fixture
def running(fresh_database: str) -> Iterator[Running]:
    world = make_world()
    person = make_registered_person(7001, "Iraz", "Çalışkan")
    with road_over(fresh_database) as road:
        yield Running(world, road, road.caller(), person.number)
