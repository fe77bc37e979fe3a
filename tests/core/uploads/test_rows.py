"""What is read, from every format and encoding, and which errors are listed (P8.9, AIC-30)."""

import csv
import datetime
import io
from decimal import Decimal

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile

from imece.core.uploads.check import check_rows, write_errors_csv, write_errors_xlsx
from imece.core.uploads.downloads import errors_response, template_response
from imece.core.uploads.parsing import (
    CellProblem,
    parse_choice,
    parse_date,
    parse_decimal,
    parse_integer,
    parse_yes_no,
)
from imece.core.uploads.rows import read_rows
from imece.core.uploads.template import UploadColumn, UploadTemplate, write_template
from tests.core.uploads import files


def _accepted(content, template):
    checked = check_rows(read_rows(io.BytesIO(content), template), template)
    assert checked.errors == []
    return [row.values for row in checked.accepted]


EXPECTED = {
    "number": "10000000146",
    "given_name": "Işıl Örnek",
    "wage": Decimal("1234.56"),
    "starts_on": datetime.date(2026, 3, 4),
}


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1254", "iso-8859-9"])
def test_TR08_csv_of_every_delimiter_and_encoding_reads_alike(delimiter, encoding, people):
    rows = _accepted(files.csv_text(delimiter).encode(encoding), people)
    assert rows[0] == EXPECTED
    assert rows[1]["given_name"] == "İrem Deneme"
    assert rows[1]["wage"] is None


def test_excels_own_separator_line_is_understood(people):
    content = ("sep=;\r\n" + files.csv_text(";")).encode()
    assert _accepted(content, people)[0] == EXPECTED
    assert [row.number for row in read_rows(io.BytesIO(content), people)] == [3, 4]


def test_workbook_with_typed_cells(people):
    lines = (
        ("Ücret", "AD", "tc kimlik no", "BAŞLAMA TARİHİ"),
        (1234.56, "Işıl Örnek", 10000000146, datetime.date(2026, 3, 4)),
        (None, None, None, None),
        (7, "Çağ", "00000000001", "04.03.2026"),
    )
    content = files.workbook(lines, default_date_format="dd.mm.yyyy")
    rows = _accepted(content, people)
    assert rows[0] == EXPECTED
    assert rows[1]["number"] == "00000000001"
    assert [row.number for row in read_rows(io.BytesIO(content), people)] == [2, 4]


def test_rows_keep_excels_numbers_when_the_table_begins_further_down(people):
    content = files.workbook(((), (), files.HEADER, files.LINES[0]))
    assert [row.number for row in read_rows(io.BytesIO(content), people)] == [4]


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-9", "windows-1254", "utf-16"])
def test_AIC32_xml_honours_its_declared_encoding(encoding, people):
    (row,) = _accepted(files.xml(files.ROW_XML, encoding=encoding), people)
    assert row["given_name"] == "Işıl Şükrü ÖĞÜÇ"
    assert row["starts_on"] == datetime.date(2026, 3, 2)


def test_xml_rows_may_hold_child_elements(people):
    rows = "<KISI><TCKNO>10000000146</TCKNO><BASLAMA>2026-03-02</BASLAMA></KISI>"
    assert _accepted(files.xml(rows), people)[0]["number"] == "10000000146"


def test_AIC30_every_error_is_listed_with_row_column_value_and_remedy(people):
    lines = [
        "T.C. Kimlik No;Ad;Ücret;Başlama tarihi",
        ";Ay;çok;yarın",
        "10000000146;Su;5;31.02.2026",
        "1;b;1;01.03.2026",
    ]
    checked = check_rows(read_rows(io.BytesIO("\r\n".join(lines).encode()), people), people)
    found = [(error.row, error.column, error.value) for error in checked.errors]
    assert found == [
        (2, "T.C. Kimlik No", ""),
        (2, "Ücret", "çok"),
        (2, "Başlama tarihi", "yarın"),
        (3, "Başlama tarihi", "31.02.2026"),
    ]
    assert all(error.problem and error.remedy for error in checked.errors)
    assert [row.number for row in checked.accepted] == [4]
    assert checked.wrong_row_count == 2
    assert not checked.is_faultless


def test_values_under_no_header_are_not_lost_silently(people):
    content = "T.C. Kimlik No;;Başlama tarihi\r\n1;gizli;01.03.2026;fazla\r\n"
    checked = check_rows(read_rows(io.BytesIO(content.encode()), people), people)
    assert [(error.row, error.value) for error in checked.errors] == [(2, "gizli | fazla")]


def test_AIC31_row_checks_and_uniqueness():
    def wage_fits(values):
        if values["wage"] and values["wage"] < 0:
            yield "wage", CellProblem("Ücret eksi olamaz.", "Düzeltin.")

    template = UploadTemplate(
        name="t",
        title="t",
        columns=(
            UploadColumn(name="number", label="No", required=True),
            UploadColumn(name="wage", label="Ücret", parse=parse_decimal),
        ),
        row_checks=(wage_fits,),
        unique=("number",),
    )
    content = "No;Ücret\r\n1;5\r\n2;-5\r\n1;6\r\n3;7\r\n".encode()
    checked = check_rows(read_rows(io.BytesIO(content), template), template)
    assert [(error.row, error.column) for error in checked.errors] == [(3, "Ücret"), (4, "No")]
    assert [row.number for row in checked.accepted] == [2, 5]
    assert checked.concerned == {2, 3, 4}
    alone = (row for row in read_rows(io.BytesIO(content), template) if row.number in checked.concerned)
    assert check_rows(alone, template).errors == checked.errors


