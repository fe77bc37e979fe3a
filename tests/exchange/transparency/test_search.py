"""X5.4, KPS-07, PRO-06: searching the trail, opening a row; each on record."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from imece.core.actor import Actor
from imece.core.errors import Problem
from imece.core.models import AuditRecord
from imece.core.reports.report import REPORTS
from imece.exchange.agreements.models import Purpose
from imece.exchange.catalogue.models import ServiceVersion
from imece.exchange.ledger.domain import reading
from imece.exchange.ledger.enums import Outcome
from imece.exchange.ledger.models import LedgerEntry
from imece.exchange.transparency.domain.search import TrailCriteria, open_entry, search_trail
from imece.exchange.transparency.domain.words import tell
from imece.exchange.transparency.models import TrailOpening, TrailSearch
from tests.cast import actor_of, person_number
from tests.exchange.cast import ExchangeCast
from tests.exchange.entries import Log

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
IRAZ, IDRIS = person_number(701), person_number(702)


def search(actor: Actor, **criteria: Any) -> list[LedgerEntry]:
    after = criteria.pop("after", "")
    return search_trail(criteria=TrailCriteria(**criteria), after=after, actor=actor, now=NOW).rows


@pytest.fixture
def rows(
    log: Log, exchange_cast: ExchangeCast, service: ServiceVersion, purpose: Purpose
) -> list[LedgerEntry]:
    """Over two months: the bank about two persons by two users, the municipality about one."""
    bank = {"institution": exchange_cast.bank, "service": service, "purpose": purpose, "fields": 0b011}
    october = datetime(2026, 10, 31, 22, tzinfo=UTC)  # 1 November in Türkiye
    return [
        log.add(**bank, asked_at=october, subject=IRAZ, user="1001", file="KREDI-2026/17", unit="34"),
        log.add(**bank, asked_at=NOW - timedelta(days=3), subject=IDRIS, user="1001", file="KREDI-2026/18"),
        log.add(
            **bank, asked_at=NOW - timedelta(days=2), subject=IRAZ, user="1002", outcome=Outcome.NO_GRANT
        ),
        log.add(exchange_cast.municipality, asked_at=NOW - timedelta(days=1), subject=IRAZ, user="1001"),
        log.add(None, asked_at=NOW, outcome=Outcome.TOKEN_REFUSED),
    ]


@pytest.mark.parametrize(
    ("criteria", "found"),
    [
        ({}, [4, 3, 2, 1, 0]),
        ({"subject": IRAZ}, [3, 2, 0]),
        ({"outcome": "refused"}, [4, 2]),
        ({"outcome": "answered", "subject": IRAZ}, [3, 0]),
        ({"first_on": date(2026, 11, 1), "last_on": date(2026, 11, 1)}, [0]),
        ({"first_on": date(2026, 11, 2), "subject": IRAZ}, [3, 2]),
        ({"last_on": date(2026, 10, 31)}, []),
        ({"subject": person_number(799)}, []),
    ],
)
def test_X5_4_each_criterion(desk: Actor, rows: list[LedgerEntry], criteria: Any, found: list[int]) -> None:
    assert search(desk, **criteria) == [rows[place] for place in found]


def test_X5_4_by_institution_user_and_service(
    desk: Actor, rows: list[LedgerEntry], exchange_cast: ExchangeCast, service: ServiceVersion
) -> None:
    bank = exchange_cast.bank.pk
    assert search(desk, institution_id=bank) == [rows[2], rows[1], rows[0]]
    assert search(desk, institution_id=bank, user="1001") == [rows[1], rows[0]]
    assert search(desk, institution_id=bank, user="1001", subject=IDRIS) == [rows[1]]
    assert search(desk, service_id=service.pk) == [rows[2], rows[1], rows[0]]
    with pytest.raises(Problem, match="TRN-003"):
        search(desk, user="1001")
    with pytest.raises(Problem, match="TRN-007"):
        search(desk, first_on=date(2026, 11, 2), last_on=date(2026, 11, 1))


def test_KPS_07_an_institution_searches_its_own_rows_alone(
    auditor: Actor, rows: list[LedgerEntry], exchange_cast: ExchangeCast
) -> None:
    assert search(auditor, subject=IRAZ) == [rows[2], rows[0]]
    assert search(auditor, institution_id=exchange_cast.municipality.pk) == [rows[2], rows[1], rows[0]]
    assert search(auditor, user="1001") == [rows[1], rows[0]]
    for person, organisation in (
        (exchange_cast.bank_technician, exchange_cast.bank.organisation),
        (exchange_cast.hospital_manager, None),
    ):
        with pytest.raises(Problem, match="CORE-403"):
            search(actor_of(person, organisation))


def test_pages_go_on_from_the_last_row(desk: Actor, log: Log, exchange_cast: ExchangeCast) -> None:
    made = [log.add(exchange_cast.bank, asked_at=NOW - timedelta(minutes=n // 3)) for n in range(20)]
    first = search_trail(criteria=TrailCriteria(), actor=desk, now=NOW)
    second = search_trail(criteria=TrailCriteria(), after=first.next_cursor, actor=desk, now=NOW)
    assert (len(first.rows), len(second.rows), second.next_cursor) == (15, 5, "")
    assert {row.sequence for row in [*first.rows, *second.rows]} == {row.sequence for row in made}


def test_X5_4_each_search_is_itself_on_record_without_the_person(
    desk: Actor, rows: list[LedgerEntry]
) -> None:
    search(desk, subject=IRAZ)
    line = TrailSearch.objects.get()
    assert (line.row_count, line.person_id, line.criteria["by_subject"]) == (3, desk.person_id, True)
    kept = f"{line.criteria} {line.subject_key} {AuditRecord.objects.get(action='transparency.searched').details}"
    assert IRAZ not in kept
    search(desk, subject=IRAZ)
    assert TrailSearch.objects.filter(subject_key=line.subject_key).count() == 2  # comparable all the same


def test_a_row_opens_only_with_a_reason_and_on_record(desk: Actor, rows: list[LedgerEntry]) -> None:
    with pytest.raises(Problem, match="TRN-002"):
        open_entry(entry=rows[0], reason="  ", actor=desk, now=NOW)
    content = open_entry(entry=rows[0], reason="Şikâyet 12", actor=desk, now=NOW)
    assert content == (IRAZ, "1001", "34", "KREDI-2026/17")
    assert TrailOpening.objects.get().reason == "Şikâyet 12"
    assert AuditRecord.objects.get(action="transparency.opened").purpose == "Şikâyet 12"


def test_a_long_reason_stands_whole_on_its_row(desk: Actor, rows: list[LedgerEntry]) -> None:
    open_entry(entry=rows[0], reason="ğ" * 1000, actor=desk, now=NOW)
    assert TrailOpening.objects.get().reason == "ğ" * 1000
    assert AuditRecord.objects.get(action="transparency.opened").purpose == "ğ" * 300


def test_a_destroyed_month_says_so(
    desk: Actor, rows: list[LedgerEntry], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The archive alone may destroy a key, and only years later: here its row reads as destroyed."""
    usual = reading._open
    october = date(2026, 10, 1)
    monkeypatch.setattr(reading, "_open", lambda row: None if row and row.month == october else usual(row))
    with pytest.raises(Problem, match="TRN-001"):
        open_entry(entry=rows[0], reason="Deneme", actor=desk, now=NOW)
    assert search(desk, subject=IRAZ) == [rows[3], rows[2]]  # what is destroyed is found by nobody


