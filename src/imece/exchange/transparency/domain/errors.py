"""What can go wrong with the trail, flags, samples and requests for a reason."""

from django.utils.translation import gettext_lazy as _

from imece.core.errors import define

KEY_DESTROYED = define(
    "TRN-001",
    _("The personal fields of {month} can no longer be read: their key was destroyed by plan."),
    remedy=_("That the question was asked, when and by whom stays provable; its content does not."),
    status=410,
    article="KVK-06",
)
REASON_NEEDED = define(
    "TRN-002",
    _("Personal fields are opened only with a reason."),
    remedy=_("Write in a sentence why you need to see them; it stands on record with your name."),
    status=422,
    article="X5.4",
)
USER_NEEDS_INSTITUTION = define(
    "TRN-003",
    _("User number «{user}» is searched for within one institution alone."),
    remedy=_("A user's number is his number there: choose the institution too."),
    status=422,
    article="X5.4",
)
ASKED_ALREADY = define(
    "TRN-004",
    _("You asked about this question on {opened_on} already."),
    remedy=_("The answer, or the day it is due, stands under your requests."),
    article="KVK-05",
)
NOTHING_TO_SAMPLE = define(
    "TRN-005",
    _("{institution} asked nothing between {first_on} and {last_on}."),
    remedy=_("Choose other days."),
    status=422,
)
ANSWERS_MISSING = define(
    "TRN-006",
    _("{count} of the questions have no justification yet."),
    remedy=_("Write one for each, or say that none is known; then hand in."),
)
DAYS_BACKWARDS = define(
    "TRN-007",
    _("The days run backwards: {first_on} to {last_on}."),
    remedy=_("Put the earlier day first."),
    status=422,
)
DUE_TOO_EARLY = define(
    "TRN-008",
    _("{due_on} is not after today."),
    remedy=_("Give the institution at least a day."),
    status=422,
)
WATCHED_ALREADY = define(
    "TRN-009",
    _("This person is on the list since {since}."),
    remedy=_("Nothing needs to be done."),
)
LIFTED_ALREADY = define(
    "TRN-010", _("This delay was lifted on {lifted_on}."), remedy=_("Nothing needs to be done.")
)
CLOSED_SAMPLE = define(
    "TRN-011",
    _("This sample is «{state}»; its justifications can no longer be changed."),
    remedy=_("Ask the auditor for a further one if something is missing."),
)
NOBODY_TO_ASK = define(
    "TRN-013",
    _("There is nobody to ask why: whoever asked could not prove itself."),
    remedy=_("Nothing was given. That it was tried stays on record."),
)
