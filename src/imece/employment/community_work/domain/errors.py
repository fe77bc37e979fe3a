"""What can be wrong with programmes, people in them, and their attendance."""

from django.utils.translation import gettext_lazy as _

from imece.core.errors import define

NOT_PUBLIC = define(
    "CWK-001",
    _("{workplace} is no public body."),
    remedy=_("Community-benefit programmes are carried out by public bodies alone (TYP-01)."),
    status=422,
    article="RG 31850",
)
TOO_LONG = define(
    "CWK-002",
    _("From {starts_on} a programme can last until {until}, not until {ends_on}."),
    remedy=_("Choose an earlier last day: {months} months are allowed (TYP-03)."),
    status=422,
    article="RG 31850",
)
TOO_MANY_HOURS = define(
    "CWK-003",
    _("{hours} hours a week are too many."),
    remedy=_("At most {limit} hours a week are allowed (TYP-06)."),
    status=422,
    article="RG 31850",
)
LEAVES_PEOPLE_OUT = define(
    "CWK-004",
    _("The new days leave out what is recorded already ({count} people or marks)."),
    remedy=_("Choose days that cover everybody's time in the programme."),
    status=422,
)
UNKNOWN_SEEKER = define(
    "CWK-005",
    _("No job seeker has the number {number}."),
    remedy=_("Check the number; the person must be registered and have a profile (TYP-02)."),
    status=422,
)
NOT_ELIGIBLE = define(
    "CWK-006",
    _("{name} may not take part: {reasons}."),
    remedy=_("Choose somebody else from the list, or correct what you entered (TYP-02)."),
    status=422,
    article="RG 31850",
)
MONTHS_SPENT = define(
    "CWK-007",
    _("{name} would take part {days} days too long within {window} months."),
    remedy=_("{months} months within {window} are allowed (TYP-03); choose a later first day."),
    status=422,
    article="RG 31850",
)
NOT_FREE_YET = define(
    "CWK-013",
    _("{name} was in a programme within the last {months} months."),
    remedy=_("Choose {day} or a later first day (TYP-03)."),
    status=422,
    article="RG 31850",
)
TAKES_PART = define(
    "CWK-008",
    _("{name} takes part in a programme on these days already."),
    remedy=_("Look for the person in that programme first."),
)
OUTSIDE_PROGRAMME = define(
    "CWK-009",
    _("{day} is outside the programme."),
    remedy=_("Write a day from {first} to {last}."),
    status=422,
)
NO_PLACE = define(
    "CWK-010",
    _("All {count} places are taken."),
    remedy=_("Raise the number of places, or wait until somebody leaves."),
)
HAS_LEFT = define(
    "CWK-011",
    _("{name} left on {day} already."),
    remedy=_("Nothing is left to be done."),
)
LEAVES_MARKS_OUT = define(
    "CWK-012",
    _("After {day} there are marks of attendance of {name}."),
    remedy=_("Remove them first, or choose a later day."),
)
NOT_MARKABLE = define(
    "CWK-020",
    _("{day} cannot be marked. {why}"),
    remedy=_("Choose another day of the calendar (TYP-09)."),
    status=422,
)
MARKED = define(
    "CWK-021",
    _("{day} is marked already: {kind}."),
    remedy=_("Choose the day, remove the mark, and enter it anew (TYP-07)."),
)
NO_MARK = define(
    "CWK-022",
    _("{day} has no mark."),
    remedy=_("Look at the calendar again; somebody may have removed it."),
)
MONTH_CLOSED = define(
    "CWK-023",
    _("{month} was approved on {at}."),
    remedy=_("It can be corrected only by staff of the unit, with a reason (TYP-11)."),
)
NOT_OVER = define(
    "CWK-024",
    _("{month} is not over yet."),
    remedy=_("A month is approved when its last day has passed."),
    status=422,
)
NOT_A_MONTH = define(
    "CWK-025",
    _("{month} is no month of the programme."),
    remedy=_("Choose one of its months."),
    status=404,
)
