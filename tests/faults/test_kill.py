"""kill -9 of gateway and database, a disk that fails: whatever was answered is on record (X5.3, issue 4 §8).

A few rounds of `./imece bench exchange-faults`, on a durable server of its own: the tests' shared one gives
durability away.
"""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from benchmarks.exchange_faults import kill_rounds, sync_fails
from benchmarks.exchange_faults.servers import compiler, kept
from django.conf import settings

from imece.core.postgres import Cluster
from tests.cast import make_registered_person
from tests.exchange.gateway.road import Road
from tests.exchange.gateway.world import make_world

ROUNDS = 4  # the gateway twice, the database twice
ROLES = ("web", "worker", "gateway", "archive")


@pytest.fixture
def durable(fresh_database: str, cluster: Cluster) -> Iterator[tuple[Cluster, str]]:
    """The world of the tests on a server that keeps what it promised. Gives it with a person's number."""
    make_world(rate=1_000_000, burst=1_000_000)
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


def test_no_answer_without_a_record_whoever_is_killed(durable: tuple[Cluster, str]) -> None:
    server, person = durable
    with kept(Road("imece", environment={"DATABASE_URL": str(server.url())})) as road:
        scene = kill_rounds(server, road, person, ROUNDS)
    assert scene["is_met"], scene
    assert scene["acknowledged"] > ROUNDS
    assert scene["not answered"] > 0


def test_no_answer_without_a_record_when_the_disk_fails_an_fsync(durable: tuple[Cluster, str]) -> None:
    if not compiler():
        pytest.skip("no fsync was made to fail: there is no C compiler on this machine")
    server, person = durable
    with kept(Road("imece", environment={"DATABASE_URL": str(server.url())})) as road:
        scene = sync_fails(server, road, person)
    assert scene["is_met"], scene
