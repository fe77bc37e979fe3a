"""The client against a small server that is told what to answer; no other part of İmece is needed."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from imece_exchange import (
    Answer,
    Exchange,
    Interrupted,
    InvalidQuestion,
    NotAuthenticated,
    NotPermitted,
    PrivateKey,
    Question,
    Secret,
    TooManyQuestions,
    Unavailable,
)

RECEIPT = {
    "log": 0,
    "sequence": 7,
    "institution_sequence": 3,
    "leaf": "ab" * 32,
    "at": "2026-11-22T10:00:00+00:00",
}
FOUND = {"found": True, "facts": {"given_names": "Işıl"}, "receipt": RECEIPT}
Told = tuple[int, Any] | tuple[int, Any, dict[str, str]]


class Server:
    """`told`: what the next questions are answered; the last stays. `seen`: what came."""

    def __init__(self) -> None:
        self.told: list[Told] = [(200, FOUND)]
        self.seen: list[dict[str, Any]] = []
        self.tokens: list[dict[str, list[str]]] = []
        self.token_seconds = 600
        self.token_status = 200
        self.drops = 0
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status, answer, *more = outer.answer(self.path, dict(self.headers), body)
                if status == 0:
                    self.close_connection = True
                    self.connection.close()
                    return
                data = json.dumps(answer).encode()
                self.send_response(status)
                for name, value in (more[0] if more else {}).items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *arguments: object) -> None: ...

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def answer(self, path: str, headers: dict[str, str], body: bytes) -> Told:
        if path == "/v1/token":
            self.tokens.append(parse_qs(body.decode()))
            token = {"access_token": f"token{len(self.tokens)}", "token_type": "Bearer"}
            return self.token_status, token | {"expires_in": self.token_seconds}
        self.seen.append({"path": path, "headers": headers, "body": json.loads(body)})
        if self.drops:
            self.drops -= 1
            return 0, None
        return self.told.pop(0) if len(self.told) > 1 else self.told[0]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.server.shutdown()
    server.server.server_close()


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def exchange(server: Server, waits: list[float]) -> Exchange:
    return Exchange(server.url, Secret("KRM-1", "gizli"), user="1001", purpose="deneme", sleep=waits.append)


def ask(exchange: Exchange, **more: Any) -> Answer:
    return exchange.ask("registry.person", {"number": "1"}, file="D-1", **more)


def problem(status: int, code: str) -> Told:
    return status, {"status": status, "code": code, "title": "Olmadı.", "action": "Düzeltin.", "detail": ""}


def test_an_answer_with_its_receipt(server: Server, exchange: Exchange) -> None:
    answer = ask(exchange)
    assert (answer.found, dict(answer.facts)) == (True, {"given_names": "Işıl"})
    assert (answer.receipt.sequence, answer.receipt.at.year) == (7, 2026)
    seen = server.seen[0]
    assert seen["path"] == "/v1/services/registry.person/v1"
    assert seen["body"] == {
        "inputs": {"number": "1"}, "file": "D-1", "user": "1001", "purpose": "deneme", "unit": None,
    }  # fmt: skip
    assert seen["headers"]["Authorization"] == "Bearer token1"
    assert seen["headers"]["Request-Id"] == answer.request_id


def test_nobody_known_is_an_answer(server: Server, exchange: Exchange) -> None:
    server.told = [(200, {"found": False, "receipt": RECEIPT})]
    answer = ask(exchange)
    assert (answer.found, dict(answer.facts)) == (False, {})


def test_the_token_is_kept_and_renewed_before_it_runs_out(server: Server, exchange: Exchange) -> None:
    for _ in range(3):
        ask(exchange)
    assert len(server.tokens) == 1
    server.token_seconds = 10  # shorter than what is renewed early: never kept
    exchange._renew_at = 0
    ask(exchange)
    ask(exchange)
    assert len(server.tokens) == 3


def test_a_token_that_ran_out_on_the_way_is_renewed_once(server: Server, exchange: Exchange) -> None:
    server.told = [problem(401, "GWY-002"), (200, FOUND)]
    assert ask(exchange).found
    assert len({one["headers"]["Request-Id"] for one in server.seen}) == 1
    server.told = [problem(401, "GWY-001")]
    with pytest.raises(NotAuthenticated):
        ask(exchange)


@pytest.mark.parametrize(("status", "code"), [(429, "GWY-030"), (503, "GWY-040"), (504, "GWY-051")])
def test_it_waits_as_told_and_repeats_the_same_question(
    server: Server, exchange: Exchange, waits: list[float], status: int, code: str
) -> None:
    server.told = [(*problem(status, code), {"Retry-After": "2"}), (200, FOUND)]
    assert ask(exchange).found
    assert waits == [2.0]
    assert len({one["headers"]["Request-Id"] for one in server.seen}) == 1


@pytest.mark.parametrize(("status", "error"), [(429, TooManyQuestions), (503, Unavailable)])
def test_it_gives_up_after_so_many_tries(
    server: Server, exchange: Exchange, waits: list[float], status: int, error: type[Exception]
) -> None:
    server.told = [(*problem(status, "GWY-040"), {"Retry-After": "1"})]
    with pytest.raises(error):
        ask(exchange)
    assert (len(server.seen), waits) == (4, [1.0, 1.0, 1.0])


@pytest.mark.parametrize("headers", [{}, {"Retry-After": "86400"}])
def test_a_day_is_not_waited(
    server: Server, exchange: Exchange, waits: list[float], headers: dict[str, str]
) -> None:
    server.told = [(*problem(429, "GWY-031"), headers)]
    with pytest.raises(TooManyQuestions):
        ask(exchange)
    assert (len(server.seen), waits) == (1, [])


def test_a_lost_answer_is_asked_for_again_under_its_number(server: Server, exchange: Exchange) -> None:
    server.drops = 1
    answer = ask(exchange)
    assert [one["headers"]["Request-Id"] for one in server.seen] == [answer.request_id] * 2


def test_no_answer_at_all_names_the_number_to_repeat(server: Server, exchange: Exchange) -> None:
    server.drops = 9
    number = "0a0a0a0a-0000-4000-8000-000000000001"
    with pytest.raises(Interrupted) as caught:
        ask(exchange, request_id=number)
    assert caught.value.request_id == number


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (400, InvalidQuestion),
        (422, InvalidQuestion),
        (403, NotPermitted),
        (404, NotPermitted),
        (410, NotPermitted),
    ],
)
def test_a_refusal_is_told_once_with_what_to_do(
    server: Server, exchange: Exchange, status: int, error: type[Exception]
) -> None:
    server.told = [problem(status, "GWY-999")]
    with pytest.raises(error, match=r"GWY-999: Olmadı\. Düzeltin\.") as caught:
        ask(exchange)
    assert caught.value.problem.code == "GWY-999"  # type: ignore[attr-defined]
    assert len(server.seen) == 1


def test_an_answer_that_is_no_json_is_an_error_too(server: Server, exchange: Exchange) -> None:
    server.told = [(502, "<html>")]
    with pytest.raises(Unavailable):
        ask(exchange)


def test_a_batch_is_answered_line_by_line(server: Server, exchange: Exchange) -> None:
    refused = {"problem": {"status": 422, "code": "GWY-026", "title": "Yanlış."}}
    server.told = [(200, {"answers": [FOUND, refused]})]
    first, second = exchange.ask_many(
        "registry.person", [Question({"number": "1"}), Question({"number": "x"}, "D-2")]
    )
    assert isinstance(first, Answer)
    assert isinstance(second, InvalidQuestion)
    assert [one["file"] for one in server.seen[0]["body"]["questions"]] == ["", "D-2"]
    with pytest.raises(ValueError, match="not 0"):
        exchange.ask_many("registry.person", [])


def test_an_unknown_word_is_a_mistake_of_the_program(exchange: Exchange) -> None:
    with pytest.raises(TypeError, match="purpos"):
        ask(exchange, purpos="x")


def test_a_key_signs_an_assertion_of_its_own_for_each_token(server: Server) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    exchange = Exchange(server.url, PrivateKey("KRM-1", pem, "2026-1", "ES256"))
    exchange.token()
    exchange._renew_at = 0
    exchange.token()
    seen = set()
    for form in server.tokens:
        (assertion,) = form["client_assertion"]
        assert jwt.get_unverified_header(assertion)["kid"] == "2026-1"
        audience = f"{server.url}/v1/token"
        claims = jwt.decode(assertion, key.public_key(), algorithms=["ES256"], audience=audience)
        assert claims["iss"] == claims["sub"] == "KRM-1"
        seen.add(claims["jti"])
    assert len(seen) == 2


@pytest.mark.parametrize("make", [lambda: Secret("a", "gizli"), lambda: PrivateKey("a", "gizli", "k")])
def test_secrets_do_not_show(make: Callable[[], object]) -> None:
    assert "gizli" not in repr(make())


def test_threads_share_one_token(server: Server, exchange: Exchange) -> None:
    threads = [threading.Thread(target=ask, args=(exchange,)) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert (len(server.tokens), len(server.seen)) == (1, 8)
