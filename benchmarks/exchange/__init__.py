"""`./imece bench exchange`: a question on the road beside the same server's constant, pgbench and a Django view.

Everything is on: token, static address, grant, user, rate, repetition, sealing, both numbers, the durable record before
the answer. Each round measures every side once, in turn; ratios are taken within a round, and their median is told.
Then questions come at constant rates, shares of what was reached. A run whose answers and records do not agree reports
nothing; one on a machine that others used tells its figures, no ratios and no verdict.
"""

import contextlib
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from io import StringIO
from pathlib import Path
from typing import Any

import requests
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from tests.exchange.gateway.road import Road, free_port

from benchmarks import ledger
from benchmarks.exchange.load import Load, pgbench, put_load, put_pace
from benchmarks.exchange.revocation import measure_revocations
from benchmarks.exchange.world import PEOPLE, Scene, make_scene, tokens_of, write_lua, write_soap_lua
from benchmarks.exchange_pace import Paced
from benchmarks.quiet import Quiet
from imece.exchange.ledger.format import Entry, leaf_of, pack

ROUNDS, SECONDS, WARM_UP, SAMPLE, REVOCATIONS = 5, 10.0, 2.0, 2000, 200
SHARES = (0.5, 0.7, 0.9)  # of our median at 128 connections: the constant rates
QUICK = {"rows": 5_000, "seconds": 3.0, "warm_up": 2.0, "revocations": 20}  # a smoke test, no measurement
LATEST_MS = 1000  # by which 99 of 100 revocations must be felt
ROOT = Path(__file__).resolve().parents[2]
ANSWER = (
    '{"found":true,"facts":{"given_names":"Deneme1","surname":"Ki\\u015fi1","is_alive":true},"receipt":{"log":0,'
    '"sequence":123456,"institution_sequence":1234,"leaf":"'
    + "ab" * 32
    + '","at":"2026-11-22T05:00:00.000000+00:00"}}'
)
TARGETS: tuple[tuple[str, str, str, float], ...] = (
    ("constant, 128 connections", "ours, 128", "constant, 128", 0.33),
    ("constant, 32 connections", "ours, 32", "constant, 32", 0.20),
    ("pgbench, one statement, 32 clients", "ours, 128", "pgbench, 32", 1.5),
    ("an ordinary Django view, 32 connections", "ours, 32", "django, 32", 10),
    ("our own REST side, 128 connections", "ours, SOAP 128", "ours, 128", 0.5),
)


def measure(
    rounds: int,
    rows: int = PEOPLE,
    seconds: float = SECONDS,
    warm_up: float = WARM_UP,
    revocations: int = REVOCATIONS,
) -> dict[str, Any]:
    call_command("setup_roles", stdout=StringIO())
    scene = make_scene(rows)
    with tempfile.TemporaryDirectory(prefix="imece-bench-road-") as name, contextlib.ExitStack() as stack:
        road = Road(settings.INSTALLATION.url("owner").name)
        stack.callback(road.stop)
        road.start()
        sides = _sides(scene, road, Path(name), stack)
        for side in sides.values():
            side(warm_up)
        before = _count()
        measured: dict[str, list[Load]] = {label: [] for label in sides}
        quiet = Quiet(settings.HOME)
        for _ in range(rounds):
            quiet.look()
            for label, side in sides.items():
                measured[label].append(side(seconds))
        reached = statistics.median(load.per_second for load in measured["ours, 128"])
        paced = [put_pace(road.url, scene, share * reached, seconds) for share in SHARES]
        correct = _checked(measured, paced, before)
        felt = measure_revocations(road.url, scene.clients[0], revocations)
    verified = ledger.measure(3, min(500_000, 20 * rows))
    return _outcome(measured, paced, quiet, correct, felt, verified)


def _sides(
    scene: Scene, road: Road, folder: Path, stack: contextlib.ExitStack
) -> dict[str, Callable[[float], Load]]:
    url = settings.INSTALLATION.url("owner")
    ours, soap, by_name = folder / "ours.lua", folder / "soap.lua", folder / "django.lua"
    write_lua(ours, tokens_of(road.url, scene.clients))
    write_soap_lua(soap, scene.clients)
    write_lua(by_name, list(scene.clients))
    constant = stack.enter_context(_running("-m", "benchmarks.exchange_servers", "constant", "@", ANSWER))
    where = ["-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", "@", "--workers", "1"]
    more = [
        "--blocking-threads",
        "2",
        "--no-ws",
        "--log-level",
        "error",
        "benchmarks.exchange_servers:application",
    ]
    django = stack.enter_context(_running(*where, *more))
    sides: dict[str, Callable[[float], Load]] = {}
    for count in (128, 32, 1):
        sides[f"constant, {count}"] = lambda seconds, count=count: put_load(constant, ours, count, seconds)  # type: ignore[misc]
        sides[f"ours, {count}"] = lambda seconds, count=count: put_load(road.url, ours, count, seconds)  # type: ignore[misc]
    sides["ours, SOAP 128"] = lambda seconds: put_load(road.url, soap, 128, seconds)
    sides["pgbench, 32"] = lambda seconds: pgbench(url, scene.people, folder, 32, seconds)
    sides["django, 32"] = lambda seconds: put_load(django, by_name, 32, seconds)
    return sides


