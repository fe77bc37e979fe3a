"""Load over HTTP by `wrk`, at a constant rate by a process of our own; and pgbench's statements."""

import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.exchange.gateway.world import PURPOSE, SERVICE

from benchmarks.exchange.world import SAMPLE, Scene, some_numbers, tokens_of
from benchmarks.exchange_pace import Paced
from imece.core.postgres import DatabaseUrl, find_binaries


@dataclass(frozen=True)
class Load:
    """One run. Latencies in milliseconds."""

    per_second: float
    answers: int
    errors: int
    p50_ms: float
    p99_ms: float


def put_load(url: str, script: Path, connections: int, seconds: float) -> Load:
    if shutil.which("wrk"):
        command = ["wrk", "-t", "1", "-c", str(connections), "-d", f"{seconds:.0f}s", "-s", str(script), url]
    else:
        raise SystemExit("wrk is not installed; the exchange's benchmark needs it (Debian: wrk)")
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.search(r"RESULT (\d+) (\d+) (\d+) (\d+) (\d+) (\d+)", output)
    if found is None:
        raise SystemExit(f"the load told no result: {output[-500:]}")
    answers, micros, errors, p50, p99, _worst = (int(one) for one in found.groups())
    return Load(answers / (micros / 1e6), answers, errors, p50 / 1000, p99 / 1000)


def put_pace(url: str, scene: Scene, rate: float, seconds: float) -> Paced:
    given = {
        "url": url,
        "path": f"/v1/services/{SERVICE}/v1",
        "purpose": PURPOSE,
        "tokens": tokens_of(url, scene.clients),
        "numbers": some_numbers(SAMPLE),
    }
    command = [sys.executable, "-m", "benchmarks.exchange_pace", f"{rate:.0f}", str(seconds)]
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        command, input=json.dumps(given), stdout=subprocess.PIPE, text=True, check=True, cwd=root
    )
    return Paced(**json.loads(done.stdout))


ONE_STATEMENT = """
\\set n random(1, {people})
\\set s random(1, 1000000000000)
with person as (select given_names, surname, is_alive from bench_person where number = (:n)::text),
written as (
    insert into bench_log (
        shard, sequence, institution_id, institution_sequence, asked_at, request_id, service_id, agreement_id, grant_id,
        credential_id, unit_id, purpose_id, fields, tariff, folded, subject_key, address, sealed, outcome, duration_us,
        leaf
    )
    select 0, :s, :n, 1, now(), gen_random_uuid(), 1, 1, 1, 1, 0, 1, 1, 0, 0, sha256((:n)::text::bytea), '\\x7f000001',
           sha256((:s)::text::bytea), 100, 1, sha256((:s)::text::bytea || (:n)::text::bytea)
    returning leaf
)
select person.*, written.leaf from written left join person on true;
"""


def pgbench(url: DatabaseUrl, people: int, folder: Path, clients: int, seconds: float) -> Load:
    script = folder / "one.sql"
    script.write_text(ONE_STATEMENT.format(people=people), encoding="utf-8")
    program = str(find_binaries().folder / "pgbench")
    how = ["-n", "-M", "prepared", "-c", str(clients), "-j", "1", "-T", f"{seconds:.0f}", "-f", str(script)]
    command = [program, *how]
    where = ["-h", url.host, "-p", str(url.port), "-U", url.user, url.name]
    result = subprocess.run(
        [*command, *where], capture_output=True, text=True, env={"PGPASSWORD": url.password}, check=False
    )
    if result.returncode or "tps = " not in result.stdout:
        raise SystemExit(f"pgbench told no result: {result.stderr[-500:]} {result.stdout[-500:]}")
    per_second = float(re.search(r"tps = ([0-9.]+)", result.stdout)[1])  # type: ignore[index]
    answers = int(re.search(r"transactions actually processed: (\d+)", result.stdout)[1])  # type: ignore[index]
    latency = float(re.search(r"latency average = ([0-9.]+)", result.stdout)[1])  # type: ignore[index]
    return Load(per_second, answers, 0, latency, latency)
