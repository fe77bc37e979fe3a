from imece.core import rooms


class MatchingConfig(rooms.Room):
    name = "imece.employment.matching"
    label = "matching"

    def ready(self) -> None:
        super().ready()
        from imece.employment.jobseekers.public import on_profile_changed
        from imece.employment.matching.domain.rows import profile_changed

        on_profile_changed(profile_changed)
