from imece.employment.vacancies.models.open_vacancy import OpenVacancy
from imece.employment.vacancies.models.vacancy import Vacancy

__all__ = ["OpenVacancy", "Vacancy"]
