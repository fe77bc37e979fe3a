"""What other rooms may call."""

from django.utils.translation import gettext_lazy as _

from imece.exchange.parties.domain.addresses import is_told_late, tell_address
from imece.exchange.parties.domain.contacts import Contact, contacts_of, name_contacts
from imece.exchange.parties.domain.demo import make_demo_institutions
from imece.exchange.parties.domain.hooks import address_told
from imece.exchange.parties.domain.institutions import change_institution, open_institution
from imece.exchange.parties.domain.names import check_name
from imece.exchange.parties.domain.officials import end_official, name_official
from imece.exchange.parties.domain.own_staff import (
    OWN_STAFF,
    own_undertaking,
    sign_own_undertaking,
    undertaking_of_staff,
)
from imece.exchange.parties.domain.queries import (
    address_on,
    institution_of,
    institutions_in_scope,
    officials_on,
    providers,
    recipients_of,
)
from imece.exchange.parties.domain.rules import is_office_line, may_be_open_to
from imece.exchange.parties.domain.undertaking_text import undertaking_texts
from imece.exchange.parties.domain.undertakings import (
    Scan,
    file_undertaking,
    issued_forms,
    make_undertaking_form,
    produce_undertaking,
    withdraw_undertaking,
)
from imece.exchange.parties.domain.units import (
    add_unit,
    change_unit,
    set_unit_open,
    tree_of,
    units_in_scope,
    with_user_counts,
)
from imece.exchange.parties.domain.user_file import USER_FILE, take_user_file
from imece.exchange.parties.domain.users import (
    add_end_user,
    change_end_user,
    close_end_user,
    end_users_in_scope,
    has_valid_undertaking,
    with_undertaking,
)

# Menu lines: label, name of the page, permission. `home` draws the menu.
PARTNER_MENU = ((_("Our institution"), "exchange_own_institution", "institutions.own"),)
STAFF_MENU = ((_("Institutions of the exchange"), "exchange_institutions", "institutions.open"),)

__all__ = [
    "OWN_STAFF",
    "PARTNER_MENU",
    "STAFF_MENU",
    "USER_FILE",
    "Contact",
    "Scan",
    "add_end_user",
    "add_unit",
    "address_on",
    "address_told",
    "change_end_user",
    "change_institution",
    "change_unit",
    "check_name",
    "close_end_user",
    "contacts_of",
    "end_official",
    "end_users_in_scope",
    "file_undertaking",
    "has_valid_undertaking",
    "institution_of",
    "institutions_in_scope",
    "is_office_line",
    "is_told_late",
    "issued_forms",
    "make_demo_institutions",
    "make_undertaking_form",
    "may_be_open_to",
    "name_contacts",
    "name_official",
    "officials_on",
    "open_institution",
    "own_undertaking",
    "produce_undertaking",
    "providers",
    "recipients_of",
    "set_unit_open",
    "sign_own_undertaking",
    "take_user_file",
    "tell_address",
    "tree_of",
    "undertaking_of_staff",
    "undertaking_texts",
    "units_in_scope",
    "with_undertaking",
    "with_user_counts",
    "withdraw_undertaking",
]
