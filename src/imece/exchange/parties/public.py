"""What other rooms may call."""

from imece.exchange.parties.domain.addresses import is_told_late, tell_address
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

__all__ = [
    "address_on",
    "address_told",
    "change_institution",
    "end_official",
    "institution_of",
    "institutions_in_scope",
    "is_office_line",
    "is_told_late",
    "may_be_open_to",
    "name_official",
    "officials_on",
    "open_institution",
    "providers",
    "recipients_of",
    "tell_address",
]
