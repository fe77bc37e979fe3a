"""Figures as CSV, line by line as they are made: the same columns and signs as every report's."""

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from imece.core.columns import Column
from imece.core.reports.delimited import BYTE_ORDER_MARK, render_csv
from imece.core.reports.sheet import Sheet

LINES_AT_ONCE = 500


def csv_response(name: str, columns: Sequence[Column], rows: Iterable[Any]) -> StreamingHttpResponse:
    """`name` without its ending, in plain letters."""
    response = StreamingHttpResponse(_portions(columns, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _portions(columns: Sequence[Column], rows: Iterable[Any]) -> Iterator[str]:
    """The head is in the first portion only, also when there are no rows."""
    language, waiting, is_first = get_language() or "tr", iter(rows), True
    while True:
        portion = [row for _, row in zip(range(LINES_AT_ONCE), waiting, strict=False)]
        if not portion and not is_first:
            return
        text = _written(columns, portion, language)
        yield text if is_first else text.removeprefix(BYTE_ORDER_MARK).partition("\r\n")[2]
        is_first = False


def _written(columns: Sequence[Column], rows: Sequence[Any], language: str) -> str:
    output = io.StringIO(newline="")
    sheet = Sheet(title="", issuer="", made_at=timezone.now(), columns=columns, rows=rows, language=language)
    render_csv(sheet, output)
    return output.getvalue()