def test_a_hundred_thousand_rows_are_read(people):
    """P8.9: the size, not the time."""
    line = "10000000146;Işıl Örnek;1.234,56;04.03.2026\r\n"
    content = ("T.C. Kimlik No;Ad;Ücret;Başlama tarihi\r\n" + line * 100_000).encode()
    assert sum(1 for _row in read_rows(io.BytesIO(content), people)) == 100_000


@pytest.mark.parametrize(
    "cell, value",
    [
        ("1.234,56", "1234.56"),
        ("1234,5", "1234.5"),
        ("1.234", "1234"),
        ("12.50", "12.50"),
        ("-3", "-3"),
        ("1.000 TL", "1000"),
        (5.0, "5"),
        (0.1, "0.1"),
        ("1,5 ₺", "1.5"),
    ],
)
def test_TR09_decimals(cell, value):
    assert parse_decimal(cell) == Decimal(value)


@pytest.mark.parametrize("cell", ["12a", "1.23.4", "", "１２", "1,2,3", "--1", "NaN", "1e5"])
def test_TR09_what_is_no_decimal(cell):
    with pytest.raises(CellProblem):
        parse_decimal(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "04.03.2026",
        "4.3.2026",
        "04/03/2026",
        "2026-03-04",
        "2026-03-04T00:00:00.000",
        datetime.date(2026, 3, 4),
    ],
)
def test_dates(cell):
    assert parse_date(cell) == datetime.date(2026, 3, 4)


def test_whole_numbers_choices_and_answers():
    assert parse_integer("1.250") == 1250
    with pytest.raises(CellProblem):
        parse_integer("1,5")
    assert [parse_yes_no(cell) for cell in ("E", "evet", "HAYIR", "hayır", True)] == [
        True,
        True,
        False,
        False,
        True,
    ]
    parse = parse_choice({"Toplu": 0, "Bireysel": 1})
    assert parse("BİREYSEL") == 1
    with pytest.raises(CellProblem) as caught:
        parse("başka")
    assert "Toplu, Bireysel" in str(caught.value.remedy)


def test_the_downloaded_template_is_read_by_the_same_definition(people):
    output = io.BytesIO()
    write_template(people, output)
    book = openpyxl.load_workbook(output)
    page = book.worksheets[0]
    assert [cell.value for cell in page[1]] == list(files.HEADER)
    assert book.worksheets[1]["C2"].value == "10000000146"
    for place, cell in enumerate(files.LINES[0], start=1):
        page.cell(2, place, cell)
    filled = io.BytesIO()
    book.save(filled)
    assert _accepted(filled.getvalue(), people) == [EXPECTED]


def test_error_lists_neutralise_what_the_file_said(people):
    content = "T.C. Kimlik No;Başlama tarihi\r\n1;=HYPERLINK(0)\r\n".encode()
    checked = check_rows(read_rows(io.BytesIO(content), people), people)
    text, book = io.StringIO(), io.BytesIO()
    write_errors_csv(checked.errors, text)
    write_errors_xlsx(checked.errors, book)
    lines = list(csv.reader(io.StringIO(text.getvalue().lstrip("\ufeff")), delimiter=";"))
    page = openpyxl.load_workbook(book).active
    assert lines[1][:3] == ["2", "Başlama tarihi", "'=HYPERLINK(0)"]
    assert [cell.value for cell in page[2]][:3] == [2, "Başlama tarihi", "'=HYPERLINK(0)"]
    assert page["C2"].data_type == "s"


@pytest.mark.parametrize("kind", ["memory", "disk"])
@pytest.mark.parametrize("content", [files.workbook(), files.csv_text().encode(), files.xml(files.ROW_XML)])
def test_what_a_form_hands_over_is_read_as_it_is(kind, content, people):
    """Small files come in memory, larger ones on disk."""
    upload = SimpleUploadedFile("kişiler", content)
    if kind == "disk":
        upload = TemporaryUploadedFile("kişiler", "application/octet-stream", len(content), None)
        upload.write(content)
    assert check_rows(read_rows(upload, people), people).is_faultless


def test_downloads_are_attachments_with_safe_names(people):
    content = "T.C. Kimlik No;Başlama tarihi\r\n;x\r\n".encode()
    checked = check_rows(read_rows(io.BytesIO(content), people), people)
    template = template_response(people)
    assert 'filename="kisiler-sablon.xlsx"' in template["Content-Disposition"]
    assert openpyxl.load_workbook(io.BytesIO(template.content)).worksheets[0]["B1"].value == "Ad"
    errors = {kind: errors_response(people, checked.errors, kind) for kind in ("xlsx", "csv")}
    assert openpyxl.load_workbook(io.BytesIO(errors["xlsx"].content)).active.max_row == 3
    assert len(errors["csv"].content.decode("utf-8-sig").splitlines()) == 3
    assert all(response["Content-Disposition"].startswith("attachment") for response in errors.values())
