"""One writer a log: fenced, restarted, under load, with what fails in between (X5.1, X5.3, study E5)."""

import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
import requests
from django.conf import settings

from imece.core.transactions import acting
from imece.exchange.agreements.models import Grant
from imece.exchange.ledger.enums import Outcome
from imece.exchange.ledger.models import LedgerEntry, Shard
from tests.cast import make_registered_person, person_number
from tests.exchange.gateway.conftest import Running
from tests.exchange.gateway.road import Road, road_over
from tests.exchange.gateway.world import SYSTEM, make_world


def owner(database: str) -> psycopg.Connection:
    return psycopg.connect(str(settings.INSTALLATION.url("owner").with_name(database)), autocommit=True)


def assert_contiguous() -> None:
    sequences = list(LedgerEntry.objects.order_by("sequence").values_list("sequence", flat=True))
    assert sequences == list(range(len(sequences)))
    assert Shard.objects.get(number=0).next_sequence == len(sequences)
    rows = LedgerEntry.objects.order_by("institution_id", "sequence").values_list(
        "institution_id", "institution_sequence"
    )
    own: dict[int, int] = {}
    for institution, number in rows:
        assert number == own.get(institution, 0) + 1
        own[institution] = number


def test_a_second_gateway_does_not_start_while_the_first_writes(running: Running) -> None:
    second = Road(running.road.database).start(wait=False)
    assert second.process is not None
    assert second.process.wait(30) == 3
    assert "is written by another gateway" in second.output()
    assert running.caller.ask(running.person).status_code == 200


def test_a_gateway_whose_port_is_taken_ends_with_a_sentence_and_shuts_nobody_out(running: Running) -> None:
    second = Road(running.road.database, running.road.port, ("--take-over",)).start(wait=False)
    assert second.process is not None
    assert second.process.wait(30) == 3
    assert f"port {running.road.port} of 127.0.0.1 cannot be opened" in second.output()
    assert running.caller.ask(running.person).status_code == 200


def test_a_gateway_that_takes_over_fences_the_first(running: Running) -> None:
    running.caller.ask(running.person)
    with road_over(running.road.database, "--take-over") as second:
        response = running.caller.ask(running.person)
        assert (response.status_code, response.json()["code"]) == (503, "GWY-042")
        assert running.road.process is not None
        assert running.road.process.wait(15) == 3
        assert "written by another gateway" in running.road.output()
        answer = second.caller().sign_in().ask(running.person)
        assert answer.status_code == 200
    assert_contiguous()


def test_after_a_restart_the_log_goes_on_and_a_repetition_is_still_known(running: Running) -> None:
    number = str(uuid.uuid4())
    first = running.caller.ask(running.person, request_id=number).json()
    running.road.stop()
    with road_over(running.road.database) as again:
        caller = again.caller().sign_in()
        assert caller.ask(running.person, request_id=number).json()["receipt"] == first["receipt"]
        assert LedgerEntry.objects.order_by("-sequence")[0].outcome == Outcome.REPEATED
    assert Shard.objects.get(number=0).epoch == 2
    assert_contiguous()


def test_a_lost_connection_begins_a_new_epoch_and_nothing_is_answered_meanwhile(running: Running) -> None:
    running.caller.ask(running.person)
    with owner(running.road.database) as connection:
        connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'imece_gateway'"
            " and datname = current_database()"
        )
    deadline = time.monotonic() + 10
    while (response := running.caller.ask(running.person)).status_code != 200:
        assert response.status_code == 503
        assert time.monotonic() < deadline
    assert Shard.objects.get(number=0).epoch >= 2
    assert_contiguous()


def test_a_failing_source_is_recorded_as_failed_and_spoils_no_others_question(running: Running) -> None:
    """The function of the service raises for one person; batches hold him and others."""
    bad = make_registered_person(7100, "Bozuk", "Kayıt")
    running.caller.ask(running.person)
    with owner(running.road.database) as connection:
        definition = connection.execute(
            "select pg_get_functiondef('answer_registry_person_v1'::regproc)"
        ).fetchone()
        assert definition is not None
        connection.execute("alter function answer_registry_person_v1 rename to inner_answer")
        body = definition[0]
        head = body[: body.index("AS $")].replace("STABLE ", "")
        connection.execute(
            head.replace("LANGUAGE sql", "LANGUAGE plpgsql")
            + f"as $x$ begin if '{bad.number}' = any(in_number) then perform 1 / 0; end if;"
            " return query select * from inner_answer(in_n, in_number); end $x$"
        )
        connection.execute("grant execute on function answer_registry_person_v1 to imece_gateway")
    numbers = [running.person, bad.number] * 6
    with ThreadPoolExecutor(6) as pool:
        callers = [running.road.caller().sign_in() for _ in range(6)]
        codes = list(pool.map(lambda n: callers[n % 6].ask(numbers[n]).status_code, range(12)))
    assert codes.count(200) == 6
    assert {code for number, code in zip(numbers, codes, strict=True) if number == bad.number} == {502}
    assert LedgerEntry.objects.filter(outcome=Outcome.UPSTREAM_FAILED).count() == 6
    assert_contiguous()


