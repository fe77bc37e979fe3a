"""Publishing: open at once, or first to the unit's review (P3.8, P3.9)."""

from datetime import datetime

from django.utils import timezone

from imece.core.actor import Actor
from imece.core.transactions import verb
from imece.employment.vacancies.domain.fairness.judgement import Judgement, judge_vacancy
from imece.employment.vacancies.domain.workflow import VACANCY, publishing_faults
from imece.employment.vacancies.enums import VacancyState
from imece.employment.vacancies.models import ReviewRequest, Vacancy
from imece.reference.public import add_working_days, holidays_for


@verb
def publish_vacancy(*, vacancy: Vacancy, actor: Actor, now: datetime) -> VacancyState:
    """TASLAK → AKTIF, or → KURUM_INCELEMEDE when the gate finds something; returns the state reached.

    What the law forbids outright is a Problem beside its field (VAC-30, VAC-31, VAC-29, NDR-05). By which numbers it
    was found lawful stands with the move (GEN-02).
    """
    judgement = judge_vacancy(vacancy, now)
    list(
        publishing_faults(vacancy, now, judgement.parameters)
    )  # for the numbers it reads; the move itself refuses
    if judgement.needs_review:
        return _send_to_review("submit", vacancy, judgement, actor, now)
    VACANCY.apply("publish", thing=vacancy, actor=actor, now=now, details={"judgement": judgement.as_json()})
    return VacancyState.OPEN


def is_for_later(vacancy: Vacancy, now: datetime) -> bool:
    """A draft whose first day has not come is announced on that day by itself."""
    return vacancy.starts_on is not None and vacancy.starts_on > timezone.localdate(now)


@verb
def judge_change(*, vacancy: Vacancy, actor: Actor, now: datetime) -> VacancyState:
    """After a change of an open vacancy: what nobody has approved takes it back to review, out of the search."""
    if vacancy.state != VacancyState.OPEN:
        return VacancyState(vacancy.state)
    judgement = judge_vacancy(vacancy, now)
    if judgement.needs_review:
        return _send_to_review("refer", vacancy, judgement, actor, now)
    return VacancyState.OPEN


def why_not_publish(vacancy: Vacancy, actor: Actor, now: datetime) -> str:
    """Why its button is inactive: neither publishing at once nor sending to review is possible."""
    reasons = [
        VACANCY.why_not(VACANCY.table.move(name), vacancy, actor, now) for name in ("publish", "submit")
    ]
    return "" if "" in reasons else reasons[0]


def _send_to_review(
    move: str, vacancy: Vacancy, judgement: Judgement, actor: Actor, now: datetime
) -> VacancyState:
    """The period runs from today; Saturdays, Sundays and holidays of the unit's province do not count."""
    VACANCY.apply(move, thing=vacancy, actor=actor, now=now)
    parameters = judgement.parameters
    days = parameters.integer("vacancy_review_working_days")
    holidays = holidays_for(province=vacancy.province_id, is_public_body=True)
    ReviewRequest.objects.create(
        vacancy=vacancy,
        vacancy_version=vacancy.version,
        asked_at=now,
        asked_by_id=actor.person_id,
        asked_by_name=actor.name,
        due_on=add_working_days(parameters.day, days, holidays=holidays),
        topics=judgement.topics,
        parameters=[row.as_json() for row in parameters.used],
    )
    return VacancyState.IN_REVIEW
