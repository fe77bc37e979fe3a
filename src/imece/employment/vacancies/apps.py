from imece.core import rooms


class VacanciesConfig(rooms.Room):
    name = "imece.employment.vacancies"
    label = "vacancies"
