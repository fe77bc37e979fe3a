"""The path of a question, over HTTP, against a gateway process and PostgreSQL (X3.4, X4, X5.1)."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
import requests
from django.conf import settings

from imece.exchange.gateway.tokens import Tokens
from imece.exchange.ledger.enums import Outcome
from imece.exchange.ledger.format import HEAD, Entry, leaf_of, pack
from imece.exchange.ledger.models import LedgerEntry, MonthKey
from imece.exchange.ledger.sealing import Content, open_month
from tests.cast import person_number
from tests.exchange.gateway.conftest import Running
from tests.exchange.gateway.world import PURPOSE, SERVICE


def row_of(answer: dict[str, Any]) -> LedgerEntry:
    receipt = answer["receipt"]
    return LedgerEntry.objects.get(shard=receipt["log"], sequence=receipt["sequence"])


def entry_of(row: LedgerEntry) -> Entry:
    return Entry(
        row.shard, row.sequence, row.institution_id, row.institution_sequence,
        int(row.asked_at.timestamp() * 1e6 + 0.5), row.request_id.bytes, row.service_id, row.agreement_id,
        row.grant_id, row.credential_id, row.unit_id, row.purpose_id, row.fields, row.tariff, row.folded,
        bytes(row.subject_key), bytes(row.address), bytes(row.sealed), row.outcome, row.duration_us,
        bytes(row.user_key),
    )  # fmt: skip


def last_row() -> LedgerEntry:
    return LedgerEntry.objects.order_by("-sequence")[0]


def test_a_granted_question_is_answered_with_granted_fields_and_a_receipt(shared: Running) -> None:
    response = shared.caller.ask(shared.person)
    assert response.status_code == 200, response.text
    answer = response.json()
    assert answer["found"] is True
    assert answer["facts"] == {"given_names": "Iraz", "surname": "Çalışkan", "is_alive": True}
    row = row_of(answer)
    assert row.outcome == Outcome.FOUND
    assert bytes(row.leaf).hex() == answer["receipt"]["leaf"]


def test_t_kps_10_one_query_one_row_with_user_purpose_subject_service_fields_time_and_address(
    shared: Running,
) -> None:
    before = LedgerEntry.objects.count()
    number = uuid.uuid4()
    answer = shared.caller.ask(shared.person, request_id=str(number), unit="KIZILAY").json()
    assert LedgerEntry.objects.count() == before + 1
    row, world = row_of(answer), shared.world
    assert row.request_id == number
    assert (row.institution_id, row.agreement_id, row.grant_id) == (
        world.bank.pk,
        world.agreement.pk,
        world.grant.pk,
    )
    assert (row.credential_id, row.unit_id, row.purpose_id) == (
        world.credential.pk,
        world.unit.pk,
        world.purpose.pk,
    )
    assert row.fields == 0b10000011
    assert bytes(row.address) == b"\x7f\x00\x00\x01"
    keys = _month_keys(row)
    content = keys.open(pack(entry_of(row))[: HEAD.size], bytes(row.sealed))
    assert content == Content(shared.person, "1001", "KIZILAY", "D-1")
    assert bytes(row.subject_key) == keys.subject_key(shared.person)


def _month_keys(row: LedgerEntry) -> Any:
    month = MonthKey.objects.get(month=row.asked_at.date().replace(day=1))
    return open_month(month.wrapped, month.month, settings.INSTALLATION.secrets["ledger_key"])


def test_the_leaf_in_the_database_is_the_hash_of_the_packed_row(shared: Running) -> None:
    for number in (shared.person, person_number(9001)):
        shared.caller.ask(number)
    shared.caller.ask(shared.person, purpose="başka")
    rows = list(LedgerEntry.objects.order_by("sequence"))
    assert len(rows) > 3
    for row in rows:
        assert bytes(row.leaf) == leaf_of(pack(entry_of(row))), f"row {row.sequence}"


def test_the_numbers_are_contiguous_in_the_log_and_for_each_institution(shared: Running) -> None:
    shared.caller.ask(shared.person)
    rows = list(LedgerEntry.objects.order_by("sequence"))
    assert [row.sequence for row in rows] == list(range(len(rows)))
    for institution in {row.institution_id for row in rows}:
        own = [row.institution_sequence for row in rows if row.institution_id == institution]
        assert own == list(range(1, len(own) + 1))
    assert [row.asked_at for row in rows] == sorted(row.asked_at for row in rows)


def test_somebody_unknown_is_an_answer_with_a_record(shared: Running) -> None:
    response = shared.caller.ask(person_number(9002))
    assert response.status_code == 200
    assert response.json()["found"] is False
    assert response.json()["facts"] == {}
    assert row_of(response.json()).outcome == Outcome.NOT_FOUND


@dataclass(frozen=True)
class Case:
    name: str
    status: int
    code: str
    outcome: Outcome
    ask: Callable[[Running], requests.Response]
    is_known: bool = True  # the record names the institution


def _with_token(running: Running, token: str, **headers: str) -> requests.Response:
    return running.caller.ask(running.person, headers={"Authorization": f"Bearer {token}", **headers})


def _expired(running: Running) -> requests.Response:
    tokens = Tokens(settings.INSTALLATION.secrets["exchange_token_key"])
    return _with_token(running, tokens.make(running.world.credential.pk, "", 1_700_000_000))


CASES = [
    Case("no token", 401, "GWY-001", Outcome.TOKEN_REFUSED, lambda r: _with_token(r, ""), False),
    Case("a made-up token", 401, "GWY-001", Outcome.TOKEN_REFUSED, lambda r: _with_token(r, "abc.def"), False),
    Case("an expired token", 401, "GWY-002", Outcome.TOKEN_EXPIRED, _expired),
    Case("no such service", 403, "GWY-020", Outcome.NO_GRANT, lambda r: r.caller.ask(r.person, service="registry.x")),
    Case("no such version", 403, "GWY-020", Outcome.NO_GRANT, lambda r: r.caller.ask(r.person, version=9)),
    Case("a service not granted", 403, "GWY-020", Outcome.NO_GRANT,
         lambda r: r.caller.ask(r.person, service="registry.address")),
    Case("another purpose", 403, "GWY-022", Outcome.PURPOSE_REFUSED, lambda r: r.caller.ask(r.person, purpose="merak")),
    Case("no purpose", 403, "GWY-022", Outcome.PURPOSE_REFUSED, lambda r: r.caller.ask(r.person, purpose="")),
    Case("T-PRO-08 a user without Ek-2", 403, "GWY-023", Outcome.USER_REFUSED,
         lambda r: r.caller.ask(r.person, user="1002")),
    Case("an unknown user", 403, "GWY-023", Outcome.USER_REFUSED, lambda r: r.caller.ask(r.person, user="9999")),
    Case("no user", 403, "GWY-023", Outcome.USER_REFUSED, lambda r: r.caller.ask(r.person, user="")),
    Case("an unknown unit", 403, "GWY-024", Outcome.UNIT_REFUSED, lambda r: r.caller.ask(r.person, unit="YOK")),
    Case("no file", 422, "GWY-025", Outcome.FILE_MISSING, lambda r: r.caller.ask(r.person, file=" ")),
    Case("a wrong number", 422, "GWY-026", Outcome.INPUT_REFUSED, lambda r: r.caller.ask("12345678901")),
    Case("a number that is a list", 422, "GWY-026", Outcome.INPUT_REFUSED,
         lambda r: r.caller.ask([1])),  # type: ignore[arg-type]
    Case("an unknown input", 422, "GWY-026", Outcome.INPUT_REFUSED, lambda r: r.caller.ask("", inputs={"a": 1})),
    Case("a request number that is none", 400, "GWY-012", Outcome.INPUT_REFUSED,
         lambda r: r.caller.ask(r.person, request_id="7")),
    Case("a body that is a list", 400, "GWY-013", Outcome.INPUT_REFUSED, lambda r: _body(r, b"[]")),
    Case("a body that is no JSON", 400, "GWY-013", Outcome.INPUT_REFUSED, lambda r: _body(r, b"\xff{")),
    Case("a body of 100 kB", 413, "GWY-014", Outcome.INPUT_REFUSED, lambda r: _body(r, b" " * 100_000)),
]  # fmt: skip


def _body(running: Running, body: bytes) -> requests.Response:
    headers = {"Authorization": f"Bearer {running.caller.token}", "Request-Id": str(uuid.uuid4())}
    return requests.post(
        f"{running.road.url}/v1/services/{SERVICE}/v1", data=body, headers=headers, timeout=15
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_x5_1_every_refusal_is_coded_and_on_record_before_it_leaves(shared: Running, case: Case) -> None:
    shared.caller.ask(shared.person)
    before = LedgerEntry.objects.count()
    response = case.ask(shared)
    document = response.json()
    assert (response.status_code, document["code"]) == (case.status, case.code), response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert document["title"]
    assert document["action"]
    assert LedgerEntry.objects.count() == before + 1
    row = last_row()
    assert row.outcome == case.outcome
    assert row.fields == 0
    assert row.institution_id == (shared.world.bank.pk if case.is_known else 0)


@pytest.mark.parametrize(
    "accept, start", [("en", "The purpose"), ("tr-TR,en;q=0.5", "“merak”"), ("", "“merak”")]
)
def test_a_problem_is_told_in_the_callers_language(shared: Running, accept: str, start: str) -> None:
    response = shared.caller.ask(shared.person, purpose="merak", headers={"Accept-Language": accept})
    assert response.json()["title"].startswith(start)


def test_an_identity_number_stands_in_no_problem(shared: Running) -> None:
    assert "12345678901" not in shared.caller.ask("12345678901").text


@pytest.mark.parametrize(
    "method, path, status, code",
    [
        ("GET", f"/v1/services/{SERVICE}/v1", 405, "GWY-011"),
        ("POST", "/v1/services/", 404, "GWY-010"),
        ("POST", "/v1/services/a b/v1", 404, "GWY-010"),
        ("GET", "/v1/token", 405, "GWY-011"),
        ("GET", "/", 404, "GWY-010"),
    ],
)
def test_other_addresses_are_told_what_is_right(
    shared: Running, method: str, path: str, status: int, code: str
) -> None:
    response = requests.request(method, shared.road.url + path, timeout=15)
    assert (response.status_code, response.json()["code"]) == (status, code)


def test_an_answer_says_limits_timing_and_what_must_not_be_kept(shared: Running) -> None:
    headers = shared.caller.ask(shared.person).headers
    assert headers["ratelimit-policy"] == '"service";q=1000;w=1'
    assert headers["ratelimit"].startswith('"service";r=')
    assert "gate;dur=" in headers["server-timing"]
    assert headers["cache-control"] == "no-store"


def test_the_health_address_says_who_writes(shared: Running) -> None:
    state = requests.get(f"{shared.road.url}/health", timeout=5).json()
    assert state["is_open"] is True
    assert [writer["shard"] for writer in state["writers"]] == [0]


def test_x7_4_the_same_request_number_again_is_the_same_question_charged_once(shared: Running) -> None:
    number = str(uuid.uuid4())
    first = shared.caller.ask(shared.person, request_id=number).json()
    again = shared.caller.ask(shared.person, request_id=number).json()
    assert again == first
    rows = LedgerEntry.objects.filter(request_id=number).order_by("sequence")
    assert [row.outcome for row in rows] == [Outcome.FOUND, Outcome.REPEATED]


def test_the_same_request_number_with_another_question_is_refused(shared: Running) -> None:
    number = str(uuid.uuid4())
    shared.caller.ask(shared.person, request_id=number)
    response = shared.caller.ask(person_number(9003), request_id=number)
    assert (response.status_code, response.json()["code"]) == (422, "GWY-015")


def test_a_batch_answers_each_question_with_a_record_and_is_idempotent(shared: Running) -> None:
    shared.caller.ask(shared.person)
    number = str(uuid.uuid4())
    body = {
        "questions": [
            {"inputs": {"number": shared.person}},
            {"inputs": {"number": person_number(9004)}},
            {"inputs": {"number": "1"}},
            {"inputs": {"number": shared.person}, "purpose": "merak"},
        ],
        "purpose": PURPOSE, "file": "T-1", "user": "1001",
    }  # fmt: skip

    def send() -> Any:
        headers = {"Authorization": f"Bearer {shared.caller.token}", "Request-Id": number}
        url = f"{shared.road.url}/v1/services/{SERVICE}/v1/batch"
        return requests.post(url, json=body, headers=headers, timeout=15).json()["answers"]

    before = LedgerEntry.objects.count()
    first = send()
    assert [one.get("found") for one in first] == [True, False, None, None]
    assert [one["problem"]["code"] for one in first[2:]] == ["GWY-026", "GWY-022"]
    assert LedgerEntry.objects.count() == before + 4
    assert send()[:2] == first[:2]


def test_a_batch_of_too_many_is_refused_whole(shared: Running) -> None:
    shared.caller.ask(shared.person)
    headers = {"Authorization": f"Bearer {shared.caller.token}", "Request-Id": str(uuid.uuid4())}
    url = f"{shared.road.url}/v1/services/{SERVICE}/v1/batch"
    response = requests.post(url, json={"questions": [{}] * 101}, headers=headers, timeout=15)
    assert (response.status_code, response.json()["code"]) == (400, "GWY-013")
