"""X8.1: an official letter from draft to signed paper."""

import hashlib
import io
from dataclasses import replace
from datetime import timedelta

import pypdf
import pytest

from imece.core.actor import Actor, system_actor
from imece.core.documents.check import check_document
from imece.core.errors import Problem
from imece.core.transactions import acting
from imece.exchange.letters.domain.send import issue_letter, preview_letter, send_letter, sign_letter
from imece.exchange.letters.domain.signing import signatures_in, signer_for
from imece.exchange.letters.domain.write import (
    Distribution,
    LetterText,
    change_letter,
    discard_letter,
    write_letter,
)
from imece.exchange.letters.enums import Confidentiality, LetterState, SignatureKind
from imece.exchange.letters.models import Letter, LetterFile
from tests.exchange.cast import ExchangeCast
from tests.exchange.letters.moments import WRITTEN

pytestmark = pytest.mark.django_db


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


def test_a_draft_has_no_number_and_only_its_writer_sees_it(draft: Letter) -> None:
    assert (draft.state, draft.number, draft.document_id) == (LetterState.DRAFT, None, None)
    assert "TASLAK" in words_of(preview_letter(draft, now=WRITTEN))


def test_a_signed_letter_bears_all_that_x8_1_names(draft: Letter, desk: Actor) -> None:
    """Sayı, Konu, İlgi, Ek, Dağıtım, signatory and title, contact, page n/m, verification code and its address."""
    sign_letter(letter=draft, actor=desk, now=WRITTEN)
    content = bytes(draft.file.content)
    words = words_of(content)
    number = f"E-{draft.sender_id:08d}-622.01-1"
    assert draft.number == number
    expected = (
        "Sayı", number, "Konu", "Planlı bakım (deneme)", "İlgi", "a) 01.01.2026 tarihli yazı",
        "b) Protokolün 6.8 inci maddesi", "Ek", "Takvim", "Dağıtım", "Gereği:", "Örnek Bankası A.Ş. (deneme)",
        "Bilgi:", "Deneme Belediye Başkanlığı", "DAĞITIM YERLERİNE", desk.name, "Daire Başkanı",
        "Ayrıntılı bilgi için:", "Deneme Görevlisi", "1 / 1", draft.document.shown_code, "/belge/",
    )  # fmt: skip
    assert [one for one in expected if one not in words] == []


def test_the_paper_is_archival_tagged_and_its_signature_is_valid_pades(draft: Letter, desk: Actor) -> None:
    sign_letter(letter=draft, actor=desk, now=WRITTEN)
    content = bytes(draft.file.content)
    reader = pypdf.PdfReader(io.BytesIO(content))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert b"pdfaid" in reader.trailer["/Root"]["/Metadata"].get_object().get_data()
    assert b"ETSI.CAdES.detached" in content
    [signature] = signatures_in(content, SignatureKind.PERSON)
    assert (signature.is_intact, signature.is_trusted, signature.covers_all) == (True, True, True)
    assert signature.signer.startswith("TEST")
    assert "TEST" in words_of(content)


def test_a_changed_paper_is_found_out(draft: Letter, desk: Actor) -> None:
    """X8.1: whether it is unchanged; by its signature, and by the check page's fingerprint."""
    sign_letter(letter=draft, actor=desk, now=WRITTEN)
    content = bytes(draft.file.content)
    place = content.index(b"/Producer") if b"/Producer" in content else 400
    changed = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
    try:
        intact = [one.is_intact for one in signatures_in(changed, SignatureKind.PERSON)]
    except Exception:  # so broken that it is no PDF any more
        intact = [False]
    assert intact == [False]
    answer = check_document(draft.document.shown_code, today=WRITTEN.date())
    assert answer.sha256 == hashlib.sha256(content).hexdigest() != hashlib.sha256(changed).hexdigest()


def test_the_check_page_tells_of_the_letter_and_of_a_classified_one_no_subject(
    draft: Letter, desk: Actor, exchange_cast: ExchangeCast, text: LetterText
) -> None:
    sign_letter(letter=draft, actor=desk, now=WRITTEN)
    answer = check_document(draft.document.shown_code, today=WRITTEN.date())
    assert draft.subject in answer.title
    assert str(draft.number) in answer.title
    assert (answer.issuer_name, answer.subject) == (draft.sender.name, f"{desk.name}, Daire Başkanı")
    secret = issue_letter(
        sender=exchange_cast.head_institution,
        text=replace(text, confidentiality=Confidentiality.CONFIDENTIAL),
        distribution=Distribution([exchange_cast.bank.organisation]),
        actor=desk,
        now=WRITTEN,
    )
    assert secret.subject not in check_document(secret.document.shown_code, today=WRITTEN.date()).title
    assert words_of(bytes(secret.file.content)).count("GİZLİ") >= 1


