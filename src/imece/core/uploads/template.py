"""What a table to upload looks like: one definition reads it, checks it and makes the empty file to
download.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

import xlsxwriter
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext

from imece.core.turkish import fold, normalize
from imece.core.uploads.content import Format
from imece.core.uploads.limits import DEFAULT_LIMITS, UploadLimits
from imece.core.uploads.parsing import CellProblem, parse_text

Text = str | Promise
RowCheck = Callable[[Mapping[str, Any]], Iterable[tuple[str, CellProblem]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadColumn:
    """`parse` turns a filled cell into the value or raises CellProblem; an empty one gives None.

    `other_labels`: headers older files use. `xml_name`: attribute or child element, the name itself if not
    given.
    """

    name: str
    label: Text
    parse: Callable[[Any], Any] = parse_text
    required: bool = False
    example: str = ""
    note: Text = ""
    other_labels: Sequence[str] = ()
    xml_name: str = ""


@dataclass(frozen=True, slots=True)
class CodeList:
    """A sheet of the empty file: what may be written, and what it means."""

    title: Text
    rows: Iterable[tuple[str, Text]]


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadTemplate:
    """`row_checks` see a row whose cells were all right, and answer (column name, problem) pairs.

    `unique`: columns whose values together may occur once in the file. `xml_row`: the element that is a row.
    `example_mark`: the empty file holds one row of examples, with this word in its first cell; reading skips it.
    `code_lists`: sheets of codes with their meaning, made when the file is.
    """

    name: str
    title: Text
    columns: Sequence[UploadColumn]
    row_checks: Sequence[RowCheck] = ()
    unique: Sequence[str] = ()
    xml_row: str = ""
    example_mark: Text = ""
    code_lists: Callable[[], Iterable[CodeList]] | None = None
    limits: UploadLimits = field(default=DEFAULT_LIMITS)

    def example_keys(self) -> frozenset[str]:
        """How `header_key` writes the word of the row of examples, in either language."""
        return frozenset(header_key(mark) for mark in _labels(self.example_mark) if mark)

    @property
    def accepted(self) -> tuple[Format, ...]:
        return (Format.XLSX, Format.CSV, Format.XML) if self.xml_row else (Format.XLSX, Format.CSV)

    def column(self, name: str) -> UploadColumn:
        return next(column for column in self.columns if column.name == name)

    def columns_by_header(self) -> dict[str, UploadColumn]:
        """Every header that means one of our columns, folded: the label in both languages, the name, older
        labels.
        """
        found: dict[str, UploadColumn] = {}
        for column in self.columns:
            for header in (column.name, *_labels(column.label), *column.other_labels):
                found[header_key(header)] = column
        return found


def header_key(header: Any) -> str:
    """`T.C. Kimlik No *` and `tc kimlik no` are one header."""
    return "".join(letter for letter in fold(normalize(str(header))) if letter.isalnum())


def _labels(label: Text) -> list[str]:
    labels = []
    for language in ("tr", "en"):
        with translation.override(language):
            labels.append(str(label))
    return labels


def write_template(template: UploadTemplate, output: BinaryIO, *, language: str = "tr") -> None:
    """The .xlsx to fill in: first sheet headers alone, second sheet what each column takes."""
    with translation.override(language), xlsxwriter.Workbook(output, {"constant_memory": True}) as book:
        bold = book.add_format({"bold": True, "bg_color": "#e2eff0", "bottom": 1})
        text = book.add_format({"num_format": "@"})
        page = book.add_worksheet(gettext("Table"))
        for place, column in enumerate(template.columns):
            label = column_heading(column)
            page.set_column(place, place, max(len(label) + 3, 14), text)  # as text: leading zeros stay
            page.write_string(0, place, label, bold)
        page.freeze_panes(1, 0)
        if template.example_mark:
            _write_example(page, template)
        _write_notes(book, bold, template)
        for codes in template.code_lists() if template.code_lists else ():
            _write_codes(book, bold, codes)


def _write_example(page: Any, template: UploadTemplate) -> None:
    for place, column in enumerate(template.columns):
        page.write_string(1, place, column.example if place else str(template.example_mark))


def _write_codes(book: Any, bold: Any, codes: CodeList) -> None:
    page = book.add_worksheet(str(codes.title)[:31])  # as long as Excel lets a sheet's name be
    for place, head in enumerate((gettext("Code"), gettext("Meaning"))):
        page.write_string(0, place, head, bold)
        page.set_column(place, place, (18, 70)[place])
    for line, (code, meaning) in enumerate(codes.rows, start=1):
        page.write_string(line, 0, code)
        page.write_string(line, 1, str(meaning))


def column_heading(column: UploadColumn) -> str:
    return f"{column.label} *" if column.required else str(column.label)


def _write_notes(book: Any, bold: Any, template: UploadTemplate) -> None:
    page = book.add_worksheet(gettext("Explanations"))
    heads = (gettext("Column"), gettext("Mandatory"), gettext("Example"), gettext("Explanation"))
    for place, head in enumerate(heads):
        page.write_string(0, place, head, bold)
        page.set_column(place, place, (28, 12, 24, 70)[place])
    for line, column in enumerate(template.columns, start=1):
        mandatory = gettext("Yes") if column.required else gettext("No")
        for place, text in enumerate((str(column.label), mandatory, column.example, str(column.note))):
            page.write_string(line, place, text)
