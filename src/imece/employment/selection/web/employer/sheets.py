"""Each page of many candidates: from which states, with which form, by which verb, in which words it answers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from imece.core.actor import Actor
from imece.core.errors import Text
from imece.core.lists import RowsAction
from imece.core.lists.criteria import SELECTED
from imece.core.permissions import is_permitted
from imece.employment.selection.domain.interviews import invite_candidate
from imece.employment.selection.domain.steps import answer_invitation, record_result, report_placement
from imece.employment.selection.domain.workflow import CANDIDATE
from imece.employment.selection.models import Candidate
from imece.employment.selection.web.employer import sheet_forms as forms


@dataclass(frozen=True)
class Sheet:
    """`moves` are those of the table that it can make; a candidate in none of their states does not stand on it."""

    name: str
    title: Text
    moves: tuple[str, ...]
    form: type[forms.SheetForm]
    verb: Callable[..., None]
    done: Callable[[int], str]
    hint: Text = ""
    is_main: bool = False

    @property
    def states(self) -> set[str]:
        moves = [CANDIDATE.table.move(name) for name in self.moves]
        return {str(state) for move in moves for state in move.from_states}

    @property
    def permission(self) -> str:
        return CANDIDATE.table.move(self.moves[0]).permission

    def why_not(self, candidate: Candidate, actor: Actor, now: datetime) -> str:
        reasons = [
            CANDIDATE.why_not(CANDIDATE.table.move(name), candidate, actor, now) for name in self.moves
        ]
        return "" if "" in reasons else reasons[0]

    def act(self, candidate: Candidate, values: Mapping[str, Any], actor: Actor, now: datetime) -> None:
        self.verb(candidate=candidate, actor=actor, now=now, **values)

    def url(self, rows: Sequence[Candidate]) -> str:
        """Of the rows' own round, with just these on it."""
        address = reverse("round_sheet", args=[rows[0].round_id, self.name])
        return f"{address}?{urlencode([(SELECTED, row.pk) for row in rows])}"

    def action(self) -> RowsAction:
        return RowsAction(
            name=self.name,
            label=CANDIDATE.table.move(self.moves[0]).label if len(self.moves) == 1 else self.title,
            url=self.url,
            why_not=self.why_not,
            is_shown=lambda actor: is_permitted(actor, self.permission),
            is_main=self.is_main,
        )


def _invited(count: int) -> str:
    return ngettext("%(count)d invited", "%(count)d invited", count) % {"count": count}


def _moved(count: int) -> str:
    return ngettext("%(count)d interview moved", "%(count)d interviews moved", count) % {"count": count}


def _answered(count: int) -> str:
    return ngettext("%(count)d answer entered", "%(count)d answers entered", count) % {"count": count}


def _judged(count: int) -> str:
    return ngettext("%(count)d result entered", "%(count)d results entered", count) % {"count": count}


def _reported(count: int) -> str:
    return ngettext("%(count)d placement reported", "%(count)d placements reported", count) % {"count": count}


RESULT_MOVES = ("find_suitable", "find_unsuitable", "record_absence")
SHEETS = (
    Sheet(
        "davet", _("Invite to interviews"), ("invite",), forms.InviteSheet, invite_candidate, _invited,
        hint=_("Who gets a date is invited when you press Save; an empty row stays where it is."), is_main=True,
    ),
    Sheet(
        "tasi", _("Move interviews"), ("move_interview",), forms.InviteSheet, invite_candidate, _moved,
        hint=_("Who gets another date is told, and asked again whether he will come."),
    ),
    Sheet(
        "cevap", _("Enter the answer"), ("accept", "decline"), forms.AnswerSheet, answer_invitation, _answered,
        hint=_("Answers that came by post or telephone. The person is told what you entered."),
    ),
    Sheet(
        "gorusme", _("Interview result"), RESULT_MOVES, forms.ResultSheet, record_result, _judged,
        hint=_("A result can be changed until the person is sent off."), is_main=True,
    ),
    Sheet(
        "yerlestir", _("Report placement"), ("report_placement",), forms.PlacementSheet, report_placement, _reported,
        hint=_("The placement counts as reported until the SGK entry confirms it."),
    ),
)  # fmt: skip
SHEET_BY_NAME = {sheet.name: sheet for sheet in SHEETS}
