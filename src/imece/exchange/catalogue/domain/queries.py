"""What is read of the catalogue. It is public: everybody may know which services there are (X1.1)."""

from django.db.models import QuerySet

from imece.core.actor import Actor
from imece.exchange.catalogue.enums import ServiceState
from imece.exchange.catalogue.models import ServiceVersion
from imece.exchange.contract import SERVICES, Service
from imece.exchange.services.definition import service_from


def versions_in_scope(actor: Actor) -> QuerySet[ServiceVersion]:
    """All of them, for anybody."""
    return ServiceVersion.objects.order_by("name", "version")


def open_versions() -> QuerySet[ServiceVersion]:
    return ServiceVersion.objects.exclude(state=ServiceState.WITHDRAWN).order_by("name", "version")


def service_names() -> dict[int, str]:
    """Number in the ledger → name and version, for pages that show rows of the ledger; they are nobody's secret."""
    return {row.pk: str(row) for row in ServiceVersion.objects.only("pk", "name", "version")}


def definition_of(row: ServiceVersion) -> Service:
    """The code's definition, or the one the catalogue kept when its house stands elsewhere."""
    return SERVICES.get((row.name, row.version)) or service_from(row.definition)


def find_definition(name: str, version: int) -> Service | None:
    """None for a version that was never opened."""
    row = ServiceVersion.objects.filter(name=name, version=version).first()
    return definition_of(row) if row is not None else None
