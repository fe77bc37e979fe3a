"""Applying moves: lock, check, write state, history and trail in one transaction."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from imece.core import audit
from imece.core.actor import Actor
from imece.core.errors import Problem, Text, define
from imece.core.models import Transition
from imece.core.permissions import TABLE, is_permitted, require
from imece.core.transactions import acting
from imece.core.workflow.moves import Move, MoveTable

WRONG_STATE = define(
    "WF-001",
    _("«{move}» is not possible while the state is «{state}»."),
    remedy=_("It is possible in: {possible}."),
)
REASON_MISSING = define(
    "WF-002", _("«{move}» needs a reason."), remedy=_("Write in a sentence why."), status=422
)

Guard = Callable[[Any, Actor, datetime], None]
Effect = Callable[[Any, Actor, datetime], None]


@dataclass(frozen=True)
class MoveOption:
    """One button: pressable, or inactive with its reason (never a dead button, P0.2)."""

    move: Move
    why_not: str = ""

    @property
    def is_possible(self) -> bool:
        return not self.why_not


@dataclass(frozen=True)
class ToldTransition:
    """One line of history with the words of its move and of the state it led to."""

    line: Transition
    move: Text
    state: Text

    @property
    def title(self) -> Text:
        """What the time line prints in bold: the state reached; beginnings have no move of their own."""
        return self.state

    @property
    def at(self) -> datetime:
        return self.line.at

    @property
    def who(self) -> str:
        return self.line.actor_name

    @property
    def text(self) -> str:
        return self.line.reason


@dataclass(frozen=True)
class Workflow:
    """Binds a table of moves to guards (may it happen now?) and effects (what follows), by name."""

    table: MoveTable
    guards: Mapping[str, Guard] = field(default_factory=dict)
    effects: Mapping[str, Effect] = field(default_factory=dict)

    def __post_init__(self) -> None:
        named = {move.guard for move in self.table.moves if move.guard}
        if named != set(self.guards):
            raise ValueError(f"{self.table.name}: guards named {sorted(named)}, given {sorted(self.guards)}")
        strangers = set(self.effects) - {move.name for move in self.table.moves}
        if strangers:
            raise ValueError(f"{self.table.name}: effects of unknown moves {sorted(strangers)}")

    def options(self, thing: Any, actor: Actor, now: datetime) -> list[MoveOption]:
        """Every move this actor's kind could ever make, with the reason why not now."""
        shown = [move for move in self.table.moves if is_permitted(actor, move.permission)]
        return [MoveOption(move, self.why_not(move, thing, actor, now)) for move in shown]

    def why_not(self, move: Move, thing: Any, actor: Actor, now: datetime) -> str:
        try:
            self._check(move, thing, actor, now)
        except Problem as problem:
            return f"{problem.message} {problem.remedy}"
        return ""

    def apply(
        self,
        name: str,
        *,
        thing: Any,
        actor: Actor,
        now: datetime,
        reason: str = "",
        changes: Mapping[str, Any] | None = None,
        details: Mapping[str, Any] | None = None,
    ) -> Transition:
        """Make the move or raise a Problem. `changes` are fields written with the state; `thing` is refreshed."""
        move = self.table.move(name)
        if move.needs_reason and not reason.strip():
            raise REASON_MISSING(move=move.label, field="reason")
        with acting(actor):
            rows = type(thing)._base_manager.select_for_update(of=("self",), no_key=True)
            locked = rows.get(pk=thing.pk)
            self._check(move, locked, actor, now)
            before = locked.state
            return self._write(move, locked, thing, actor, now, before, reason, changes or {}, details or {})

    def begin(
        self, thing: models.Model, *, actor: Actor, now: datetime, details: Mapping[str, Any] | None = None
    ) -> Transition:
        """Write the first line of a new record's history; its state must be one of the starts."""
        return self._history("begin", "", thing, actor, now, "", dict(details or {}))

    def _check(self, move: Move, thing: Any, actor: Actor, now: datetime) -> None:
        require(actor, move.permission, thing)
        if str(thing.state) not in {str(state) for state in move.from_states}:
            labels = self.table.state_labels
            possible = ", ".join(str(labels[str(state)]) for state in move.from_states)
            raise WRONG_STATE(move=move.label, state=labels[str(thing.state)], possible=possible)
        if move.guard:
            self.guards[move.guard](thing, actor, now)

    def _write(
        self,
        move: Move,
        locked: Any,
        thing: Any,
        actor: Actor,
        now: datetime,
        before: str,
        reason: str,
        changes: Mapping[str, Any],
        details: Mapping[str, Any],
    ) -> Transition:
        locked.state = move.to_state
        for name, value in changes.items():
            setattr(locked, name, value)
        locked.save(update_fields=["state", *changes])
        line = self._history(move.name, before, locked, actor, now, reason, dict(details))
        for name in ("state", *changes):
            setattr(thing, name, getattr(locked, name))
        if effect := self.effects.get(move.name):
            effect(locked, actor, now)
        return line

    def _history(
        self,
        move: str,
        before: str,
        thing: Any,
        actor: Actor,
        now: datetime,
        reason: str,
        details: dict[str, Any],
    ) -> Transition:
        audit.record(
            actor,
            f"{self.table.name}.{move}",
            thing,
            details={"state": [before, str(thing.state)], **details},
            purpose=reason,
        )
        return Transition.objects.create(
            workflow=self.table.name,
            object_id=thing.pk,
            move=move,
            from_state=before,
            to_state=thing.state,
            at=now,
            person_id=actor.person_id,
            organisation_id=actor.organisation_id,
            actor_name=actor.name,
            reason=reason,
            details=details,
        )

    def history(self, thing: models.Model) -> models.QuerySet[Transition]:
        return Transition.objects.filter(workflow=self.table.name, object_id=thing.pk)

    def told_history(self, thing: models.Model) -> list["ToldTransition"]:
        """The history in words, oldest first: for time lines."""
        labels = self.table.state_labels
        moves = {move.name: move.label for move in self.table.moves}
        rows = self.history(thing)
        return [
            ToldTransition(row, moves.get(row.move, labels[row.to_state]), labels[row.to_state])
            for row in rows
        ]

    def who_may(self, move: Move) -> str:
        return str(TABLE[move.permission].who)
