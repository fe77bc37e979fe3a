"""BLD-09, BLD-12: papers of a declaration, and the steps of inspection and board inside the unit's decision."""

from collections.abc import Iterator

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client

from imece.core.actor import system_actor
from imece.core.errors import Problem
from imece.core.models import AuditRecord
from imece.core.transactions import acting
from imece.employment.benefits.domain.review import MOST_PAPERS
from imece.employment.benefits.domain.workflow import needed_findings
from imece.employment.benefits.enums import DeclarationKind, FindingKind, FindingResult, Ground
from imece.employment.benefits.models import Declaration, ReviewFinding
from tests.cast import Cast, sign_in
from tests.employment.benefits.test_declarations import (
    LIST,
    TODAY,
    add_worker,
    decide,
    declare,
    find,
    send,
    sent,
)

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 deneme"
BOTH = (FindingKind.INSPECTION, FindingKind.BOARD)


@pytest.fixture(autouse=True)
def _on_the_day() -> Iterator[None]:
    with time_machine.travel(f"{TODAY}T10:00:00+03:00", tick=False):
        yield


@pytest.fixture
def manager(cast: Cast, client: Client) -> Client:
    return sign_in(client, cast.manager, cast.workplace.organisation)


@pytest.fixture
def officer(cast: Cast) -> Client:
    return sign_in(Client(), cast.officer, cast.unit)


def paper(content: bytes = PDF, name: str = "kanıt.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def page_of(declaration: Declaration) -> str:
    return f"{LIST}{declaration.number}/"


# ------------------------------------------------------------------------------------------- findings
@pytest.mark.parametrize(
    ("ground", "needed"),
    [
        (Ground.FORCE_MAJEURE, (FindingKind.INSPECTION,)), (Ground.OUTSIDE_EFFECT, BOTH),
        (Ground.EPIDEMIC, BOTH), (Ground.GENERAL_CRISIS, BOTH),
    ],
)  # fmt: skip
def test_BLD_09_the_board_decides_but_for_direct_force_majeure(
    cast: Cast, ground: Ground, needed: tuple[FindingKind, ...]
) -> None:
    declaration = decide(cast, sent(cast, ground=ground), "take_up")
    assert needed_findings(declaration) == needed
    for kind in needed:
        with pytest.raises(Problem, match="BEN-008"):
            decide(cast, declaration, "find_suitable")
        find(cast, declaration, kind=kind)
    assert decide(cast, declaration, "find_suitable").state == "suitable"


@pytest.mark.parametrize(
    ("result", "move", "is_possible"),
    [
        (FindingResult.SUITABLE, "find_suitable", True), (FindingResult.SUITABLE, "find_partly_suitable", True),
        (FindingResult.PARTLY, "find_suitable", False), (FindingResult.PARTLY, "find_partly_suitable", True),
        (FindingResult.UNSUITABLE, "find_partly_suitable", False), (FindingResult.UNSUITABLE, "refuse", True),
    ],
)  # fmt: skip
def test_BLD_09_the_decision_follows_what_was_found(
    cast: Cast, result: FindingResult, move: str, is_possible: bool
) -> None:
    declaration = decide(cast, sent(cast), "take_up")
    find(cast, declaration, result=result)
    if is_possible:
        decide(cast, declaration, move)
        return
    with pytest.raises(Problem, match="BEN-009"):
        decide(cast, declaration, move)


def test_the_last_finding_counts_and_the_former_stays(cast: Cast) -> None:
    declaration = decide(cast, sent(cast), "take_up")
    find(cast, declaration, result=FindingResult.UNSUITABLE)
    find(cast, declaration, number="2026/18")
    assert decide(cast, declaration, "find_suitable").state == "suitable"
    assert declaration.findings.count() == 2
    with acting(system_actor("test")), pytest.raises(DatabaseError), transaction.atomic():
        ReviewFinding.objects.all().delete()


def test_nothing_is_found_outside_the_review_nor_on_other_kinds(cast: Cast) -> None:
    with pytest.raises(Problem, match="BEN-013"):
        find(cast, sent(cast))
    unemployment = declare(cast, DeclarationKind.UNEMPLOYMENT, ground="", ends_on=None)
    assert needed_findings(unemployment) == ()
    with pytest.raises(Problem, match="BEN-014"):
        find(cast, decide(cast, sent(cast), "take_up"), kind=FindingKind.BOARD)


def test_only_the_unit_records_a_finding(cast: Cast, manager: Client, officer: Client) -> None:
    declaration = decide(cast, sent(cast), "take_up")
    page = page_of(declaration)
    assert manager.get(f"{page}tespit/").status_code == 403
    assert "Sonuç" in officer.get(f"{page}tespit/").content.decode()
    other = sign_in(Client(), cast.other_officer, cast.other_unit)
    assert other.get(f"{page}tespit/").status_code == 404


def test_what_was_found_stands_on_the_page(cast: Cast, manager: Client) -> None:
    declaration = decide(cast, sent(cast), "take_up")
    find(cast, declaration, note="Üretim durmuş.")
    text = manager.get(page_of(declaration)).content.decode()
    for words in ("Rehberlik ve Teftiş", "2026/17", "Üretim durmuş."):
        assert words in text


# --------------------------------------------------------------------------------------------- papers
def test_BLD_12_a_paper_is_attached_opened_and_taken_out(
    cast: Cast, manager: Client, officer: Client
) -> None:
    declaration = declare(cast)
    page = page_of(declaration)
    answer = manager.post(f"{page}belge/", {"kind": "evidence", "file": paper()})
    assert answer.status_code == 302
    kept = declaration.papers.get()
    assert "kanıt.pdf" in manager.get(page).content.decode()
    opened = manager.get(f"{page}belge/{kept.pk}/")
    assert opened.content == PDF
    assert opened["Content-Disposition"] == f'attachment; filename="{declaration.number}-{kept.pk}.pdf"'
    assert AuditRecord.objects.filter(action="declaration.paper_seen").count() == 1
    assert officer.get(f"{page}belge/{kept.pk}/").status_code == 404  # a draft is the employer's alone
    manager.post(f"{page}belge/{kept.pk}/cikar/")
    assert not declaration.papers.exists()


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"MZ\x90", "UPL-015"), (b"<html>%PDF-", "UPL-015"), (PDF + b"0" * 10 * 2**20, "UPL-014")],
)
def test_what_is_no_paper_is_refused(cast: Cast, manager: Client, content: bytes, code: str) -> None:
    declaration = declare(cast)
    given = {"kind": "evidence", "file": paper(content, "kanit.pdf")}
    answer = manager.post(f"{page_of(declaration)}belge/", given)
    assert answer.status_code == 422
    assert code in answer.content.decode()
    assert not declaration.papers.exists()


