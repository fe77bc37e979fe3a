from django.utils.translation import gettext_lazy as _

from imece.core.errors import define

NO_RECIPIENT = define(
    "LET-001",
    _("The letter «{subject}» has no recipient."),
    remedy=_("Choose at least one institution or unit for its distribution."),
    status=422,
    article="X8.1",
)
TEXT_MISSING = define(
    "LET-002",
    _("The letter lacks: {what}."),
    remedy=_("Fill it in; a letter without it is not processed."),
    status=422,
    article="KPS-03",
)
NO_SIGNER = define(
    "LET-003",
    _("This installation has no signing device for: {kind}."),
    remedy=_(
        "The operator connects one (see operations, «Signing»); until then the letter waits as a draft."
    ),
    article="5070",
)
NOT_A_DRAFT = define(
    "LET-004",
    _("The letter {number} was signed on {signed_at} and is not changed any more."),
    remedy=_("Write a new letter that refers to it."),
)
SENDER_IS_RECIPIENT = define(
    "LET-005",
    _("«{name}» writes the letter and cannot be its recipient."),
    remedy=_("Take it out of the distribution."),
    status=422,
)
TOO_EARLY = define(
    "LET-006",
    _("The letter reached {name} on {delivered_on} and counts as served at the end of {served_on}."),
    remedy=_("Wait until that day has ended."),
    article="ID-21",
)