def test_a_daily_cap_counts_over_a_restart(fresh_database: str) -> None:
    make_world(cap=3)
    make_registered_person(7001, "Iraz", "Çalışkan")
    with road_over(fresh_database) as road:
        assert [road.caller().sign_in().ask(person_number(7001)).status_code for _ in range(2)] == [200, 200]
    with road_over(fresh_database) as road:
        caller = road.caller().sign_in()
        assert caller.ask(person_number(7001)).status_code == 200
        response = caller.ask(person_number(7001))
        assert (response.status_code, response.json()["code"]) == (429, "GWY-031")
        assert int(response.headers["retry-after"]) > 0
        assert LedgerEntry.objects.order_by("-sequence")[0].outcome == Outcome.DAY_EXCEEDED


def test_beyond_the_rate_is_told_to_wait_and_recorded(running: Running) -> None:
    running.caller.ask(running.person)
    with acting(SYSTEM):
        Grant.objects.update(rate_per_second=1, burst=2)
    time.sleep(0.6)
    codes = [running.caller.ask(running.person).status_code for _ in range(5)]
    assert 429 in codes
    row = LedgerEntry.objects.filter(outcome=Outcome.RATE_EXCEEDED)
    assert row.count() == codes.count(429)


def test_a_flood_of_refusals_is_folded_and_none_is_lost_at_a_stop(running: Running) -> None:
    running.caller.ask(running.person)
    for _ in range(75):
        assert running.caller.ask(running.person, purpose="merak").status_code == 403
    running.road.stop()
    rows = LedgerEntry.objects.filter(outcome=Outcome.PURPOSE_REFUSED)
    assert rows.count() == 61
    assert sum(1 + row.folded for row in rows) == 75
    assert_contiguous()


def test_many_callers_at_once_each_have_their_own_answer_and_record(running: Running) -> None:
    people = [make_registered_person(7200 + n, f"Kişi{n}", "Deneme").number for n in range(20)]
    callers = [running.road.caller().sign_in() for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        jobs = [pool.submit(callers[n % 8].ask, people[n % 20]) for n in range(400)]
        answers = [(n, job.result()) for n, job in enumerate(jobs)]
    assert all(response.status_code == 200 for _n, response in answers)
    for n, response in answers:
        assert response.json()["facts"]["given_names"] == f"Kişi{n % 20}"
    receipts = {response.json()["receipt"]["sequence"] for _n, response in answers}
    assert len(receipts) == 400
    assert LedgerEntry.objects.filter(outcome=Outcome.FOUND, sequence__in=receipts).count() == 400
    assert_contiguous()


def test_a_restored_older_database_is_not_written_on(running: Running) -> None:
    """The sealed size is ahead of the log: to go on would fork it."""
    running.caller.ask(running.person)
    running.road.stop()
    folder = settings.HOME / "ledger" / "0"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "checkpoint").write_text("imece.test/0\n999\nAAAA\n", encoding="utf-8")
    try:
        refused = Road(running.road.database).start(wait=False)
        assert refused.process is not None
        assert refused.process.wait(30) == 3
        assert "999 were sealed" in refused.output()
    finally:
        (folder / "checkpoint").unlink()


def test_a_stopped_database_answers_nobody_and_says_when_to_try_again(running: Running) -> None:
    running.caller.ask(running.person)
    with owner("postgres") as connection:
        connection.execute(f'alter database "{running.road.database}" allow_connections false')
        connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'imece_gateway' and datname = %s",
            [running.road.database],
        )
        response = running.caller.ask(running.person)
        assert response.status_code == 503
        assert response.headers["retry-after"]
        assert requests.get(f"{running.road.url}/health", timeout=5).status_code == 503
        connection.execute(f'alter database "{running.road.database}" allow_connections true')
    running.road.wait_until_open(15)
    assert running.caller.ask(running.person).status_code == 200


@pytest.mark.parametrize("size, is_refused", [("5", True), ("0", False)])
def test_the_newest_checkpoint_is_read_as_written(size: str, is_refused: bool, tmp_path: object) -> None:
    from pathlib import Path

    from imece.exchange.gateway.shard import CannotWrite, refuse_fork, sealed_size

    folder = Path(str(tmp_path))
    (folder / "0").mkdir()
    (folder / "0" / "checkpoint").write_text(f"origin\n{size}\nroot\n\n— sig\n", encoding="utf-8")
    sealed = sealed_size(folder, 0)
    assert sealed == int(size)
    if is_refused:
        with pytest.raises(CannotWrite):
            refuse_fork(0, 4, sealed)
    else:
        refuse_fork(0, 4, sealed)
