"""What may be done with a selected row (P0.2): pressable, or inactive with the reason; never a dead button."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from imece.core.actor import Actor
from imece.core.errors import Problem, Text
from imece.core.permissions import is_permitted
from imece.core.workflow import Move, Workflow

WhyNot = Callable[[Any, Actor, datetime], str]


def always_possible(row: Any, actor: Actor, now: datetime) -> str:
    return ""


def shown_to_all(actor: Actor) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class RowAction:
    """One button for one row. `method` "post" acts at once; "get" opens a page (a form, a reason to write).

    `why_not` answers "" or the sentence why not now. The address behind must check again: this is a courtesy.
    """

    name: str
    label: Text
    url: Callable[[Any], str]
    method: Literal["get", "post"] = "get"
    why_not: WhyNot = always_possible
    is_shown: Callable[[Actor], bool] = shown_to_all
    is_main: bool = False
    is_dangerous: bool = False


@dataclass(frozen=True, kw_only=True)
class BulkAction:
    """One button for many rows, answered row by row: `apply` is a domain verb that raises a Problem to refuse.

    `done` words the outcome: `done=lambda count: ngettext("%d archived", "%d archived", count) % count`.
    """

    name: str
    label: Text
    apply: Callable[[Any, Actor, datetime], Any]
    done: Callable[[int], str]
    why_not: WhyNot = always_possible  # asked of a single selected row; of many each is answered
    is_shown: Callable[[Actor], bool] = shown_to_all
    is_main: bool = False
    is_dangerous: bool = False


@dataclass(frozen=True, kw_only=True)
class RowsAction:
    """One button that opens a page for all selected rows together: a form with a line for each."""

    name: str
    label: Text
    url: Callable[[Sequence[Any]], str]
    why_not: WhyNot = always_possible  # asked of a single selected row
    is_shown: Callable[[Actor], bool] = shown_to_all
    is_main: bool = False
    is_dangerous: bool = False


Action = RowAction | BulkAction | RowsAction


@dataclass(frozen=True)
class ActionOption:
    """A button as it stands now: `why_not` is empty when it can be pressed."""

    action: Action
    why_not: str = ""

    @property
    def is_possible(self) -> bool:
        return not self.why_not

    @property
    def kind(self) -> str:
        """The button's look: danger, primary or plain."""
        return "danger" if self.action.is_dangerous else "primary" if self.action.is_main else "plain"


@dataclass(frozen=True)
class BulkOutcome:
    done: str
    done_count: int
    refusals: tuple[tuple[str, str], ...]  # (row's label, reason)

    @property
    def text(self) -> str:
        """«2 archived, 1 not: …» with every refused row and its reason."""
        if not self.refusals:
            return self.done + "."
        refused = ngettext("%(count)d not", "%(count)d not", len(self.refusals)) % {
            "count": len(self.refusals)
        }
        reasons = "; ".join(f"{label}: {reason}" for label, reason in self.refusals)
        return f"{self.done}, {refused}: {reasons}" if self.done_count else f"{refused}: {reasons}"


def options_for(
    actions: Iterable[Action], rows: list[Any], actor: Actor, now: datetime
) -> list[ActionOption]:
    return [ActionOption(one, why_not_now(one, rows, actor, now)) for one in actions if one.is_shown(actor)]


def why_not_now(action: Action, rows: list[Any], actor: Actor, now: datetime) -> str:
    if not rows:
        return _("Select a row first.")
    if len(rows) > 1 and isinstance(action, (BulkAction, RowsAction)):
        return ""
    if len(rows) > 1:
        return _("This is possible for one row at a time; select a single one.")
    return action.why_not(rows[0], actor, now)


def apply_to_rows(
    action: BulkAction, rows: Iterable[Any], label: Callable[[Any], str], actor: Actor, now: datetime
) -> BulkOutcome:
    """Each row in its own savepoint: one refusal takes nothing back from the others."""
    done_count, refusals = 0, []
    for row in rows:
        try:
            with transaction.atomic():
                action.apply(row, actor, now)
            done_count += 1
        except Problem as problem:
            refusals.append((label(row), f"{problem.message} {problem.remedy}".strip()))
    return BulkOutcome(action.done(done_count), done_count, tuple(refusals))


def move_actions(
    workflow: Workflow, url: Callable[[Move, Any], str], *, only: Iterable[str] | None = None
) -> tuple[RowAction, ...]:
    """The moves of a state machine as row actions. One that needs a reason opens its page, the others act at once."""
    names = None if only is None else set(only)
    chosen = [move for move in workflow.table.moves if names is None or move.name in names]
    return tuple(_move_action(workflow, move, url) for move in chosen)


def _move_action(workflow: Workflow, move: Move, url: Callable[[Move, Any], str]) -> RowAction:
    return RowAction(
        name=move.name,
        label=move.label,
        url=lambda row: url(move, row),
        method="get" if move.needs_reason else "post",
        why_not=lambda row, actor, now: workflow.why_not(move, row, actor, now),
        is_shown=lambda actor: is_permitted(actor, move.permission),
    )
