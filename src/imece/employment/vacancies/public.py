"""What other rooms may call."""

from imece.employment.vacancies.domain.apply import apply_to_vacancy, check_eligibility
from imece.employment.vacancies.domain.create import create_open_vacancy, create_vacancy
from imece.employment.vacancies.domain.finish import close_vacancy, expire_due_vacancies
from imece.employment.vacancies.domain.publish import publish_vacancy
from imece.employment.vacancies.domain.queries import (
    OpenCriteria,
    announced_vacancies,
    open_vacancies,
    vacancies_in_scope,
)
from imece.employment.vacancies.domain.review_queries import count_overdue, open_reviews

__all__ = [
    "OpenCriteria",
    "announced_vacancies",
    "apply_to_vacancy",
    "check_eligibility",
    "close_vacancy",
    "count_overdue",
    "create_open_vacancy",
    "create_vacancy",
    "expire_due_vacancies",
    "open_reviews",
    "open_vacancies",
    "publish_vacancy",
    "vacancies_in_scope",
]
