"""What can go wrong with a data subject's request."""

from django.utils.translation import gettext_lazy as _

from imece.core.errors import define

WORDS_MISSING = define(
    "DTR-001", _("Say in your own words what you ask for."), remedy=_("A sentence is enough."), status=422
)
REPRESENTED_MISSING = define(
    "DTR-002",
    _("You ask for somebody else, and it is not said for whom and on what ground."),
    remedy=_("Give that person's T.C. number and, in words, why you may ask for him."),
    status=422,
    article="KVK-11",
)
REPRESENTED_UNASKED = define(
    "DTR-003",
    _("You ask for yourself, and another person's number or a ground is given."),
    remedy=_("Leave both empty, or choose for whom you ask."),
    status=422,
)
OWN_NUMBER = define(
    "DTR-004",
    _("{number} is your own number."),
    remedy=_("Give the number of the person for whom you ask, or choose «Myself»."),
    status=422,
)
ANSWER_MISSING = define(
    "DTR-005",
    _("An answer has words that the person reads."),
    remedy=_("Write what was done, or why not."),
    status=422,
    article="6698 md. 13",
)
KEPT_MISSING = define(
    "DTR-006",
    _("A law keeps the data, and it is not said which law and until when."),
    remedy=_("Give the law with its article, and the day until which it has the data kept."),
    status=422,
    article="KVK-06",
)
KEPT_UNASKED = define(
    "DTR-007",
    _("A law that keeps the data is named, but no erasure was refused."),
    remedy=_("Leave law and day empty, or change the outcome."),
    status=422,
    article="KVK-06",
)
KEPT_NO_LONGER = define(
    "DTR-008",
    _("The data were to be kept until {until}; that day is over, so the law does not keep them."),
    remedy=_("Correct the day, or have the data erased and answer so."),
    status=422,
    article="KVK-06",
)
NOT_OVERDUE = define(
    "DTR-009",
    _("The answer is due on {due_on}; the day is not over."),
    remedy=_("The clock notes it the day after."),
)
