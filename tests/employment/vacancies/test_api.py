"""The interface for employers' own systems (P3.10): vacancies and candidates by token."""

import json
import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from imece.accounts.domain.tokens import make_token
from imece.core.models import AuditRecord
from imece.employment.selection.enums import CandidateState
from imece.employment.vacancies.models import ConflictAttempt, Vacancy
from tests.cast import Cast, actor_of
from tests.employment.main_job import (
    AFTER_INTERVIEW,
    NOW,
    TODAY,
    cankaya,
    make_candidate,
    make_draft,
    make_vacancy,
    welder,
)
from tests.employment.selection.test_steps import take_to

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/employer/"


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


class Program:
    """An employer's program with its token."""

    def __init__(self, cast: Cast, *grants: str, is_staging: bool = False, is_other: bool = False) -> None:
        person = cast.other_manager if is_other else cast.manager
        workplace = cast.other_workplace if is_other else cast.workplace
        _token, self.secret = make_token(
            name="İK sistemi",
            grants=grants or ("vacancies", "candidates"),
            valid_until=TODAY + timedelta(days=100),
            is_staging=is_staging,
            actor=actor_of(person, workplace.organisation),
            now=NOW,
        )

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        given = {"Authorization": f"Bearer {self.secret}"} | headers
        if method == "POST":
            given.setdefault("Idempotency-Key", uuid.uuid4().hex)
        content = json.dumps(body) if body is not None else ""
        return Client().generic(method, f"{ROOT}{path}", content, "application/json", headers=given)


@pytest.fixture
def program(cast: Cast) -> Program:
    return Program(cast)


def body(**changes: Any) -> dict[str, Any]:
    return {
        "occupation": welder().code,
        "province": 6,
        "district": cankaya().pk,
        "title": "Gazaltı kaynakçısı",
        "description": "Atölyemizde çelik konstrüksiyon kaynağı yapılacaktır.",
        "post_count": 2,
        "wage_min_amount": "40000.00",
        "min_experience_months": 12,
        "last_application_on": (TODAY + timedelta(days=30)).isoformat(),
    } | changes


def whole(answer: Any, **changes: Any) -> dict[str, Any]:
    """What was read, as PUT takes it."""
    told = answer.json()
    for name in ("number", "reference", "state", "version", "published_at"):
        del told[name]
    return told | changes


def test_a_vacancy_from_draft_to_closed(program: Program) -> None:
    made = program.call("POST", "vacancies/", body(reference="IK-1"))
    assert (made.status_code, made.json()["state"]) == (201, "draft"), made.content
    at = made["Location"].removeprefix(ROOT)
    published = program.call("POST", f"{at}publish/")
    assert published.json()["state"] == "open", published.content
    changed = program.call(
        "PUT", at, whole(published, title="Argon kaynakçısı"), **{"If-Match": published["ETag"]}
    )
    assert (changed.json()["title"], changed["ETag"]) == ("Argon kaynakçısı", '"2"')
    later = (TODAY + timedelta(days=40)).isoformat()
    assert (
        program.call("POST", f"{at}extend/", {"last_application_on": later}).json()["last_application_on"]
        == later
    )
    closing = {
        "outcome": "no_longer_needed",
        "placed_through_us": 0,
        "placed_otherwise": 0,
        "reason": "Vazgeçildi.",
    }
    closed = program.call("POST", f"{at}close/", closing)
    assert closed.json()["state"] == "closed", closed.content
    assert AuditRecord.objects.filter(action="vacancy.close", actor_name__contains="İK sistemi").exists()


