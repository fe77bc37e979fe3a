"""The public check page (ID-26, KVK-10): genuine or not, and nothing personal beyond the masked."""

import datetime
import hashlib
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from imece.core.actor import Actor, ActorKind
from imece.core.documents.check import Standing, check_document, parse_code, standing_of
from imece.core.documents.issue import Paper, issue_document, revoke_document
from imece.core.documents.letter import Letter
from imece.core.documents.throttle import CHECKS_A_MINUTE
from imece.core.errors import Problem
from imece.core.models import AuditRecord, DocumentRevocation, IssuedDocument
from imece.core.turkish import mask_name

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 21, 9, 0, tzinfo=datetime.UTC)
TODAY = NOW.date()
OFFICER = Actor(
    ActorKind.UNIT_STAFF,
    person_id=7,
    name="Örnek Memur",
    organisation_id=3,
    organisation_name="Örnek İl Müdürlüğü",
)
UNKNOWN = "00000000-0000-4000-8000-000000000000"


def _issue(**changes) -> tuple[IssuedDocument, bytes]:
    paper = Paper(
        **{
            "kind": "training.certificate",
            "title": "Kurs Bitirme Belgesi",
            "issuer_name": "Örnek İl Müdürlüğü",
            "issuer_id": 3,
            "subject_reference": "trainee:41",
            "subject_shown": mask_name("Ayşe Yılmaz"),
            **changes,
        }
    )
    letter = Letter(
        issuer="Örnek İl Müdürlüğü",
        number="1",
        date="21.11.2026",
        title=paper.title,
        body="…",
        signer_name="Ö",
        signer_position="M",
    )
    return issue_document(
        actor=OFFICER, paper=paper, template_name="core/letter", data=letter.data(), now=NOW
    )


def _address(document) -> str:
    return f"/belge/{document.shown_code}/"


def test_issuing_stores_the_fingerprint_and_is_on_record():
    document, content = _issue()
    assert document.sha256 == hashlib.sha256(content).hexdigest()
    assert document.size_bytes == len(content)
    trail = AuditRecord.objects.get(action="documents.issued")
    assert (trail.person_id, trail.subject_id) == (7, str(document.pk))


def test_ID26_code_is_eight_four_four_four_twelve_hexadecimal():
    document, _content = _issue()
    assert re.fullmatch(r"[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}", document.shown_code)
    assert parse_code(f"  {document.shown_code.swapcase()} ") == document.code
    assert parse_code(document.shown_code.replace("-", "")) == document.code


@pytest.mark.parametrize(
    "code",
    [
        "159B864C-6CB4-48F0-A016-10F33E7A5SDFC",
        "159B864C-6CB4-48F0-A016",
        "",
        "x" * 500,
        "{159B864C-6CB4-48F0-A016-10F33E7A5DFC}",
    ],
)
def test_ID26_malformed_code_is_told_from_an_unknown_one(code):
    with pytest.raises(Problem) as caught:
        check_document(code, today=TODAY)
    assert caught.value.code == "DOC-001"
    with pytest.raises(Problem) as caught:
        check_document(UNKNOWN, today=TODAY)
    assert caught.value.code == "DOC-002"


def test_page_says_what_when_by_whom_and_nothing_personal(client):
    document, _content = _issue(title="Kurs Bitirme Belgesi 10000000146")
    page = client.get(_address(document)).content.decode()
    for shown in (
        "Kurs Bitirme Belgesi",
        "Örnek İl Müdürlüğü",
        "21.11.2026 12:00",
        document.sha256,
        "A*** Y*****",
        "100******46",
    ):
        assert shown in page
    for hidden in ("Ayşe", "10000000146", "trainee:41", "Örnek Memur"):
        assert hidden not in page


@pytest.mark.parametrize(
    "expires_on, is_revoked, standing",
    [
        (None, False, Standing.VALID),
        (TODAY, False, Standing.VALID),
        (TODAY - datetime.timedelta(days=1), False, Standing.EXPIRED),
        (TODAY - datetime.timedelta(days=1), True, Standing.REVOKED),
    ],
)
def test_standing(expires_on, is_revoked, standing):
    assert standing_of(expires_on, DocumentRevocation() if is_revoked else None, TODAY) is standing


@pytest.mark.parametrize("change", ["update", "delete"])
def test_an_issued_document_cannot_be_changed_not_even_by_us(change):
    document, _content = _issue()
    rows = IssuedDocument.objects.filter(pk=document.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(sha256="0" * 64) if change == "update" else rows._raw_delete("default")


def test_revoked_document_warns_and_is_revoked_once(client):
    document, _content = _issue()
    revoke_document(document=document, actor=OFFICER, reason="Yanlış kişi adına", now=NOW)
    page = client.get(_address(document)).content.decode()
    assert "iptal edilmiştir" in page
    assert "Yanlış kişi adına" not in page
    with pytest.raises(Problem) as caught:
        revoke_document(document=document, actor=OFFICER, reason="yine", now=NOW)
    assert caught.value.code == "DOC-006"


def test_unknown_code_gets_a_clear_sentence(client):
    response = client.get(f"/belge/{UNKNOWN}/")
    assert response.status_code == 404
    assert "DOC-002" in response.content.decode()


def test_typed_code_leads_to_the_address_of_the_qr(client):
    document, _content = _issue()
    response = client.get("/belge/dogrula/", {"code": document.shown_code.replace("-", "")})
    assert response["Location"] == _address(document)
    wrong = client.get("/belge/dogrula/", {"code": "159B864C-6CB4-48F0-A016-10F33E7A5SDFC"})
    assert wrong.status_code == 400
    assert "DOC-001" in wrong.content.decode()
    assert client.get("/belge/dogrula/").status_code == 200


@pytest.mark.parametrize("change, words", [(b"", "bayt bayt"), (b" ", "verilen dosya değil")])
def test_copy_is_compared_byte_for_byte_and_not_stored(client, settings, change, words):
    document, content = _issue()
    before = sorted(settings.MEDIA_ROOT.rglob("*")) if settings.MEDIA_ROOT.exists() else []
    response = client.post(_address(document), {"file": SimpleUploadedFile("b.pdf", content + change)})
    assert words in response.content.decode()
    assert (sorted(settings.MEDIA_ROOT.rglob("*")) if settings.MEDIA_ROOT.exists() else []) == before


def test_no_file_or_an_empty_one_is_said(client):
    document, _content = _issue()
    for data in ({}, {"file": SimpleUploadedFile("b.pdf", b"")}):
        response = client.post(_address(document), data)
        assert response.status_code == 400
        assert "bayt bayt" not in response.content.decode()


def test_page_is_rate_limited_politely(client):
    for _number in range(CHECKS_A_MINUTE):
        assert client.get(f"/belge/{UNKNOWN}/", REMOTE_ADDR="192.0.2.9").status_code == 404
    response = client.get(f"/belge/{UNKNOWN}/", REMOTE_ADDR="192.0.2.9")
    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0
    assert client.get(f"/belge/{UNKNOWN}/", REMOTE_ADDR="192.0.2.10").status_code == 404


def test_english_page(client, settings):
    document, _content = _issue()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "This document was issued by us and is valid." in client.get(_address(document)).content.decode()
