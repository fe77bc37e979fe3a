"""PDF, Excel and CSV of the same sheet, opened by other programs (P0.6)."""

import csv
import datetime
import io
from decimal import Decimal

import openpyxl
import pypdf
import pytest
import zxingcpp
from PIL import Image
from python_calamine import CalamineWorkbook

from imece.core.columns import Column, Kind
from imece.core.documents.render import qr_image, render_page_image
from imece.core.errors import Problem
from imece.core.reports import pdf as pdf_module
from imece.core.reports.delimited import render_csv
from imece.core.reports.pdf import render_pdf, report_data
from imece.core.reports.xlsx import render_xlsx
from tests.core.reports.sample import sheet

ADDRESS = "https://imece.example/belge/159B864C-6CB4-48F0-A016-10F33E7A5DFC/"
SEAL = {"code": "159B864C-6CB4-48F0-A016-10F33E7A5DFC", "check_address": ADDRESS, "qr": qr_image(ADDRESS)}


def _xlsx(given) -> io.BytesIO:
    output = io.BytesIO()
    render_xlsx(given, output)
    output.seek(0)
    return output


def _page(given):
    return openpyxl.load_workbook(_xlsx(given)).active


def _header_line(page) -> int:
    return next(line for line in range(1, 20) if page.cell(line, 1).value == "Sıra")


def test_excel_has_typed_cells_and_the_head():
    page = _page(sheet(seal=SEAL))
    line = _header_line(page)
    head = {page.cell(number, 1).value: page.cell(number, 2).value for number in range(2, line)}
    assert page["A1"].value == "İşgücü İstemi Gönderme Listesi"
    assert head["Meslek"] == "Kaynakçı"
    assert head["Kurum"] == "Örnek İnşaat A.Ş."
    assert head["Hazırlanma zamanı"] == "21.11.2026 12:00"
    assert head["Belge doğrulama kodu"] == SEAL["code"]
    cells = [cell.value for cell in page[line + 1]]
    assert cells == [1, "Işıl ÇAĞRI Şükrüoğlu", "100******46", 33030.5, datetime.datetime(2026, 3, 4), "Evet"]
    assert page.cell(line + 1, 5).number_format == "dd.mm.yyyy"
    assert page.cell(line + 1, 4).number_format == '#,##0.00 "TL"'


def test_excel_header_is_frozen_filtered_and_wide_enough():
    page = _page(sheet())
    line = _header_line(page)
    assert page.freeze_panes == f"A{line + 1}"
    assert page.auto_filter.ref == f"A{line}:F{line + 3}"
    assert page.column_dimensions["B"].width >= len("Işıl ÇAĞRI Şükrüoğlu")


@pytest.mark.parametrize(
    "text", ["=HYPERLINK(1)", "+905320000000", "-1", "@SUM(A1)", "\tx", "=cmd|'/c calc'!A1"]
)
def test_excel_and_csv_never_hold_a_formula(text):
    given = sheet(
        columns=(Column(name="name", label="Ad"),), rows=[{"name": text}], criteria=[("Ad", text)], title=text
    )
    cells = [cell for line in _page(given).iter_rows() for cell in line if cell.value is not None]
    assert all(cell.data_type != "f" for cell in cells)
    assert all(not str(cell.value).startswith(("=", "+", "-", "@", "\t")) for cell in cells)
    output = io.StringIO(newline="")
    render_csv(given, output)
    assert output.getvalue().splitlines()[1].lstrip('"').startswith("'")


@pytest.mark.parametrize(
    "value, kept",
    [
        (Decimal("1234567890123.45"), 1234567890123.45),
        (Decimal("12345678901234567.89"), "12345678901234567.89"),
        (Decimal("NaN"), "NaN"),
    ],
)
def test_numbers_excel_would_round_go_as_text(value, kept):
    given = sheet(columns=(Column(name="x", label="Sıra", kind=Kind.DECIMAL),), rows=[{"x": value}])
    page = _page(given)
    assert page.cell(_header_line(page) + 1, 1).value == kept


def test_a_text_longer_than_a_cell_is_cut_with_a_mark_and_not_lost():
    given = sheet(columns=(Column(name="x", label="Sıra"),), rows=[{"x": "ş" * 40_000}])
    page = _page(given)
    text = page.cell(_header_line(page) + 1, 1).value
    assert len(text) == 32_767
    assert text.endswith("…")


def test_excel_is_read_by_our_own_upload_reader():
    book = CalamineWorkbook.from_filelike(_xlsx(sheet(20)))
    assert book.get_sheet_by_index(0).to_python()[-1][1] == "Işıl ÇAĞRI Şükrüoğlu"


def test_pdf_repeats_its_header_and_numbers_its_pages():
    reader = pypdf.PdfReader(io.BytesIO(render_pdf(sheet(120, seal=SEAL))))
    pages = [page.extract_text() for page in reader.pages]
    assert len(pages) > 2
    assert all("Adı Soyadı" in text for text in pages)
    assert all(f"{number} / {len(pages)}" in text for number, text in enumerate(pages, start=1))
    assert reader.pages[0].mediabox.width > reader.pages[0].mediabox.height
    for word in (
        "Kaynakçı",
        "Örnek İnşaat A.Ş.",
        "21.11.2026 12:00",
        "33.030,50 TL",
        "100******46",
        SEAL["code"],
    ):
        assert word in pages[0]


def test_pdf_shows_a_qr_that_is_read_back():
    given = sheet(seal=SEAL)
    image = render_page_image("core/report", report_data(given, [["1"] * len(given.columns)]))
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(image)))
    assert found.text == ADDRESS


@pytest.mark.parametrize("limit, is_tagged", [(10, True), (2, False)])
def test_pdf_is_tagged_up_to_its_limit(monkeypatch, limit, is_tagged):
    monkeypatch.setattr(pdf_module, "MAX_TAGGED_ROWS", limit)
    root = pypdf.PdfReader(io.BytesIO(render_pdf(sheet(3)))).trailer["/Root"]
    assert ("/StructTreeRoot" in root) is is_tagged
    metadata = root["/Metadata"].get_object().get_data().decode()
    assert ("pdfaid:part>2<" in metadata and "pdfuaid:part>1<" in metadata) is is_tagged


def test_pdf_beyond_its_limit_is_refused_and_points_to_excel(monkeypatch):
    monkeypatch.setattr(pdf_module, "MAX_PDF_ROWS", 2)
    with pytest.raises(Problem) as caught:
        render_pdf(sheet(3))
    assert caught.value.code == "RPT-002"
    assert "Excel" in caught.value.remedy


def test_csv_opens_in_turkish_excel_by_a_double_click():
    output = io.StringIO(newline="")
    assert render_csv(sheet(2), output) == 2
    text = output.getvalue()
    assert text.startswith("\ufeff")
    lines = list(csv.reader(io.StringIO(text[1:]), delimiter=";"))
    assert lines[0][:2] == ["Sıra", "Adı Soyadı"]
    assert lines[1] == ["1", "Işıl ÇAĞRI Şükrüoğlu", "100******46", "33030,50", "04.03.2026", "Evet"]
