"""The daily statement: an institution finds out by itself what the ledger holds too much or too little of it."""

import subprocess
import sys
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

import imece
from imece.config.ports import service_names
from imece.exchange.ledger.daily import OwnRecord, Statement, compare, open_statement, read_own
from imece.exchange.ledger.domain.installation import signers_of
from imece.exchange.ledger.domain.sealing_off import seal_all
from imece.exchange.ledger.domain.statements import make_due_statements, make_statements, statements_of
from imece.exchange.ledger.models import DailyStatement
from imece.exchange.ledger.notes import BadNote
from imece.exchange.ledger.tasks import months, statements
from tests.exchange.ledger.rows import AT, add_rows

DAY = date(2026, 11, 20)
MORNING_AFTER = datetime(2026, 11, 21, 7, 0, tzinfo=ZoneInfo("Europe/Istanbul"))
STATEMENT = Statement("log/0", 7, DAY, 5, 8, {("s v1", 100): 3, ("s v1", 213): 1}, 3, 40, "00")
OWN = [OwnRecord(number, "s v1", 213 if number == 8 else 100) for number in range(3, 12)]


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.HOME = tmp_path
    return tmp_path / "ledger"


def verifiers() -> list[Any]:
    return [one.verifier for one in signers_of(0)]


@pytest.mark.django_db
def test_each_institution_gets_its_day_signed(folder: Path) -> None:
    add_rows(10)
    add_rows(1, asked_at=AT + 24 * 3_600_000_000)
    seal_all(folder, [0], signers_of, timezone.now())
    made = make_statements(DAY, MORNING_AFTER)
    assert [(one.institution_id, one.first_number, one.last_number) for one in made] == [
        (1, 1, 4), (2, 1, 3), (3, 1, 3),
    ]  # fmt: skip
    statement = open_statement(made[0].note, verifiers())
    assert (statement.day, statement.chargeable, statement.size) == (DAY, 4, 11)
    assert statement.counts == {(service_names()[7], 100): 4}
    assert (folder / "statements" / "1" / "2026-11-20.txt").read_text() == made[0].note
    assert list(statements_of(1)) == [made[0]]


@pytest.mark.django_db
def test_nothing_is_stated_before_it_is_sealed_and_nothing_twice(folder: Path) -> None:
    add_rows(5)
    assert make_due_statements(now=MORNING_AFTER) == []
    seal_all(folder, [0], signers_of, timezone.now())
    assert len(make_due_statements(now=MORNING_AFTER)) == 3
    assert make_due_statements(now=MORNING_AFTER) == []
    months()
    statements()
    assert DailyStatement.objects.filter(day=DAY).count() == 3


def test_a_statement_comes_back_from_its_text() -> None:
    assert Statement.parse(STATEMENT.text()) == STATEMENT
    for text in ("", "x", STATEMENT.text().replace("chargeable 3\n", "")):
        with pytest.raises(BadNote):
            Statement.parse(text)


@pytest.mark.parametrize(
    "own, told",
    [
        (OWN, []),
        ([OwnRecord(one.number) for one in OWN], []),
        (OWN[:3] + OWN[4:], ["the ledger has numbers that your log lacks: 6"]),
        ([*OWN, OWN[4]], ["your log has a number more than once: 7"]),
        (
            [OwnRecord(one.number, "s v1", 100) for one in OWN],
            [
                "s v1, outcome 100: the ledger counts 3, your log 4",
                "s v1, outcome 213: the ledger counts 1, your log 0",
            ],
        ),
    ],
    ids=["agrees", "numbers alone", "one is missing", "one is twice", "another outcome"],
)  # fmt: skip
def test_KPS_22_what_differs_is_named(own: list[OwnRecord], told: list[str]) -> None:
    assert compare(STATEMENT, own) == told


def test_an_own_log_without_numbers_is_refused() -> None:
    with pytest.raises(ValueError, match="column «number»"):
        read_own(StringIO("no,service\n1,x\n"))
    with pytest.raises(ValueError, match="line 3"):
        read_own(StringIO("number,service\n1,x\nbir,x\n"))


@pytest.mark.django_db
def test_the_institution_checks_it_without_a_database(folder: Path, tmp_path: Path) -> None:
    add_rows(10)
    seal_all(folder, [0], signers_of, timezone.now())
    note = make_statements(DAY, MORNING_AFTER)[0].note
    (tmp_path / "statement.txt").write_text(note)
    (tmp_path / "log.key").write_text("".join(f"{one}\n" for one in verifiers()))
    environment = {"HOME": str(tmp_path), "PYTHONPATH": str(Path(imece.__file__).parents[1])}
    command = [
        sys.executable, "-m", "imece", "ledger", "check-statement", "statement.txt", "--key", "log.key",
        "--own", "own.csv",
    ]  # fmt: skip
    for numbers, code, words in (("1234", 0, "agrees"), ("124", 1, "your log lacks: 3")):
        lines = "".join(f"{number},{service_names()[7]},100\n" for number in numbers)
        (tmp_path / "own.csv").write_text("number,service,outcome\n" + lines)
        ran = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert (ran.returncode, words in ran.stdout + ran.stderr) == (code, True), ran.stderr
