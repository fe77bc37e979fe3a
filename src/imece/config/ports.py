"""What the lower layers need from the houses, filled here: settings name these functions (docs/map.md, ports)."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from imece.core.actor import Actor
from imece.core.ui.menu import MenuItem


def menu(request: HttpRequest) -> Sequence[MenuItem]:
    """The employment house's menu, then the exchange's, each only with what this actor may open."""
    from imece.employment.home.menu import menu as of_employment
    from imece.exchange.home.menu import menu as of_exchange

    return (*of_employment(request), *of_exchange(request))


def branches_of(organisation_ids: Collection[int]) -> dict[int, int]:
    """EMP-13: branch → head office, for those of `organisation_ids` that are head offices (same province)."""
    from imece.employment.employers.public import branches_of_managers

    return branches_of_managers(organisation_ids)


def ask_register(number: str, *, purpose: str, file: str, actor: Actor) -> dict[str, Any] | None:
    """The identity register's facts about a person; the question is on record before the answer is used."""
    from imece.exchange import client
    from imece.exchange.contract import Reason

    return client.ask("registry.person", number, reason=Reason(purpose, file), actor=actor).facts


def province_names() -> dict[int, str]:
    """Plate code → name, in alphabetical order."""
    from imece.reference.public import provinces

    return dict(provinces().values_list("pk", "name"))


def province_outlines() -> dict[int, str]:
    """Plate code → SVG path, for the gallery of components."""
    from imece.reference.public import province_outlines

    return province_outlines()


def occupation_panels(occupation: Any, now: datetime) -> list[dict[str, Any]]:
    """What the houses show on an occupation's page of the dictionary (P14.1): demand and supply."""
    from imece.employment.statistics.public import occupation_panel

    return [occupation_panel(occupation, now)]


def service_names() -> dict[int, str]:
    """A service's number in the ledger → its name and version, for the statements that institutions read."""
    from imece.exchange.catalogue.models import ServiceVersion

    return {row.pk: str(row) for row in ServiceVersion.objects.all()}
