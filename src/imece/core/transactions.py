"""A domain verb: one transaction, attributed to its actor.

The database refuses a change on a watched table from a transaction that names nobody (`database/guards.py`).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import connection, transaction

from imece.core.actor import Actor

P = ParamSpec("P")
R = TypeVar("R")


@contextmanager
def acting(actor: Actor) -> Iterator[None]:
    """Open a transaction in `actor`'s name. Nested calls keep the inner name until they end."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select current_setting('imece.actor', true)")
            before = cursor.fetchone()[0] or ""
            cursor.execute("select set_config('imece.actor', %s, true)", [actor.label])
        yield
        with connection.cursor() as cursor:
            cursor.execute("select set_config('imece.actor', %s, true)", [before])


def verb(function: Callable[P, R]) -> Callable[P, R]:
    """Mark a domain function that writes: keyword-only, with `actor` among its keywords."""

    @wraps(function)
    def attributed(*args: P.args, **kwargs: P.kwargs) -> R:
        actor = kwargs["actor"]
        assert isinstance(actor, Actor)
        with acting(actor):
            return function(*args, **kwargs)

    return attributed
