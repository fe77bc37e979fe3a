"""What other rooms may call: definitions, who may be granted what, the annex, menu and counts for the home pages."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.errors import Text
from imece.exchange.catalogue.domain.annex import annex_data as annex_data
from imece.exchange.catalogue.domain.eligibility import require_open_to as require_open_to
from imece.exchange.catalogue.domain.queries import definition_of as definition_of
from imece.exchange.catalogue.domain.queries import find_definition as find_definition
from imece.exchange.catalogue.domain.queries import open_versions as open_versions
from imece.exchange.catalogue.domain.queries import service_names as service_names
from imece.exchange.catalogue.enums import ServiceState
from imece.exchange.catalogue.models import ServiceVersion
from imece.exchange.services.annex import is_open_to as is_open_to

MENU: tuple[tuple[Text, str, str], ...] = ((_("Service versions"), "service_versions", "catalogue.view"),)
"""Title, name of the address, permission."""


def start_counts(actor: Actor) -> Mapping[str, int]:
    """For the start page of headquarters staff: versions whose end is announced."""
    return {"deprecated_versions": ServiceVersion.objects.filter(state=ServiceState.DEPRECATED).count()}
