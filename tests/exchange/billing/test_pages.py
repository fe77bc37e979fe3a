"""The pages of statements: the desk issues, the institution reads and compares; scope and lists."""

import io
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from imece.core.models import AuditRecord
from imece.exchange.billing.domain.issue import issue_statement
from imece.exchange.billing.models import Reconciliation, Statement
from imece.exchange.billing.web import views
from tests.cast import actor_of, sign_in
from tests.exchange.cast import ExchangeCast, make_institution
from tests.exchange.entries import Log, make_service, seal
from tests.lists import assert_constant_queries

pytestmark = pytest.mark.django_db
JULY = datetime(2020, 7, 2, 9, tzinfo=UTC)


@pytest.fixture
def log(exchange_cast: ExchangeCast) -> Log:
    log, service = Log(), make_service()
    for minute in range(3):
        log.add(exchange_cast.bank, service=service, asked_at=datetime(2020, 6, 28, 9, minute, tzinfo=UTC))
    seal()
    return log


@pytest.fixture
def statement(exchange_cast: ExchangeCast, log: Log) -> Statement:
    desk = actor_of(exchange_cast.technician, exchange_cast.head_institution)
    return issue_statement(institution=exchange_cast.bank, month=date(2020, 6, 1), actor=desk, now=JULY)


@pytest.fixture
def at_desk(exchange_cast: ExchangeCast) -> Client:
    return sign_in(Client(), exchange_cast.technician, exchange_cast.head_institution)


@pytest.fixture
def at_bank(exchange_cast: ExchangeCast) -> Client:
    return sign_in(Client(), exchange_cast.bank_manager, exchange_cast.bank.organisation)


def text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.content.decode()[:3000]
    return answer.content.decode()


def test_the_desk_reckons_then_issues(at_desk: Client, exchange_cast: ExchangeCast, log: Log) -> None:
    address = reverse("statement_issue")
    text(at_desk.get(address))
    given = {"institution": exchange_cast.bank.pk, "month": "6.2020", "reason": ""}
    page = text(at_desk.post(address, given | {"preview": "1"}))
    assert "Böyle olacak" in page
    assert "0,09" in page
    assert not Statement.objects.exists()
    answer = at_desk.post(address, given | {"issue": "1"})
    assert answer.status_code == 302
    page = text(at_desk.get(answer.url))
    assert "Haziran 2020 tahakkuku" in page
    assert "28.06.2020" not in page
    assert "BIL-003" in text(at_desk.post(address, given | {"issue": "1"}), 422)
    assert "bir ay değil" in text(at_desk.post(address, given | {"month": "13.2020"}), 422)
    assert Statement.objects.get().number in text(at_desk.get(reverse("statements"), {"month": "2020-06"}))


def test_the_institution_reads_its_own(
    at_bank: Client, statement: Statement, exchange_cast: ExchangeCast
) -> None:
    assert statement.number in text(at_bank.get(reverse("my_statements")))
    page = text(at_bank.get(reverse("statement", args=[statement.number])))
    assert '<p class="tile-figure">0,09' in page
    assert "deneme.kisi v1" in page
    assert "0,09" in page
    assert "kps_price_per_query = 0.03" in page
    text(at_bank.get(reverse("statements")), 403)
    other = sign_in(Client(), exchange_cast.hospital_manager, exchange_cast.hospital.organisation)
    text(other.get(reverse("statement", args=[statement.number])), 404)
    text(other.get(reverse("statement_reconcile", args=[statement.number])), 404)
    assert AuditRecord.objects.filter(action="access.outside_scope").count() == 2


def test_X6_1_pdf_and_excel_come_from_the_page(at_bank: Client, statement: Statement) -> None:
    answer = at_bank.post(reverse("statement_report"), {"number": statement.number})
    assert answer.status_code == 302
    assert "Toplam" in text(at_bank.get(answer.url))
    sheet = at_bank.get(f"{answer.url}xlsx/")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(sheet.streaming_content)))
    cells = [cell for row in book.active.iter_rows(values_only=True) for cell in row]
    assert "Toplam" in cells
    assert b"".join(at_bank.get(f"{answer.url}pdf/").streaming_content).startswith(b"%PDF")


def upload(*rows: tuple[Any, ...]) -> SimpleUploadedFile:
    book, file = openpyxl.Workbook(), io.BytesIO()
    for row in (("Gün", "Servis", "Sürüm", "Cevaplanan sorgu"), *rows):
        book.active.append(row)
    book.save(file)
    return SimpleUploadedFile("sayim.xlsx", file.getvalue())


def test_KPS_22_own_counts_are_compared(at_bank: Client, at_desk: Client, statement: Statement) -> None:
    address = reverse("statement_reconcile", args=[statement.number])
    text(at_bank.get(address))
    text(at_bank.get(reverse("own_counts_template")) and at_bank.get(address))
    page = text(at_bank.post(address, {"file": upload(("28.06.2020", "deneme.kisi", 1, "çok"))}), 422)
    assert "çok" in page
    assert not Reconciliation.objects.exists()
    text(at_bank.post(address, {"file": SimpleUploadedFile("x.xlsx", b"no sheet")}), 422)
    answer = at_bank.post(address, {"file": upload(("28.06.2020", "deneme.kisi", 1, 5))})
    assert answer.status_code == 302
    page = text(at_bank.get(answer.url))
    assert "28.06.2020" in page
    assert "Farklı günler" in page
    assert "28.06.2020" in text(at_desk.get(answer.url, {"hepsi": "1"}))
    assert "sayim.xlsx" in text(at_bank.get(reverse("statement", args=[statement.number])))


def test_nobody_without_the_right(statement: Statement, exchange_cast: ExchangeCast) -> None:
    auditor = sign_in(Client(), exchange_cast.bank_auditor, exchange_cast.bank.organisation)
    for name in ("my_statements", "statements", "statement_issue", "statement_report"):
        text(auditor.get(reverse(name)), 403)


def test_lists_cost_the_same_for_many_rows(exchange_cast: ExchangeCast, log: Log) -> None:
    desk, service = (
        actor_of(exchange_cast.technician, exchange_cast.head_institution),
        make_service("deneme.x"),
    )
    numbers = iter(range(100, 200))

    def make_statements(count: int) -> None:
        for _n in range(count):
            institution = make_institution(next(numbers), "Deneme")
            log.add(institution, service=service, asked_at=datetime(2020, 6, 29, tzinfo=UTC))
            seal()
            issue_statement(institution=institution, month=date(2020, 6, 1), actor=desk, now=JULY)

    assert_constant_queries(views.statements, desk, make_statements)
    manager = actor_of(exchange_cast.bank_manager, exchange_cast.bank.organisation)
    assert_constant_queries(views.my_statements, manager, lambda count: None)
