"""What a house promises on the road, as types: every house declares its services with these, and imports no more."""

from dataclasses import dataclass
from typing import Any

SERVICES: dict[tuple[str, int], "Service"] = {}


@dataclass(frozen=True)
class Field:
    name: str
    title: str
    is_special: bool = False  # health, disability, conviction (KVK-03)


@dataclass(frozen=True)
class Service:
    """One question a house answers. `sql` takes the array parameter `keys` and returns `key` plus the fields."""

    name: str
    version: int
    owner: str  # the house
    title: str
    fields: tuple[Field, ...]
    sql: str

    def __post_init__(self) -> None:
        SERVICES[self.name, self.version] = self


@dataclass(frozen=True)
class Reason:
    """Why a person is asked about: the purpose, and the file it belongs to. Without both nothing is asked."""

    purpose: str
    file: str


@dataclass(frozen=True)
class Answer:
    """`facts` is None when the register knows no such person; `question_id` is the number on record."""

    question_id: int
    facts: dict[str, Any] | None
    source: str
    answered_at: Any
