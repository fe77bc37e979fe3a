"""A report as PDF: landscape, header on every page, criteria, issuer, time, verification code and QR."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from imece.core.columns import format_cell
from imece.core.documents.letter import paper_labels
from imece.core.documents.render import render_document
from imece.core.reports.errors import TOO_LONG_FOR_PDF
from imece.core.reports.sheet import Sheet

MAX_TAGGED_ROWS = (
    2_000  # above, tags cost 1 MB a thousand rows and a gigabyte of memory: the file goes untagged
)
MAX_PDF_ROWS = 10_000
SAMPLE_ROWS = 200
NARROWEST, WIDEST = 5, 36  # letters


def render_pdf(sheet: Sheet) -> bytes:
    """Tagged and archival up to 2,000 rows, plain up to 10,000; longer is RPT-002 (Excel serves)."""
    rows = [[format_cell(column, row, sheet.language) for column in sheet.columns] for row in sheet.rows]
    if len(rows) > MAX_PDF_ROWS:
        raise TOO_LONG_FOR_PDF(count=len(rows), limit=MAX_PDF_ROWS)
    is_tagged = len(rows) <= MAX_TAGGED_ROWS
    return render_document(
        "core/report", report_data(sheet, rows), made_at=sheet.made_at, is_tagged=is_tagged
    )


def report_data(sheet: Sheet, rows: Sequence[Sequence[str]]) -> dict[str, Any]:
    """What the template `core/report` reads."""
    header = sheet.header()
    return {
        "title": sheet.title,
        "issuer": sheet.issuer,
        "facts": sheet.facts(),
        "header": header,
        "aligns": [column.align for column in sheet.columns],
        "widths": column_widths(header, rows),
        "rows": rows,
        "language": sheet.language,
        "labels": paper_labels(sheet.language),
        **sheet.seal,
    }


def column_widths(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """Shares of the page by the longest text of a sample, so that one long cell does not starve the
    others.
    """
    widths = []
    for place, label in enumerate(header):
        longest = max([len(label), *(len(row[place]) for row in rows[:SAMPLE_ROWS])])
        widths.append(min(max(longest, NARROWEST), WIDEST))
    return widths
