"""A vacancy anew, from one that exists (P3.10)."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from imece.core import audit
from imece.core.actor import Actor
from imece.core.parameters import Parameters
from imece.core.transactions import verb
from imece.employment.vacancies.domain.create import FIELDS, create_vacancy
from imece.employment.vacancies.domain.lines import lines_of
from imece.employment.vacancies.domain.rules import usual_last_day
from imece.employment.vacancies.models import Vacancy

OF_THE_OLD_ONE = ("starts_on", "own_exam_at", "own_exam_place", "interviews_from", "interviews_until")


def values_for_a_copy(vacancy: Vacancy, now: datetime) -> dict[str, Any]:
    """Everything but what belonged to the old one's days: dates of exam and interviews, first and last day."""
    values = {name: getattr(vacancy, name) for name in FIELDS if name not in OF_THE_OLD_ONE}
    today = timezone.localdate(now)
    values["last_application_on"] = usual_last_day(today, Parameters(today))
    return values | lines_of(vacancy)


@verb
def copy_vacancy(*, vacancy: Vacancy, actor: Actor, now: datetime) -> Vacancy:
    """A draft of the same workplace; candidates and history stay with the old one."""
    values = values_for_a_copy(vacancy, now)
    made = create_vacancy(
        workplace=vacancy.workplace, values=values, actor=actor, now=now, copied_from=vacancy
    )
    audit.record(actor, "vacancies.copied", made, details={"from": vacancy.number})
    return made
