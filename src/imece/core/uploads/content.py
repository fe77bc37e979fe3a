"""What a file is, by its first bytes: a name and a browser's word for it prove nothing."""

from __future__ import annotations

import enum
import os
from collections.abc import Collection
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext

from imece.core.uploads.errors import EMPTY, PASSWORD_PROTECTED, TOO_LARGE, WRONG_TYPE
from imece.core.uploads.limits import UploadLimits


class Format(enum.StrEnum):
    XLSX = "xlsx"
    CSV = "csv"
    XML = "xml"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that passed the first gate: its size is within bounds and its format known."""

    file: BinaryIO
    name: str
    size: int
    format: Format


OLE_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
UTF_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
FOREIGN = {
    b"%PDF-": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"MZ": "EXE",
    b"\x7fELF": "ELF",
    b"{\\rtf": "RTF",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7z",
    b"\x1f\x8b": "gzip",
}
HEAD_BYTES = 4096


def open_upload(file: BinaryIO, name: str, limits: UploadLimits, accepted: Collection[Format]) -> Upload:
    """Measure, look at the head, refuse what no template takes."""
    size = _size_of(file)
    shown = os.path.basename(name)[-80:] or "?"  # noqa: PTH119  a browser's word, not a path of ours
    if size == 0:
        raise EMPTY(name=shown)
    if size > limits.max_bytes:
        raise TOO_LARGE(size=-(-size // 2**20), limit=limits.max_bytes // 2**20)
    found = _format_of(file, shown, accepted)
    if found not in accepted:
        raise _wrong_type(shown, found.value, accepted)
    return Upload(file, shown, size, found)


def _size_of(file: BinaryIO) -> int:
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    return size


def _format_of(file: BinaryIO, name: str, accepted: Collection[Format]) -> Format:
    head = file.read(HEAD_BYTES)
    if head.startswith(OLE_CONTAINER):
        _refuse_ole(file, name, accepted)
    file.seek(0)
    if head.startswith(b"PK"):
        return Format.XLSX
    found = next((kind for start, kind in FOREIGN.items() if head.startswith(start)), None)
    if found:
        raise _wrong_type(name, found, accepted)
    return _text_format(head, name, accepted)


def _refuse_ole(file: BinaryIO, name: str, accepted: Collection[Format]) -> None:
    """The old container holds either .xls, .doc … or an encrypted new workbook."""
    file.seek(0)
    if ENCRYPTED_PACKAGE in file.read():
        raise PASSWORD_PROTECTED(name=name)
    raise _wrong_type(name, gettext("an old Office file (.xls or .doc)"), accepted)


def _text_format(head: bytes, name: str, accepted: Collection[Format]) -> Format:
    encoding = next((code for mark, code in UTF_MARKS.items() if head.startswith(mark)), "")
    whole = head[: len(head) // 2 * 2] if encoding == "utf-16" else head
    text = whole.decode(encoding or "latin-1", errors="ignore")
    if "\x00" in text:
        raise _wrong_type(name, gettext("a binary file of an unknown kind"), accepted)
    start = text.lstrip("\ufeff \t\r\n")[:200]
    if start[:14].casefold().startswith(("<!doctype html", "<html")):  # ascii: names of parts and types
        raise _wrong_type(name, "HTML", accepted)
    return Format.XML if start.startswith("<") else Format.CSV


def _wrong_type(name: str, found: str, accepted: Collection[Format]) -> Exception:
    return WRONG_TYPE(name=name, found=found, accepted=", ".join(f".{one}" for one in sorted(accepted)))
