"""What other rooms may call."""

from imece.exchange.parties.domain.contacts import Contact, contacts_of, name_contacts
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

__all__ = [
    "USER_FILE",
    "Contact",
    "Scan",
    "add_end_user",
    "add_unit",
    "change_end_user",
    "change_unit",
    "close_end_user",
    "contacts_of",
    "end_users_in_scope",
    "file_undertaking",
    "has_valid_undertaking",
    "issued_forms",
    "make_undertaking_form",
    "name_contacts",
    "produce_undertaking",
    "set_unit_open",
    "take_user_file",
    "tree_of",
    "undertaking_texts",
    "units_in_scope",
    "with_undertaking",
    "with_user_counts",
    "withdraw_undertaking",
]
