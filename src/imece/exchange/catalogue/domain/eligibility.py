"""Some services are open to some kinds of institution only (X1.2, KPS-06)."""

from django.utils.translation import gettext_lazy as _

from imece.core.errors import define
from imece.exchange.contract import Service
from imece.exchange.parties.enums import InstitutionKind
from imece.exchange.services.annex import is_open_to
from imece.exchange.services.words import words_in

NOT_OPEN_TO = define(
    "CAT-004",
    _("{service} is not opened to institutions of the kind «{kind}»."),
    remedy=_("It may be granted to: {kinds}."),
    status=422,
    article="KPS-06",
)


def require_open_to(service: Service, kind: str) -> None:
    """Raises CAT-004 for an institution to which the service may not be granted."""
    if not is_open_to(service, kind):
        kinds = ", ".join(str(InstitutionKind(one).label) for one in sorted(service.open_to))
        raise NOT_OPEN_TO(
            service=words_in(service.title, "tr"),
            kind=InstitutionKind(kind).label,
            kinds=kinds,
            field="service",
        )
