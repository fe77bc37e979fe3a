"""What is on the paper, read back by other programs' eyes (pypdf, zxing)."""

import datetime
import io

import pypdf
import pytest
import zxingcpp
from PIL import Image

from imece.core.documents.letter import Letter
from imece.core.documents.render import qr_image, render_document, render_page_image, template_path

TURKISH = "abcçdefgğhıijklmnoöprsştuüvyz ABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZ âîû ÂÎÛ ₺ € “ ” ’ – …"
HOSTILE = (
    '#panic("x") #read("/etc/passwd") $x^2$ *kalın* _eğik_ = Başlık `kod` <etiket>'
    " @kaynak // yorum \\ #set text(red)"
)
ADDRESS = "https://imece.example/belge/159B864C-6CB4-48F0-A016-10F33E7A5DFC/"
NOW = datetime.datetime(2026, 11, 21, 9, 0, tzinfo=datetime.UTC)


def _letter(**changes) -> dict:
    texts = {
        "issuer": "Örnek Kurum (deneme verisi)",
        "number": "E-2026/17",
        "date": "21.11.2026",
        "title": "Katılım Belgesi",
        "body": TURKISH,
        "signer_name": "Işıl Örnek",
        "signer_position": "Şube Müdürü",
        "facts": (("Süre", "120 saat"),),
    }
    seal = {"code": "159B864C-6CB4-48F0-A016-10F33E7A5DFC", "check_address": ADDRESS, "qr": qr_image(ADDRESS)}
    return Letter(**{**texts, **changes}).data() | seal


def _text(content: bytes) -> str:
    return " ".join(
        " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages).split()
    )


@pytest.fixture(scope="module")
def letter() -> bytes:
    return render_document("core/letter", _letter(), made_at=NOW)


def test_every_turkish_letter_and_the_lira_sign_extract_right(letter):
    text = _text(letter)
    missing = [word for word in TURKISH.split() if word not in text]
    assert missing == []
    assert "Örnek Kurum" in text
    assert "Şube Müdürü" in text
    assert "159B864C-6CB4-48F0-A016-10F33E7A5DFC" in text


def test_only_our_fonts_are_embedded(letter):
    fonts = set()
    for page in pypdf.PdfReader(io.BytesIO(letter)).pages:
        fonts |= {str(font.get_object()["/BaseFont"]) for font in page["/Resources"]["/Font"].values()}
    assert fonts
    assert all("SourceSans" in name or "Manrope" in name for name in fonts)


def test_letter_is_tagged_named_and_archival(letter):
    reader = pypdf.PdfReader(io.BytesIO(letter))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert str(root["/Lang"]).startswith("tr")
    metadata = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert reader.metadata.title == "Katılım Belgesi"


def test_hostile_text_stays_text():
    content = render_document(
        "core/letter", _letter(title=HOSTILE, body=HOSTILE, signer_name=HOSTILE, facts=((HOSTILE, HOSTILE),))
    )
    text = _text(content)
    for word in ('#panic("x")', '#read("/etc/passwd")', "$x^2$", "*kalın*", "`kod`", "<etiket>"):
        assert text.count(word) >= 4


def test_the_same_paper_has_the_same_bytes(letter):
    assert render_document("core/letter", _letter(), made_at=NOW) == letter


@pytest.mark.parametrize("turn", [0, 7])
def test_qr_is_read_back_from_the_rendered_page(turn):
    page = (
        Image.open(io.BytesIO(render_page_image("core/letter", _letter())))
        .convert("L")
        .rotate(turn, fillcolor=255)
    )
    (found,) = zxingcpp.read_barcodes(page)
    assert found.text == ADDRESS


def test_long_letter_breaks_into_numbered_pages():
    content = render_document("core/letter", _letter(body="\r\n\r\n".join([TURKISH] * 120)))
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    assert len(pages) > 2
    assert f"1 / {len(pages)}" in pages[0].extract_text()


@pytest.mark.parametrize("name", ["core/nothing", "../etc/passwd", "core/../../x", "letter"])
def test_templates_come_from_the_package_alone(name):
    with pytest.raises(LookupError):
        template_path(name)
