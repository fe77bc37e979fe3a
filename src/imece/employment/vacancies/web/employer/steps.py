"""The ends of a vacancy as the web sees them: move, form, verb."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.errors import Text
from imece.core.parameters import Parameters
from imece.employment.selection.public import filled_count
from imece.employment.vacancies.domain import finish
from imece.employment.vacancies.domain.publish import publish_vacancy, why_not_publish
from imece.employment.vacancies.domain.review import withdraw_vacancy
from imece.employment.vacancies.domain.rules import last_day_bounds, usual_last_day
from imece.employment.vacancies.domain.workflow import VACANCY
from imece.employment.vacancies.enums import ClosingOutcome
from imece.employment.vacancies.models import Vacancy
from imece.employment.vacancies.web.employer.forms import ends as ours

Act = Callable[[Vacancy, Mapping[str, Any], Actor, datetime], object]


@dataclass(frozen=True)
class Step:
    name: str
    title: Text
    move: str
    act: Act
    form: type[forms.Form] = ours.NothingToFill
    initial: Callable[[Vacancy], Mapping[str, Any]] = lambda vacancy: {}
    is_dangerous: bool = False
    question: Text = ""

    @property
    def label(self) -> Text:
        return VACANCY.table.move(self.move).label

    def why_not(self, vacancy: Vacancy, actor: Actor, now: datetime) -> str:
        if self.move == "publish":
            return why_not_publish(vacancy, actor, now)
        return VACANCY.why_not(VACANCY.table.move(self.move), vacancy, actor, now)


def _publish(vacancy: Vacancy, values: Mapping[str, Any], actor: Actor, now: datetime) -> object:
    return publish_vacancy(vacancy=vacancy, actor=actor, now=now)


def _withdraw(vacancy: Vacancy, values: Mapping[str, Any], actor: Actor, now: datetime) -> object:
    return withdraw_vacancy(vacancy=vacancy, actor=actor, now=now)


def _extend(vacancy: Vacancy, values: Mapping[str, Any], actor: Actor, now: datetime) -> object:
    return finish.extend_vacancy(vacancy=vacancy, actor=actor, now=now, **values)


def _close(vacancy: Vacancy, values: Mapping[str, Any], actor: Actor, now: datetime) -> object:
    return finish.close_vacancy(
        vacancy=vacancy,
        outcome=ClosingOutcome(values["outcome"]),
        reason=values["reason"],
        placed=finish.Placed(values["placed_through_us"], values["placed_otherwise"]),
        actor=actor,
        now=now,
    )


def _counted(vacancy: Vacancy) -> Mapping[str, Any]:
    """What the platform counts is offered as the figure."""
    return {"placed_through_us": filled_count(vacancy.round)}


def _later(vacancy: Vacancy) -> Mapping[str, Any]:
    """The usual day, or the last that the law lets when that is no later than the one now."""
    today = timezone.localdate()
    parameters = Parameters(today)
    usual = usual_last_day(today, parameters)
    _first, latest = last_day_bounds(today, parameters.integer("vacancy_max_days"))
    return {"last_application_on": usual if usual > vacancy.last_application_on else latest}


def _cancel(vacancy: Vacancy, values: Mapping[str, Any], actor: Actor, now: datetime) -> object:
    return finish.cancel_vacancy(vacancy=vacancy, reason=values["reason"], actor=actor, now=now)


def _delete(vacancy: Vacancy, values: Mapping[str, Any], actor: Actor, now: datetime) -> object:
    return finish.delete_draft(vacancy=vacancy, actor=actor, now=now)


STEPS = (
    Step(
        "yayimla",
        _("Publish vacancy"),
        "publish",
        _publish,
        question=_("Everybody can find it from then on, until its last application date."),
    ),
    Step(
        "geri-cek",
        _("Take back from review"),
        "withdraw",
        _withdraw,
        question=_("It becomes a draft again, and you can change it. Sent again, a new period begins."),
    ),
    Step("uzat", _("Extend vacancy"), "extend", _extend, ours.ExtendForm, initial=_later),
    Step("kapat", _("Closing a vacancy"), "close", _close, ours.CloseForm, initial=_counted),
    Step("iptal", _("Cancellation"), "cancel", _cancel, ours.CancelForm, is_dangerous=True),
    Step(
        "sil",
        _("Delete vacancy"),
        "delete",
        _delete,
        is_dangerous=True,
        question=_("It disappears from your lists and cannot be brought back; it has no candidates."),
    ),
)
BY_NAME = {step.name: step for step in STEPS}
