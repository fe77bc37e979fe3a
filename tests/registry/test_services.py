"""X4.1: the identity services over the register, as the database answers them, and their sandbox twins."""

from typing import Any

import pytest
from django.db import DatabaseError, connection

from imece.core.actor import system_actor
from imece.core.transactions import acting
from imece.exchange.contract import SERVICES, Service
from imece.registry import sandbox_people as people
from imece.registry.domain.filling import fill_register, make_sandbox_people
from imece.registry.models import RegisteredPerson
from tests.exchange.answers import answers_of

pytestmark = pytest.mark.django_db
ACTOR = system_actor("test")
OWN = sorted(key for key, service in SERVICES.items() if service.owner == "registry")


@pytest.fixture(autouse=True)
def register() -> None:
    fill_register(count=40, actor=ACTOR)


def one(name: str, version: int = 1, *, sandbox: bool = False, **inputs: Any) -> dict[str, Any] | None:
    return answers_of(SERVICES[name, version], [inputs], sandbox=sandbox)[0]


def citizen(place: int = 0) -> RegisteredPerson:
    return RegisteredPerson.objects.filter(is_sandbox=False, register="C").order_by("number")[place]


def identity_of(person: RegisteredPerson) -> dict[str, Any]:
    names = ("number", "given_names", "surname", "birth_year")
    return {name: getattr(person, name) for name in names}


@pytest.mark.parametrize("key", OWN, ids=lambda key: key[0])
def test_every_example_is_what_the_sandbox_answers(key: tuple[str, int]) -> None:
    """So that the page, the document and the sandbox tell the same."""
    service: Service = SERVICES[key]
    assert any(example.facts is not None for example in service.examples)
    for example in service.examples:
        assert answers_of(service, [example.inputs], sandbox=True) == [example.facts]


@pytest.mark.parametrize("key", OWN, ids=lambda key: key[0])
def test_the_sandbox_and_the_register_do_not_meet(key: tuple[str, int]) -> None:
    """X3.5: a sandbox credential reaches nobody of the register, nobody else reaches the sandbox's people."""
    service = SERVICES[key]
    for example in service.examples:
        answer = answers_of(service, [example.inputs], sandbox=False)[0]
        assert answer is None or answer == {"matches": False}
    person = citizen()
    inputs = identity_of(person) | {"mother_name": "x", "father_name": "y", "card_serial": person.card_serial}
    answer = answers_of(service, [inputs], sandbox=True)[0]
    assert answer is None or answer == {"matches": False}


def test_the_sandbox_cannot_name_a_table_of_the_house() -> None:
    """Its function's path holds the schema `sandbox` alone."""
    with connection.cursor() as cursor:
        cursor.execute("select proconfig from pg_proc where proname = 'answer_registry_person_v1_sandbox'")
        assert cursor.fetchone()[0] == ["search_path=sandbox, pg_temp"]
        cursor.execute(
            "select count(*) from pg_class where relnamespace = 'sandbox'::regnamespace and relkind <> 'v'"
        )
        assert cursor.fetchone()[0] == 0


@pytest.mark.parametrize(
    ("changed", "matches"),
    [
        ({}, True),
        ({"given_names": "  ISIL  "}, True),  # TR-03, KPS-40: clients upper-case as they can
        ({"given_names": "ışıl", "surname": "DENEME"}, True),
        ({"given_names": "Isıl Su"}, False),
        ({"surname": "Başka"}, False),
        ({"birth_year": 1976}, False),
        ({"number": people.UNKNOWN}, False),
        ({"surname": None}, False),
    ],
)
def test_verification_says_yes_or_no(changed: dict[str, Any], matches: bool) -> None:
    """KPS-40, KPS-42: an unknown number is told as any other no."""
    asked = {
        "number": people.MOTHER,
        "given_names": "Işıl",
        "surname": "Deneme",
        "birth_year": 1975,
        **changed,
    }
    assert one("registry.verify_identity", sandbox=True, **asked) == {"matches": matches}


def test_a_closed_record_verifies_nobody() -> None:
    asked = {"number": people.CLOSED, "given_names": "Kaydı", "surname": "Kapalı", "birth_year": 1980}
    assert one("registry.verify_identity", sandbox=True, **asked) == {"matches": False}


def test_a_person_without_surname_or_birth_day_is_verified_by_leaving_them_empty() -> None:
    """ID-09, ID-10; `SoyadYok`, `DogumGunYok` of the public service."""
    nameless = {"number": people.NO_SURNAME, "given_names": "Soyadsız", "birth_year": 1990}
    assert one("registry.verify_identity", sandbox=True, **nameless) == {"matches": True}
    vague = {"number": people.VAGUE, "given_names": "Sıdıka", "surname": "Günübilinmez", "birth_year": 1955}
    with acting(ACTOR):
        RegisteredPerson.objects.filter(number=people.VAGUE).update(card_serial="A1")
    asked = vague | {"card_serial": "A1"}
    assert one("registry.verify_person_and_card", sandbox=True, **asked) == {"matches": True}
    assert one("registry.verify_person_and_card", sandbox=True, **asked, birth_day=1, birth_month=1) == {
        "matches": False
    }


