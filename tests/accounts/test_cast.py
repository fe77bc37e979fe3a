"""The cast itself: its numbers are valid and its actors are what they claim."""

import pytest
from django.test import Client

from imece.core.actor import ActorKind
from imece.core.identity_numbers import check_person_number, check_tax_number
from tests.cast import Cast, actor_of, person_number, sign_in, tax_number

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("serial", [0, 1, 77, 9999])
def test_made_numbers_have_right_check_digits(serial: int) -> None:
    assert check_person_number(person_number(serial)).is_valid
    assert check_tax_number(tax_number(serial)).is_valid


def test_actors_are_of_their_kinds(cast: Cast) -> None:
    assert actor_of(cast.manager, cast.workplace.organisation).is_manager
    assert not actor_of(cast.clerk, cast.workplace.organisation).has_grant("users")
    assert actor_of(cast.officer, cast.unit).kind == ActorKind.UNIT_STAFF
    assert actor_of(cast.headquarters, cast.head_institution).province is None
    assert actor_of(cast.seeker).kind == ActorKind.JOB_SEEKER


def test_sign_in_gives_the_request_its_actor(cast: Cast, client: Client) -> None:
    sign_in(client, cast.clerk, cast.workplace.organisation)
    actor = client.get("/none/").wsgi_request.actor
    assert (actor.person_id, actor.organisation_id) == (cast.clerk.pk, cast.workplace.organisation.pk)
