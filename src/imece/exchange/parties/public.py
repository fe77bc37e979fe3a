"""What other rooms may call."""

from django.utils.translation import gettext_lazy as _

from imece.exchange.parties.domain.addresses import is_told_late, tell_address
from imece.exchange.parties.domain.demo import make_demo_institutions
from imece.exchange.parties.domain.hooks import address_told
from imece.exchange.parties.domain.institutions import change_institution, open_institution
from imece.exchange.parties.domain.officials import end_official, name_official
from imece.exchange.parties.domain.queries import (
    address_on,
    institution_of,
    institutions_in_scope,
    officials_on,
    providers,
    recipients_of,
)
from imece.exchange.parties.domain.rules import is_office_line, may_be_open_to

# Menu lines: label, name of the page, permission. `home` draws the menu.
PARTNER_MENU = ((_("Our institution"), "exchange_own_institution", "institutions.view"),)
STAFF_MENU = ((_("Institutions of the exchange"), "exchange_institutions", "institutions.open"),)

__all__ = [
    "PARTNER_MENU",
    "STAFF_MENU",
    "address_on",
    "address_told",
    "change_institution",
    "end_official",
    "institution_of",
    "institutions_in_scope",
    "is_office_line",
    "is_told_late",
    "make_demo_institutions",
    "may_be_open_to",
    "name_official",
    "officials_on",
    "open_institution",
    "providers",
    "recipients_of",
    "tell_address",
]
