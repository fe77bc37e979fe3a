"""What the end of an account means to the rooms above: they say so here, accounts know none of them (KVK-06).

@on_account_closed                    # in a room's `domain/endings.py`
def stop_searches(person, actor, now): ...

keeps_person(Matter(_("Applications for work"), "4904 md. 21", Candidate, "job_seeker__person", since))
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise

from imece.accounts.models import Person
from imece.core.actor import Actor

Ended = Callable[[Person, Actor, datetime], None]
Forgotten = Callable[[Collection[int], Actor, datetime], None]
_CLOSED: Final[list[Ended]] = []
_FORGOTTEN: Final[list[Forgotten]] = []
_MATTERS: Final[list["Matter"]] = []


@dataclass(frozen=True)
class Matter:
    """Something that law keeps of a person ten years after the last act in it: rows of `table`.

    `person`: the path from a row to the person; `since(instant)`: whether a row has an act at or after it.
    """

    name: str | Promise
    law: str
    table: type[models.Model]
    person: str
    since: Callable[[datetime], Q]


def on_account_closed(callback: Ended) -> Ended:
    """Called in the closing's transaction, before the addresses are forgotten."""
    _CLOSED.append(callback)
    return callback


def on_person_forgotten(callback: Forgotten) -> Forgotten:
    """Called with the keys of the persons in the transaction that empties their accounts."""
    _FORGOTTEN.append(callback)
    return callback


def keeps_person(matter: Matter) -> None:
    _MATTERS.append(matter)


def account_closed(person: Person, actor: Actor, now: datetime) -> None:
    for callback in _CLOSED:
        callback(person, actor, now)


def persons_forgotten(keys: Collection[int], actor: Actor, now: datetime) -> None:
    for callback in _FORGOTTEN:
        callback(keys, actor, now)


def matters_of(person: Person) -> Iterator[Matter]:
    """Whatever its age; each is one question."""
    for matter in _MATTERS:
        if matter.table._base_manager.filter(**{matter.person: person.pk}).exists():
            yield matter


def without_act_since(people: QuerySet[Person], instant: datetime) -> QuerySet[Person]:
    """Of these, the ones of whom no matter has an act since."""
    for matter in _MATTERS:
        rows = matter.table._base_manager.filter(matter.since(instant), **{matter.person: OuterRef("pk")})
        people = people.exclude(Exists(rows))
    return people
