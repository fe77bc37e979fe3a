"""A house that stands elsewhere: the intent is down before it is asked, the outcome before we answer (issue 4 §3)."""

import json
import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.conf import settings

from imece.exchange.ledger.enums import Outcome
from imece.exchange.ledger.models import LedgerEntry
from tests.cast import person_number
from tests.exchange.gateway.road import Caller, road_over
from tests.exchange.gateway.world import make_world

FACTS = {"given_names": "Uzak", "surname": "Kişi", "is_alive": True, "sex": "K"}
Reply = tuple[int, bytes]


@dataclass
class House:
    """Another road, played: `reply` is what it says to a question."""

    reply: Reply = (200, json.dumps({"found": True, "facts": FACTS, "receipt": {}}).encode())
    delay: float = 0.0
    asked: list[dict[str, object]] = field(default_factory=list)


@pytest.fixture
def house() -> Iterator[tuple[House, str]]:
    played = House()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.path == "/v1/token":
                self._send(200, b'{"access_token": "t"}')
                return
            played.asked.append(json.loads(body))
            time.sleep(played.delay)
            self._send(*played.reply)

        def _send(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield played, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def caller(fresh_database: str, house: tuple[House, str], tmp_path: Path) -> Iterator[Caller]:
    """A gateway whose register stands elsewhere, in a data folder of its own with the same keys."""
    make_world()
    shutil.copy(settings.HOME / "secrets.json", tmp_path)
    upstreams = tmp_path / "upstreams.json"
    given = {"address": house[1], "client_id": "X", "secret": "Y", "seconds": 1.0}
    upstreams.touch(mode=0o600)
    upstreams.write_text(json.dumps({"registry": given}), encoding="utf-8")
    with road_over(fresh_database, IMECE_HOME=str(tmp_path)) as road:
        yield road.caller().sign_in()


def outcomes() -> list[int]:
    rows = LedgerEntry.objects.exclude(outcome=Outcome.TOKEN_GIVEN).order_by("sequence")
    return [row.outcome for row in rows]


def test_intent_and_outcome_are_two_records_and_only_granted_fields_leave(
    caller: Caller, house: tuple[House, str]
) -> None:
    answer = caller.ask(person_number(7001)).json()
    assert answer["facts"] == {"given_names": "Uzak", "surname": "Kişi", "is_alive": True}
    assert outcomes() == [Outcome.INTENDED, Outcome.FOUND]
    assert house[0].asked[0]["inputs"] == {"number": person_number(7001)}
    intent, outcome = LedgerEntry.objects.exclude(outcome=Outcome.TOKEN_GIVEN).order_by("sequence")
    assert intent.request_id == outcome.request_id
    assert (intent.fields, bool(outcome.fields)) == (0, True)
    assert answer["receipt"]["sequence"] == outcome.sequence


def test_somebody_it_does_not_know_is_an_answer(caller: Caller, house: tuple[House, str]) -> None:
    house[0].reply = (200, b'{"found": false, "facts": {}, "receipt": {}}')
    assert caller.ask(person_number(7001)).json()["found"] is False
    assert outcomes() == [Outcome.INTENDED, Outcome.NOT_FOUND]


@pytest.mark.parametrize(
    "reply",
    [(500, b"{}"), (200, b"<html>"), (200, b"[]"), (200, b'{"found": true}'), (403, b"{}")],
    ids=["error", "no JSON", "a list", "half an answer", "refused"],
)
def test_what_is_no_answer_is_recorded_as_failed(
    caller: Caller, house: tuple[House, str], reply: Reply
) -> None:
    house[0].reply = reply
    response = caller.ask(person_number(7001))
    assert (response.status_code, response.json()["code"]) == (502, "GWY-050")
    assert outcomes() == [Outcome.INTENDED, Outcome.UPSTREAM_FAILED]


def test_silence_is_recorded_as_silence(caller: Caller, house: tuple[House, str]) -> None:
    house[0].delay = 3.0
    response = caller.ask(person_number(7001))
    assert (response.status_code, response.json()["code"]) == (504, "GWY-051")
    assert outcomes() == [Outcome.INTENDED, Outcome.UPSTREAM_SILENT]


def test_one_that_keeps_failing_is_left_alone(caller: Caller, house: tuple[House, str]) -> None:
    house[0].reply = (500, b"{}")
    for _ in range(8):
        assert caller.ask(person_number(7001)).status_code == 502
    assert len(house[0].asked) == 5
    assert len(outcomes()) == 16
