"""X4.3: opening what a house declares, beside what is open already; as the database's owner, for functions are made."""

import dataclasses
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone

from imece.core.actor import system_actor
from imece.core.errors import Problem
from imece.exchange.access.models import Generation
from imece.exchange.catalogue.domain.opening import open_services
from imece.exchange.catalogue.models import ServiceVersion
from imece.exchange.contract import SERVICES, Example, Field, Service
from tests.conftest import _ConnectedTo
from tests.exchange.answers import answers_of

NOW = timezone.now()
SYSTEM = system_actor("test")


def generation() -> int:
    return Generation.objects.get().number


TRIAL: dict[str, Any] = {
    "name": "test.opened_later",
    "version": 1,
    "owner": "test",
    "title": "Sonradan / Later",
    "fields": (Field("one", "Bir / One"), Field("two", "İki / Two")),
    "sql": "select asked.n, 'bir', asked.number from asked",
    "examples": (Example({"number": "10000000146"}, {"one": "örnek 'x'", "two": "\\"}),),
}


@pytest.fixture
def as_owner(fresh_database: str) -> Iterator[None]:
    with _ConnectedTo(fresh_database, role="owner"):
        yield
    SERVICES.pop(("test.opened_later", 1), None)
    SERVICES.pop(("test.opened_later", 2), None)


def test_a_new_version_is_opened_beside_the_old_one(as_owner: None) -> None:
    """And raises the generation: the gateway reads it without a restart."""
    service = Service(**TRIAL)
    before = generation()
    (made,) = open_services(actor=SYSTEM, now=NOW)
    assert (str(made), generation() > before) == ("test.opened_later v1", True)
    assert answers_of(service, [{"number": "1"}]) == [{"one": "bir", "two": "1"}]
    assert answers_of(service, [{"number": "10000000146"}, {"number": "1"}], sandbox=True) == [
        {"one": "örnek 'x'", "two": "\\"}, None,
    ]  # fmt: skip
    second = Service(**{**TRIAL, "version": 2, "fields": (Field("other", "Başka / Other"),), "examples": (),
                        "sql": "select asked.n, 'iki' from asked"})  # fmt: skip
    assert [one.version for one in open_services(actor=SYSTEM, now=NOW)] == [2]
    assert answers_of(service, [{"number": "1"}]) == [{"one": "bir", "two": "1"}]
    assert answers_of(second, [{"number": "1"}]) == [{"other": "iki"}]
    assert answers_of(second, [{"number": "1"}], sandbox=True) == [None]


def test_fields_of_an_open_version_are_only_appended(as_owner: None) -> None:
    """Their place is their bit in the ledger: a change would make old rows lie."""
    service = Service(**TRIAL)
    open_services(actor=SYSTEM, now=NOW)
    longer = dataclasses.replace(
        service, fields=(*service.fields, Field("three", "Üç / Three")), sql="select n, 'a', 'b', 'c' from asked",
        examples=(),
    )  # fmt: skip
    assert open_services(actor=SYSTEM, now=NOW) == []
    assert ServiceVersion.objects.get(name="test.opened_later").fields == ["one", "two", "three"]
    assert answers_of(longer, [{"number": "1"}]) == [{"one": "a", "two": "b", "three": "c"}]
    Service(**{**TRIAL, "fields": tuple(reversed(TRIAL["fields"]))})
    with pytest.raises(Problem, match="CAT-001"):
        open_services(actor=SYSTEM, now=NOW)


def test_opening_again_changes_nothing(as_owner: None) -> None:
    """Each migrate does it: the gateway must not be told for nothing."""
    before = generation()
    assert open_services(actor=SYSTEM, now=NOW) == []
    assert generation() == before
