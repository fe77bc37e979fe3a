from imece.core import rooms


class HomeConfig(rooms.Room):
    name = "imece.employment.home"
    label = "home"

    def ready(self) -> None:
        """Wires rooms that do not know each other."""
        super().ready()
        from imece.employment.home.domain.known_movements import dismissals_of_month, placements_of_month
        from imece.employment.home.domain.vacancy_warnings import warn_of_rehire_duty
        from imece.employment.vacancies.public import add_vacancy_warnings
        from imece.employment.workforce.public import add_dismissal_source, add_movement_source

        add_vacancy_warnings(warn_of_rehire_duty)
        add_movement_source(placements_of_month)
        add_dismissal_source(dismissals_of_month)