def test_T_KPS_10_one_query_is_one_row_with_all_that_is_owed(desk: Actor, rows: list[LedgerEntry]) -> None:
    """User, purpose, person, service, fields, result, time and address."""
    told, content = tell([rows[0]])[0], open_entry(entry=rows[0], reason="Deneme", actor=desk, now=NOW)
    assert (content.user, content.subject) == ("1001", IRAZ)
    assert told.purpose == "Kredi başvurusunun değerlendirilmesi"
    assert (told.service, list(told.fields)) == ("deneme.kisi v1", ["ad", "soyad"])
    assert str(told.outcome)
    assert told.at == rows[0].asked_at
    assert bytes(rows[0].address) == bytes([203, 0, 113, 9])


def test_X5_4_the_export_holds_no_personal_data(auditor: Actor, rows: list[LedgerEntry]) -> None:
    report = REPORTS["transparency.trail"]
    days = {"first_on": date(2026, 11, 1), "last_on": date(2026, 11, 30)}
    told = list(report.rows(auditor, days))
    assert [row.entry for row in told] == [rows[2], rows[1], rows[0]]
    assert {column.name for column in report.columns}.isdisjoint({"subject", "user", "file", "address"})


def test_words_cost_the_same_for_many_rows(rows: list[LedgerEntry]) -> None:
    counts = []
    for several in (rows[:1], rows):
        with CaptureQueriesContext(connection) as captured:
            tell(several)
        counts.append(len(captured))
    assert counts[1] <= counts[0]
