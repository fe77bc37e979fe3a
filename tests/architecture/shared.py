"""One world a module for the tests that go through all addresses; what a request does to it is taken back."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from copy import deepcopy
from typing import Any

from django.db import connection, transaction
from django.test import Client

from tests.architecture.world import World
from tests.cast import Cast

ROLES = (
    "manager", "other_manager", "officer", "other_officer", "headquarters", "seeker", "other_seeker",
    "bank_manager",
)  # fmt: skip
Keys = Callable[[World], dict[str, Any]]


@contextmanager
def taken_back() -> Iterator[None]:
    """Whatever is written inside is looked at by the constraints, and then has never been written."""
    with transaction.atomic():
        yield
        connection.check_constraints()
        transaction.set_rollback(True)


class SharedWorld:
    """The cast, and on top of it what the last keys asked for: the next find the cast alone, as it was."""

    def __init__(self, cast: Cast) -> None:
        self.bare = World(cast)
        assert self.bare.exchange_cast
        self.cookies = {role: self.bare.client(role).cookies for role in ROLES}
        self.world, self.made_by, self.keys = self.bare, None, {}
        self.layer = ExitStack()

    def client(self, role: str) -> Client:
        """Signed in; of its own, so that no answer changes another's session."""
        client = Client()
        client.cookies.load({name: one.value for name, one in self.cookies[role].items()})
        return client

    def keys_of(self, make: Keys) -> dict[str, Any]:
        """Neighbours in a table that name the same thing share it."""
        if make is not self.made_by:
            self.close()
            self.layer.enter_context(taken_back())
            self.world, self.made_by = deepcopy(self.bare), make
            self.keys = make(self.world)
        return self.keys

    def close(self) -> None:
        self.layer.close()
        self.made_by = None
