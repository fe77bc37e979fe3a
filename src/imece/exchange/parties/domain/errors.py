"""What can be wrong with an institution, its addresses and its officials."""

from django.utils.translation import gettext_lazy as _

from imece.core.errors import define

NAME_TAKEN = define(
    "PTY-001",
    _("An institution with the tax number {tax_number} is open already: {name} ({code})."),
    remedy=_("Work with that one; a second one for the same body is not opened."),
)
MOBILE_PHONE = define(
    "PTY-002",
    _("{phone} is not the number of an office line."),
    remedy=_("Give the office's own number; mobile and home numbers are not taken (KPS-04)."),
    status=422,
    article="KPS-04",
)
SAME_PERSON = define(
    "PTY-003",
    _("{name} already is the other of the two: {role}."),
    remedy=_("The administrative and the technical user must be two different persons (KPS-10)."),
    status=422,
    article="KPS-10",
)
ROLE_FILLED = define(
    "PTY-004",
    _("{name} is the {role} of this institution."),
    remedy=_("End that naming first, then name the new person."),
)
ADDRESS_LATER = define(
    "PTY-005",
    _("{day} lies ahead; an address is told once it holds."),
    remedy=_("Give the day from which the address holds, today at the latest."),
    status=422,
)
ENDED_BEFORE = define(
    "PTY-006",
    _("{until} is before {since}, the first day."),
    remedy=_("Give a last day on or after the first."),
    status=422,
)
ENDED_ALREADY = define(
    "PTY-007",
    _("The naming of {name} ended on {until}."),
    remedy=_("Name the person anew when he holds the post again."),
)
OTHER_NAME = define(
    "PTY-008",
    _("“{name}” is not the name under this identity number in the register."),
    remedy=_("Write given names and surname exactly as in the register, or correct the number (KPS-10)."),
    status=422,
    article="KPS-10",
)
