"""The gate before a workbook is opened: zip bombs, macros, links, entities and sheets that are a desert.

Every part is inflated once, in pieces, and counted: the sizes a zip declares are the sender's word. The parts
that make a reader's memory grow (sheets, shared texts) are walked by expat on the way; a single cell at
XFD1048576 would otherwise make the reader lay out seventeen thousand million cells.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO
from xml.parsers import expat

from imece.core.uploads.content import Upload
from imece.core.uploads.errors import (
    DAMAGED,
    HAS_ENTITIES,
    HAS_EXTERNAL_LINKS,
    HAS_MACROS,
    PASSWORD_PROTECTED,
    UNPACKS_TOO_LARGE,
    WRONG_TYPE,
)
from imece.core.uploads.limits import UploadLimits

PIECE = 64 * 1024
RATIO_COUNTS_FROM = 1024 * 1024
LOCAL_HEADER = struct.Struct("<4s5H3I2H")
ENCRYPTED_FLAG = 0x1
REQUIRED_PARTS = frozenset({"[content_types].xml", "xl/workbook.xml"})
PROGRAM_PARTS = re.compile(
    r"vbaproject|macrosheets/|activex/|embeddings/|dialogsheets/|\.(?:exe|dll|vbs|js)$"
)
LINK_PARTS = re.compile(r"externallinks/|(?:^|/)connections\.xml$|querytables/")
CELL_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
PACKING_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    ValueError,
    NotImplementedError,
    EOFError,
    OSError,
)
FILLING = frozenset({"v", "is", "si"})  # a value, an inline text, a shared text


def check_package(upload: Upload, limits: UploadLimits) -> None:
    """Raise the coded problem for what may not be opened; the file stands at its beginning after."""
    try:
        with zipfile.ZipFile(upload.file) as package:
            parts = package.infolist()
            _check_names(upload, parts)
            _check_declared(upload, parts, limits)
            _check_parts(upload, parts, limits)
    except PACKING_FAULTS as fault:
        raise DAMAGED(name=upload.name, detail=type(fault).__name__) from fault
    finally:
        upload.file.seek(0)


def _check_names(upload: Upload, parts: list[zipfile.ZipInfo]) -> None:
    names = [part.filename.casefold() for part in parts]  # ascii: names of parts and types
    for name in names:
        if PROGRAM_PARTS.search(name):
            raise HAS_MACROS(name=upload.name, part=name)
        if LINK_PARTS.search(name):
            raise HAS_EXTERNAL_LINKS(name=upload.name, part=name)
    if not set(names) >= REQUIRED_PARTS:
        raise WRONG_TYPE(name=upload.name, found="ZIP", accepted=".xlsx")
    if len(set(names)) != len(names):
        raise DAMAGED(name=upload.name, detail="duplicate parts")


def _check_declared(upload: Upload, parts: list[zipfile.ZipInfo], limits: UploadLimits) -> None:
    """What the directory itself admits; also overlapping parts, which share their packed bytes."""
    if len(parts) > limits.max_parts:
        raise UNPACKS_TOO_LARGE(name=upload.name, detail=f"{len(parts)} > {limits.max_parts}")
    if sum(part.compress_size for part in parts) > upload.size:
        raise DAMAGED(name=upload.name, detail="overlapping parts")
    _check_total(upload, sum(part.file_size for part in parts), limits)


def _check_total(upload: Upload, unpacked: int, limits: UploadLimits) -> None:
    if unpacked > limits.max_unpacked_bytes:
        raise UNPACKS_TOO_LARGE(name=upload.name, detail=f"> {limits.max_unpacked_bytes // 2**20} MB")
    if unpacked > RATIO_COUNTS_FROM and unpacked > upload.size * limits.max_ratio:
        raise UNPACKS_TOO_LARGE(name=upload.name, detail=f"> {limits.max_ratio} : 1")


def _check_parts(upload: Upload, parts: list[zipfile.ZipInfo], limits: UploadLimits) -> None:
    unpacked = 0
    for part in parts:
        if part.flag_bits & ENCRYPTED_FLAG:
            raise PASSWORD_PROTECTED(name=upload.name)
        walk = _walker(upload, part.filename.casefold(), limits)  # ascii: names of parts and types
        for piece in inflate(upload.file, part):
            unpacked += len(piece)
            _check_total(upload, unpacked, limits)
            if walk is not None:
                walk.feed(piece)
        if walk is not None:
            walk.finish()


def inflate(file: BinaryIO, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part's bytes to their real end, never more than a piece in memory at once."""
    file.seek(part.header_offset)
    header = LOCAL_HEADER.unpack(file.read(LOCAL_HEADER.size))
    if header[0] != b"PK\x03\x04":
        raise zipfile.BadZipFile("no local header")
    file.seek(header[9] + header[10], 1)
    left = part.compress_size
    if part.compress_type == zipfile.ZIP_STORED:
        while left and (piece := file.read(min(PIECE, left))):
            left -= len(piece)
            yield piece
        return
    if part.compress_type != zipfile.ZIP_DEFLATED:
        raise zipfile.BadZipFile("unknown compression")
    yield from _inflate_stream(file, left)


