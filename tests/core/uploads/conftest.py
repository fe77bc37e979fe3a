import pytest

from imece.core.uploads.parsing import parse_date, parse_decimal, parse_text
from imece.core.uploads.template import UploadColumn, UploadTemplate


@pytest.fixture
def people() -> UploadTemplate:
    return UploadTemplate(
        name="people",
        title="Kişiler",
        columns=(
            UploadColumn(
                name="number", label="T.C. Kimlik No", required=True, xml_name="TCKNO", example="10000000146"
            ),
            UploadColumn(name="given_name", label="Ad", parse=parse_text, xml_name="AD"),
            UploadColumn(name="wage", label="Ücret", parse=parse_decimal, xml_name="UCRET"),
            UploadColumn(
                name="starts_on", label="Başlama tarihi", parse=parse_date, required=True, xml_name="BASLAMA"
            ),
        ),
        xml_row="KISI",
    )
