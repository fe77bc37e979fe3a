from imece.employment.vacancies.models.fairness import FairnessException, ReviewDecision, ReviewRequest
from imece.employment.vacancies.models.incoming import (
    BulkRow,
    BulkUpload,
    ConflictAttempt,
    VacancyReference,
)
from imece.employment.vacancies.models.open_vacancy import OpenOccupation, OpenTitleWord, OpenVacancy
from imece.employment.vacancies.models.public_lists import PriorityRight, PublicList, PublicListLine
from imece.employment.vacancies.models.saved_search import AlertFeedback, SavedSearch
from imece.employment.vacancies.models.vacancy import AcceptedOccupation, LanguageDemand, Vacancy

__all__ = [
    "AcceptedOccupation",
    "AlertFeedback",
    "BulkRow",
    "BulkUpload",
    "ConflictAttempt",
    "FairnessException",
    "LanguageDemand",
    "OpenOccupation",
    "OpenTitleWord",
    "OpenVacancy",
    "PriorityRight",
    "PublicList",
    "PublicListLine",
    "ReviewDecision",
    "ReviewRequest",
    "SavedSearch",
    "Vacancy",
    "VacancyReference",
]