def _inflate_stream(file: BinaryIO, left: int) -> Iterator[bytes]:
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    while left and not stream.eof:
        packed = file.read(min(PIECE, left))
        if not packed:
            raise EOFError
        left -= len(packed)
        while not stream.eof:
            piece = stream.decompress(packed, PIECE)
            yield piece
            packed = stream.unconsumed_tail
            if not packed and len(piece) < PIECE:
                break
    if not stream.eof:
        raise EOFError


class PartWalker:
    """Expat over one XML part: refuses a DOCTYPE, counts what would grow in the reader's memory."""

    def __init__(self, upload: Upload, limits: UploadLimits) -> None:
        self.upload = upload
        self.limits = limits
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype

    def feed(self, piece: bytes) -> None:
        self._parse(piece, False)

    def finish(self) -> None:
        self._parse(b"", True)

    def _parse(self, piece: bytes, is_last: bool) -> None:
        try:
            self.parser.Parse(piece, is_last)
        except (
            expat.ExpatError,
            LookupError,
            ValueError,
        ) as fault:  # the latter two: an encoding nobody knows
            raise DAMAGED(name=self.upload.name, detail=f"XML: {fault}"[:120]) from fault

    def _refuse_doctype(self, *_ignored: object) -> None:
        raise HAS_ENTITIES(name=self.upload.name)

    def refuse_size(self, detail: str) -> None:
        raise UNPACKS_TOO_LARGE(name=self.upload.name, detail=detail)


class TableWalker(PartWalker):
    """The rectangle the filled cells span and the number of shared texts, in whatever part they stand.

    A cell without `r` stands after the one before. An empty shared text takes five bytes here, forty in
    memory.
    """

    def __init__(self, upload: Upload, limits: UploadLimits) -> None:
        super().__init__(upload, limits)
        self.row = self.column = self.last_row = self.last_column = self.count = 0
        self.parser.StartElementHandler = self._start

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]  # whatever prefix the sender chose
        if name == "row":
            self.row = int(attributes.get("r", self.row + 1))
            self.column = 0
        elif name == "c":
            self._place(attributes.get("r"))
        elif name in FILLING:
            self._count_filled()

    def _place(self, reference: str | None) -> None:
        self.column += 1
        found = CELL_PLACE.fullmatch(reference or "")
        if found:
            self.column, self.row = column_number(found[1]), int(found[2])

    def _count_filled(self) -> None:
        self.count += 1
        if self.row > self.last_row or self.column > self.last_column or self.count > self.limits.max_cells:
            self._grow()

    def _grow(self) -> None:
        limits = self.limits
        self.last_row, self.last_column = max(self.row, self.last_row), max(self.column, self.last_column)
        if max(self.count, self.last_row * self.last_column) > limits.max_cells:
            raise UNPACKS_TOO_LARGE(name=self.upload.name, detail=f"> {limits.max_cells} cells")
        if self.last_column > limits.max_columns:
            raise UNPACKS_TOO_LARGE(name=self.upload.name, detail=f"> {limits.max_columns} columns")


class TypesWalker(PartWalker):
    """[Content_Types].xml: a macro book stays one under any file name."""

    def __init__(self, upload: Upload, limits: UploadLimits) -> None:
        super().__init__(upload, limits)
        self.parser.StartElementHandler = self._start

    def _start(self, _tag: str, attributes: dict[str, str]) -> None:
        kind = attributes.get("ContentType", "")
        if "macroEnabled" in kind or "vbaProject" in kind:
            raise HAS_MACROS(name=self.upload.name, part=kind)
        if "sheet.binary" in kind:
            raise WRONG_TYPE(name=self.upload.name, found=".xlsb", accepted=".xlsx")


class RelationsWalker(PartWalker):
    """The workbook's own list of parts: one that is no .xml would be read without having been walked."""

    def __init__(self, upload: Upload, limits: UploadLimits) -> None:
        super().__init__(upload, limits)
        self.parser.StartElementHandler = self._start

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        target = attributes.get("Target", "")
        is_xml = target.casefold().endswith(".xml")  # ascii: names of parts
        if tag.endswith("Relationship") and not is_xml:
            raise DAMAGED(name=self.upload.name, detail=target[-60:])


def _walker(upload: Upload, name: str, limits: UploadLimits) -> PartWalker | None:
    if name == "[content_types].xml":
        return TypesWalker(upload, limits)
    if name == "xl/_rels/workbook.xml.rels":
        return RelationsWalker(upload, limits)
    return TableWalker(upload, limits) if name.endswith((".xml", ".rels")) else None


def column_number(letters: str) -> int:
    """A → 1, Z → 26, AA → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
