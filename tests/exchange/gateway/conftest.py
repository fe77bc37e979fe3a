"""A gateway process over a database of its own: a module's where tests only ask, a test's where they break."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from pytest_django import DjangoDbBlocker

from tests.cast import make_registered_person
from tests.conftest import _clone, _ConnectedTo, _drop
from tests.exchange.gateway.road import Caller, Road, road_over
from tests.exchange.gateway.world import World, make_world

if TYPE_CHECKING:
    from imece.core.postgres import Cluster


@dataclass
class Running:
    world: World
    road: Road
    caller: Caller
    person: str  # a number that the register knows


@pytest.fixture(scope="module")
def shared_database(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, cluster: "Cluster", template_database: str
) -> Iterator[str]:
    """As `fresh_database`, for a whole module."""
    with django_db_blocker.unblock():
        name = _clone(cluster, template_database)
        with _ConnectedTo(name):
            yield name
        _drop(cluster, name)


@pytest.fixture(scope="module")
def shared(shared_database: str) -> Iterator[Running]:
    yield from _running(shared_database)


@pytest.fixture
def running(fresh_database: str) -> Iterator[Running]:
    yield from _running(fresh_database)


def _running(database: str) -> Iterator[Running]:
    world = make_world()
    person = make_registered_person(7001, "Iraz", "Çalışkan")
    with road_over(database) as road:
        yield Running(world, road, road.caller(), person.number)