@contextlib.contextmanager
def _running(*arguments: str) -> Iterator[str]:
    """A server as a process of its own; "@" among the arguments is its port."""
    port = free_port()
    command = [sys.executable, *(str(port) if one == "@" else one for one in arguments)]
    environment = {**os.environ, "IMECE_DATABASE_ROLE": "web", "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        _wait_for(f"http://127.0.0.1:{port}/", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(requests.RequestException):
            requests.post(address, timeout=5)
            return
        time.sleep(0.1)
    raise SystemExit(f"{address} does not answer")


def _count() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from ledger_entry where shard = 0 and outcome in (100, 101)")
        return int(cursor.fetchone()[0])


def _checked(measured: dict[str, list[Load]], paced: list[Paced], before: int) -> dict[str, Any]:
    """Records against answers: what was on its way when a load ended has a record and no counted answer."""
    answers = sum(
        load.answers for label, loads in measured.items() if label.startswith("ours") for load in loads
    )
    errors = {
        label: wrong for label, loads in measured.items() if (wrong := sum(load.errors for load in loads))
    }
    answers += sum(one.answers for one in paced)
    errors |= {f"at {one.rate:.0f} a second": one.errors for one in paced if one.errors}
    records = _count() - before
    on_the_way = sum(128 for label, loads in measured.items() if label.startswith("ours") for _load in loads)
    bad = _bad_leaves()
    if errors or bad or not answers <= records <= answers + on_the_way:
        raise SystemExit(
            f"{answers} answers, {records} records, {errors} errors, {bad} bad leaves: no figures"
        )
    return {"answers": answers, "records": records, "leaves checked": SAMPLE}


def _bad_leaves() -> int:
    """Of a sample: the leaf that PostgreSQL reckoned against the bytes of the row."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select shard, sequence, institution_id, institution_sequence,"
            " (extract(epoch from asked_at) * 1000000)::bigint, request_id, service_id, agreement_id, grant_id,"
            " credential_id, unit_id, purpose_id, fields, tariff, folded, subject_key, address, sealed, outcome,"
            " duration_us, user_key, leaf from ledger_entry where shard = 0 order by md5(sequence::text) limit %s",
            [SAMPLE],
        )
        rows = cursor.fetchall()
    bad = 0
    for row in rows:
        entry = Entry(
            *row[:5],
            row[5].bytes,
            *row[6:15],
            *(bytes(one) for one in row[15:18]),
            *row[18:20],
            bytes(row[20]),
        )
        bad += leaf_of(pack(entry)) != bytes(row[21])
    return bad


def _outcome(
    measured: dict[str, list[Load]],
    paced: list[Paced],
    quiet: Quiet,
    correct: dict[str, Any],
    felt: list[float],
    verified: dict[str, Any],
) -> dict[str, Any]:
    p99 = felt[math.ceil(len(felt) * 0.99) - 1]
    ratios = []
    for name, one, other, target in () if quiet.why_not() else TARGETS:
        each = [a.per_second / b.per_second for a, b in zip(measured[one], measured[other], strict=True)]
        ratios.append(
            {
                "beside": name,
                "median": statistics.median(each),
                "least": min(each),
                "most": max(each),
                "target": target,
            }
        )
    return {
        "sides": {label: [asdict(load) for load in loads] for label, loads in measured.items()},
        "paced": [asdict(one) for one in paced],
        "quiet": {"busy_cores": quiet.busy, "fdatasync_ms": quiet.sync_ms, "why_not": quiet.why_not()},
        "correct": correct,
        "ratios": ratios,
        "revocation": {
            "count": len(felt),
            "p50_ms": round(statistics.median(felt), 1),
            "p99_ms": round(p99, 1),
            "most_ms": round(felt[-1], 1),
            "target_ms": LATEST_MS,
        },
        "verifier": {
            name: verified[name] for name in ("rows", "rows_a_processor_second", "target", "is_met")
        },
        "is_met": (
            bool(ratios)
            and all(one["median"] >= one["target"] for one in ratios)
            and p99 <= LATEST_MS
            and verified["is_met"]
        ),
    }


def told(result: dict[str, Any]) -> list[str]:
    lines = [f"{name}: {value}" for name, value in result["environment"].items()]
    for label, loads in result["sides"].items():
        each = [load["per_second"] for load in loads]
        p50, p99 = (statistics.median(load[name] for load in loads) for name in ("p50_ms", "p99_ms"))
        spread = f"{min(each):,.0f} to {max(each):,.0f}"
        lines.append(
            f"{label:<16}{statistics.median(each):>9,.0f}/s  ({spread})  p50 {p50:.2f} ms  p99 {p99:.2f} ms"
        )
    for one in result["paced"]:
        lines.append(
            f"at {one['rate']:,.0f}/s, from when it was due: p50 {one['p50_ms']} ms  p99 {one['p99_ms']} ms"
            f"  p99.9 {one['p999_ms']} ms  (the asker itself late: p99 {one['late_p99_ms']} ms)"
        )
    lines += [f"{name}: {value}" for name, value in result["quiet"].items() if name != "why_not"]
    if why_not := result["quiet"]["why_not"]:
        lines.append(f"no ratios and no verdict: {why_not}")
    for one in result["ratios"]:
        verdict = "met" if one["median"] >= one["target"] else "MISSED"
        spread = f"{one['least']:.2f} to {one['most']:.2f}"
        lines.append(
            f"beside {one['beside']:<42}{one['median']:6.2f} ({spread})  target {one['target']}: {verdict}"
        )
    told_too = (result["revocation"], result["verifier"], result["correct"])
    return [*lines, *(f"{name}: {value}" for part in told_too for name, value in part.items())]
