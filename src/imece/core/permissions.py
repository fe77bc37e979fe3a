"""PERMISSION → predicate, with the words for who may. Scope is asked first (`scope.py`), permission second.

A predicate takes (actor, thing). With `thing` None it answers: could he, for some record of his scope?
"""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from imece.core.actor import STAFF_KINDS, Actor, ActorKind
from imece.core.errors import NOT_PERMITTED, SIGN_IN_FIRST, Text
from rules import Predicate, predicate

TABLE: dict[str, "Permission"] = {}


@dataclass(frozen=True)
class Permission:
    name: str
    predicate: Predicate
    who: Text  # "the workplace's manager, or a user with the right «vacancies»"


def permit(name: str, rule: Predicate, *, who: str | Promise) -> None:
    """Add a line to the table; a name is given once."""
    if name in TABLE:
        raise ValueError(f"permission {name} is defined twice")
    TABLE[name] = Permission(name, rule, who)


def is_permitted(actor: Actor, name: str, thing: Any = None) -> bool:
    return bool(TABLE[name].predicate.test(actor, thing))


def require(actor: Actor, name: str, thing: Any = None) -> None:
    """Raise CORE-401 or CORE-403, the latter naming who may."""
    if is_permitted(actor, name, thing):
        return
    if not actor.is_signed_in and actor.kind != ActorKind.SYSTEM:
        raise SIGN_IN_FIRST(action=name)
    raise NOT_PERMITTED(action=name, who=TABLE[name].who)


@predicate
def is_anybody(actor: Actor, thing: Any) -> bool:
    return True


@predicate
def is_signed_in(actor: Actor, thing: Any) -> bool:
    return actor.is_signed_in


@predicate
def is_system(actor: Actor, thing: Any) -> bool:
    return actor.kind == ActorKind.SYSTEM


@predicate
def is_employer(actor: Actor, thing: Any) -> bool:
    return actor.kind == ActorKind.EMPLOYER


@predicate
def is_job_seeker(actor: Actor, thing: Any) -> bool:
    return actor.kind == ActorKind.JOB_SEEKER


@predicate
def is_staff(actor: Actor, thing: Any) -> bool:
    return actor.kind in STAFF_KINDS


@predicate
def is_headquarters(actor: Actor, thing: Any) -> bool:
    return actor.kind == ActorKind.HEADQUARTERS_STAFF


@predicate
def is_partner(actor: Actor, thing: Any) -> bool:
    return actor.kind == ActorKind.PARTNER


@predicate
def is_manager(actor: Actor, thing: Any) -> bool:
    return actor.is_manager


def has_grant(grant: str) -> Predicate:
    """A single right by tick-box, or the manager's everything (P1.7)."""

    def is_granted(actor: Actor, thing: Any) -> bool:
        return actor.has_grant(grant)

    return Predicate(is_granted, f"has_grant_{grant}")
