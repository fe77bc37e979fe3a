"""PRO-13, KVK-06: kept five years and longer where it must be; then the key goes, with a record, and the tree stays."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from imece.core.actor import system_actor
from imece.core.errors import Problem
from imece.core.models import AuditRecord
from imece.core.parameters import Parameters
from imece.exchange.ledger.domain.archive import archive_folder, archive_month, restore_month
from imece.exchange.ledger.domain.installation import signers_of
from imece.exchange.ledger.domain.partitions import make_months_ready
from imece.exchange.ledger.domain.retention import (
    answer_erasure_request,
    destroy_month,
    destruction_plan,
    erasure_answer,
    lift_hold,
    place_hold,
)
from imece.exchange.ledger.domain.rules import Purge, kept_until, may_destroy, month_kept_until
from imece.exchange.ledger.domain.sealing_off import seal_all
from imece.exchange.ledger.models import ArchiveFile, Destruction, LedgerEntry, MonthKey
from imece.exchange.ledger.sealing import CannotOpen, open_month
from imece.exchange.ledger.verifier import verify
from tests.conftest import _ConnectedTo
from tests.exchange.ledger.rows import LEDGER_KEY, add_rows

OLD = date(2020, 3, 1)
OLD_AT = int(datetime(2020, 3, 10, 9, 0, tzinfo=UTC).timestamp() * 1_000_000)
KEEPER = system_actor("keeper of the tests")


@pytest.fixture
def keeping(fresh_database: str, tmp_path: Path, settings: Any) -> Iterator[Path]:
    """Rows of an old month, sealed; then the archive's role, as the command has it."""
    settings.HOME = tmp_path
    add_rows(600, asked_at=OLD_AT)
    add_rows(20)
    seal_all(tmp_path / "ledger", [0], signers_of, timezone.now())
    with _ConnectedTo(fresh_database, role="archive"):
        yield tmp_path / "ledger"


def as_role(name: str, role: str, statement: str) -> None:
    url = django_settings.INSTALLATION.url(role)
    with psycopg.connect(
        host=url.host, port=url.port, user=url.user, password=url.password, dbname=name, autocommit=True
    ) as one:
        one.execute(statement)


# -- the law ---------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    "on, is_held, allowed",
    [
        (date(2026, 11, 19), False, False),
        (date(2026, 11, 20), False, True),
        (date(2026, 11, 20), True, False),
    ],
)
def test_T_PRO_10_rows_are_kept_five_years_to_the_day(on: date, is_held: bool, allowed: bool) -> None:
    outcome = may_destroy(Purge(date(2021, 11, 20), on, is_held), Parameters(on))
    assert outcome.value is allowed


def test_PRO_13_no_parameter_shortens_five_years() -> None:
    assert kept_until(date(2021, 11, 20), 1) == date(2026, 11, 20)
    assert kept_until(date(2021, 11, 20), 10) == date(2031, 11, 20)
    assert kept_until(date(2024, 2, 29), 5) == date(2029, 3, 1)


def test_a_month_ends_with_the_first_hours_of_the_next() -> None:
    assert month_kept_until(date(2021, 12, 1), 5) == date(2027, 1, 1)


@pytest.mark.django_db
def test_KVK_06_a_person_is_told_until_when_the_law_keeps_the_row() -> None:
    until = answer_erasure_request(asked_on=date(2026, 11, 20), actor=KEEPER, now=timezone.now())
    assert until == date(2031, 11, 20)
    assert "20.11.2031" in erasure_answer(until)
    assert AuditRecord.objects.filter(action="ledger.erasure_answered").exists()


# -- destruction -------------------------------------------------------------------------------------------------------


def test_KVK_06_a_months_key_is_destroyed_with_a_record_and_the_tree_verifies(keeping: Path) -> None:
    record = destroy_month(month=OLD, actor=KEEPER, now=timezone.now())
    key = MonthKey.objects.get(month=OLD)
    assert bytes(key.wrapped) == b""
    with pytest.raises(CannotOpen, match="destroyed"):
        open_month(bytes(key.wrapped), OLD, LEDGER_KEY)
    assert record.row_count == 600
    assert record.logs[0] | {"root": ""} == {"log": "0", "first": 0, "last": 599, "size": 620, "root": ""}
    assert (record.kept_until - record.destroyed_at.date()).days >= 3 * 365
    assert LedgerEntry.objects.count() == 620
    assert verify(keeping / "0", [one.verifier for one in signers_of(0)]).size == 620
    assert AuditRecord.objects.filter(action="ledger.destroyed").exists()


