"""What the pages refuse."""

from django.utils.translation import gettext_lazy as _

from imece.core.errors import define

NOT_YET_OPEN = define(
    "DEV-001",
    _("The technical pages of {service} open once your institution has its credential."),
    remedy=_(
        "What it asks and answers stands in the catalogue; sign in for an institution that has a credential."
    ),
    status=403,
    article="KPS-09",
)
NOT_A_SANDBOX = define(
    "DEV-002",
    _("“{client_id}” is no sandbox credential of your institution."),
    remedy=_("Ask for one on the access page; the console takes no other."),
    status=422,
)
ROAD_SILENT = define(
    "DEV-003",
    _("The road at {url} does not answer."),
    remedy=_("See the status page and try again; nothing was asked."),
    status=503,
)
NO_JSON = define(
    "DEV-004",
    _("The inputs cannot be read: {reason}."),
    remedy=_('Write them as JSON, for example {{"number": "70000000164"}}.'),
    status=422,
)
