"""The benchmark's constant-rate asker counts from the moment a question was due; a noisy machine gets no verdict."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.exchange_pace import paced
from benchmarks.quiet import Quiet

PAUSE = 0.4  # seconds in which the server answers nobody


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, status: str) -> None:
    while head := await reader.readuntil(b"\r\n\r\n"):
        await reader.readexactly(int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0]))
        await asyncio.sleep(PAUSE)
        writer.write(f"HTTP/1.1 {status}\r\nContent-Length: 2\r\n\r\n{{}}".encode())


def _asked(status: str, rate: float) -> tuple[int, int, float]:
    async def whole() -> tuple[int, int, float]:
        server = await asyncio.start_server(lambda r, w: _answer(r, w, status), "127.0.0.1", 0)
        host, port = server.sockets[0].getsockname()
        given = {
            "url": f"http://{host}:{port}",
            "path": "/",
            "purpose": "",
            "tokens": ["a"],
            "numbers": ["1"],
        }
        result = await paced(given, rate, 1.0)
        server.close()
        return result.asked, result.errors, result.p99_ms

    with ThreadPoolExecutor(1) as thread:  # the browser's event loop may still run in this one
        return thread.submit(asyncio.run, whole()).result()


def test_who_waits_for_a_connection_waits_from_when_he_was_due() -> None:
    """256 connections answer 640 a second at most: of 1,000 that are due in one, the last wait longest."""
    asked, errors, p99 = _asked("200 OK", 1000)
    assert (asked, errors) == (1000, 0)
    assert p99 > 1000 * PAUSE * 1.5


def test_a_refusal_is_no_answer() -> None:
    assert _asked("429 Too Many Requests", 20)[:2] == (20, 20)


def test_a_machine_that_others_use_gets_no_verdict(tmp_path: Path) -> None:
    quiet = Quiet(tmp_path)
    quiet.look(0.1)
    assert quiet.busy[0] >= 0
    assert quiet.sync_ms[0] > 0
    assert not list(tmp_path.iterdir())
    assert Quiet(tmp_path, [0.1, 0.2], [0.1, 0.15]).why_not() == ""
    assert "0.9 cores" in Quiet(tmp_path, [0.1, 0.9], [0.1, 0.1]).why_not()
    assert "0.1 to 0.3 ms" in Quiet(tmp_path, [0.1, 0.2], [0.1, 0.3]).why_not()
