from imece.core import rooms


class VacanciesConfig(rooms.Room):
    name = "imece.employment.vacancies"
    label = "vacancies"

    def ready(self) -> None:
        super().ready()
        from imece.employment.selection.public import on_application_shown, on_invitation
        from imece.employment.vacancies.domain.choosing import check_place
        from imece.employment.vacancies.web.open.reasons import fit_panel

        on_application_shown(fit_panel)
        on_invitation(check_place)
