"""The plain data of a state machine. A room's `moves.py` imports this and its own enums, nothing else."""

from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import TextChoices

from imece.core.errors import Text

TABLES: dict[str, "MoveTable"] = {}


@dataclass(frozen=True)
class Move:
    """`guard` names a check in the room's `domain/workflow.py`, which raises a Problem when it is not possible now."""

    name: str
    label: Text
    from_states: tuple[str, ...]
    to_state: str
    permission: str
    guard: str = ""
    needs_reason: bool = False


@dataclass(frozen=True)
class MoveTable:
    """All moves of one kind of record. `table` is the database table whose `state` column the guard watches."""

    name: str
    table: str
    states: type[TextChoices]
    starts: tuple[str, ...]
    moves: tuple[Move, ...] = field(default_factory=tuple)

    def __post_init__(self) -> None:
        known = set(self.states.values)
        for move in self.moves:
            strangers = ({*move.from_states, move.to_state} | set(self.starts)) - known
            if strangers:
                raise ValueError(f"{self.name}.{move.name} names unknown states {sorted(strangers)}")
        TABLES[self.name] = self

    def move(self, name: str) -> Move:
        return next(move for move in self.moves if move.name == name)

    @cached_property
    def state_labels(self) -> dict[str, Text]:
        return {state.value: state.label for state in self.states}

    @property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Every change of state that some move makes."""
        return frozenset(
            (str(start), str(move.to_state)) for move in self.moves for start in move.from_states
        )

    @property
    def ends(self) -> frozenset[str]:
        """States that no move leaves."""
        return frozenset(self.states.values) - {start for start, _ in self.pairs}
