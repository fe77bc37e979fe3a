"""What other rooms may call."""

from imece.employment.vacancies.domain.apply import apply_to_vacancy, check_eligibility
from imece.employment.vacancies.domain.choosing import check_choosing
from imece.employment.vacancies.domain.conditions import Condition, Demands, Finding, LanguageAsked
from imece.employment.vacancies.domain.create import create_open_vacancy, create_vacancy
from imece.employment.vacancies.domain.finish import close_vacancy, expire_due_vacancies
from imece.employment.vacancies.domain.fit.comparing import is_named
from imece.employment.vacancies.domain.fit.judge import judge, unmet_conditions
from imece.employment.vacancies.domain.known_facts import (
    DEMANDS_OF_A_VACANCY,
    FACTS_OF_A_PERSON,
    demands_of,
    facts_of,
    is_registrant,
)
from imece.employment.vacancies.domain.publish import publish_vacancy
from imece.employment.vacancies.domain.queries import (
    announced_vacancies,
    vacancies_in_scope,
)
from imece.employment.vacancies.domain.review_queries import count_overdue, open_reviews
from imece.employment.vacancies.domain.rules import usual_last_day
from imece.employment.vacancies.domain.search import SearchCriteria, parse, summary, to_query
from imece.employment.vacancies.domain.search.results import newest_vacancies
from imece.employment.vacancies.domain.warnings import VacancyWarning, add_vacancy_warnings

__all__ = [
    "DEMANDS_OF_A_VACANCY",
    "FACTS_OF_A_PERSON",
    "Condition",
    "Demands",
    "Finding",
    "LanguageAsked",
    "SearchCriteria",
    "VacancyWarning",
    "add_vacancy_warnings",
    "announced_vacancies",
    "apply_to_vacancy",
    "check_choosing",
    "check_eligibility",
    "close_vacancy",
    "count_overdue",
    "create_open_vacancy",
    "create_vacancy",
    "demands_of",
    "expire_due_vacancies",
    "facts_of",
    "is_named",
    "is_registrant",
    "judge",
    "newest_vacancies",
    "open_reviews",
    "parse",
    "publish_vacancy",
    "summary",
    "to_query",
    "unmet_conditions",
    "usual_last_day",
    "vacancies_in_scope",
]
