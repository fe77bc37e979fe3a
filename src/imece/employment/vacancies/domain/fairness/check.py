"""What must be put right before a vacancy goes anywhere: raised beside its field."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from imece.core.formats import format_integer
from imece.employment.vacancies.domain.fairness.content import GATED_FIELDS, content_of
from imece.employment.vacancies.domain.fairness.gate import Asked, Gate
from imece.employment.vacancies.domain.fairness.judgement import Judgement, current_exceptions, judge_vacancy
from imece.employment.vacancies.domain.fairness.problems import (
    CONTACT_IN_TEXT,
    EXCEPTION_CHANGED,
    EXCEPTION_REFUSED,
    NO_EXCEPTION,
    TOO_YOUNG,
    WOMEN_UNDERGROUND,
)
from imece.employment.vacancies.domain.fairness.telling import tell_value
from imece.employment.vacancies.enums import FairnessGround, Sex
from imece.employment.vacancies.models import Vacancy


def check_fairness(vacancy: Vacancy, now: datetime, asked: Mapping[str, Asked] | None = None) -> Judgement:
    """Raises VAC-110 to -112, -115 to -117; what only a reviewer can judge comes back in the judgement.

    `asked`: see `judge_vacancy`.
    """
    judgement = judge_vacancy(vacancy, now, asked)
    if judgement.asks_women_underground:
        raise WOMEN_UNDERGROUND(sex=Sex.FEMALE.label, field="sex")
    if judgement.too_young is not None:
        raise TOO_YOUNG(age=judgement.too_young, legal_age=judgement.legal_age, field="min_age")
    for contact in judgement.contacts:
        raise CONTACT_IN_TEXT(words=contact.words, field=contact.place)
    for ground, gate in judgement.open_gates.items():
        _refuse(vacancy, ground, gate, judgement)
    return judgement


def _refuse(vacancy: Vacancy, ground: FairnessGround, gate: Gate, judgement: Judgement) -> None:
    demand = content_of(vacancy).demands[ground]
    values: dict[str, Any] = {
        "ground": ground.label,
        "value": tell_value(demand),
        "field": GATED_FIELDS[ground][0],
    }
    if gate == Gate.CHANGED:
        before = next(row.asked_value for row in current_exceptions(vacancy) if row.ground == ground)
        raise EXCEPTION_CHANGED(before=tell_value(before), **values)
    if gate == Gate.REFUSED:
        raise EXCEPTION_REFUSED(**values)
    least = judgement.parameters.integer("exception_reason_min_length")
    raise NO_EXCEPTION(least=format_integer(least), **values)
