from django.utils.translation import gettext_lazy as _

from imece.core.errors import define

TOO_LARGE = define(
    "UPL-001",
    _("The file is {size} MB; at most {limit} MB can be uploaded."),
    remedy=_("Delete pictures and unused sheets, or split the rows into several files."),
    status=413,
)
EMPTY = define(
    "UPL-002",
    _("The file “{name}” is empty, or holds a header and no rows."),
    remedy=_("Fill in at least one row under the header, save and upload again."),
    status=400,
)
WRONG_TYPE = define(
    "UPL-003",
    _("“{name}” is {found}, whatever its name says."),
    remedy=_("Upload one of these: {accepted}. In Excel choose Save As and “Excel Workbook (.xlsx)”."),
    status=415,
)
DAMAGED = define(
    "UPL-004",
    _("The file “{name}” is damaged and cannot be read ({detail})."),
    remedy=_("Open it in the program it was made with, save it anew and upload again."),
    status=400,
)
HAS_MACROS = define(
    "UPL-005",
    _("The workbook “{name}” holds macros or embedded programs ({part})."),
    remedy=_("Save it as “Excel Workbook (.xlsx)”, which holds no macros, and upload that."),
    status=415,
)
HAS_EXTERNAL_LINKS = define(
    "UPL-006",
    _("The workbook “{name}” takes values from other files or addresses ({part})."),
    remedy=_("In Excel: Data → Edit Links → Break Link, save and upload again."),
    status=415,
)
UNPACKS_TOO_LARGE = define(
    "UPL-007",
    _("Unpacked, the file “{name}” is far larger than a table of this kind ({detail})."),
    remedy=_("Copy the rows into the empty template and upload that."),
    status=413,
)
HAS_ENTITIES = define(
    "UPL-008",
    _("The file “{name}” defines a document type (DOCTYPE), which is not accepted."),
    remedy=_("Delete the DOCTYPE part, or make the file with the template."),
    status=400,
    article="AIC-32",
)
WRONG_ENCODING = define(
    "UPL-009",
    _("The letters of “{name}” cannot be read (place {place})."),
    remedy=_("Save it as “CSV UTF-8” and upload again."),
    status=400,
)
PASSWORD_PROTECTED = define(
    "UPL-010",
    _("The workbook “{name}” is protected with a password."),
    remedy=_("Remove the password (File → Info → Protect Workbook), save and upload again."),
    status=415,
)
WRONG_TEMPLATE = define(
    "UPL-011",
    _("The columns of “{name}” are not those of the template. Missing: {missing}. Unknown: {unknown}."),
    remedy=_("Download the template, copy your rows into it, and do not rename its columns."),
    status=400,
)
TOO_MANY_ROWS = define(
    "UPL-012",
    _("The file “{name}” has more than {limit} rows."),
    remedy=_("Split the rows into several files."),
    status=413,
)
CELL_TOO_LONG = define(
    "UPL-013",
    _("Row {row} of “{name}” has a cell with more than {limit} letters."),
    remedy=_("Look whether a quotation mark is missing in that row, or shorten the text."),
    status=400,
)

PAPER_TOO_LARGE = define(
    "UPL-014",
    _("The paper “{name}” has more than {limit} MB."),
    remedy=_("Scan it in grey with fewer dots, or send it in parts."),
    status=413,
)
NO_PAPER = define(
    "UPL-015",
    _("“{name}” is no PDF, PNG or JPEG, whatever its name says."),
    remedy=_("Save it as a PDF or scan it as a picture, and choose that file."),
    status=415,
)
