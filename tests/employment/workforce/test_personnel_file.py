"""§4.5, AIC-30…32: the personnel form, read with every fault named, and written back."""

import io
from datetime import date
from typing import Any

import pytest

from imece.core.errors import Problem
from imece.core.uploads.check import CheckedRows, check_rows
from imece.core.uploads.rows import read_rows
from imece.employment.workforce.domain.personnel_file import personnel_template, row_of, write_xml
from imece.employment.workforce.enums import Direction, DismissalKind, Row
from tests.cast import person_number

MARCH = date(2026, 3, 1)
TEMPLATE = personnel_template(MARCH, {"4110.01": 7, "7212.04": 8})
LINE = {
    "SIRA": "1", "TCKNO": person_number(700), "AD": "ÇAĞRI", "SOYAD": "IŞIK", "SOSYALDURUM": "9", "ISTIHDAMDURUMU": "0",
    "MESLEKKODU": "4110.01", "ALINMAAYRILMATAR": "2026-03-02T00:00:00.000", "ALINMAAYRILMADUR": "",
    "ISTENCIKARMADUR": "",
}  # fmt: skip


def form(*lines: dict[str, str], head: str = "", encoding: str = "iso-8859-9") -> bytes:
    rows = "".join(
        "<KISI " + " ".join(f'{name}="{value}"' for name, value in line.items()) + "/>" for line in lines
    )
    body = f'<ISGUCUCIZELGE XMLVERSION="1"><KISILER>{rows}</KISILER></ISGUCUCIZELGE>'
    return f'<?xml version="1.0" encoding="{encoding}"?>{head}{body}'.encode(encoding)


def read(data: bytes, name: str = "form.xml") -> CheckedRows:
    return check_rows(read_rows(io.BytesIO(data), TEMPLATE, name=name), TEMPLATE)


def test_the_public_form_is_read_in_its_own_encoding() -> None:
    (row,) = read(form(LINE)).accepted
    assert (row.values["given_names"], row.values["surname"]) == ("ÇAĞRI", "IŞIK")
    assert (row.values["direction"], row.values["on"], row.values["occupation_id"]) == (
        Direction.HIRED,
        date(2026, 3, 2),
        7,
    )
    assert row_of(row.values) == Row.INDEFINITE


@pytest.mark.parametrize(
    ("vector", "change", "column"),
    [
        ("T-AIC-16", {"SOSYALDURUM": "11"}, "group"),
        ("T-AIC-17", {"ALINMAAYRILMATAR": "2026-02-27T00:00:00.000"}, "on"),
        ("AIC-30", {"TCKNO": "10000000147"}, "national_id"), ("AIC-30", {"MESLEKKODU": "9999.99"}, "occupation_id"),
        ("AIC-30", {"ISTIHDAMDURUMU": "2"}, "direction"), ("AIC-30", {"ISTENCIKARMADUR": "1"}, "dismissal"),
        ("AIC-30", {"ALINMAAYRILMATAR": "2026-13-01T00:00:00"}, "on"),
        ("AIC-30", {"SOSYALDURUM": "10", "SOZLESME": "3"}, "contract"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_named_with_its_line(vector: str, change: dict[str, str], column: str) -> None:
    checked = read(form(LINE, {**LINE, "TCKNO": person_number(701), **change}))
    assert [(error.row, error.column) for error in checked.errors] == [
        (2, str(TEMPLATE.column(column).label))
    ]
    assert len(checked.accepted) == 1


def test_AIC_30_every_fault_of_every_line_is_told() -> None:
    bad = {**LINE, "TCKNO": "1", "SOSYALDURUM": "0", "MESLEKKODU": "x"}
    assert len(read(form(bad, bad)).errors) == 6


def test_AIC_31_once_hired_and_once_left() -> None:
    left = {**LINE, "ISTIHDAMDURUMU": "1", "ISTENCIKARMADUR": "1"}
    assert read(form(LINE, left)).errors == []
    assert len(read(form(LINE, LINE)).errors) == 1


@pytest.mark.parametrize(
    "head", ['<!DOCTYPE a [<!ENTITY b "c">]>', '<!DOCTYPE a SYSTEM "http://x/">', "<!DOCTYPE ISGUCUCIZELGE>"]
)
def test_T_AIC_19_a_document_type_is_refused(head: str) -> None:
    with pytest.raises(Problem):
        read(form(LINE, head=head))


def test_the_contract_column_is_ours_and_optional() -> None:
    (row,) = read(form({**LINE, "SOZLESME": "3"})).accepted
    assert row_of(row.values) == Row.PART_TIME


def test_what_is_written_is_read_again() -> None:
    lines: list[dict[str, Any]] = [
        {"national_id": person_number(702 + place), "given_names": "ışıl", "surname": "İnce & Co", "row": row,
         "direction": direction, "occupation": "7212.04", "on": date(2026, 3, 31), "reason_code": "",
         "dismissal": DismissalKind.INDIVIDUAL if direction == Direction.LEFT else ""}
        for place, (row, direction) in enumerate((row, direction) for row in Row for direction in Direction)
    ]  # fmt: skip
    checked = read(write_xml(lines))
    assert checked.errors == []
    assert [row_of(row.values) for row in checked.accepted] == [line["row"] for line in lines]
    assert {row.values["given_names"] for row in checked.accepted} == {"IŞIL"}
    assert [row.values["direction"] for row in checked.accepted] == [line["direction"] for line in lines]
