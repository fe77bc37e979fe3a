"""What can be wrong with sub-units, end users and their undertakings."""

from django.utils.translation import gettext_lazy as _

from imece.core.errors import define

OWN_BRANCH = define(
    "PTY-101",
    _("{unit} cannot stand under {parent}: that one stands under it."),
    remedy=_("Choose a unit above it, or none."),
    status=422,
)
STRANGE_UNIT = define(
    "PTY-102",
    _("{unit} is no open unit of this institution."),
    remedy=_("Choose one from the list, or open it first."),
    status=422,
)
UNIT_IS_USED = define(
    "PTY-103",
    _("{unit} still has {count} users or units below it."),
    remedy=_("Close or move them first."),
)
UNIT_IS_FULL = define(
    "PTY-104",
    _("{unit} may have {most} users and has them already."),
    remedy=_("Close a user of the unit, or raise its ceiling with your manager's consent (KPS-11)."),
    article="KPS-11",
)
CAP_BELOW_USERS = define(
    "PTY-105",
    _("{unit} has {count} users; the ceiling cannot be {most}."),
    remedy=_("Close users first, or give a higher ceiling."),
    status=422,
    article="KPS-11",
)
USER_IS_CLOSED = define(
    "PTY-111",
    _("{user} was closed on {day}."),
    remedy=_("Add the person anew under another number; a number is not given twice."),
)
CLOSED_LATER = define(
    "PTY-112",
    _("{day} lies ahead."),
    remedy=_("Close the user on the day itself, or give an earlier day."),
    status=422,
)
NOT_THIS_FORM = define(
    "PTY-121",
    _("{code} is not the code of an undertaking made for {user}."),
    remedy=_("Type the code that stands on the signed paper, or make the form anew."),
    status=422,
)
SIGNED_LATER = define(
    "PTY-122",
    _("{day} lies ahead: nobody has signed yet."),
    remedy=_("Give the day that stands beside the signature."),
    status=422,
    article="PRO-08",
)
ENDS_BEFORE = define(
    "PTY-123",
    _("An undertaking signed on {signed} cannot end on {until}."),
    remedy=_("Give a last day after the signature, or none."),
    status=422,
)
NOT_A_SCAN = define(
    "PTY-124",
    _("«{name}» is no scan: {found}."),
    remedy=_("Upload the signed paper as PDF, JPEG or PNG, at most {most} MB."),
    status=422,
)
WITHDRAWN_ALREADY = define(
    "PTY-125",
    _("This undertaking was withdrawn on {day}."),
    remedy=_("File a new one; until then the person's questions are refused."),
)
NO_SCAN = define(
    "PTY-126",
    _("The signed paper of {user} is not filed here."),
    remedy=_("Ask the institution for it by letter."),
    status=404,
)
NOT_CONNECTED = define(
    "PTY-127",
    _("This institution itself is not connected to the exchange yet."),
    remedy=_("The operator connects it: `./imece connect_houses`."),
)
