"""**Yeni Anket Doldur** and changing a survey: a page for each section of the newest questions."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.errors import OUT_OF_SCOPE
from imece.core.formats import whole_of
from imece.core.models import Draft
from imece.core.permissions import require
from imece.core.scope import get_in_scope
from imece.core.wizards import Answers, Step, Subject, Wizard
from imece.employment.employers.models import Workplace
from imece.employment.employers.public import workplace_of
from imece.employment.surveys.domain.queries import responses_in_scope, workers_of
from imece.employment.surveys.domain.questionnaires import newest_questionnaire
from imece.employment.surveys.domain.responses import change_survey, fill_in_survey, require_may_begin
from imece.employment.surveys.enums import SurveyKind
from imece.employment.surveys.web.forms import form_of

GENERAL = newest_questionnaire(SurveyKind.GENERAL)
WORKERS = "workers"


def known(actor: Actor) -> Mapping[str, Mapping[str, Any]]:
    """The workers of head office and branches, where the cards tell them. Refused to branches, and twice a year."""
    workplace = _own_workplace(actor)
    require_may_begin(workplace, timezone.now())
    count = workers_of(workplace)
    if not count:
        return {}
    return {
        one.slug: {WORKERS: count} for one in GENERAL.sections if WORKERS in {q.code for q in one.questions}
    }


def subject_of(actor: Actor, key: str) -> Subject:
    response = get_in_scope(responses_in_scope(actor), actor, pk=whole_of(key) or 0)
    require(actor, "surveys.edit", response)
    given = {
        section.slug: {
            question.code: response.answers[question.code]
            for question in section.questions
            if question.code in response.answers
        }
        for section in GENERAL.sections
    }
    return Subject(key, response.version, given, label=str(response))


def finish(*, draft: Draft, answers: Answers, actor: Actor, now: datetime) -> str:
    flat = {code: value for section in answers.values() for code, value in section.items()}
    if draft.subject_key:
        response = change_survey(
            response_id=int(draft.subject_key),
            version=draft.subject_version or 0,
            answers=flat,
            actor=actor,
            now=now,
        )
    else:
        response = fill_in_survey(workplace=_own_workplace(actor), answers=flat, actor=actor, now=now)
    return reverse("survey_response", args=[response.pk])


def _own_workplace(actor: Actor) -> Workplace:
    workplace = workplace_of(actor)
    if workplace is None:
        raise OUT_OF_SCOPE(what=actor.organisation_name)
    return workplace


SURVEY_WIZARD = Wizard(
    kind="survey",
    title=_("General survey"),
    permission="surveys.edit",
    steps=tuple(
        Step(
            slug=section.slug,
            title=section.label,
            form_class=form_of(section),
            intro=_("Answer for the head office and its branches of the province together."),
        )
        for section in GENERAL.sections
    ),
    subject=subject_of,
    initial=known,
    saved_message=_("The record was created."),
    finish=finish,
)
