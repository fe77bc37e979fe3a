"""What other rooms may call."""

from imece.employment.vacancies.domain.create import create_open_vacancy
from imece.employment.vacancies.domain.finish import expire_due_vacancies
from imece.employment.vacancies.domain.queries import OpenCriteria, announced_vacancies, open_vacancies, vacancies_in_scope

__all__ = [
    "OpenCriteria",
    "announced_vacancies",
    "create_open_vacancy",
    "expire_due_vacancies",
    "open_vacancies",
    "vacancies_in_scope",
]
