from imece.core.rooms import Room


class VacanciesConfig(Room):
    name = "imece.employment.vacancies"
    label = "vacancies"