def test_a_sent_declaration_takes_no_paper_of_the_employer(
    cast: Cast, manager: Client, officer: Client
) -> None:
    declaration = sent(cast)
    page = page_of(declaration)
    assert manager.post(f"{page}belge/", {"kind": "evidence", "file": paper()}).status_code == 422
    decide(cast, declaration, "take_up")
    assert officer.post(f"{page}belge/", {"kind": "evidence", "file": paper()}).status_code == 422
    officer.post(f"{page}belge/", {"kind": "inspection", "file": paper()})
    kept = declaration.papers.get()
    assert kept.kind == "inspection"
    assert manager.get(f"{page}belge/{kept.pk}/").content == PDF
    assert manager.post(f"{page}belge/{kept.pk}/cikar/").status_code == 409
    assert declaration.papers.exists()


def test_no_more_papers_than_anybody_reads(cast: Cast, manager: Client) -> None:
    declaration = declare(cast)
    page = f"{page_of(declaration)}belge/"
    for _number in range(MOST_PAPERS):
        manager.post(page, {"kind": "other", "file": paper()})
    assert "BEN-015" in manager.post(page, {"kind": "other", "file": paper()}).content.decode()


# ------------------------------------------------------------------------------------------ final list
def test_BLD_10_the_final_list_is_sent_once_after_the_approval(cast: Cast, manager: Client) -> None:
    declaration = declare(cast)
    add_worker(cast, declaration, 3)
    page = f"{page_of(declaration)}adim/kesin-liste/"
    assert "BEN-011" in manager.post(page, {"left_out": ""}).content.decode()
    find(cast, decide(cast, send(cast, declaration), "take_up"))
    decide(cast, declaration, "find_suitable")
    numbers = list(declaration.workers.values_list("national_id", flat=True))
    assert "BEN-017" in manager.post(page, {"left_out": cast.seeker.national_id}).content.decode()
    assert "BEN-018" in manager.post(page, {"left_out": "\n".join(numbers)}).content.decode()
    assert manager.post(page, {"left_out": "123"}).status_code == 422
    assert not declaration.workers.filter(is_left_out=True).exists()
    assert manager.post(page, {"left_out": f" {numbers[0]}\r\n"}).status_code == 302
    assert (
        list(declaration.workers.filter(is_left_out=True).values_list("national_id", flat=True))
        == numbers[:1]
    )
    assert "BEN-016" in manager.post(page, {"left_out": ""}).content.decode()
    text = manager.get(page_of(declaration)).content.decode()
    assert "Listeden çıkarıldı" in text
    assert "Listede" in text