@pytest.mark.parametrize(
    ("card", "matches"),
    [
        ({"old_card_series": "D01", "old_card_number": 123456}, True),
        ({"old_card_series": "D01", "old_card_number": 123457}, False),
        ({"old_card_series": "D02", "old_card_number": 123456}, False),
        ({"card_serial": ""}, False),  # he has none: an empty serial is no proof
        ({}, False),
    ],
)
def test_the_card_must_fit_too(card: dict[str, Any], matches: bool) -> None:
    asked = {
        "number": people.CHILD, "given_names": "Çağrı Öykü", "surname": "Deneme",
        "birth_day": 23, "birth_month": 4, "birth_year": 2001, **card,
    }  # fmt: skip
    assert one("registry.verify_person_and_card", sandbox=True, **asked) == {"matches": matches}


def test_a_citizen_is_no_foreigner() -> None:
    assert one("registry.foreigner", sandbox=True, number=people.MOTHER) is None
    former = one("registry.foreigner", sandbox=True, number=people.FORMER_FOREIGNER)
    assert former is not None
    assert former["gained_number"] == people.NEW_CITIZEN  # ID-07


def test_the_dead_are_told_with_the_day() -> None:
    """KPS-50."""
    facts = one("registry.person", sandbox=True, number=people.DEAD)
    assert facts is not None
    assert (facts["is_alive"], facts["is_record_open"], str(facts["died_on"])) == (False, False, "2020-02-29")


def test_facts_that_fit_two_people_name_nobody() -> None:
    """X4.1, narrow: at most one."""
    twins = {
        "given_names": "İkiz",
        "surname": "Adaş",
        "birth_year": 1999,
        "mother_name": "Hacer",
        "father_name": "Nuri",
    }
    assert one("registry.person_by_facts", sandbox=True, **twins) is None
    with acting(ACTOR):
        RegisteredPerson.objects.filter(number=people.TWIN).update(mother_name="Esma")
    found = one("registry.person_by_facts", sandbox=True, **twins)
    assert found is not None
    assert found["number"] == people.OTHER_TWIN


def test_too_few_facts_name_nobody() -> None:
    few = {"given_names": "Çağrı Öykü", "surname": "Deneme", "birth_year": 2001, "mother_name": "Işıl"}
    assert one("registry.person_by_facts", sandbox=True, **few) is None


def test_a_family_of_the_register() -> None:
    members = one("registry.family", number=citizen(2).number)
    assert members is not None
    assert [member["relation"] for member in members["members"]].count("mother") == 1
    assert {member["relation"] for member in members["members"]} == {"mother", "father"}
    parents = one("registry.family", number=citizen(0).number)
    assert parents is not None
    assert [member["relation"] for member in parents["members"]] == ["spouse", "child", "child"]


def test_a_birth_date_that_is_given_must_fit_the_record() -> None:
    """§14.5: compulsory in later versions."""
    assert (
        one("registry.full_record", sandbox=True, number=people.CHILD, birth_year=2001, birth_month=4)
        is not None
    )
    assert one("registry.full_record", sandbox=True, number=people.CHILD, birth_year=2002) is None


def test_a_batch_is_answered_each_under_its_number() -> None:
    service = SERVICES["registry.person", 1]
    asked = [{"number": citizen(3).number}, {"number": people.UNKNOWN}, {"number": citizen(1).number}]
    answers = answers_of(service, asked, sandbox=False)
    assert [None if answer is None else answer["given_names"] for answer in answers] == [
        citizen(3).given_names, None, citizen(1).given_names,
    ]  # fmt: skip


@pytest.mark.parametrize("key", OWN, ids=lambda key: key[0])
def test_the_gateways_role_may_run_it_and_read_no_table(key: tuple[str, int]) -> None:
    service = SERVICES[key]
    with connection.cursor() as cursor:
        for function in (service.function, service.sandbox_function):
            cursor.execute(
                "select has_function_privilege('imece_gateway', oid, 'execute'),"
                " has_function_privilege('imece_archive', oid, 'execute') from pg_proc where proname = %s",
                [function],
            )
            assert cursor.fetchone() == (True, False)
        cursor.execute(
            "select count(*), bool_or(has_table_privilege('imece_gateway', oid, 'select'))"
            " from pg_class where relname like 'registry\\_%%' and relkind in ('r', 'v')",
            [],
        )
        assert cursor.fetchone() == (6, False)


def test_the_sandbox_stays_as_it_is() -> None:
    assert make_sandbox_people(actor=ACTOR) == 0
    with pytest.raises(DatabaseError, match="registered_person_dead"), acting(ACTOR):
        RegisteredPerson.objects.filter(number=people.MOTHER).update(died_on="2026-01-01")
