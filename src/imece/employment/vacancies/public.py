"""What other rooms may call."""

from imece.employment.vacancies.domain.apply import apply_to_vacancy, check_eligibility
from imece.employment.vacancies.domain.create import create_open_vacancy, create_vacancy
from imece.employment.vacancies.domain.finish import close_vacancy, expire_due_vacancies
from imece.employment.vacancies.domain.queries import (
    announced_vacancies,
    vacancies_in_scope,
)
from imece.employment.vacancies.domain.search import SearchCriteria, parse, summary, to_query
from imece.employment.vacancies.domain.search.results import newest_vacancies
from imece.employment.vacancies.domain.warnings import VacancyWarning, add_vacancy_warnings

__all__ = [
    "SearchCriteria",
    "VacancyWarning",
    "add_vacancy_warnings",
    "announced_vacancies",
    "apply_to_vacancy",
    "check_eligibility",
    "close_vacancy",
    "create_open_vacancy",
    "create_vacancy",
    "expire_due_vacancies",
    "newest_vacancies",
    "parse",
    "summary",
    "to_query",
    "vacancies_in_scope",
]
