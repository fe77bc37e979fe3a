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
NUMBER_TAKEN = define(
    "ACC-013",
    _("The number {number} belongs to another member already."),
    remedy=_("Nothing was changed. Two accounts of one person are settled by the headquarters, by hand."),
    article="ID-07",
)
OWN_RIGHTS = define(
    "ACC-025",
    _("Nobody changes the own rights."),
    remedy=_("Ask another person with the right «portal accounts»."),
    status=403,
)
FIRST_DO = define(
    "ACC-050",
    _("Something must be done before you can go on: {what}."),
    remedy=_("Open the portal in your browser; it leads you there."),
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
NOBODY_WOULD_MANAGE = define(
    "ACC-033",
    _("{organisations} would be left without a manager."),
    remedy=_("Make somebody else a manager there first, under «Users»; or close the workplace."),
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
UNKNOWN_TEXT = define(
    "ACC-060", _("There is no text «{kind}»."), remedy=_("Write general or privacy."), status=422
)
TOO_EARLY = define(
    "ACC-061",
    _("A version cannot hold from {day} on."),
    remedy=_("The earliest day is {earliest}: the past is not rewritten."),
    status=422,
)
NO_HEADING = define(
    "ACC-062",
    _("The {language} text does not begin with a heading."),
    remedy=_("Begin it with a line like «## 1. Parties»."),
    status=422,
)
UNIT_WITHOUT_PROVINCE = define(
    "ACC-026", _("A provincial unit needs its province."), remedy=_("Choose the province."), status=422
)
HEADQUARTERS_OF_A_PROVINCE = define(
    "ACC-027",
    _("Headquarters stand for all of Türkiye."),
    remedy=_("Leave the province empty, or choose «Provincial unit»."),
    status=422,
)
TOKEN_NEEDS_RIGHTS = define(
    "ACC-071",
    _("A token without any right can do nothing."),
    remedy=_("Tick at least one right."),
    status=422,
)
TOKEN_DAY_WRONG = define(
    "ACC-072",
    _("A token cannot be valid until {day}."),
    remedy=_("Choose a day from today to {latest}; make a new one in time."),
    status=422,
)
