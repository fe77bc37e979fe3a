"""Searching open vacancies (P2.1, P2.3). What others keep: `SearchCriteria` with `parse`, `to_query`, `summary`."""

from imece.employment.vacancies.domain.search.criteria import Mode, SearchCriteria, Sort, WorkPlace
from imece.employment.vacancies.domain.search.query_string import VERSION, parse, to_query
from imece.employment.vacancies.domain.search.summary import summary

__all__ = ["VERSION", "Mode", "SearchCriteria", "Sort", "WorkPlace", "parse", "summary", "to_query"]
