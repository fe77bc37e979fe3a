"""CSV as people's programs write it: any of three delimiters, UTF-8 with or without a mark, UTF-16,
Windows-1254.
"""

from __future__ import annotations

import csv
import io
import re
import threading
from collections.abc import Iterator, Sequence

from imece.core.uploads.content import UTF_MARKS, Upload
from imece.core.uploads.errors import DAMAGED, WRONG_ENCODING
from imece.core.uploads.template import UploadTemplate, header_key

DELIMITERS = (";", ",", "\t")
OLD_TURKISH = "cp1254"  # holds ISO-8859-9 whole and gives its control places letters (TR-08)
_FIELD_LIMIT = threading.Lock()


def decode(upload: Upload) -> str:
    """By the mark, else UTF-8, else Windows-1254: a Turkish text in it is hardly ever valid UTF-8."""
    content = upload.file.read()
    marked = next((encoding for mark, encoding in UTF_MARKS.items() if content.startswith(mark)), "")
    try:
        return content.decode(marked or "utf-8")
    except UnicodeDecodeError as fault:
        if marked:
            raise WRONG_ENCODING(name=upload.name, place=fault.start) from fault
    try:
        return content.decode(OLD_TURKISH)
    except UnicodeDecodeError as fault:
        raise WRONG_ENCODING(name=upload.name, place=fault.start) from fault


def delimited_lines(upload: Upload, template: UploadTemplate) -> Iterator[tuple[int, Sequence[str]]]:
    """Records with the row number Excel would show for them (a quoted line break does not count)."""
    text = decode(upload)
    if "\x00" in text:
        raise WRONG_ENCODING(name=upload.name, place=text.index("\x00"))
    first_line, _, rest = text.partition("\n")
    skipped = 0
    if named := re.fullmatch(r"sep=(.)", first_line.strip(), re.ASCII | re.IGNORECASE):
        delimiter, text, skipped = named[1], rest, 1
    else:
        delimiter = sniff_delimiter(text, template)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    with _FIELD_LIMIT:
        csv.field_size_limit(max(csv.field_size_limit(), template.limits.max_bytes))
    try:
        yield from enumerate(reader, start=1 + skipped)
    except csv.Error as fault:
        raise DAMAGED(name=upload.name, detail=f"{reader.line_num + skipped}: {fault}") from fault


def sniff_delimiter(text: str, template: UploadTemplate) -> str:
    """The one that splits the header into most of the template's columns; a semicolon if none does."""
    known = template.columns_by_header()
    header = next((line for line in text.splitlines()[:20] if line.strip()), "")

    def matches(delimiter: str) -> int:
        cells = next(csv.reader([header], delimiter=delimiter), [])
        return sum(header_key(cell) in known for cell in cells)

    return max(DELIMITERS, key=matches)
