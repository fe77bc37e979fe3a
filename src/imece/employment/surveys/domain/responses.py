"""Filling in a survey once a year, and changing it (P11.11)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core import audit
from imece.core.actor import Actor
from imece.core.errors import CHANGED_MEANWHILE, define
from imece.core.formats import format_instant
from imece.core.permissions import require
from imece.core.scope import get_in_scope
from imece.core.transactions import verb
from imece.employment.employers.models import Workplace
from imece.employment.surveys.domain.queries import response_of, responses_in_scope
from imece.employment.surveys.domain.questionnaires import newest_questionnaire
from imece.employment.surveys.enums import SurveyKind
from imece.employment.surveys.models import SurveyResponse

OF_BRANCH = define(
    "SRV-001",
    _("{workplace} is a branch; its head office in the province fills in the survey."),
    remedy=_("Act for {head_office}; its answers cover all its branches of the province."),
    status=422,
)
FILLED_IN = define(
    "SRV-002",
    _("The survey of {year} is filled in already."),
    remedy=_("Open it in the list of surveys, and change it there."),
)


@verb
def fill_in_survey(
    *, workplace: Workplace, answers: Mapping[str, Any], actor: Actor, now: datetime
) -> SurveyResponse:
    """The year is the one in which it is filled in. Raises SRV-001, SRV-002."""
    require(actor, "surveys.edit")
    Workplace.objects.select_for_update(of=("self",), no_key=True).get(pk=workplace.pk)
    require_may_begin(workplace, now)
    questions = newest_questionnaire(SurveyKind.GENERAL)
    response = SurveyResponse(
        kind=SurveyKind.GENERAL, workplace=workplace, year=timezone.localdate(now).year, version=0
    )
    return _write(response, questions.version, answers, actor, now, "surveys.filled_in")


@verb
def change_survey(
    *, response_id: int, version: int, answers: Mapping[str, Any], actor: Actor, now: datetime
) -> SurveyResponse:
    """By the questions of today; the version asked is kept with the answers. Raises CORE-409."""
    require(actor, "surveys.edit")
    response = get_in_scope(responses_in_scope(actor), actor, pk=response_id)
    SurveyResponse.objects.select_for_update().get(pk=response.pk)
    if response.version != version:
        raise CHANGED_MEANWHILE(changed_at=format_instant(response.saved_at))
    questions = newest_questionnaire(SurveyKind(response.kind))
    return _write(response, questions.version, answers, actor, now, "surveys.changed")


def require_may_begin(workplace: Workplace, now: datetime) -> None:
    """By the head office, and once a year."""
    if workplace.head_office is not None:
        raise OF_BRANCH(
            workplace=workplace.organisation.name, head_office=workplace.head_office.organisation.name
        )
    year = timezone.localdate(now).year
    if response_of(workplace, year, SurveyKind.GENERAL):
        raise FILLED_IN(year=year)


def _write(
    response: SurveyResponse,
    questionnaire: int,
    answers: Mapping[str, Any],
    actor: Actor,
    now: datetime,
    action: str,
) -> SurveyResponse:
    response.questionnaire, response.answers = questionnaire, dict(answers)
    response.saved_at, response.version = now, response.version + 1
    response.save()
    audit.record(actor, action, response, details={"year": response.year, "version": response.version})
    return response
