"""A room is a Django app with the anatomy of `docs/map.md`; what registers itself is imported when it starts."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig

REGISTERING_PARTS = (
    "permissions",
    "moves",
    "domain.workflow",
    "domain.rules",
    "domain.endings",
    "domain.joining",
    "services",
    "notifications",
    "tasks",
    "reports",
)


class Room(AppConfig):
    """Base of every room's AppConfig. Import the module, not the class: Django takes two in one file for unclear."""

    def ready(self) -> None:
        for part in REGISTERING_PARTS:
            if _exists(f"{self.name}.{part}"):
                import_module(f"{self.name}.{part}")


def _exists(module: str) -> bool:
    parent = module.rpartition(".")[0]
    return find_spec(parent) is not None and find_spec(module) is not None
