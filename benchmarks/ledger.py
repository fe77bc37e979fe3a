"""How fast an exported log is checked, row by row, without a database (issue 4: 200,000 rows a second and more)."""

import hashlib
import os
import tempfile
import time
from pathlib import Path
from typing import Any

from imece.exchange.ledger.format import TAIL, fixed_of, join_head, leaf_of
from imece.exchange.ledger.notes import Checkpoint, Signer, sign_note
from imece.exchange.ledger.tiles import WIDTH, Growing, TileStore
from imece.exchange.ledger.verifier import verify

TARGET = 200_000
SIGNER = Signer("example.invalid/benchmark/0", b"b" * 32)
PAYLOAD = os.urandom(90)  # as long as a row's sealed fields


def measure(rounds: int, rows: int = 500_000) -> dict[str, Any]:
    """`rounds` is how often the whole log is checked, at most five times."""
    with tempfile.TemporaryDirectory(prefix="imece-bench-ledger-") as folder:
        make_log(Path(folder), rows)
        times = [timed(Path(folder), rows) for _round in range(min(rounds, 5))]
    speeds = sorted(rows / processor for _wall, processor in times)
    return {
        "rows": rows,
        "rows_a_processor_second": [round(speed) for speed in speeds],
        "rows_a_second": sorted(round(rows / wall) for wall, _processor in times),
        "hash_alone": round(hashing(rows)),
        "target": f">= {TARGET} rows a second of one core",
        "is_met": speeds[len(speeds) // 2] >= TARGET,
    }


def make_log(folder: Path, rows: int) -> None:
    """Rows of 500 institutions, with tiles and a signed checkpoint, as the sealer leaves them."""
    store = TileStore(folder)
    growing, waiting = Growing(store), []
    for n in range(rows):
        institution, own = n % 500 + 1, n // 500 + 1
        head = fixed_of(
            0, n, institution, own, 1_800_000_000_000_000 + n * 50, b"r" * 16, 7, 1, 2, 3, 0, 5, 3, 1, 0
        )
        entry = join_head(head, b"s" * 16, b"\x7f\0\0\1", PAYLOAD, b"u" * 8) + TAIL.pack(100, 900)
        growing.append(leaf_of(entry))
        waiting.append(entry)
        if len(waiting) == WIDTH:
            store.write_bundle(n // WIDTH, waiting)
            waiting = []
    growing.flush()
    if waiting:
        store.write_bundle(rows // WIDTH, waiting)
    store.write_checkpoint(sign_note(Checkpoint(SIGNER.name, rows, growing.root).text(), [SIGNER]))


def timed(folder: Path, rows: int) -> tuple[float, float]:
    """By the clock, and of one core's time: the second is what others on the machine do not disturb much."""
    began, used = time.perf_counter(), time.process_time()
    report = verify(folder, [SIGNER.verifier])
    assert report.size == rows
    return time.perf_counter() - began, time.process_time() - used


def hashing(rows: int) -> float:
    """The same two hashes a row and nothing else: what no check in one process can pass."""
    began = time.process_time()
    for _row in range(rows):
        hashlib.sha256(PAYLOAD * 2)
        hashlib.sha256(PAYLOAD[:65])
    return rows / (time.process_time() - began)


def told(result: dict[str, Any]) -> list[str]:
    return [
        *(f"{name}: {value}" for name, value in result["environment"].items()),
        f"{result['rows']} rows; a second of one core: {result['rows_a_processor_second']},"
        f" by the clock: {result['rows_a_second']}; two hashes a row alone: {result['hash_alone']}",
        f"target {result['target']}: {'met' if result['is_met'] else 'MISSED'}",
    ]
