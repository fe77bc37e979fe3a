"""What the gate says when a vacancy cannot go on, each with its article (P3.8)."""

from django.utils.translation import gettext_lazy as _

from imece.core.errors import define

NO_EXCEPTION = define(
    "VAC-110",
    _("The vacancy asks for «{ground}» ({value}), and no exception is asked for it."),
    remedy=_(
        "Leave the criterion out, or give the kind of exception and a reason of at least {least} letters."
    ),
    status=422,
    article="4857 md. 5; 6701 md. 6, 7 (NDR-05)",
)
EXCEPTION_CHANGED = define(
    "VAC-111",
    _("The exception for «{ground}» was asked for another value ({before}); now the vacancy says {value}."),
    remedy=_("Give the exception and its reason anew, or put the value back."),
    status=422,
    article="6701 md. 7 (NDR-05)",
)
EXCEPTION_REFUSED = define(
    "VAC-112",
    _("The exception for «{ground}» ({value}) was refused by the reviewer."),
    remedy=_("Leave the criterion out."),
    status=422,
    article="4857 md. 5; 6701 md. 6, 7 (NDR-05)",
)
REASON_TOO_SHORT = define(
    "VAC-113",
    _("The reason for «{ground}» has {length} letters."),
    remedy=_("Write at least {least}: why the work itself needs it, and why nothing milder is enough."),
    status=422,
    article="NDR-05",
)
KIND_DOES_NOT_FIT = define(
    "VAC-114",
    _("«{kind}» is no exception for «{ground}»."),
    remedy=_("Choose one of: {possible}."),
    status=422,
    article="6701 md. 7 (NDR-04)",
)
CONTACT_IN_TEXT = define(
    "VAC-115",
    _("The text holds contact data: «{words}»."),
    remedy=_("Take it out; people apply here, and contact data have their own fields on the interview page."),
    status=422,
    article="P3.8",
)
WOMEN_UNDERGROUND = define(
    "VAC-116",
    _("The vacancy asks for «{sex}» for underground or underwater work."),
    remedy=_("The law lets no woman work there; leave the sex out."),
    status=422,
    article="4857 md. 72 (VAC-29)",
)
TOO_YOUNG = define(
    "VAC-117",
    _("The vacancy asks for people from the age of {age}."),
    remedy=_("The law lets nobody below {legal_age} do this work; write {legal_age} or leave the age out."),
    status=422,
    article="4857 md. 71, 72 (VAC-29)",
)
MUST_BE_REVIEWED = define(
    "VAC-118",
    _("Before it is published the unit must see the vacancy: {count} places to look at."),
    remedy=_("Send it to review, or change the marked words."),
    article="NDR-05, NDR-06",
)
NOTHING_TO_REVIEW = define(
    "VAC-119",
    _("Nothing in vacancy {number} waits for a reviewer."),
    remedy=_("Publish it at once."),
    article="P3.9",
)
OWN_REQUEST = define(
    "VAC-120",
    _("You sent vacancy {number} to review yourself."),
    remedy=_("Somebody else of the unit decides on it."),
    status=403,
    article="NDR-05",
)
REASON_FOR_FINDINGS = define(
    "VAC-121",
    _("Marked places or exceptions: {count}. An approval needs your reason for them."),
    remedy=_("Write why the words are lawful here, or return the vacancy."),
    status=422,
    article="NDR-08",
)
ARTICLE_MISSING = define(
    "VAC-122",
    _("Vacancy {number} is to be rejected without an article."),
    remedy=_("Name the article, for example 6701 md. 6."),
    status=422,
    article="P3.8",
)
HAS_CANDIDATES = define(
    "VAC-123",
    _("Vacancy {number} has {count} candidates."),
    remedy=_("Send it to review again, or have it closed once it is open."),
    article="P3.1",
)
