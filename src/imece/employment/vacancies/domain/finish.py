"""The ends of a vacancy: extended, expired, closed with its outcome, cancelled with a reason, deleted as a draft."""

from datetime import date, datetime

from django.utils import timezone

from imece.core.actor import Actor, system_actor
from imece.core.transactions import verb
from imece.employment.vacancies.domain.workflow import VACANCY, is_publishable
from imece.employment.vacancies.enums import ClosingOutcome, VacancyState
from imece.employment.vacancies.models import Vacancy


@verb
def extend_vacancy(*, vacancy: Vacancy, last_application_on: date, actor: Actor, now: datetime) -> None:
    """A new last day within VAC-31's bounds; an expired vacancy is open again."""
    vacancy.last_application_on = last_application_on
    is_publishable(vacancy, actor, now)
    changes = {"last_application_on": last_application_on}
    VACANCY.apply("extend", thing=vacancy, actor=actor, now=now, changes=changes)


@verb
def close_vacancy(
    *, vacancy: Vacancy, outcome: ClosingOutcome, reason: str, actor: Actor, now: datetime
) -> None:
    """**Kapat** with the outcome (P3.7); a closed vacancy takes no application."""
    VACANCY.apply(
        "close", thing=vacancy, actor=actor, now=now, reason=reason, changes={"closing_outcome": outcome}
    )


@verb
def cancel_vacancy(*, vacancy: Vacancy, reason: str, actor: Actor, now: datetime) -> None:
    """**İptal Et**: only while nobody was sent off."""
    VACANCY.apply("cancel", thing=vacancy, actor=actor, now=now, reason=reason)


@verb
def delete_draft(*, vacancy: Vacancy, actor: Actor, now: datetime) -> None:
    """**Sil**: the row stays with its history, and nobody sees it."""
    VACANCY.apply("delete", thing=vacancy, actor=actor, now=now)


def expire_due_vacancies(*, now: datetime) -> int:
    """The day after the last application date in Istanbul; returns how many. Each is its own transaction."""
    actor = system_actor("vacancies.expire")
    due = Vacancy.objects.filter(state=VacancyState.OPEN, last_application_on__lt=timezone.localdate(now))
    count = 0
    for vacancy in due.select_related("round", "workplace").iterator(chunk_size=500):
        VACANCY.apply("expire", thing=vacancy, actor=actor, now=now)
        count += 1
    return count
