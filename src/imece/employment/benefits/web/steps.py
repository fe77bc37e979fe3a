"""What is done with a declaration as a whole: its page, its form, its verb."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.errors import Problem, Text
from imece.core.permissions import is_permitted
from imece.employment.benefits.domain import declarations as verbs
from imece.employment.benefits.domain.final_list import require_final_list_due, send_final_list
from imece.employment.benefits.domain.workflow import DECLARATION
from imece.employment.benefits.models import Declaration
from imece.employment.benefits.web import forms as ours

Act = Callable[[Declaration, Mapping[str, Any], Actor, datetime], object]


@dataclass(frozen=True)
class Step:
    """`move` of the workflow, or empty for what changes no state."""

    name: str
    move: str
    act: Act
    form: type[forms.Form] = ours.NothingToFill
    question: Text = ""
    title: Text = ""
    is_dangerous: bool = False
    check: Callable[[Declaration], None] = verbs.require_found

    @property
    def label(self) -> Text:
        return DECLARATION.table.move(self.move).label if self.move else self.title

    def is_shown(self, declaration: Declaration, actor: Actor) -> bool:
        permission = DECLARATION.table.move(self.move).permission if self.move else "benefits.edit"
        return is_permitted(actor, permission, declaration)

    def why_not(self, declaration: Declaration, actor: Actor, now: datetime) -> str:
        if self.move:
            return DECLARATION.why_not(DECLARATION.table.move(self.move), declaration, actor, now)
        try:
            self.check(declaration)
        except Problem as problem:
            return f"{problem.message} {problem.remedy}"
        return ""


def _decide(move: str) -> Act:
    def act(declaration: Declaration, values: Mapping[str, Any], actor: Actor, now: datetime) -> object:
        reason = str(values.get("reason", ""))
        return verbs.decide(declaration=declaration, move=move, reason=reason, actor=actor, now=now)

    return act


def _send(declaration: Declaration, values: Mapping[str, Any], actor: Actor, now: datetime) -> object:
    return verbs.send_declaration(declaration=declaration, actor=actor, now=now)


def _announce(declaration: Declaration, values: Mapping[str, Any], actor: Actor, now: datetime) -> object:
    return verbs.record_announcement(declaration=declaration, on=values["on"], actor=actor, now=now)


def _finalise(declaration: Declaration, values: Mapping[str, Any], actor: Actor, now: datetime) -> object:
    return send_final_list(declaration=declaration, left_out=values["left_out"], actor=actor, now=now)


def _end(declaration: Declaration, values: Mapping[str, Any], actor: Actor, now: datetime) -> object:
    today = timezone.localdate(now)
    return verbs.end_early(
        declaration=declaration, back_on=values["back_on"], actor=actor, now=now, today=today
    )


STEPS = (
    Step("gonder", "send", _send, question=_("After sending, nothing in it can be changed.")),
    Step(
        "ilan", "", _announce, ours.AnnouncedForm, title=_("Announced at the workplace"),
        question=_("After the approval it is posted at the workplace (BLD-10)."),
    ),
    Step(
        "kesin-liste", "", _finalise, ours.FinalListForm, title=_("Send the final list"),
        question=_("It is sent once, after the approval (BLD-10)."), check=require_final_list_due,
    ),
    Step("sonlandir", "end", _end, ours.EndForm),
    Step("incele", "take_up", _decide("take_up"), question=_("The employer sees that it is in review.")),
    Step("uygun", "find_suitable", _decide("find_suitable"), ours.OptionalReasonForm),
    Step("kismen", "find_partly_suitable", _decide("find_partly_suitable"), ours.ReasonForm),
    Step("ret", "refuse", _decide("refuse"), ours.ReasonForm, is_dangerous=True),
)  # fmt: skip
BY_NAME = {step.name: step for step in STEPS}
