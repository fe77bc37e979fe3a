"""Telling the employer what became of a vacancy; the words are in `notifications.py`."""

from django.conf import settings
from django.urls import reverse

from imece.accounts.models import Person
from imece.accounts.public import memberships_of, recipient_of
from imece.core.errors import Problem
from imece.core.notifications.outbox import notify
from imece.employment.vacancies.enums import ReviewOutcome
from imece.employment.vacancies.models import ReviewDecision, Vacancy


def tell_reviewed(decision: ReviewDecision) -> None:
    """Whoever sent it; what came in without a person (a program) is told to the workplace's managers."""
    vacancy = decision.request.vacancy
    for person in _audience(decision):
        notify(
            "vacancies.reviewed",
            recipient_of(person),
            number=vacancy.number,
            title=vacancy.title,
            outcome=ReviewOutcome(decision.outcome).label,
            reason=decision.reason,
            article=decision.article,
            link=_address_of(vacancy),
        )


def tell_not_published(vacancy: Vacancy, problem: Problem) -> None:
    """Its first day came, and it could not be announced: nobody was there to read why."""
    for person in _managers(vacancy):
        notify(
            "vacancies.not_published",
            recipient_of(person),
            number=vacancy.number,
            title=vacancy.title,
            reason=f"{problem.message} {problem.remedy}",
            link=_address_of(vacancy),
        )


def _address_of(vacancy: Vacancy) -> str:
    return f"{settings.PUBLIC_URL}{reverse('vacancy_detail', args=[vacancy.number])}"


def _audience(decision: ReviewDecision) -> list[Person]:
    asked_by = decision.request.asked_by
    return [asked_by] if asked_by is not None else _managers(decision.request.vacancy)


def _managers(vacancy: Vacancy) -> list[Person]:
    return [row.person for row in memberships_of(vacancy.workplace.organisation).filter(is_manager=True)]
