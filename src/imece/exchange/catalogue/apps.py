from typing import Any

from imece.core import rooms


class CatalogueConfig(rooms.Room):
    name = "imece.exchange.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        super().ready()
        from django.db.models.signals import post_migrate

        from imece.core.database.roles import give
        from imece.exchange.contract import SERVICES

        for service in SERVICES.values():  # the houses' rooms stand before this one and have declared theirs
            give(
                "imece_gateway",
                f"execute on function {service.function}",
                f"execute on function {service.sandbox_function}",
            )
        post_migrate.connect(_open_services, sender=self)


def _open_services(**kwargs: Any) -> None:
    """After each migrate the services stand open as the houses declare them; a database on its way back has none."""
    from django.db import connection
    from django.utils import timezone

    from imece.core.actor import system_actor
    from imece.exchange.catalogue.domain.opening import open_services
    from imece.exchange.catalogue.models import ServiceVersion

    if kwargs.get("using", "default") != "default":
        return
    if ServiceVersion._meta.db_table in connection.introspection.table_names():
        open_services(actor=system_actor("migrate"), now=timezone.now())
