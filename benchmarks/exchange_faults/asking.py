"""Callers that keep asking, what they were handed, and what the database knows of it."""

import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import psycopg
import requests
from tests.exchange.gateway.road import Caller
from tests.exchange.gateway.world import SECRET

from imece.core.postgres import DatabaseUrl

CALLERS = 8
PAUSE = 0.02  # seconds after a question that was not answered


@dataclass(frozen=True)
class Receipt:
    request_id: str
    sequence: int
    leaf: str


@dataclass
class Asking:
    """Threads that ask about one invented person. An answer is what arrived whole with status 200."""

    url: str
    person: str
    receipts: list[Receipt] = field(default_factory=list)
    refused: int = 0
    stopped: threading.Event = field(default_factory=threading.Event)

    def wait_for_answer(self, seconds: float = 60) -> float:
        """Seconds until one more question is answered. SystemExit when none is."""
        begun, known = time.monotonic(), len(self.receipts)
        while len(self.receipts) == known:
            if time.monotonic() - begun > seconds:
                raise SystemExit(f"nothing was answered for {seconds:.0f} s: the road did not come back")
            time.sleep(0.01)
        return time.monotonic() - begun

    def _run(self) -> None:
        caller = Caller(self.url, "KRM-9000002", SECRET)
        while not self.stopped.is_set():
            number = str(uuid.uuid4())
            response = None
            with suppress(requests.RequestException, AssertionError):  # AssertionError: no token either
                response = caller.ask(self.person, request_id=number)
            if response is not None and response.status_code == 200:
                receipt = response.json()["receipt"]
                self.receipts.append(Receipt(number, receipt["sequence"], receipt["leaf"]))
                continue
            self.refused += 1
            caller.token = "" if response is not None and response.status_code == 401 else caller.token
            time.sleep(PAUSE)


@contextmanager
def asking(url: str, person: str) -> Iterator[Asking]:
    """Under way while inside; at the end every caller has stopped."""
    one = Asking(url, person)
    threads = [threading.Thread(target=one._run, daemon=True) for _ in range(CALLERS)]
    for thread in threads:
        thread.start()
    try:
        one.wait_for_answer()
        yield one
    finally:
        one.stopped.set()
        for thread in threads:
            thread.join(30)


def unrecorded(receipts: list[Receipt], url: DatabaseUrl) -> int:
    """How many acknowledged questions have no row with their number, place and leaf. None may."""
    with psycopg.connect(str(url)) as connection:
        rows = connection.execute(
            "select request_id::text, sequence, encode(leaf, 'hex') from ledger_entry where shard = 0"
        )
        known = {(number, sequence, leaf) for number, sequence, leaf in rows}
    return sum((one.request_id, one.sequence, one.leaf) not in known for one in receipts)


def broken_numbers(url: DatabaseUrl) -> int:
    """Gaps and doubles: in the log's numbers, and in each institution's own."""
    with psycopg.connect(str(url)) as connection:
        row = connection.execute(
            "select (select count(*) from (select sequence, row_number() over (order by sequence) - 1 as place"
            " from ledger_entry where shard = 0) a where sequence <> place)"
            " + (select count(*) from (select institution_sequence as own, row_number() over ("
            " partition by institution_id order by sequence) as place from ledger_entry where shard = 0) b"
            " where own <> place)"
        ).fetchone()
    assert row is not None
    return int(row[0])


def epoch_of(url: DatabaseUrl) -> int:
    with psycopg.connect(str(url)) as connection:
        row = connection.execute("select epoch from ledger_shard where number = 0").fetchone()
    assert row is not None
    return int(row[0])
