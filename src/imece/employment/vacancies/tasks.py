"""Thin: a clock, and one domain call."""

from django.utils import timezone

from imece.core.jobs.queue import periodic, task
from imece.employment.vacancies.domain.finish import expire_due_vacancies


@periodic("5 0 * * *")  # after midnight in Istanbul, see core.jobs
@task("vacancies.expire")
def expire() -> None:
    expire_due_vacancies(now=timezone.now())
