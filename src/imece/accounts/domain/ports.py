"""What accounts needs from above it, as Protocols; settings name the functions and `config.ports` holds them."""

from collections.abc import Callable, Collection
from typing import Any, Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

from imece.core.actor import Actor


class Branches(Protocol):
    def __call__(self, organisation_ids: Collection[int]) -> dict[int, int]:
        """Branch organisation → head office organisation, for the head offices among the given (EMP-13)."""


class Register(Protocol):
    def __call__(self, number: str, *, purpose: str, file: str, actor: Actor) -> dict[str, Any] | None:
        """given_names, surname, birth_year, is_alive … of a number, or None. The question goes on record."""


def branches_of(organisation_ids: Collection[int]) -> dict[int, int]:
    if not organisation_ids:
        return {}
    return cast(Branches, import_string(settings.ACCOUNTS_BRANCHES))(organisation_ids)


def ask_register(number: str, *, purpose: str, file: str, actor: Actor) -> dict[str, Any] | None:
    register = cast(Register, import_string(settings.ACCOUNTS_REGISTER))
    return register(number, purpose=purpose, file=file, actor=actor)


def province_names() -> dict[int, str]:
    """Plate code → name, in alphabetical order: the places are `reference`'s."""
    names: Callable[[], dict[int, str]] = import_string(settings.ACCOUNTS_PROVINCES)
    return names()
