"""The employers' interface against its own OpenAPI document: compared with the kept one, and fuzzed (house §6)."""

import json
from typing import Any

import pytest
import schemathesis
import time_machine
from django.core.management import call_command
from django.test import Client, override_settings
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.architecture.sources import DOCS
from tests.cast import Cast
from tests.employment.main_job import NOW, cankaya, make_candidate, make_vacancy, welder
from tests.employment.vacancies.test_api import Program

KEPT = DOCS / "api" / "employer.json"
DOCUMENT = json.loads(KEPT.read_text(encoding="utf-8"))
SCHEMA = schemathesis.openapi.from_dict(DOCUMENT)
OPERATIONS = [(path, method) for path, methods in DOCUMENT["paths"].items() for method in methods]


def test_the_kept_document_is_the_one_that_is_answered(capsys: pytest.CaptureFixture[str]) -> None:
    """After a wanted change: ./imece api_document employer > docs/api/employer.json"""
    call_command("api_document", "employer")
    assert json.loads(capsys.readouterr().out) == DOCUMENT


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_no_call_ends_in_a_fault_of_ours(cast: Cast, path: str, method: str) -> None:
    """Valid and broken calls on a vacancy and a candidate that are there; each answer as its schema says."""
    with time_machine.travel(NOW, tick=False), override_settings(API_CALLS_A_MINUTE=10**6):
        candidate = make_candidate(make_vacancy(cast.manager, cast.workplace), cast.seeker)
        known = {"number": candidate.round.number, "candidate_id": candidate.pk}
        secret = Program(cast, is_staging=True).secret
        operation = SCHEMA[path][method.upper()]
        answered = _fuzz(operation, known, secret, is_vacancy=_takes_a_vacancy(path, method))
    assert answered, f"no example was made for {method} {path}"


def _takes_a_vacancy(path: str, method: str) -> bool:
    return method == "put" or path.endswith("/vacancies/")


def _fuzz(operation: Any, known: dict[str, Any], secret: str, *, is_vacancy: bool) -> list[int]:
    answered: list[int] = []
    places = {"occupation": welder().code, "province": 6, "district": cankaya().pk} if is_vacancy else {}
    cases = st.one_of(
        operation.as_strategy(), operation.as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE)
    )

    @given(case=cases)
    @settings(
        max_examples=25,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def run(case: Any) -> None:
        case.path_parameters = dict(case.path_parameters or {}) | {
            name: value for name, value in known.items() if name in (case.path_parameters or {})
        }
        if isinstance(
            case.body, dict
        ):  # codes that exist, in every other example: behind them is more to try
            case.body = case.body | (places if len(answered) % 2 else {})
        answer = _send(case, secret)
        assert answer.status_code < 500, (case.method, case.formatted_path, case.body, answer.content)
        if answer.status_code >= 400:
            assert answer["Content-Type"] == "application/problem+json"
            assert answer.json()["remedy"]
        answered.append(answer.status_code)

    run()
    return answered


def _send(case: Any, secret: str) -> Any:
    """Through Django's own client, which raises what a view raises, so that a failure shows the line."""
    headers = {str(name): str(value) for name, value in dict(case.headers or {}).items()}
    headers = {name: value for name, value in headers.items() if value.isascii() and value.isprintable()}
    headers |= {"Authorization": f"Bearer {secret}"}
    body = case.body
    content = body if isinstance(body, bytes) else _as_json(body)
    kind = case.media_type or "application/json"
    query = {str(name): value for name, value in dict(case.query or {}).items()}
    return Client().generic(
        case.method, case.formatted_path, content, kind, headers=headers, query_params=_plain(query)
    )


def _as_json(body: Any) -> bytes:
    try:
        return json.dumps(body).encode()
    except (TypeError, UnicodeEncodeError):
        return b""


def _plain(query: dict[str, Any]) -> dict[str, Any]:
    return {
        name: [str(one) for one in value] if isinstance(value, list) else str(value)
        for name, value in query.items()
        if "\udcff" not in name
    }
