"""Good and hostile files, made here byte by byte: none is kept in the repository."""

import io
import struct
import zipfile
from collections.abc import Callable, Mapping
from random import Random

import xlsxwriter

HEADER = ("T.C. Kimlik No *", "Ad", "Ücret", "Başlama tarihi *")
LINES = (
    ("10000000146", "Işıl Örnek", "1.234,56", "04.03.2026"),
    ("10000000146", "İrem Deneme", "", "2026-03-05"),
)


def workbook(lines: tuple[tuple[object, ...], ...] = (HEADER, *LINES), **options: object) -> bytes:
    output = io.BytesIO()
    with xlsxwriter.Workbook(output, options) as book:
        page = book.add_worksheet("Kişiler")
        for line, cells in enumerate(lines):
            for place, cell in enumerate(cells):
                page.write(line, place, cell)
    return output.getvalue()


def repacked(
    content: bytes, changes: Mapping[str, bytes | None], compression: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """The same package with parts replaced, added or (None) left out."""
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(output, "w", compression) as new:
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name))
        for name, part in changes.items():
            if part is not None:
                new.writestr(name, part)
    return output.getvalue()


def part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name)


SHEET = "xl/worksheets/sheet1.xml"


def with_sheet(change: Callable[[bytes], bytes]) -> bytes:
    content = workbook()
    return repacked(content, {SHEET: change(part(content, SHEET))})


def macro_book() -> bytes:
    return repacked(workbook(), {"xl/vbaProject.bin": b"\x00\x01"})


def macro_book_in_disguise() -> bytes:
    """No vbaProject by name, but a content type that says macros."""
    content = workbook()
    types = part(content, "[Content_Types].xml").replace(
        b"spreadsheetml.sheet.main+xml", b"sheet.macroEnabled.main+xml"
    )
    return repacked(content, {"[Content_Types].xml": types})


def linked_book() -> bytes:
    return repacked(workbook(), {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"})


def zip_bomb() -> bytes:
    """100 MB of blanks in a sheet of 100 KB."""
    return with_sheet(lambda sheet: sheet.replace(b"<sheetData>", b"<sheetData>" + b" " * 100_000_000))


def lying_bomb() -> bytes:
    """As above, but both headers declare a kilobyte: only inflating tells."""
    content = bytearray(zip_bomb())
    real = struct.pack("<I", _unpacked_size(bytes(content)))
    return bytes(content).replace(real, struct.pack("<I", 1024))


def _unpacked_size(content: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.getinfo(SHEET).file_size


def desert_sheet() -> bytes:
    """One cell in the last corner: a reader would lay out seventeen thousand million."""
    cell = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    return with_sheet(lambda sheet: sheet.replace(b"</sheetData>", cell))


def desert_without_places() -> bytes:
    """Rows far down whose cells carry no reference."""
    cells = b'<row r="1048570">' + b"<c><v>1</v></c>" * 199 + b"</row></sheetData>"
    return with_sheet(lambda sheet: sheet.replace(b"</sheetData>", cells))


def hidden_sheet_part() -> bytes:
    """The workbook points to a part that is no .xml, so that a check by name would miss it."""
    content = workbook()
    name = "xl/_rels/workbook.xml.rels"
    relations = part(content, name).replace(b"worksheets/sheet1.xml", b"worksheets/sheet1.dat")
    return repacked(content, {name: relations, SHEET: None, "xl/worksheets/sheet1.dat": part(content, SHEET)})


def entity_book() -> bytes:
    laughs = b'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    return with_sheet(lambda sheet: laughs + sheet.partition(b"?>")[2])


def many_parts() -> bytes:
    return repacked(workbook(), {f"xl/media/{number}.txt": b"x" for number in range(600)})


def truncated() -> bytes:
    content = workbook()
    return content[: len(content) // 2]


def flipped() -> bytes:
    """Directory whole, packed bytes damaged."""
    content = bytearray(workbook())
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as package:
        info = package.getinfo(SHEET)
    start = info.header_offset + 30 + len(SHEET) + 20
    content[start : start + 60] = b"\xff" * 60
    return bytes(content)


def encrypted_zip() -> bytes:
    """The flag in both headers; no password could be asked for anyway."""
    content = bytearray(workbook())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.find(signature)
        while start >= 0:
            content[start + offset] |= 1
            start = content.find(signature, start + 4)
    return bytes(content)


def password_workbook() -> bytes:
    """Excel's own protection: an OLE container with the encrypted package inside."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\x00" * 504
        + "EncryptedPackage".encode("utf-16-le")
        + b"\x00" * 512
    )


def old_workbook() -> bytes:
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504 + "Workbook".encode("utf-16-le") + b"\x00" * 512
    )


def plain_zip() -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as package:
        package.writestr("notlar.txt", "merhaba")
    return output.getvalue()


def xml(rows: str, *, encoding: str = "utf-8", before: str = "") -> bytes:
    text = f'<?xml version="1.0" encoding="{encoding}"?>\n{before}<LISTE><KISILER>{rows}</KISILER></LISTE>'
    return text.encode(encoding)


ROW_XML = '<KISI TCKNO="10000000146" AD="Işıl Şükrü ÖĞÜÇ" BASLAMA="2026-03-02T00:00:00.000"/>'
BILLION_LAUGHS = xml(
    '<KISI TCKNO="&c;"/>',
    before='<!DOCTYPE l [<!ENTITY a "hahaha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>',
)
OUTSIDE_ENTITY = xml(
    '<KISI TCKNO="1"><AD>&f;</AD></KISI>', before='<!DOCTYPE l [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
)
OUTSIDE_DTD = xml(ROW_XML, before='<!DOCTYPE l SYSTEM "http://dtd.example.invalid/l.dtd">')


def csv_text(delimiter: str = ";", *, header: bool = True) -> str:
    quoted = [[f'"{cell}"' if delimiter in cell else cell for cell in line] for line in (HEADER, *LINES)]
    return "\r\n".join(delimiter.join(line) for line in quoted[not header :]) + "\r\n"


def unknown_encoding() -> bytes:
    return with_sheet(lambda sheet: sheet.replace(b'encoding="UTF-8"', b'encoding="UXF-8"'))


def mutated(content: bytes, random: Random) -> bytes:
    """A few bytes changed, cut or put in, as a bad line or a clumsy attacker does."""
    damaged = bytearray(content)
    for _time in range(random.randint(1, 8)):
        place = random.randrange(len(damaged))
        match random.randrange(4):
            case 0:
                del damaged[place : place + random.randint(1, 30)]
            case 1:
                damaged[place:place] = random.randbytes(random.randint(1, 9))
            case _:
                damaged[place] = random.randrange(256)
    return bytes(damaged)
