from imece.employment.vacancies.reports.candidates import (
    DispatchList,
    InterviewList,
    ResultList,
    SelectionList,
)
from imece.employment.vacancies.reports.fairness import ExceptionReport
from imece.employment.vacancies.reports.public_lists import PublicListReport

__all__ = [
    "DispatchList",
    "ExceptionReport",
    "InterviewList",
    "PublicListReport",
    "ResultList",
    "SelectionList",
]
