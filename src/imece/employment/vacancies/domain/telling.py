"""Telling the employer what the unit decided; the words are in `notifications.py`."""

from django.conf import settings
from django.urls import reverse

from imece.accounts.models import Person
from imece.accounts.public import memberships_of, recipient_of
from imece.core.notifications.outbox import notify
from imece.employment.vacancies.enums import ReviewOutcome
from imece.employment.vacancies.models import ReviewDecision


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
            link=f"{settings.PUBLIC_URL}{reverse('vacancy_detail', args=[vacancy.number])}",
        )


def _audience(decision: ReviewDecision) -> list[Person]:
    if decision.request.asked_by is not None:
        return [decision.request.asked_by]
    organisation = decision.request.vacancy.workplace.organisation
    return [row.person for row in memberships_of(organisation).filter(is_manager=True)]