def test_the_command_destroys_and_says_until_when_the_record_stays(keeping: Path, capsys: Any) -> None:
    call_command("ledger", "destroy", "2020-03")
    assert "the record stays until" in capsys.readouterr().out
    assert Destruction.objects.get().month == OLD
    with pytest.raises(CommandError, match="LED-022"):
        call_command("ledger", "destroy", "2020-03")


def test_a_young_month_and_a_held_one_are_refused(keeping: Path) -> None:
    with pytest.raises(Problem, match="LED-020"):
        destroy_month(month=date(2026, 11, 1), actor=KEEPER, now=timezone.now())


@pytest.mark.django_db
def test_a_hold_keeps_and_its_end_frees(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    add_rows(3, asked_at=OLD_AT)
    hold = place_hold(
        from_month=OLD, until_month=OLD, reason="soruşturma", file="2026/1", actor=KEEPER, now=timezone.now()
    )
    assert [(due.is_due, due.hold) for due in destruction_plan(date(2026, 11, 22))] == [
        (True, "2026/1: soruşturma")
    ]
    with pytest.raises(Problem, match="LED-021"):
        destroy_month(month=OLD, actor=KEEPER, now=timezone.now())
    lift_hold(hold=hold, reason="kapandı", actor=KEEPER, now=timezone.now())
    assert destruction_plan(date(2026, 11, 22))[0].hold == ""
    for reason, until, code in (("", OLD, "LED-023"), ("x", date(2020, 1, 1), "LED-024")):
        with pytest.raises(Problem, match=code):
            place_hold(
                from_month=OLD, until_month=until, reason=reason, file="1", actor=KEEPER, now=timezone.now()
            )
    with pytest.raises(Problem, match="LED-023"):
        lift_hold(hold=hold, reason=" ", actor=KEEPER, now=timezone.now())


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "update ledger_monthkey set wrapped = ''",
        "update ledger_monthkey set wrapped = '', destroyed_at = now()",
        "delete from ledger_monthkey",
        "select ledger_destroy_month('2020-03-01')",
        "select ledger_detach_month('2020-03-01')",
    ],
)
def test_nobody_but_the_archive_touches_keys_and_partitions(statement: str) -> None:
    """The web's own role, whose privileges on the table would allow it."""
    add_rows(3, asked_at=OLD_AT)
    with pytest.raises((IntegrityError, ProgrammingError), match="only the archive"), transaction.atomic():
        connection.cursor().execute(statement)


@pytest.mark.parametrize(
    "statement, words",
    [
        ("select ledger_destroy_month('2026-11-01')", "kept for 5 years"),
        ("select ledger_destroy_month('1999-01-01')", "no key of 1999-01"),
        ("select ledger_detach_month('2020-03-01')", "no archive file holds the 600 rows"),
        ("select ledger_detach_month('1999-01-01')", "no partition"),
    ],
)
def test_the_database_refuses_even_the_archive(keeping: Path, statement: str, words: str) -> None:
    with pytest.raises(Exception, match=words), transaction.atomic():
        connection.cursor().execute(statement)


def test_the_database_knows_holds(fresh_database: str, keeping: Path) -> None:
    values = "'2020-01-01', '2020-12-01', 'r', 'f', now(), ''"
    as_role(
        fresh_database,
        "owner",
        "begin; set local imece.actor = 'test'; insert into ledger_legalhold"
        f" (from_month, until_month, reason, file, placed_at, lift_reason) values ({values}); commit",
    )
    for name in ("destroy", "detach"):
        with pytest.raises(Exception, match="a legal hold keeps 2020-03"), transaction.atomic():
            connection.cursor().execute(f"select ledger_{name}_month('2020-03-01')")


def test_unsealed_rows_stay_on_line(fresh_database: str) -> None:
    add_rows(5, asked_at=OLD_AT)
    with _ConnectedTo(fresh_database, role="archive"):
        ArchiveFile.objects.create(
            month=OLD, name="x", sha256="", byte_count=0, row_count=5, made_at=timezone.now()
        )
        with pytest.raises(IntegrityError, match="rows of 2020-03 are not sealed"):
            connection.cursor().execute("select ledger_detach_month('2020-03-01')")


