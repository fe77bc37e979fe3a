"""The two files a person takes away from an upload page: the empty template and the list of errors."""

from __future__ import annotations

import io
from collections.abc import Sequence

from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import gettext

from imece.core.turkish import slug
from imece.core.uploads.check import RowError, write_errors_csv, write_errors_xlsx
from imece.core.uploads.template import UploadTemplate, write_template

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def template_response(template: UploadTemplate) -> HttpResponse:
    output = io.BytesIO()
    write_template(template, output, language=translation.get_language() or "tr")
    return _attachment(output.getvalue(), XLSX, _file_name(template, gettext("template"), "xlsx"))


def errors_response(template: UploadTemplate, errors: Sequence[RowError], kind: str = "xlsx") -> HttpResponse:
    """`kind` is xlsx or csv; the sentences are in the language of `errors`."""
    name = _file_name(template, gettext("errors"), kind)
    if kind == "csv":
        text = io.StringIO(newline="")
        write_errors_csv(errors, text)
        return _attachment(text.getvalue().encode(), "text/csv; charset=utf-8", name)
    output = io.BytesIO()
    write_errors_xlsx(errors, output)
    return _attachment(output.getvalue(), XLSX, name)


def _file_name(template: UploadTemplate, what: str, ending: str) -> str:
    return f"{slug(str(template.title))}-{slug(what)}.{ending}"


def _attachment(content: bytes, content_type: str, name: str) -> HttpResponse:
    """Never shown inside our pages, whatever it holds."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=content_type, headers=headers)
