from django.utils.translation import gettext_lazy as _

from imece.core.errors import define

MALFORMED_CODE = define(
    "DOC-001",
    _("“{code}” is not a verification code."),
    remedy=_(
        "A code is 32 digits and letters from A to F in five groups (8-4-4-4-12), printed beside the QR code."
        " Type it again, or point your telephone at the QR code."
    ),
    status=400,
    article="ID-26",
)
UNKNOWN_CODE = define(
    "DOC-002",
    _("No document was issued with the code {code}."),
    remedy=_(
        "Compare every digit with the paper. If it is the same,"
        " do not rely on this document and tell the issuer."
    ),
    status=404,
    article="ID-26",
)
TOO_MANY_CHECKS = define(
    "DOC-003",
    _("Too many checks came from your address ({count} in a minute)."),
    remedy=_("Wait a minute and try again. For bulk checks ask for the verification service."),
    status=429,
)
FILE_TOO_LARGE_TO_COMPARE = define(
    "DOC-004",
    _("The file is {size} MB; at most {limit} MB can be compared here."),
    remedy=_(
        "Choose the PDF as it was issued. You can also compare its SHA-256 with the one shown on this page."
    ),
    status=413,
)
NO_FILE_TO_COMPARE = define(
    "DOC-005",
    _("No file was chosen, or it is empty."),
    remedy=_("Choose the PDF you were given and press the button again."),
    status=400,
)
ALREADY_REVOKED = define(
    "DOC-006",
    _("The document {code} was already revoked on {revoked_at}."),
    remedy=_("Nothing more needs to be done."),
)