# -- archive -----------------------------------------------------------------------------------------------------------


def test_a_month_goes_off_line_and_comes_back_as_it_was(keeping: Path) -> None:
    before = list(LedgerEntry.objects.order_by("sequence").values())
    record = archive_month(month=OLD, actor=KEEPER, now=timezone.now())
    assert (record.row_count, LedgerEntry.objects.count()) == (600, 20)
    assert (archive_folder() / record.name).stat().st_size == record.byte_count
    assert verify(keeping / "0", [one.verifier for one in signers_of(0)]).size == 620
    with pytest.raises(Problem, match="LED-031"):
        archive_month(month=OLD, actor=KEEPER, now=timezone.now())
    assert restore_month(month=OLD, actor=KEEPER, now=timezone.now()) == 600
    assert _plain(list(LedgerEntry.objects.order_by("sequence").values())) == _plain(before)
    with pytest.raises(Problem, match="LED-034"):
        restore_month(month=OLD, actor=KEEPER, now=timezone.now())


def _plain(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {name: bytes(value) if isinstance(value, memoryview) else value for name, value in row.items()}
        for row in rows
    ]


def test_restored_rows_are_as_unchangeable_as_before(fresh_database: str, keeping: Path) -> None:
    archive_month(month=OLD, actor=KEEPER, now=timezone.now())
    restore_month(month=OLD, actor=KEEPER, now=timezone.now())
    for statement in (
        "update ledger_entry set tariff = 0",
        "delete from ledger_entry_202003",
        "truncate ledger_entry_202003",
    ):
        with pytest.raises(psycopg.errors.IntegrityConstraintViolation, match="append-only"):
            as_role(fresh_database, "owner", statement)


def test_a_damaged_archive_is_not_taken(keeping: Path) -> None:
    record = archive_month(month=OLD, actor=KEEPER, now=timezone.now())
    path = archive_folder() / record.name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    with pytest.raises(Problem, match="LED-033"):
        restore_month(month=OLD, actor=KEEPER, now=timezone.now())


def test_a_month_that_is_not_over_stays_on_line(keeping: Path) -> None:
    now = datetime(2026, 11, 22, tzinfo=UTC)
    with pytest.raises(Problem, match="LED-030"):
        archive_month(month=date(2026, 11, 1), actor=KEEPER, now=now)
    with pytest.raises(Problem, match="LED-032"):
        restore_month(month=date(2026, 11, 1), actor=KEEPER, now=now)


# -- partitions --------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_months_are_made_ready_ahead_once() -> None:
    now = datetime(2027, 12, 30, tzinfo=UTC)
    assert make_months_ready(now) == [date(2027, 12, 1), date(2028, 1, 1), date(2028, 2, 1)]
    keys = dict(MonthKey.objects.values_list("month", "wrapped"))
    assert make_months_ready(now) == []
    assert {month: bytes(key) for month, key in keys.items()} == {
        month: bytes(key) for month, key in MonthKey.objects.values_list("month", "wrapped")
    }


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["imece_web", "imece_worker", "imece_gateway", "imece_archive"])
def test_partitions_made_later_are_append_only_by_privilege(role: str) -> None:
    make_months_ready(datetime(2031, 5, 1, tzinfo=UTC))
    with connection.cursor() as cursor:
        cursor.execute(
            "select relid::regclass::text from pg_partition_tree('ledger_entry') where"
            " has_table_privilege(%s, relid, 'update') or has_table_privilege(%s, relid, 'delete')"
            " or has_table_privilege(%s, relid, 'truncate')",
            [role, role, role],
        )
        assert cursor.fetchall() == []


@pytest.mark.parametrize("statement", ["update {} set tariff = 0", "delete from {}", "truncate {}"])
def test_partitions_made_later_are_append_only_by_trigger_even_for_the_owner(
    fresh_database: str, statement: str
) -> None:
    add_rows(3, asked_at=OLD_AT)
    for table in ("ledger_entry_202003", "ledger_entry"):
        with pytest.raises(psycopg.errors.IntegrityConstraintViolation, match="append-only"):
            as_role(fresh_database, "owner", statement.format(table))
