from imece.core import rooms


class CoreConfig(rooms.Room):
    name = "imece.core"
    label = "core"

    def ready(self) -> None:
        super().ready()
        from django.db.models.signals import post_migrate

        import imece.core.rules_of_identity
        import imece.core.rules_of_text  # noqa: F401  both register their rules
        from imece.core.database.guards import rebuild_guards

        post_migrate.connect(rebuild_guards, sender=self)
