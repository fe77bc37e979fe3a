"""One step of a candidate as the web sees it: its form, and the domain verb it calls."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.errors import Text
from imece.employment.selection.domain import interviews, steps
from imece.employment.selection.domain.workflow import CANDIDATE
from imece.employment.selection.enums import AnswerChannel
from imece.employment.selection.enums import CandidateState as S
from imece.employment.selection.models import Candidate
from imece.employment.selection.web import forms as ours

Act = Callable[[Candidate, Mapping[str, Any], Actor, datetime], object]


def values_of(form: forms.Form) -> Mapping[str, Any]:
    """What the verb gets: the form's own `values`, or its cleaned data."""
    return form.values() if hasattr(form, "values") else getattr(form, "cleaned_data", {})


@dataclass(frozen=True)
class Step:
    """`moves` are those of the table of which at least one must be possible for the step to be."""

    name: str
    label: Text
    moves: tuple[str, ...]
    act: Act
    form: type[forms.Form] = ours.NothingToFill
    is_main: bool = False
    is_dangerous: bool = False

    def why_not(self, candidate: Candidate, actor: Actor, now: datetime) -> str:
        """Empty when some of its moves is possible; else the first one's reason."""
        reasons = [
            CANDIDATE.why_not(CANDIDATE.table.move(name), candidate, actor, now) for name in self.moves
        ]
        return "" if "" in reasons else reasons[0]


def _refuse(by: S) -> Act:
    def act(candidate: Candidate, values: Mapping[str, Any], actor: Actor, now: datetime) -> object:
        return steps.refuse_candidate(
            candidate=candidate, by=by, reason=values["reason"], actor=actor, now=now
        )

    return act


def remove(candidate: Candidate, values: Mapping[str, Any], actor: Actor, now: datetime) -> object:
    return steps.remove_candidate(candidate=candidate, reason=values.get("reason", ""), actor=actor, now=now)


def put_back(candidate: Candidate, values: Mapping[str, Any], actor: Actor, now: datetime) -> object:
    return steps.put_back_candidate(candidate=candidate, actor=actor, now=now)


def _invite(candidate: Candidate, values: Mapping[str, Any], actor: Actor, now: datetime) -> object:
    return interviews.invite_candidate(candidate=candidate, actor=actor, now=now, **values)


def _cancel(candidate: Candidate, values: Mapping[str, Any], actor: Actor, now: datetime) -> object:
    return interviews.cancel_interview(candidate=candidate, reason=values["reason"], actor=actor, now=now)


def _answer(candidate: Candidate, values: Mapping[str, Any], actor: Actor, now: datetime) -> object:
    channel = AnswerChannel(values["channel"])
    accepts = values["accepts"] == "yes"
    return steps.answer_invitation(
        candidate=candidate, accepts=accepts, channel=channel, actor=actor, now=now
    )


def _result(candidate: Candidate, values: Mapping[str, Any], actor: Actor, now: datetime) -> object:
    result = S(values["result"])
    return steps.record_result(
        candidate=candidate, result=result, reason=values["reason"], actor=actor, now=now
    )


def send_off(candidate: Candidate, values: Mapping[str, Any], actor: Actor, now: datetime) -> object:
    return steps.send_off_candidate(candidate=candidate, actor=actor, now=now, today=timezone.localdate(now))


def _report(candidate: Candidate, values: Mapping[str, Any], actor: Actor, now: datetime) -> object:
    return steps.report_placement(candidate=candidate, started_on=values["started_on"], actor=actor, now=now)


def _take_back(candidate: Candidate, values: Mapping[str, Any], actor: Actor, now: datetime) -> object:
    return steps.take_back_report(candidate=candidate, reason=values["reason"], actor=actor, now=now)


STEPS = (
    Step("davet", _("Invite"), ("invite",), _invite, ours.InviteForm, is_main=True),
    Step("tasi", _("Move the interview"), ("move_interview",), _invite, ours.InviteForm),
    Step(
        "iptal", _("Cancel the interview"), ("cancel_interview_selected", "cancel_interview_applied"), _cancel,
        ours.ReasonForm, is_dangerous=True,
    ),
    Step("cevap", _("Enter the answer"), ("accept", "decline"), _answer, ours.StaffAnswerForm),
    Step(
        "gorusme", _("Interview result"), ("find_suitable", "find_unsuitable", "record_absence"), _result,
        ours.ResultForm, is_main=True,
    ),
    Step("gonder", _("Send off"), ("send_off",), send_off),
    Step("yerlestir", _("Report placement"), ("report_placement",), _report, ours.PlacementForm),
    Step(
        "bildirimi-geri-al", _("Take the report back"), ("take_back_report",), _take_back, ours.ReasonForm,
        is_dangerous=True,
    ),
    Step(
        "isveren-red", _("Not accepted by the employer"), ("refuse_by_employer",), _refuse(S.REFUSED_BY_EMPLOYER),
        ours.ReasonForm,
    ),
    Step(
        "aday-red", _("Not accepted by the candidate"), ("refuse_by_candidate",), _refuse(S.REFUSED_BY_CANDIDATE),
        ours.ReasonForm,
    ),
    Step("cikar", _("Remove from the list"), ("remove",), remove, ours.RemoveForm, is_dangerous=True),
    Step("geri-al", _("Put back"), ("restore_selected", "restore_applied"), put_back),
)  # fmt: skip
BY_NAME = {step.name: step for step in STEPS}
