"""kill -9 of the gateway and of the database under load: whatever was answered is on record (X5.3, issue 4 §8).

On a durable server of its own: the tests' shared one gives durability away.
"""

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import psycopg
import pytest
import requests
from django.conf import settings

from imece.core.postgres import Cluster
from tests.cast import make_registered_person
from tests.exchange.gateway.road import Road
from tests.exchange.gateway.world import make_world

ROUNDS, CALLERS = 2, 6
ROLES = ("web", "worker", "gateway", "archive")


@pytest.fixture
def durable(fresh_database: str, cluster: Cluster) -> Iterator[tuple[Cluster, str]]:
    """The world of the tests on a server that keeps what it promised. Gives it with a person's number."""
    make_world()
    person = make_registered_person(7001, "Iraz", "Çalışkan").number
    server = Cluster(settings.HOME / "durable", settings.INSTALLATION.secrets["owner_password"])
    dump = settings.HOME / "durable.dump"
    with server.running():
        _copy(cluster, fresh_database, server, dump)
        yield server, person
    server.destroy()
    dump.unlink()


def _copy(source: Cluster, name: str, target: Cluster, dump: Path) -> None:
    target.create_database()
    with psycopg.connect(str(target.url("postgres")), autocommit=True) as connection:
        for role in ROLES:
            password = settings.INSTALLATION.secrets[f"{role}_password"]
            connection.execute(f"create role imece_{role} login password '{password}'")
    programs = source.binaries.folder
    given = {**os.environ, "PGPASSWORD": source.password}
    from_url, to_url = source.url(name), target.url()
    where = ["-h", from_url.host, "-p", str(from_url.port), "-U", from_url.user]
    subprocess.run([programs / "pg_dump", *where, "-Fc", "-f", str(dump), name], env=given, check=True)
    where = ["-h", to_url.host, "-p", str(to_url.port), "-U", to_url.user]
    subprocess.run([programs / "pg_restore", *where, "-d", to_url.name, str(dump)], env=given, check=True)


@dataclass
class Load:
    """Callers that ask until told to stop, through whatever happens. `answered`: sequence → leaf of each 200."""

    road: Road
    person: str
    answered: dict[int, str] = field(default_factory=dict)
    refused: int = 0
    lost: int = 0
    unexpected: list[str] = field(default_factory=list)
    _stop: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def start(self) -> None:
        token = self.road.caller().sign_in().token
        self._threads = [threading.Thread(target=self._ask, args=(token,)) for _ in range(CALLERS)]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(30)

    def _ask(self, token: str) -> None:
        caller = self.road.caller()
        caller.token = token
        while not self._stop.is_set():
            try:
                response = caller.ask(self.person)
            except requests.RequestException:
                self.lost += 1
                time.sleep(0.02)
                continue
            if response.status_code == 200:
                receipt = response.json()["receipt"]
                self.answered[receipt["sequence"]] = receipt["leaf"]
            elif response.status_code == 503:
                self.refused += 1
                time.sleep(0.02)
            else:
                self.unexpected.append(response.text)


def kill_server(cluster: Cluster) -> None:
    """The whole server at once, as a power cut would."""
    postmaster = psutil.Process(int((cluster.data / "postmaster.pid").read_text().splitlines()[0]))
    everybody = [postmaster, *postmaster.children(recursive=True)]
    for process in everybody:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.send_signal(signal.SIGKILL)
    psutil.wait_procs(everybody, timeout=10)


def assert_all_recorded(server: Cluster, load: Load) -> None:
    with psycopg.connect(str(server.url())) as connection:
        rows = connection.execute(
            "select sequence, encode(leaf, 'hex') from ledger_entry order by sequence"
        ).fetchall()
        head = connection.execute("select next_sequence from ledger_shard where number = 0").fetchone()
    assert [sequence for sequence, _leaf in rows] == list(range(len(rows)))
    assert head == (len(rows),)
    known = dict(rows)
    assert {sequence for sequence, leaf in load.answered.items() if known.get(sequence) != leaf} == set()
    assert load.unexpected == []


def _wait_for(load: Load, more: int) -> None:
    goal, deadline = len(load.answered) + more, time.monotonic() + 30
    while len(load.answered) < goal:
        assert time.monotonic() < deadline, f"{len(load.answered)} answers, {load.road.output()}"
        time.sleep(0.02)


@pytest.fixture
def load(durable: tuple[Cluster, str]) -> Iterator[Load]:
    server, person = durable
    road = Road("imece", environment={"DATABASE_URL": str(server.url())})
    road.start()
    load = Load(road, person)
    load.start()
    try:
        yield load
    finally:
        load.stop()
        road.stop()


def test_no_answer_without_a_record_when_the_database_is_killed(
    durable: tuple[Cluster, str], load: Load
) -> None:
    server, _person = durable
    for _ in range(ROUNDS):
        _wait_for(load, 60)
        kill_server(server)
        time.sleep(0.3)
        server._ensure_started()
        load.road.wait_until_open()
    _wait_for(load, 60)
    load.stop()
    assert load.refused > 0
    assert_all_recorded(server, load)


def test_no_answer_without_a_record_when_the_gateway_is_killed(
    durable: tuple[Cluster, str], load: Load
) -> None:
    server, _person = durable
    for _ in range(ROUNDS):
        _wait_for(load, 60)
        load.road.kill()
        load.road.start()
    _wait_for(load, 60)
    load.stop()
    assert load.lost > 0
    assert_all_recorded(server, load)
    with psycopg.connect(str(server.url())) as connection:
        assert connection.execute("select epoch from ledger_shard where number = 0").fetchone() == (
            ROUNDS + 1,
        )
