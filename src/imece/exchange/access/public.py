"""What other rooms may call."""

from imece.exchange.access.domain.addresses import end_address
from imece.exchange.access.domain.credentials import lock_credential, revoke_credential
from imece.exchange.access.domain.demo import make_demo_access
from imece.exchange.access.domain.distribution import distributor_of
from imece.exchange.access.domain.houses import register_house_access
from imece.exchange.access.domain.overview import Overview, overview_of
from imece.exchange.access.domain.queries import (
    addresses_in_scope,
    credentials_in_scope,
    forms_in_scope,
    institution_of,
    undertakings_in_scope,
    waiting_counts,
)
from imece.exchange.access.menu import DESK_MENU, OWN_MENU, MenuEntry

__all__ = [
    "DESK_MENU",
    "OWN_MENU",
    "MenuEntry",
    "Overview",
    "addresses_in_scope",
    "credentials_in_scope",
    "distributor_of",
    "end_address",
    "forms_in_scope",
    "institution_of",
    "lock_credential",
    "make_demo_access",
    "overview_of",
    "register_house_access",
    "revoke_credential",
    "undertakings_in_scope",
    "waiting_counts",
]
