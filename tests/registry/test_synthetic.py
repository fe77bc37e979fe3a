"""The synthetic register: right check digits, the same people everywhere, unknown birth days among them (ID-09)."""

import pytest

from imece.core.actor import system_actor
from imece.core.identity_numbers import check_person_number, make_person_number
from imece.registry.domain.filling import fill_register, make_sandbox_people
from imece.registry.domain.synthetic import COLUMNS, synthetic_foreigner, synthetic_people, synthetic_person
from imece.registry.models import CivilEvent, RegisteredPerson
from imece.registry.numbers import foreigner_number
from imece.registry.sandbox_people import SANDBOX_PEOPLE


def test_everybody_has_a_valid_number_of_his_own() -> None:
    people = list(synthetic_people(0, 2000))
    numbers = [row[COLUMNS.index("number")] for row in people]
    assert all(check_person_number(str(number)).is_valid for number in numbers)
    assert len(set(numbers)) == 2000


def test_the_same_serial_is_the_same_person() -> None:
    assert synthetic_person(77) == synthetic_person(77)
    assert synthetic_person(77) != synthetic_person(78)


def test_some_have_an_unknown_birth_day() -> None:
    """ID-09."""
    months = [row[COLUMNS.index("birth_month")] for row in synthetic_people(0, 2000)]
    assert 10 < months.count(None) < 100


@pytest.mark.parametrize("serial", [-1, 700_000_000])
def test_serials_have_bounds(serial: int) -> None:
    with pytest.raises(ValueError, match=str(serial)):
        make_person_number(serial)


def test_families_hold_together() -> None:
    """Four serials in a row: the children name their parents and were born after them; the couple name each other."""
    people = [dict(zip(COLUMNS, row, strict=True)) for row in synthetic_people(0, 400)]
    for first in range(0, 400, 4):
        mother, father, *children = people[first : first + 4]
        assert (mother["spouse_number"], father["spouse_number"]) == (father["number"], mother["number"])
        for child in children:
            assert (child["mother_number"], child["father_number"]) == (mother["number"], father["number"])
            assert (child["mother_name"], child["surname"]) == (mother["given_names"], father["surname"])
            assert child["birth_year"] - mother["birth_year"] >= 21


def test_foreigners_have_numbers_of_their_own_register() -> None:
    """ID-06: they begin with 99."""
    for serial in range(500):
        row = dict(zip(COLUMNS, synthetic_foreigner(serial), strict=True))
        check = check_person_number(str(row["number"]))
        assert check.is_valid
        assert check.parts["register"] == "foreigners"
        assert row["permit_until"] > row["permit_from"]
    with pytest.raises(ValueError, match="7000000"):
        foreigner_number(7_000_000)


def test_everybody_of_the_sandbox_has_a_valid_number() -> None:
    assert all(check_person_number(one["number"]).is_valid for one in SANDBOX_PEOPLE)


@pytest.mark.django_db
def test_filling_twice_adds_nobody() -> None:
    actor = system_actor("test")
    assert fill_register(count=300, actor=actor) == 300
    assert fill_register(count=300, actor=actor) == 0
    people = RegisteredPerson.objects.filter(is_sandbox=False)
    assert people.exclude(register="F").count() == 300
    assert people.filter(register="F").count() == 15
    assert CivilEvent.objects.filter(kind="marriage").exists()


@pytest.mark.django_db
def test_filling_goes_on_where_it_stopped() -> None:
    actor = system_actor("test")
    fill_register(count=10, actor=actor)
    assert fill_register(count=25, actor=actor) == 15
    rows = RegisteredPerson.objects.filter(is_sandbox=False, register="C").values_list("number", flat=True)
    assert set(rows) == {row[0] for row in synthetic_people(0, 25)}


@pytest.mark.django_db
def test_the_sandboxs_people_are_made_once() -> None:
    actor = system_actor("test")
    assert make_sandbox_people(actor=actor) == len(SANDBOX_PEOPLE)
    assert make_sandbox_people(actor=actor) == 0
