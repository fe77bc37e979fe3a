"""What is refused before any library opens it, and by which code (AIC-30, AIC-32)."""

import io
import tracemalloc
from contextlib import suppress
from random import Random

import pytest

from imece.core.errors import Problem
from imece.core.uploads.check import check_rows
from imece.core.uploads.limits import UploadLimits
from imece.core.uploads.rows import read_rows
from tests.core.uploads import files

HOSTILE = {
    "nothing": (b"", "UPL-002"),
    "header alone, Excel": (files.workbook((files.HEADER,)), "UPL-002"),
    "header alone, CSV": (files.csv_text().splitlines()[0].encode(), "UPL-002"),
    "blanks alone": (b"\r\n \r\n;;;\r\n", "UPL-002"),
    "a PDF called .xlsx": (b"%PDF-1.7 ...", "UPL-003"),
    "a program called .csv": (b"MZ\x90\x00\x03", "UPL-003"),
    "a page called .xml": (b"<!DOCTYPE html><html></html>", "UPL-003"),
    "binary of no kind": (b"ab\x00\x01\x02", "UPL-003"),
    "a zip that is no workbook": (files.plain_zip(), "UPL-003"),
    "the old Excel": (files.old_workbook(), "UPL-003"),
    "half a workbook": (files.truncated(), "UPL-004"),
    "damaged packed bytes": (files.flipped(), "UPL-004"),
    "a sheet under another name": (files.hidden_sheet_part(), "UPL-004"),
    "a sheet in an encoding nobody knows": (files.unknown_encoding(), "UPL-004"),
    "an attribute with a prefix nobody declared": (files.xml('<KISI TC:KNO="1"/>'), "UPL-011"),
    "XML cut short": (files.xml(files.ROW_XML)[:-20], "UPL-004"),
    "CSV with an open quotation mark": ((files.csv_text() + '"açık').encode(), "UPL-004"),
    "macros": (files.macro_book(), "UPL-005"),
    "macros under another name": (files.macro_book_in_disguise(), "UPL-005"),
    "links to other files": (files.linked_book(), "UPL-006"),
    "zip bomb": (files.zip_bomb(), "UPL-007"),
    "zip bomb that lies": (files.lying_bomb(), "UPL-007"),
    "one cell in the last corner": (files.desert_sheet(), "UPL-007"),
    "cells without places far down": (files.desert_without_places(), "UPL-007"),
    "too many parts": (files.many_parts(), "UPL-007"),
    "entities in a workbook": (files.entity_book(), "UPL-008"),
    "billion laughs": (files.BILLION_LAUGHS, "UPL-008"),
    "a file of the server as entity": (files.OUTSIDE_ENTITY, "UPL-008"),
    "a DTD from elsewhere": (files.OUTSIDE_DTD, "UPL-008"),
    "half a letter of UTF-16": (b"\xff\xfe" + "Ad;".encode("utf-16-le") + b"\x00", "UPL-009"),
    "a workbook with a password": (files.password_workbook(), "UPL-010"),
    "a zip with a password": (files.encrypted_zip(), "UPL-010"),
    "another template": (b"Plaka;Renk\r\n06;mavi\r\n", "UPL-011"),
    "other XML": (files.xml("<ARAC PLAKA='06'/>"), "UPL-011"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_AIC32_unfit_file_is_refused_with_its_code_and_a_remedy(name, people):
    content, code = HOSTILE[name]
    with pytest.raises(Problem) as caught:
        list(read_rows(io.BytesIO(content), people, name="kişiler.xlsx"))
    assert caught.value.code == code
    assert caught.value.message
    assert caught.value.remedy


@pytest.mark.parametrize("name", ["zip bomb that lies", "one cell in the last corner", "billion laughs"])
def test_refusing_takes_little_memory(name, people):
    content, _code = HOSTILE[name]
    tracemalloc.start()
    with pytest.raises(Problem):
        list(read_rows(io.BytesIO(content), people))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 16 * 2**20


@pytest.mark.parametrize(
    "limits, code",
    [
        (UploadLimits(max_bytes=50), "UPL-001"),
        (UploadLimits(max_rows=1), "UPL-012"),
        (UploadLimits(max_cell_letters=10), "UPL-013"),
    ],
)
def test_limits_of_the_template_hold(limits, code, people):
    import dataclasses

    small = dataclasses.replace(people, limits=limits)
    with pytest.raises(Problem) as caught:
        list(read_rows(io.BytesIO(files.csv_text().encode()), small))
    assert caught.value.code == code


def test_wrong_template_names_every_missing_and_unknown_column(people):
    with pytest.raises(Problem) as caught:
        list(read_rows(io.BytesIO(b"Ad;Renk;Plaka\r\nA;b;c\r\n"), people, name="yol/kisiler.csv"))
    message = caught.value.message
    assert all(
        word in message for word in ("T.C. Kimlik No", "Başlama tarihi", "Renk", "Plaka", "kisiler.csv")
    )
    assert "yol" not in message


def test_xml_is_refused_where_the_template_knows_none(people):
    import dataclasses

    with pytest.raises(Problem) as caught:
        list(read_rows(io.BytesIO(files.xml(files.ROW_XML)), dataclasses.replace(people, xml_row="")))
    assert caught.value.code == "UPL-003"


WHOLE = {
    "workbook": files.workbook(),
    "csv": files.csv_text().encode(),
    "csv, UTF-16": files.csv_text().encode("utf-16"),
    "xml": files.xml(files.ROW_XML * 3),
    "xml, old encoding": files.xml(files.ROW_XML, encoding="iso-8859-9"),
}


@pytest.mark.parametrize(
    "part", [None, files.SHEET, "[Content_Types].xml", "xl/workbook.xml", "xl/sharedStrings.xml"]
)
def test_a_damaged_part_of_a_workbook_is_read_or_refused_by_code(part, people):
    random = Random(20261121)
    for _time in range(100):
        whole = WHOLE["workbook"]
        changed = files.mutated(files.part(whole, part), random) if part else b""
        _read_or_refuse(
            files.repacked(whole, {part: changed}) if part else files.mutated(whole, random), people
        )


@pytest.mark.parametrize("name", WHOLE)
def test_a_damaged_file_is_read_or_refused_by_code(name, people):
    """Never an exception of a library's own: the user would see an incident number instead of a remedy."""
    random = Random(name)
    for _time in range(200):
        _read_or_refuse(files.mutated(WHOLE[name], random), people)


def _read_or_refuse(content, template):
    with suppress(Problem):
        check_rows(read_rows(io.BytesIO(content), template), template)