def test_every_fault_is_told_at_once_with_its_field(program: Program) -> None:
    wrong = body(publish=True, wage_min_amount="100.00", weekly_hours=60)
    answer = program.call("POST", "vacancies/", wrong)
    assert answer.status_code == 422
    assert {(one["code"], one["field"]) for one in answer.json()["errors"]} == {
        ("VAC-106", "/weekly_hours"),
        ("VAC-102", "/wage_min_amount"),
    }
    assert not Vacancy.objects.exists()


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"occupation": "9999.99"}, "VAC-182", "/occupation"),
        ({"district": "42-99"}, "VAC-182", "/district"),
        ({"province": 42}, "VAC-183", "/district"),
        ({"country": "QQ", "is_abroad": True}, "VAC-182", "/country"),
        ({"wage_min_amount": "NaN"}, "VAC-181", "/wage_min_amount"),
        ({"title": ""}, "VAC-181", "/title"),
        ({"starts_on": "9999-12-31"}, "VAC-184", "/starts_on"),
        ({"contact_email": "yok"}, "VAC-181", "/contact_email"),
        ({"post_count": 0}, "VAC-181", "/post_count"),
        ({"wage_max_amount": "1.00"}, "VAC-181", "/wage_max_amount"),
    ],
)
def test_a_value_that_cannot_be_is_named(
    program: Program, changes: dict[str, Any], code: str, field: str
) -> None:
    answer = program.call("POST", "vacancies/", body(**changes))
    assert (answer.status_code, answer.json()["code"]) == (422, code), answer.content
    assert answer.json().get("field", "") == field


def test_announced_for_a_later_day_it_waits_for_it(program: Program) -> None:
    day = TODAY + timedelta(days=2)
    answer = program.call("POST", "vacancies/", body(publish=True, starts_on=day.isoformat()))
    assert (answer.status_code, answer.json()["state"]) == (201, "draft")
    assert answer.json()["starts_on"] == day.isoformat()


def test_a_change_of_an_old_version_is_refused(cast: Cast, program: Program) -> None:
    vacancy = make_vacancy(cast.manager, cast.workplace)
    read = program.call("GET", f"vacancies/{vacancy.number}/")
    answer = program.call(
        "PUT", f"vacancies/{vacancy.number}/", whole(read, title="Başka"), **{"If-Match": '"7"'}
    )
    assert (answer.status_code, answer.json()["code"]) == (412, "API-411")


def test_the_own_number_is_taken_once_and_the_attempt_is_on_the_list(program: Program) -> None:
    program.call("POST", "vacancies/", body(reference="IK-1"))
    again = program.call("POST", "vacancies/", body(reference="IK-1"))
    assert (again.status_code, again.json()["code"]) == (409, "VAC-185")
    assert Vacancy.objects.count() == 1
    listed = program.call("GET", "conflicts/").json()["conflicts"]
    assert [(one["reference"], one["way"]) for one in listed] == [("IK-1", "program")]


def test_pages_follow_one_another_without_a_gap(cast: Cast, program: Program) -> None:
    numbers = [make_draft(cast.manager, cast.workplace).number for _ in range(5)]
    seen, after = [], ""
    for _ in range(3):
        page = program.call("GET", f"vacancies/?size=2&after={after}").json()
        seen += [one["number"] for one in page["vacancies"]]
        after = page["next"]
    assert (seen, after) == (numbers[::-1], "")
    assert program.call("GET", "vacancies/?size=2&after=xyz").json()["code"] == "KEY-001"


def test_a_list_costs_the_same_for_one_and_for_many(
    cast: Cast, program: Program, django_assert_max_num_queries: Any
) -> None:
    for _ in range(6):
        make_draft(cast.manager, cast.workplace)
    program.call("GET", "vacancies/")
    with django_assert_max_num_queries(20):
        assert len(program.call("GET", "vacancies/").json()["vacancies"]) == 6


def test_another_workplaces_vacancy_does_not_exist(cast: Cast) -> None:
    vacancy = make_vacancy(cast.manager, cast.workplace)
    other = Program(cast, is_other=True)
    for method, path in (("GET", ""), ("GET", "candidates/"), ("POST", "publish/")):
        assert other.call(method, f"vacancies/{vacancy.number}/{path}").status_code == 404
    assert AuditRecord.objects.filter(action="access.outside_scope").count() == 3
    assert other.call("GET", "vacancies/").json()["vacancies"] == []


def test_a_token_does_only_what_it_was_made_for(cast: Cast) -> None:
    vacancy = make_vacancy(cast.manager, cast.workplace)
    reader = Program(cast, "candidates")
    assert reader.call("POST", f"vacancies/{vacancy.number}/publish/").status_code == 403
    writer = Program(cast, "vacancies")
    assert writer.call("GET", f"vacancies/{vacancy.number}/candidates/").status_code == 403


