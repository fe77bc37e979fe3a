"""`./imece bench exchange-faults`: what goes wrong under load, and what became of what was acknowledged (study E5).

Rounds of kill -9 on the gateway and on PostgreSQL in turn, a full disk, a disk that fails each fsync, a hot standby
promoted while commits wait for it, an older backup restored. In every scene each answer that a caller got must stand in
the ledger with its number, place and leaf, numbers must have no gap and no double, and the road must come back by
itself with a new epoch.
"""

import random
import re
import statistics
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.utils import timezone
from tests.cast import make_registered_person
from tests.exchange.gateway.road import Road
from tests.exchange.gateway.world import make_world

from benchmarks.exchange_faults.asking import Asking, asking, broken_numbers, epoch_of, unrecorded
from benchmarks.exchange_faults.servers import (
    compiler,
    copy_of,
    failing_sync,
    follow_in_step,
    kept,
    kill_database,
    promote,
    small_disk,
    start_database,
)
from imece.core.postgres import Cluster, DatabaseUrl

ROUNDS = 20
ERRORS = 3  # of fsync, one at a time
UNLIMITED = 1_000_000
BEFORE = (0.4, 1.2)  # seconds of load before each blow
Scene = dict[str, Any]


def measure(rounds: int) -> dict[str, Any]:
    call_command("setup_roles", stdout=StringIO())
    call_command("make_registry", people=100, stdout=StringIO())
    make_world(rate=UNLIMITED, burst=UNLIMITED)
    person = make_registered_person(7001, "Iraz", "Çalışkan").number
    connections.close_all()
    cluster = settings.INSTALLATION.cluster()
    road = Road(cluster.url().name)
    with kept(road):
        scenes = [
            disk_full(cluster, road, person),
            sync_fails(cluster, road, person),
            kill_rounds(cluster, road, person, rounds),
        ]
    scenes += standby_and_backup(cluster, person)
    return {"scenes": scenes, "is_met": all(scene["is_met"] for scene in scenes)}


def kill_rounds(cluster: Cluster, road: Road, person: str, rounds: int) -> Scene:
    url, back = cluster.url(), []
    first = epoch_of(url)
    with asking(road.url, person) as load:
        for number in range(rounds):
            time.sleep(random.uniform(*BEFORE))
            if number % 2:
                kill_database(cluster)
                start_database(cluster)
            else:
                assert road.process is not None
                road.process.kill()
                road.process.wait(20)
            back.append(load.wait_for_answer())
    scene = _judged("kill -9 of gateway and database in turn", load, url)
    epochs = epoch_of(url) - first
    scene |= {"rounds": rounds, "new epochs": epochs, **_seconds(back)}
    scene["is_met"] = scene["is_met"] and epochs >= rounds
    return scene


def disk_full(cluster: Cluster, road: Road, person: str) -> Scene:
    folder = cluster.folder / "small"
    with small_disk(folder, 16, cluster) as is_mounted:
        if not is_mounted:
            return {
                "name": "disk full",
                "told": "not tried: no disk may be mounted on this machine",
                "is_met": True,
            }
        partition = f"ledger_entry_{timezone.now():%Y%m}"
        _do(cluster.url(), f"create tablespace small location '{folder}'")
        _do(cluster.url(), f"alter table {partition} set tablespace small")
        with asking(road.url, person) as load:
            time.sleep(1)
            filler = folder / "filler"
            _fill(filler)
            refused = load.refused
            time.sleep(3)
            refused = load.refused - refused
            filler.unlink()
            seconds = load.wait_for_answer()
        scene = _judged("disk full", load, cluster.url())
        _do(cluster.url(), f"alter table {partition} set tablespace pg_default")
        _do(cluster.url(), "drop tablespace small")
    scene |= {"refused while full": refused, "back after (s)": round(seconds, 2)}
    scene["is_met"] = scene["is_met"] and refused > 0
    return scene


