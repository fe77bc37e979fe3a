from django.utils.translation import gettext_lazy as _

from imece.core.errors import define

NO_ROWS = define(
    "RPT-001",
    _("No records match your criteria"),  # P0.5's sentence, to the letter in the Turkish catalogue
    remedy=_("Widen the period or leave some criteria empty. No file was made."),
    status=200,
    article="VAC-11",
)
TOO_LONG_FOR_PDF = define(
    "RPT-002",
    _("The list has {count} rows; a PDF is made up to {limit}."),
    remedy=_("Use the Excel file, which holds every row, or narrow the criteria."),
)
FILE_EXPIRED = define(
    "RPT-003",
    _("The files of this report were deleted on {expired_at}."),
    remedy=_("Make the report again with the same criteria."),
    status=410,
)
TOO_LONG_FOR_EXCEL = define(
    "RPT-004",
    _("The list has more rows ({count}) than one Excel sheet holds ({limit})."),
    remedy=_("Narrow the criteria, for instance to one year or one province, and make several reports."),
)
NOT_READY = define(
    "RPT-005",
    _("The report is still being made ({done} of {count} rows)."),
    remedy=_("Come back to this page in a moment."),
)
