from imece.employment.vacancies.models.open_vacancy import OpenVacancy
from imece.employment.vacancies.models.public_lists import PriorityRight, PublicList, PublicListLine
from imece.employment.vacancies.models.vacancy import AcceptedOccupation, LanguageDemand, Vacancy

__all__ = [
    "AcceptedOccupation",
    "LanguageDemand",
    "OpenVacancy",
    "PriorityRight",
    "PublicList",
    "PublicListLine",
    "Vacancy",
]