def test_candidates_with_names_and_results(cast: Cast, program: Program) -> None:
    candidate = make_candidate(make_vacancy(cast.manager, cast.workplace), cast.seeker)
    take_to(candidate, CandidateState.ACCEPTED, cast)
    path = f"vacancies/{candidate.round.number}/candidates/"
    with time_machine.travel(AFTER_INTERVIEW, tick=False):
        told = program.call("GET", path).json()["candidates"]
        assert [(one["name"], one["is_masked"]) for one in told] == [(cast.seeker.full_name, False)]
        answer = program.call("POST", f"candidates/{candidate.pk}/result/", {"result": "suitable"})
    assert answer.json()["state"] == "suitable", answer.content
    assert AuditRecord.objects.filter(action="api.candidates_read").count() == 1


def test_staging_sees_no_name_and_keeps_nothing(cast: Cast) -> None:
    make_candidate(make_vacancy(cast.manager, cast.workplace), cast.seeker)
    vacancy = Vacancy.objects.get()
    trier = Program(cast, is_staging=True)
    told = trier.call("GET", f"vacancies/{vacancy.number}/candidates/").json()["candidates"]
    assert [(one["is_masked"], one["name"]) for one in told] == [(True, "I*** G*******")]
    made = trier.call("POST", "vacancies/", body(publish=True, reference="IK-1"))
    assert (made.status_code, made.json()["state"], made["Imece-Staging"]) == (201, "open", "true")
    assert Vacancy.objects.count() == 1
    assert not ConflictAttempt.objects.exists()


def test_the_page_for_programmers_names_every_endpoint() -> None:
    page = Client().get("/isveren/programlar-icin/").content.decode()
    document = Client().get(f"{ROOT}openapi.json").json()
    for path in document["paths"]:
        assert path in page


# ------------------------------------------------------------------------------------------ criteria behind the gate
EXCEPTION = {"ground": "sex", "kind": "one_sex", "reason": "Kadın konukevinin gece nöbeti için gereklidir."}


def test_NDR_05_a_program_asks_for_an_exception(program: Program) -> None:
    """P3.8: announced at once it goes to the unit; what is read says how the exception stands."""
    asked = body(sex="female", exceptions=[EXCEPTION], publish=True)
    made = program.call("POST", "vacancies/", asked)
    assert made.status_code == 201, made.content
    assert (made.json()["state"], made.json()["exceptions"]) == (
        "in_review",
        [EXCEPTION | {"state": "asked"}],
    )


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"sex": "female"}, "VAC-110"),
        ({"exceptions": [EXCEPTION]}, "VAC-187"),
        ({"sex": "female", "exceptions": [EXCEPTION, EXCEPTION]}, "VAC-188"),
        ({"sex": "female", "exceptions": [EXCEPTION | {"reason": "Gerekli."}]}, "VAC-113"),
        ({"sex": "female", "exceptions": [EXCEPTION | {"kind": "age_limit"}]}, "VAC-114"),
    ],
)
def test_NDR_05_what_does_not_pass_the_gate_is_told(
    program: Program, given: dict[str, Any], code: str
) -> None:
    refused = program.call("POST", "vacancies/", body(publish=True, **given))
    assert refused.status_code == 422
    assert code in [one["code"] for one in refused.json()["errors"]]
    assert not Vacancy.objects.exists()


def test_NDR_05_a_change_keeps_takes_back_or_renews_exceptions(program: Program) -> None:
    made = program.call("POST", "vacancies/", body(sex="female", exceptions=[EXCEPTION]))
    path = f"vacancies/{made.json()['number']}/"
    unsaid = whole(made)
    del unsaid["exceptions"]
    kept = program.call("PUT", path, unsaid, **{"If-Match": made["ETag"]})
    assert kept.status_code == 200, kept.content
    assert kept.json()["exceptions"] == [EXCEPTION | {"state": "asked"}]
    gone = program.call("PUT", path, whole(kept, sex="", exceptions=[]), **{"If-Match": kept["ETag"]})
    assert gone.json()["exceptions"] == [], gone.content
