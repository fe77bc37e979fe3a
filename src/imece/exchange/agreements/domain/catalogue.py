"""What the houses declare, as an application and an annex need it: the definitions are `exchange/contract.SERVICES`."""

from collections.abc import Iterable

from imece.exchange.agreements.domain import errors
from imece.exchange.contract import SERVICES, Field, Service
from imece.exchange.parties.models import Institution


def services_of(provider: Institution) -> list[Service]:
    """What may be asked of this institution: the services of the house it runs, newest version first."""
    own = [service for service in SERVICES.values() if provider.house and service.owner == provider.house]
    return sorted(own, key=lambda service: (service.name, -service.version))


def known_service(name: str, version: int, provider: Institution) -> Service:
    """Raises AGR-005 when the provider offers no such service."""
    service = SERVICES.get((name, version))
    if service is None or service.owner != provider.house:
        raise errors.UNKNOWN_SERVICE(service=name, version=version, provider=str(provider), field="service")
    return service


def check_fields(service: Service, fields: Iterable[str]) -> None:
    known = {field.name for field in service.fields}
    strangers = [name for name in fields if name not in known]
    if strangers or not list(fields):
        raise errors.UNKNOWN_FIELDS(service=service.name, fields=", ".join(strangers), field="fields")


def service_title(name: str, version: int) -> str:
    service = SERVICES.get((name, version))
    return service.title if service else name


def fields_of(name: str, version: int) -> tuple[Field, ...]:
    service = SERVICES.get((name, version))
    return service.fields if service else ()


def field_titles(name: str, version: int, fields: Iterable[str]) -> list[str]:
    """In the order of the definition; a name that is no longer there is shown as it stands."""
    wanted = set(fields)
    known = {one.name: one.title for one in fields_of(name, version)}
    found = [title for field, title in known.items() if field in wanted]
    return [*found, *sorted(wanted - set(known))]