def test_numbers_follow_one_another_and_none_is_lost_on_a_refusal(
    exchange_cast: ExchangeCast, desk: Actor, draft: Letter, text: LetterText
) -> None:
    empty = write_letter(
        sender=exchange_cast.head_institution,
        text=text,
        distribution=Distribution([]),
        actor=desk,
        now=WRITTEN,
    )
    with pytest.raises(Problem) as caught:
        sign_letter(letter=empty, actor=desk, now=WRITTEN)
    assert caught.value.code == "LET-001"
    sign_letter(letter=draft, actor=desk, now=WRITTEN)
    assert str(draft.number).endswith("-1")


@pytest.mark.parametrize("field", ["subject", "body", "signatory_title"])
def test_kps_03_a_letter_without_its_parts_is_not_signed(
    draft: Letter, desk: Actor, text: LetterText, field: str
) -> None:
    to = Distribution([one.organisation for one in draft.recipients.all()])
    change_letter(letter=draft, text=replace(text, **{field: " "}), distribution=to, actor=desk, now=WRITTEN)
    with pytest.raises(Problem) as caught:
        sign_letter(letter=draft, actor=desk, now=WRITTEN)
    assert (caught.value.code, caught.value.field) == ("LET-002", field)


def test_after_signing_nothing_changes(draft: Letter, desk: Actor, text: LetterText) -> None:
    to = Distribution([one.organisation for one in draft.recipients.all()])
    sign_letter(letter=draft, actor=desk, now=WRITTEN)
    with pytest.raises(Problem) as caught:
        change_letter(letter=draft, text=text, distribution=to, actor=desk, now=WRITTEN)
    assert caught.value.code == "LET-004"
    with pytest.raises(Problem) as caught:
        sign_letter(letter=draft, actor=desk, now=WRITTEN)
    assert caught.value.code == "WF-001"
    assert LetterFile.objects.filter(letter=draft).count() == 1


def test_a_discarded_draft_is_never_signed(draft: Letter, desk: Actor) -> None:
    discard_letter(letter=draft, reason="Gerek kalmadı", actor=desk, now=WRITTEN)
    with pytest.raises(Problem) as caught:
        sign_letter(letter=draft, actor=desk, now=WRITTEN)
    assert caught.value.code == "WF-001"


def test_nobody_signs_for_another_institution(draft: Letter, bank_manager: Actor) -> None:
    with pytest.raises(Problem) as caught:
        sign_letter(letter=draft, actor=bank_manager, now=WRITTEN)
    assert caught.value.code == "CORE-403"


def test_the_sender_cannot_write_to_itself(
    exchange_cast: ExchangeCast, desk: Actor, text: LetterText
) -> None:
    with pytest.raises(Problem) as caught:
        write_letter(
            sender=exchange_cast.head_institution, text=text, actor=desk, now=WRITTEN,
            distribution=Distribution([exchange_cast.head_institution]),
        )  # fmt: skip
    assert caught.value.code == "LET-005"


def test_what_the_platform_issues_is_sealed(exchange_cast: ExchangeCast, text: LetterText) -> None:
    """X8.1: forms may be e-sealed."""
    letter = issue_letter(
        sender=exchange_cast.head_institution, text=text, actor=system_actor("test"), now=WRITTEN,
        distribution=Distribution([exchange_cast.bank.organisation]),
    )  # fmt: skip
    assert (letter.signature_kind, letter.signed_by_id) == (SignatureKind.SEAL, None)
    [seal] = signatures_in(bytes(letter.file.content), SignatureKind.SEAL)
    assert (seal.is_intact, seal.is_trusted) == (True, True)


def test_a_test_key_never_signs_in_production(settings: object) -> None:
    settings.MODE = "production"  # type: ignore[attr-defined]
    for kind in SignatureKind:
        with pytest.raises(Problem) as caught:
            signer_for(kind)
        assert caught.value.code == "LET-003"


def test_an_unsigned_letter_is_not_sent_not_even_past_the_verb(draft: Letter, desk: Actor) -> None:
    with pytest.raises(Problem) as caught:
        send_letter(letter=draft, actor=desk, now=WRITTEN)
    assert caught.value.code == "WF-001"
    from django.db import Error

    with pytest.raises(Error), acting(desk):
        Letter.objects.filter(pk=draft.pk).update(state=LetterState.SENT, sent_at=WRITTEN + timedelta(days=1))