def sync_fails(cluster: Cluster, road: Road, person: str) -> Scene:
    """PostgreSQL panics at an fsync that failed. Linux reports it once: the server then recovers by itself.

    On a disk that goes on failing its recovery panics too, and it waits to be ended and started by somebody.
    """
    name, url = "fsync error", cluster.url()
    if not compiler():
        return {"name": name, "told": "not tried: this machine has no C compiler", "is_met": True}
    first, written, back = epoch_of(url), cluster.log.stat().st_size, []
    with failing_sync(cluster) as (once, lasting), asking(road.url, person) as load:
        for _ in range(ERRORS):
            time.sleep(random.uniform(*BEFORE))
            once.touch()
            while once.exists():
                time.sleep(0.01)
            time.sleep(0.1)  # what was answered before
            back.append(load.wait_for_answer())
        lasting.touch()
        time.sleep(0.5)  # what was under way
        answered, refused = len(load.receipts), load.refused
        time.sleep(2)
        answered, refused = len(load.receipts) - answered, load.refused - refused
        lasting.unlink()
        kill_database(cluster)
        start_database(cluster)
        load.wait_for_answer()
    said = cluster.log.read_bytes()[written:].decode(errors="replace")
    panics = len(re.findall(r"PANIC: +could not f(?:data)?sync file .*: Input/output error", said))
    epochs = epoch_of(url) - first
    scene = _judged(name, load, url)
    scene |= {"panics": panics, "new epochs": epochs, **_seconds(back)}
    scene |= {"answered while all fail": answered, "refused": refused}
    scene["is_met"] = scene["is_met"] and panics > ERRORS and epochs > ERRORS and refused > 0 and not answered
    return scene


def standby_and_backup(cluster: Cluster, person: str) -> list[Scene]:
    """The gateway writes to the first server until that dies; then another begins on the promoted standby."""
    old = copy_of(cluster, cluster.folder / "old", follows=False)
    standby = copy_of(cluster, cluster.folder / "standby", follows=True)
    with standby.running():
        follow_in_step(cluster)
        with kept(Road(cluster.url().name)) as first, asking(first.url, person) as load:
            time.sleep(3)
            _seal()
            kill_database(cluster)
            died = time.monotonic()
        promote(standby)
        url = standby.url()
        with kept(Road(url.name, environment={"DATABASE_URL": str(url)})) as second:
            with asking(second.url, person) as more:
                seconds = time.monotonic() - died
                time.sleep(1)
            load.receipts += more.receipts
        scene = _judged("standby promoted, commits in step", load, url)
        scene |= {"back after (s)": round(seconds, 2)}
    return [scene, restored_backup(old)]


def restored_backup(old: Cluster) -> Scene:
    """It is behind what was sealed: to go on would fork the log."""
    with old.running() as url:
        road = Road(url.name, environment={"DATABASE_URL": str(url)}).start(wait=False)
        assert road.process is not None
        status = road.process.wait(60)
    is_met = status == 3 and "were sealed" in road.output()
    return {"name": "an older backup restored", "told": f"the gateway ended with {status}", "is_met": is_met}


def _judged(name: str, load: Asking, url: DatabaseUrl) -> Scene:
    lost, broken = unrecorded(load.receipts, url), broken_numbers(url)
    return {
        "name": name,
        "acknowledged": len(load.receipts),
        "not answered": load.refused,
        "acknowledged but not recorded": lost,
        "gaps and doubles": broken,
        "is_met": bool(load.receipts) and not lost and not broken,
    }


def _seconds(back: list[float]) -> dict[str, float]:
    return {"back after, median (s)": round(statistics.median(back), 2), "at most (s)": round(max(back), 2)}


def _fill(path: Path) -> None:
    with path.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            return


def _do(url: DatabaseUrl, statement: str) -> None:
    with psycopg.connect(str(url), autocommit=True) as connection:
        connection.execute(statement.encode())


def _seal() -> None:
    subprocess.run([sys.executable, "-m", "imece", "seal", "--once"], check=True, timeout=120)


def told(result: dict[str, Any]) -> list[str]:
    lines = [f"{name}: {value}" for name, value in result["environment"].items()]
    for scene in result["scenes"]:
        facts = ", ".join(f"{key} {value}" for key, value in scene.items() if key not in {"name", "is_met"})
        lines.append(f"{scene['name']}: {'held' if scene['is_met'] else 'FAILED'}; {facts}")
    return lines
