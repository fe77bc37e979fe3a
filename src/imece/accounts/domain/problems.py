"""What accounts refuses, in words."""

from django.utils.translation import gettext_lazy as _

from imece.core.errors import define

ALREADY_MEMBER = define(
    "ACC-010",
    _("A person with this identity number is already a member."),
    remedy=_("Sign in, or use «Forgot my password»."),
)
NOT_CONFIRMED = define(
    "ACC-011",
    _("What was typed does not agree with the identity register."),
    remedy=_("Type number, names, surname and year of birth as they stand on your identity card."),
    status=422,
)
NO_SUCH_MEMBER = define(
    "ACC-012",
    _("The person with the number {number} is not a registered individual member."),
    remedy=_("He must first join as an individual (EMP-10); then try again."),
    status=422,
    article="EMP-10",
)
FOUNDER_STAYS = define(
    "ACC-020",
    _("The roles of the founding manager {name} cannot be changed."),
    remedy=_("Define a further manager instead; the roles of the founding manager never change."),
    article="EMP-12",
)
ALREADY_AUTHORISED = define(
    "ACC-021",
    _("{name} is already authorised for {organisation}."),
    remedy=_("Choose the person in the list and change the rights there."),
)
UNKNOWN_RIGHT = define(
    "ACC-022",
    _("There is no right «{right}» for this kind of organisation."),
    remedy=_("Tick rights from the list."),
    status=422,
)
ENDED = define(
    "ACC-023",
    _("You may no longer act for {organisation}."),
    remedy=_("Your authority there has ended or is locked; ask its manager, or choose another workplace."),
    status=403,
    article="EMP-13",
)
NOT_YOURS = define(
    "ACC-024",
    _("You are not authorised for the organisation you chose."),
    remedy=_("Choose one from the list; its manager can authorise you under user roles."),
    status=403,
)
CODE_WRONG = define(
    "ACC-030",
    _("The code is wrong or no longer valid."),
    remedy=_("Type the six digits of the newest message, or ask for a new code."),
    status=422,
)
PASSWORD_WRONG = define(
    "ACC-031",
    _("The present password is not right."),
    remedy=_("Type the password you sign in with."),
    status=422,
)
NO_CHANNEL = define(
    "ACC-032",
    _("There is no verified address for the channel «{channel}»."),
    remedy=_("Verify it first, then choose the channel."),
    status=422,
)
NO_REASON = define(
    "ACC-040",
    _("A reason of at least {count} letters is needed."),
    remedy=_("Write why; it stands on the record, and the person can read it."),
    status=422,
)
NOTHING_TO_UNLOCK = define(
    "ACC-041", _("The account of {name} is not locked."), remedy=_("Nothing needs to be done.")
)
