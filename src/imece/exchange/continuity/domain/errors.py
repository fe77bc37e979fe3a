from django.utils.translation import gettext_lazy as _

from imece.core.errors import define

IN_WORKING_HOURS = define(
    "CON-001",
    _("From {begins} to {ends} falls into working hours ({opens}–{closes} on working days)."),
    remedy=_("Choose a time outside them, or mark it as an emergency and say why it cannot wait."),
    status=422,
    article="PRO-14",
)
ANNOUNCED_TOO_LATE = define(
    "CON-002",
    _("A maintenance on {day} is announced at the latest on {until}."),
    remedy=_("Choose a later day, or mark it as an emergency and say why it cannot wait."),
    status=422,
    article="PRO-17",
)
NO_REASON_FOR_URGENCY = define(
    "CON-003",
    _("An emergency without a reason."),
    remedy=_("Say in a sentence why the work cannot wait."),
    status=422,
    article="PRO-14",
)
WINDOW_REVERSED = define(
    "CON-004",
    _("The maintenance would end on {ends}, before it begins on {begins}."),
    remedy=_("Correct one of the two."),
    status=422,
)
PAPER_TOO_EARLY = define(
    "CON-010",
    _("The outage began on {started_on}; paper is possible from {paper_from} on, if it lasts until then."),
    remedy=_("It needs more than five working days without a break."),
    article="PRO-19",
)
PAPER_NOT_ASKED = define(
    "CON-011",
    _("No party has asked for paper in writing."),
    remedy=_("Record the party's letter with its number and date; paper starts on a written request only."),
    article="PRO-19",
)
NEVER_ON_PAPER = define(
    "CON-012",
    _("The interruption {number} never went to paper."),
    remedy=_("Only questions of a time on paper are taken in; look for the right interruption."),
)
OUTSIDE_PAPER_TIME = define(
    "CON-013",
    _("The form says {asked_at}; on paper it was from {begins} to {ends}."),
    remedy=_("Compare the date with the form. A question of another time belongs to another interruption."),
    status=422,
)
PAPER_STILL_OUT = define(
    "CON-014",
    _("{name} asked for paper and has not said that all its forms are taken in."),
    remedy=_("Take the forms in first; if there is none, the party says so."),
)
TIME_REVERSED = define(
    "CON-015",
    _("{later} cannot be before {earlier}."),
    remedy=_("Correct the time."),
    status=422,
)
IN_THE_FUTURE = define(
    "CON-016", _("{at} lies in the future."), remedy=_("Enter when it happened."), status=422
)
LATE_WITHOUT_REASON = define(
    "CON-020",
    _("This was due until {due_at}."),
    remedy=_("Say why it was told late; the reason goes with it."),
    status=422,
    article="KVK-07",
)
NOT_EVERYBODY_TOLD = define(
    "CON-021",
    _("Still to be told: {who}."),
    remedy=_("Tell each of them, or record why it is not owed."),
    article="KVK-08",
)
BOARD_IS_ALWAYS_OWED = define(
    "CON-022",
    _("The Board is told of every breach of personal data."),
    remedy=_("If it was none, dismiss the breach itself with its reason."),
    article="KVK-07",
)
NO_TIME_SPAN = define(
    "CON-023",
    _("The breach {number} names no time span of questions."),
    remedy=_("Enter from when until when the questions may be concerned."),
    status=422,
)
NO_REASON_TO_NAME = define(
    "CON-024",
    _("Who is concerned by {number} is shown only with a reason."),
    remedy=_("Write why the persons must be named; it stands on record with your name."),
    status=422,
    article="X7.3",
)
UNKNOWN_SUBSCRIPTION = define(
    "CON-040",
    _("This link does not belong to a subscription."),
    remedy=_("Subscribe once more on the status page."),
    status=404,
)
