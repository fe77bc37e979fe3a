"""Questions at a constant rate, whether answers come or not: each latency counts from the moment its question was due.

`wrk` asks again only after an answer, and so hides what a queue costs whoever comes meanwhile. This one is a process of
its own, without Django: `python -m benchmarks.exchange_pace RATE SECONDS`, with what to ask as JSON on standard input.
"""

import asyncio
import itertools
import json
import math
import sys
import time
import uuid
from collections import deque
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import urlsplit

CONNECTIONS = 256
PATIENCE = 20.0  # seconds for what is under way at the end


@dataclass(frozen=True)
class Paced:
    """`late_p99_ms`: by how much the asker itself was late, which stands in the latencies too."""

    rate: float
    asked: int
    answers: int
    p50_ms: float
    p99_ms: float
    p999_ms: float
    late_p99_ms: float

    @property
    def errors(self) -> int:
        return self.asked - self.answers


@dataclass
class Asker:
    """What is due and has no connection yet, waits here with the moment it was due."""

    requests: Iterator[bytes]
    due: deque[float] = field(default_factory=deque)
    free: list["Connection"] = field(default_factory=list)
    took: list[float] = field(default_factory=list)
    late: list[float] = field(default_factory=list)
    asked: int = 0
    under_way: int = 0

    def send(self) -> None:
        while self.due and self.free:
            self.under_way += 1
            self.free.pop().send(self.due.popleft(), next(self.requests))

    async def pace(self, rate: float, seconds: float) -> None:
        begun = time.perf_counter()
        for number in range(int(rate * seconds)):
            due = begun + number / rate
            if (wait := due - time.perf_counter()) > 0:
                await asyncio.sleep(wait)
            self.late.append(time.perf_counter() - due)
            self.due.append(due)
            self.asked += 1
            self.send()
        end = time.perf_counter() + PATIENCE
        while (self.due or self.under_way) and time.perf_counter() < end:
            await asyncio.sleep(0.01)


class Connection(asyncio.Protocol):
    """One question at a time; an answer counts when it is whole and its status is 200."""

    def __init__(self, asker: Asker) -> None:
        self.asker, self.due, self.got = asker, 0.0, b""
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.asker.free.append(self)

    def send(self, due: float, request: bytes) -> None:
        assert self.transport is not None
        self.due, self.got = due, b""
        self.transport.write(request)

    def data_received(self, data: bytes) -> None:
        self.got += data
        head, found, body = self.got.partition(b"\r\n\r\n")
        if not found:
            return
        length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
        if len(body) < int(length.split(b":")[1]):
            return
        if head.split(b" ", 2)[1] == b"200":
            self.asker.took.append(time.perf_counter() - self.due)
        self.asker.under_way -= 1
        self.asker.free.append(self)
        self.asker.send()


def requests_of(given: dict[str, Any]) -> Iterator[bytes]:
    """Each another person, in turn another institution, with a number of its own."""
    host = urlsplit(given["url"]).netloc
    for token, number in zip(
        itertools.cycle(given["tokens"]), itertools.cycle(given["numbers"]), strict=False
    ):
        question = {"inputs": {"number": number}, "purpose": given["purpose"], "file": "B-1", "user": "1001"}
        body = json.dumps(question)
        yield (
            f"POST {given['path']} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\n"
            f"Request-Id: {uuid.uuid4()}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n{body}"
        ).encode()


async def paced(given: dict[str, Any], rate: float, seconds: float) -> Paced:
    address, asker = urlsplit(given["url"]), Asker(requests_of(given))
    loop = asyncio.get_running_loop()
    for _ in range(CONNECTIONS):
        await loop.create_connection(lambda: Connection(asker), address.hostname, address.port)
    await asker.pace(rate, seconds)
    took, late = sorted(asker.took), sorted(asker.late)
    p50, p99, p999 = (_at(took, share) for share in (0.5, 0.99, 0.999))
    return Paced(rate, asker.asked, len(took), p50, p99, p999, _at(late, 0.99))


def _at(values: list[float], share: float) -> float:
    """Milliseconds."""
    return round(1000 * values[math.ceil(len(values) * share) - 1], 2) if values else 0.0


if __name__ == "__main__":
    rate, seconds = (float(one) for one in sys.argv[1:])
    print(json.dumps(asdict(asyncio.run(paced(json.load(sys.stdin), rate, seconds)))))
