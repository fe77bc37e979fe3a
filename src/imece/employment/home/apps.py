from imece.core import rooms


class HomeConfig(rooms.Room):
    name = "imece.employment.home"
    label = "home"

    def ready(self) -> None:
        """Wires rooms that do not know each other."""
        super().ready()
        from imece.employment.home.domain.vacancy_warnings import warn_of_rehire_duty
        from imece.employment.vacancies.public import add_vacancy_warnings

        add_vacancy_warnings(warn_of_rehire_duty)
