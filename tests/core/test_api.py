"""The kit for programs' interfaces (P3.10, A5): token, shape, permission, limits, once, staging, OpenAPI."""

import threading
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client, override_settings

from imece.accounts.models import Organisation
from imece.core.api import idempotency
from imece.core.api.openapi import document_of
from imece.core.models.api import IdempotentAnswer
from tests.cast import Cast, sign_in
from tests.core import api_urls

pytestmark = pytest.mark.urls("tests.core.api_urls")
UNITS = "/api/v1/test/units/"
BODY = b'{"name": "Deneme Birimi", "province": 6}'


@pytest.fixture(autouse=True)
def callers(settings: Any) -> None:
    settings.API_CALLER = "tests.core.api_urls.caller_of"


def send(
    body: bytes = BODY, *, token: str = "writer", key: str | None = None, method: str = "post", **more: Any
):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    headers |= {"Idempotency-Key": key or uuid.uuid4().hex} | more.pop("headers", {})
    kind = more.pop("content_type", "application/json")
    call = getattr(Client(), method)
    return call(more.pop("url", UNITS), body, content_type=kind, headers=headers)


def names() -> list[str]:
    return [unit.name for unit in Organisation.objects.order_by("pk")]


@pytest.mark.django_db
def test_a_call_is_answered_with_its_version_and_place() -> None:
    answer = send()
    assert answer.status_code == 201, answer.content
    assert answer.json()["name"] == "Deneme Birimi"
    assert answer["ETag"] == '"1"'
    assert answer["Location"] == f"{UNITS}{answer.json()['id']}/"
    assert answer["RateLimit-Remaining"].isdecimal()
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "status", "code"),
    [
        pytest.param({"token": ""}, 401, "API-401", id="no token"),
        pytest.param({"token": "unknown"}, 401, "API-401", id="unknown token"),
        pytest.param({"token": "reader"}, 403, "CORE-403", id="right missing"),
        pytest.param({"content_type": "text/plain"}, 415, "API-415", id="not JSON"),
        pytest.param(
            {"content_type": "application/json; charset=iso-8859-9"}, 415, "API-415", id="not UTF-8"
        ),
        pytest.param({"body": b'{"name": '}, 400, "API-400", id="cut off"),
        pytest.param({"body": b"\xff\xfe"}, 400, "API-400", id="not text"),
        pytest.param({"body": b'{"name": "a", "province": "altmis"}'}, 400, "API-400", id="wrong type"),
        pytest.param({"body": b'{"name": "a", "province": 6, "x": 1}'}, 400, "API-400", id="unknown name"),
        pytest.param({"body": b'{"name": "a", "name": "b", "province": 6}'}, 400, "API-407", id="name twice"),
        pytest.param({"body": b"[" * 100_000}, 400, "API-400", id="deep"),
        pytest.param(
            {"body": b'{"name": "' + b"a" * 2**20 + b'", "province": 6}'}, 413, "API-413", id="huge"
        ),
        pytest.param({"body": b'{"name": "a\\u0000", "province": 6}'}, 400, "API-409", id="NUL inside"),
        pytest.param({"key": "kisa"}, 400, "API-434", id="key too short"),
        pytest.param({"key": "ş" * 10}, 400, "API-434", id="key not ASCII"),
        pytest.param(
            {"body": '{"name": "Alınmış", "province": 6}'.encode()}, 422, "TEST-API", id="rule says no"
        ),
        pytest.param({"method": "delete"}, 405, "API-406", id="method"),
        pytest.param({"url": f"{UNITS}?x=1"}, 400, "API-408", id="unknown query"),
    ],
)
def test_what_is_wrong_is_said_as_problem_json(given: dict[str, Any], status: int, code: str) -> None:
    answer = send(**given)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["remedy"]
    assert names() == []


@pytest.mark.django_db
def test_the_field_is_told_as_a_pointer_and_the_words_in_the_callers_language() -> None:
    body = b'{"name": "a", "province": "x"}'
    assert send(body).json()["field"] == "/province"
    english = send(token="", headers={"Accept-Language": "en"})
    turkish = send(token="")
    assert (english["Content-Language"], turkish["Content-Language"]) == ("en", "tr")
    assert english.json()["title"] != turkish.json()["title"]


