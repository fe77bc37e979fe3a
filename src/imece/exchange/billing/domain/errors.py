"""What can go wrong with statements and reconciliations."""

from django.utils.translation import gettext_lazy as _

from imece.core.errors import define

MONTH_NOT_OVER = define(
    "BIL-001",
    _("{month} is not over yet; a statement covers whole months."),
    remedy=_("Issue it from {first_day} on."),
    article="X6.1",
)
NOT_SEALED_YET = define(
    "BIL-002",
    _("{count} questions of {month} are recorded but not sealed yet."),
    remedy=_("Try again in a minute; if this stays, have the sealer looked at."),
    article="X6.1",
)
ISSUED_ALREADY = define(
    "BIL-003",
    _("{number} was issued on {issued_on} and is never changed."),
    remedy=_("To correct it, write the reason; a further version is issued beside it."),
)
NOTHING_TO_CORRECT = define(
    "BIL-004",
    _("Reckoned anew, {number} comes out the same: {count} queries, {amount}."),
    remedy=_("There is nothing to correct. If a price or a flag is wrong, mend that first."),
)
NOTHING_ASKED = define(
    "BIL-005",
    _("{institution} asked nothing in {month}."),
    remedy=_("Choose another month."),
    status=422,
)
UNKNOWN_CLASS = define(
    "BIL-006",
    _("The class of price {tariff} of {service} is not known."),
    remedy=_("A class stands beside its parameter in the billing rules; add it there."),
    status=500,
)
OTHER_MONTH = define(
    "BIL-007",
    _("The file names {day}; the statement is of {month}."),
    remedy=_("Send the counts of this month alone."),
    status=422,
)
