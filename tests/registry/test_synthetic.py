"""The synthetic register: right check digits, the same people everywhere, unknown birth days among them (ID-09)."""

import pytest

from imece.core.actor import system_actor
from imece.core.identity_numbers import check_person_number, make_person_number
from imece.registry.domain.synthetic import COLUMNS, fill_register, synthetic_people, synthetic_person
from imece.registry.models import RegisteredPerson


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


@pytest.mark.django_db
def test_filling_twice_adds_nobody() -> None:
    assert fill_register(count=300, actor=system_actor("test")) == 300
    assert fill_register(count=300, actor=system_actor("test")) == 0
    assert RegisteredPerson.objects.count() == 300
