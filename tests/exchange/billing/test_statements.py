"""X6.1, KPS-20 to KPS-22: statements agree with the sealed rows to the query, and stay."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.db.models.expressions import RawSQL

from imece.core.actor import Actor, system_actor
from imece.core.errors import Problem
from imece.core.models import AuditRecord
from imece.core.notifications.models import OutboxMessage
from imece.core.reports.report import REPORTS
from imece.exchange.billing.domain.issue import issue_due_statements, issue_statement
from imece.exchange.billing.domain.reconcile import read_own_counts, reconcile
from imece.exchange.billing.models import Statement, StatementLine
from imece.exchange.ledger.domain.installation import signers_of
from imece.exchange.ledger.enums import Outcome
from imece.exchange.ledger.models import LedgerEntry, SignedCheckpoint
from imece.exchange.ledger.notes import Checkpoint, Signer, sign_note
from tests.cast import actor_of
from tests.exchange.cast import ExchangeCast
from tests.exchange.entries import Log, make_service, seal

pytestmark = pytest.mark.django_db
JUNE = date(2020, 6, 1)
JULY = datetime(2020, 7, 2, 9, tzinfo=UTC)


@pytest.fixture
def desk(exchange_cast: ExchangeCast) -> Actor:
    return actor_of(exchange_cast.technician, exchange_cast.head_institution)


@pytest.fixture
def log(exchange_cast: ExchangeCast) -> Log:
    """June 2020, where the price changes: the bank asks on both sides of it; a municipality asks too."""
    log, service = Log(), make_service()
    bank = {"institution": exchange_cast.bank, "service": service}
    log.add(exchange_cast.municipality, service=service, asked_at=datetime(2020, 6, 5, tzinfo=UTC))
    # The 26th at 21.30 of UTC is half past midnight of 27 June in Türkiye: the new price holds.
    for day, hour, outcome, times in (
        (26, 9, Outcome.FOUND, 3), (26, 10, Outcome.NOT_FOUND, 1), (26, 21, Outcome.FOUND, 1),
        (27, 9, Outcome.FOUND, 2), (27, 10, Outcome.REPEATED, 1), (28, 9, Outcome.NO_GRANT, 2),
        (28, 10, Outcome.UPSTREAM_SILENT, 1), (28, 11, Outcome.TOKEN_GIVEN, 4),
    ):  # fmt: skip
        for minute in range(times):
            log.add(**bank, asked_at=datetime(2020, 6, day, hour, 30 + minute, tzinfo=UTC), outcome=outcome)
    seal()
    return log


def issue(exchange_cast: ExchangeCast, actor: Actor, **more: Any) -> Statement:
    given: dict[str, Any] = {"institution": exchange_cast.bank, "month": JUNE, "now": JULY, **more}
    return issue_statement(actor=actor, **given)


def test_KPS_21_each_query_costs_the_price_of_its_day(
    exchange_cast: ExchangeCast, desk: Actor, log: Log
) -> None:
    statement = issue(exchange_cast, desk)
    first, second = statement.lines.order_by("first_on")
    assert (first.first_on.day, first.last_on.day, first.price, first.charged_count) == (
        1,
        26,
        Decimal("0.02"),
        4,
    )
    assert (second.first_on.day, second.last_on.day, second.price) == (27, 30, Decimal("0.03"))
    assert (second.charged_count, second.repeated_count, second.refused_count, second.failed_count) == (
        3,
        1,
        2,
        1,
    )
    assert (statement.amount, statement.charged_count, statement.query_count) == (Decimal("0.17"), 7, 11)
    assert statement.parameters[-1]["name"] == "kps_price_per_query"


def test_X6_1_the_statement_agrees_with_the_rows_to_the_query(
    exchange_cast: ExchangeCast, desk: Actor, log: Log
) -> None:
    statement = issue(exchange_cast, desk)
    rows = LedgerEntry.objects.filter(institution_id=exchange_cast.bank.pk).exclude(
        outcome=Outcome.TOKEN_GIVEN
    )
    assert statement.query_count == rows.count()
    price = RawSQL(
        "case when (asked_at at time zone 'Europe/Istanbul')::date >= '2020-06-27' then 0.03 else 0.02 end",
        [],
    )
    charged = rows.filter(outcome__in=[Outcome.FOUND, Outcome.NOT_FOUND])
    assert charged.annotate(price=price).aggregate(sum=Sum("price"))["sum"] == statement.amount


def test_KPS_20_general_government_is_counted_and_pays_nothing(
    exchange_cast: ExchangeCast, desk: Actor, log: Log
) -> None:
    paying = issue(exchange_cast, desk, institution=exchange_cast.municipality)
    assert paying.amount == Decimal("0.02")  # municipalities: a flag per institution decides
    free = exchange_cast.provider
    log.add(free, service=make_service("deneme.adres"), asked_at=datetime(2020, 6, 29, tzinfo=UTC))
    seal()
    statement = issue(exchange_cast, desk, institution=free)
    assert (statement.amount, statement.query_count, statement.charged_count) == (0, 1, 0)
    assert statement.free_reason == "general_government"


def test_a_class_of_price_free_by_the_protocol_costs_nothing(
    exchange_cast: ExchangeCast, desk: Actor, log: Log
) -> None:
    service = make_service("deneme.protokol")
    log.add(exchange_cast.bank, service=service, tariff=0, asked_at=datetime(2020, 6, 29, tzinfo=UTC))
    seal()
    line = issue(exchange_cast, desk).lines.get(service="deneme.protokol")
    assert (line.found_count, line.charged_count, line.amount) == (1, 0, 0)


def test_folded_refusals_count_as_many_as_they_stand_for(
    exchange_cast: ExchangeCast, desk: Actor, log: Log
) -> None:
    log.add(
        exchange_cast.bank,
        outcome=Outcome.RATE_EXCEEDED,
        folded=99,
        asked_at=datetime(2020, 6, 29, tzinfo=UTC),
    )
    seal()
    assert issue(exchange_cast, desk).lines.get(service="").refused_count == 100


def test_X6_1_what_is_not_sealed_is_not_billed(exchange_cast: ExchangeCast, desk: Actor, log: Log) -> None:
    """The row is committed and stands in the ledger; until the sealer signs for it there is no statement."""
    late = {"service": make_service("deneme.x"), "asked_at": datetime(2020, 6, 29, tzinfo=UTC)}
    log.add(exchange_cast.bank, **late)
    with pytest.raises(Problem, match="BIL-002"):
        issue(exchange_cast, desk)
    assert {one.institution for one in issue_due_statements(now=JULY)} == {exchange_cast.municipality}
    seal()
    statement = issue(exchange_cast, desk)
    assert statement.query_count == 12
    newest = SignedCheckpoint.objects.filter(log="0").order_by("-size").first()
    assert newest is not None
    root = Checkpoint.parse(newest.note).root.hex()
    assert statement.log_heads == [{"log": 0, "size": log.sequence, "root": root}]


def test_X6_1_a_state_that_our_key_did_not_sign_seals_nothing(
    exchange_cast: ExchangeCast, desk: Actor, log: Log
) -> None:
    log.add(exchange_cast.bank, asked_at=datetime(2020, 6, 29, tzinfo=UTC))
    forger = [Signer(one.name, b"\x01" * 32) for one in signers_of(0)]
    note = sign_note(Checkpoint(forger[0].name, log.sequence, b"\x00" * 32).text(), forger)
    SignedCheckpoint.objects.create(log="0", size=log.sequence, note=note, signed_at=JULY)
    with pytest.raises(Problem, match="BIL-002"):
        issue(exchange_cast, desk)


def test_a_month_that_is_not_over_gives_none(exchange_cast: ExchangeCast, desk: Actor, log: Log) -> None:
    with pytest.raises(Problem, match="BIL-001"):
        issue(exchange_cast, desk, now=datetime(2020, 6, 30, 20, 59, tzinfo=UTC))
    with pytest.raises(Problem, match="BIL-005"):
        issue(exchange_cast, desk, institution=exchange_cast.hospital)


def test_issued_once_corrected_only_with_a_reason_and_a_difference(
    exchange_cast: ExchangeCast, desk: Actor, log: Log
) -> None:
    first = issue(exchange_cast, desk)
    with pytest.raises(Problem, match="BIL-003"):
        issue(exchange_cast, desk)
    with pytest.raises(Problem, match="BIL-004"):
        issue(exchange_cast, desk, reason="Deneme")
    log.add(exchange_cast.bank, service=make_service("deneme.x"), asked_at=datetime(2020, 6, 29, tzinfo=UTC))
    seal()
    second = issue(exchange_cast, desk, reason="Geç mühürlenen satır.")
    assert (second.version, second.query_count) == (2, first.query_count + 1)
    assert AuditRecord.objects.filter(action="billing.issued").count() == 2


def test_an_issued_statement_is_frozen(exchange_cast: ExchangeCast, desk: Actor, log: Log) -> None:
    statement = issue(exchange_cast, desk)
    for rows in (Statement.objects.all(), StatementLine.objects.all()):
        with pytest.raises(Exception, match="permission denied"), transaction.atomic():
            rows.update(charged_count=0)
        with pytest.raises(Exception, match="permission denied"), transaction.atomic():
            rows._raw_delete(rows.db)
    assert Statement.objects.get(pk=statement.pk).amount == Decimal("0.17")


def test_the_database_reckons_after(exchange_cast: ExchangeCast, desk: Actor, log: Log) -> None:
    statement = issue(exchange_cast, desk)
    line = statement.lines.first()
    assert line is not None
    wrong = {"service_id": 9, "service": "x", "version": 1, "tariff": 1, "first_on": JUNE, "last_on": JUNE}
    with pytest.raises(IntegrityError), transaction.atomic():
        StatementLine.objects.create(
            statement=statement, price="0.03", charged_count=2, amount="0.05", **wrong
        )
    with pytest.raises((IntegrityError, ValidationError)), transaction.atomic():
        Statement.objects.create(
            institution=exchange_cast.bank, month=date(2020, 6, 2), version=1, number="x", query_count=0,
            charged_count=0, amount=0, log_heads=[], issued_at=JULY,
        )  # fmt: skip


def test_by_the_clock_everybody_who_asked_gets_one(exchange_cast: ExchangeCast, log: Log) -> None:
    issued = issue_due_statements(now=JULY)
    assert {one.institution for one in issued} == {exchange_cast.bank, exchange_cast.municipality}
    assert issue_due_statements(now=JULY) == []
    assert OutboxMessage.objects.filter(notice="billing.issued").count() == 2  # the two managers


def test_only_the_desk_issues(exchange_cast: ExchangeCast, log: Log) -> None:
    manager = actor_of(exchange_cast.bank_manager, exchange_cast.bank.organisation)
    with pytest.raises(Problem, match="CORE-403"):
        issue(exchange_cast, manager)


def test_X6_1_the_report_is_the_statement(exchange_cast: ExchangeCast, desk: Actor, log: Log) -> None:
    statement = issue(exchange_cast, desk)
    rows = list(REPORTS["billing.statement"].rows(desk, {"number": statement.number}))
    assert (rows[-1].amount, rows[-1].charged_count) == (statement.amount, statement.charged_count)
    assert sum(row.amount for row in rows[:-1]) == statement.amount
    stranger = actor_of(exchange_cast.hospital_manager, exchange_cast.hospital.organisation)
    with pytest.raises(Problem, match="CORE-404"):
        list(REPORTS["billing.statement"].rows(stranger, {"number": statement.number}))


def own_counts(*rows: tuple[str, str, int, int]) -> io.BytesIO:
    book, file = openpyxl.Workbook(), io.BytesIO()
    for row in (("Gün", "Servis", "Sürüm", "Cevaplanan sorgu"), *rows):
        book.active.append(row)
    book.save(file)
    file.seek(0)
    return file


def test_KPS_22_each_differing_day_is_named_and_ours_prevail(
    exchange_cast: ExchangeCast, desk: Actor, log: Log
) -> None:
    statement = issue(exchange_cast, desk)
    manager = actor_of(exchange_cast.bank_manager, exchange_cast.bank.organisation)
    file = own_counts(
        ("26.06.2020", "deneme.kisi", 1, 4), ("27.06.2020", "deneme.kisi", 1, 5), ("30.06.2020", "x", 1, 1)
    )
    checked = read_own_counts(file, "sayim.xlsx")
    assert checked.errors == []
    made = reconcile(statement=statement, checked=checked, file_name="sayim.xlsx", actor=manager, now=JULY)
    assert (made.our_count, made.their_count, made.differing_count) == (7, 10, 2)
    assert [(line.day.day, line.our_count, line.their_count) for line in made.lines.all()] == [
        (26, 4, 4), (27, 3, 5), (30, 0, 1),
    ]  # fmt: skip
    assert Statement.objects.get(pk=statement.pk).charged_count == 7


def test_KPS_22_counts_of_another_month_are_refused(
    exchange_cast: ExchangeCast, desk: Actor, log: Log
) -> None:
    statement = issue(exchange_cast, desk)
    manager = actor_of(exchange_cast.bank_manager, exchange_cast.bank.organisation)
    checked = read_own_counts(own_counts(("01.07.2020", "deneme.kisi", 1, 4)), "sayim.xlsx")
    with pytest.raises(Problem, match="BIL-007"):
        reconcile(statement=statement, checked=checked, file_name="s", actor=manager, now=JULY)


@pytest.mark.parametrize("count", [-1, 10**19, "çok", 1.5])
def test_wrong_counts_are_named_by_row(count: Any) -> None:
    checked = read_own_counts(own_counts(("01.06.2020", "deneme.kisi", 1, count)), "sayim.xlsx")
    assert [error.row for error in checked.errors] == [2]


def test_system_may_issue(exchange_cast: ExchangeCast, log: Log) -> None:
    assert issue(exchange_cast, system_actor("test")).issued_by_id is None
