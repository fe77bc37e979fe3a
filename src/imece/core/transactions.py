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
    """Open a transaction in `actor`'s name. Nested calls keep the inner name until they end.

    Who is named already is not named again: verbs call verbs, and a file of vacancies some 30,000 of them.
    """
    with transaction.atomic():
        before: str = getattr(connection, "imece_actor", "")
        if before == actor.label:
            yield
            return
        _name(actor.label)
        try:
            yield
            _name(before)
        finally:  # what a failure takes back, the database unsays itself
            connection.imece_actor = before  # type: ignore[attr-defined]


def _name(label: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select set_config('imece.actor', %s, true)", [label])
    connection.imece_actor = label  # type: ignore[attr-defined]


def verb(function: Callable[P, R]) -> Callable[P, R]:
    """Mark a domain function that writes: keyword-only, with `actor` among its keywords."""

    @wraps(function)
    def attributed(*args: P.args, **kwargs: P.kwargs) -> R:
        actor = kwargs["actor"]
        assert isinstance(actor, Actor)
        with acting(actor):
            return function(*args, **kwargs)

    return attributed