@pytest.mark.django_db
def test_a_session_is_no_token(cast: Cast) -> None:
    client = Client()
    sign_in(client, cast.manager, cast.workplace.organisation)
    assert client.get(UNITS).status_code == 401


@pytest.mark.django_db
def test_the_same_call_again_gets_the_same_answer_and_makes_nothing_new() -> None:
    first, again = send(key="anahtar-1"), send(key="anahtar-1")
    assert (again.content, again["ETag"]) == (first.content, first["ETag"])
    assert (again["Idempotent-Replayed"], "Idempotent-Replayed" in first) == ("true", False)
    assert names() == ["Deneme Birimi"]


@pytest.mark.django_db
def test_a_key_is_for_one_wish_and_one_owner_alone() -> None:
    send(key="anahtar-1")
    other = send(b'{"name": "Baska", "province": 6}', key="anahtar-1")
    assert (other.status_code, other.json()["code"]) == (422, "API-435")
    assert names() == ["Deneme Birimi"]


@pytest.mark.django_db
def test_a_refusal_leaves_the_key_free() -> None:
    assert send('{"name": "Alınmış", "province": 6}'.encode(), key="anahtar-1").status_code == 422
    assert send(key="anahtar-1").status_code == 201


def test_while_a_call_is_worked_on_the_same_key_is_told_to_wait(
    fresh_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Real commits on two connections: the first is held just before its answer is kept."""
    is_inside, may_go_on = threading.Event(), threading.Event()
    keep, statuses = idempotency._keep, []

    def keep_slowly(*given: Any) -> None:
        is_inside.set()
        assert may_go_on.wait(20)
        keep(*given)

    def call_first() -> None:
        try:
            statuses.append(send(key="anahtar-1").status_code)
        finally:
            connection.close()

    monkeypatch.setattr(idempotency, "_keep", keep_slowly)
    first = threading.Thread(target=call_first)
    first.start()
    assert is_inside.wait(20)
    second = send(key="anahtar-1")
    may_go_on.set()
    first.join(20)
    assert (second.status_code, second.json()["code"]) == (409, "API-436")
    assert statuses == [201]
    assert names() == ["Deneme Birimi"]


@pytest.mark.django_db
def test_staging_answers_as_live_and_keeps_nothing() -> None:
    answer = send(token="trier")
    assert (answer.status_code, answer["Imece-Staging"], answer.json()["name"]) == (
        201,
        "true",
        "Deneme Birimi",
    )
    assert names() == []
    assert not IdempotentAnswer.objects.exists()


@pytest.mark.django_db
@override_settings(API_CALLS_A_MINUTE=2)
def test_beyond_the_limit_the_caller_is_told_when_to_come_back() -> None:
    assert [send(token="reader").status_code for _ in range(3)] == [403, 403, 429]
    refused = send(token="reader")
    assert refused.json()["code"] == "API-429"
    assert 0 < int(refused["Retry-After"]) <= 60
    assert send(token="writer").status_code == 201


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("version", "status", "code"),
    [("", 428, "API-428"), ("üç", 412, "API-412"), ('W/"3"', 412, "API-412"), ('"3"', 200, None)],
)
def test_a_change_names_the_version_it_has_seen(version: str, status: int, code: str | None) -> None:
    headers = {"If-Match": version} if version else {}
    answer = send(method="put", url=f"{UNITS}5/", headers=headers)
    assert (answer.status_code, answer.json().get("code")) == (status, code)
    if status == 200:
        assert answer["ETag"] == '"4"'


def test_the_description_is_made_from_the_types_that_are_read() -> None:
    document = document_of(api_urls.API, server="https://example.invalid")
    post = document["paths"]["/api/v1/test/units/"]["post"]
    assert post["requestBody"]["content"]["application/json"]["schema"]["$ref"].endswith("/UnitBody")
    assert {one["name"] for one in post["parameters"]} == {"Idempotency-Key"}
    listed = document["paths"]["/api/v1/test/units/"]["get"]["parameters"]
    assert [(one["name"], one["in"], one["required"]) for one in listed] == [("province", "query", False)]
    changed = document["paths"]["/api/v1/test/units/{number}/"]["put"]["parameters"]
    assert {one["name"] for one in changed} == {"number", "If-Match"}
