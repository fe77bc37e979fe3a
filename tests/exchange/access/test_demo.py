"""The demonstration's access: the houses can ask from this machine, a partner has his whole story, twice is once."""

import hashlib

import jwt
import pytest
from django.db import connection

from imece.exchange.access.domain.demo import make_demo_access
from imece.exchange.access.domain.overview import overview_of
from imece.exchange.access.enums import CredentialState, FormState
from imece.exchange.access.models import ClientKey, Credential
from imece.exchange.house_keys import (
    SERVICE_USER,
    demo_secret,
    house_client_id,
    house_key_id,
    house_private_key,
)
from tests.cast import actor_of
from tests.exchange.access.stories import NOW, first_desk, second_desk
from tests.exchange.access.test_authorisation import views_say
from tests.exchange.cast import ExchangeCast
from tests.exchange.rows import make_unit

pytestmark = pytest.mark.django_db


def make(cast: ExchangeCast) -> None:
    managers = [
        actor_of(cast.bank_manager, cast.bank.organisation),
        actor_of(cast.municipality_manager, cast.municipality.organisation),
    ]
    desks = (first_desk(cast), second_desk(cast))
    make_demo_access(now=NOW, managers=managers, desks=desks)


def test_a_house_proves_itself_with_the_key_of_the_secrets_file(exchange_cast: ExchangeCast) -> None:
    make(exchange_cast)
    credential = Credential.objects.get(client_id=house_client_id("registry"))
    key = ClientKey.objects.get(credential=credential)
    assert key.key_id == house_key_id("registry")
    assertion = jwt.encode({"iss": credential.client_id}, house_private_key("registry"), "EdDSA")
    public = jwt.PyJWK(key.public_jwk)
    assert jwt.decode(assertion, public, ["EdDSA"])["iss"] == credential.client_id
    make_unit(exchange_cast.provider, "A")
    said = views_say(exchange_cast.provider, NOW)
    assert (said["credential"], said["address"]) == (True, True)
    numbers = set(exchange_cast.provider.end_users.values_list("user_number", flat=True))
    assert numbers == {SERVICE_USER}
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from access_open_user where opens_at is not null and institution_id = %s",
                       [exchange_cast.provider.pk])  # fmt: skip
        assert cursor.fetchone() == (1,)


def test_partners_have_sandbox_credentials_with_a_known_password(exchange_cast: ExchangeCast) -> None:
    make(exchange_cast)
    credential = Credential.objects.get(institution=exchange_cast.hospital)
    assert credential.is_sandbox
    assert credential.secret_hash == hashlib.sha256(demo_secret(credential.client_id).encode()).hexdigest()


def test_one_partner_is_connected_and_one_waits(exchange_cast: ExchangeCast) -> None:
    make(exchange_cast)
    bank = overview_of(exchange_cast.bank, NOW)
    assert [one.state for one in bank.credentials if not one.is_sandbox] == [CredentialState.ACTIVE]
    assert (bank.user_count, bank.unsigned_count, bank.next_step) == (3, 1, "users")
    municipality = overview_of(exchange_cast.municipality, NOW)
    assert municipality.form is not None
    assert (municipality.form.state, municipality.next_step) == (FormState.SUBMITTED, "wait")


def test_twice_is_once(exchange_cast: ExchangeCast) -> None:
    def everything() -> list[int]:
        with connection.cursor() as cursor:
            counts = []
            for table in ("access_credential", "access_clientkey", "access_staticaddress", "parties_enduser",
                          "access_informationform", "parties_undertaking"):  # fmt: skip
                cursor.execute(f"select count(*) from {table}")
                counts.append(cursor.fetchone()[0])
            return counts

    make(exchange_cast)
    before = everything()
    make(exchange_cast)
    assert everything() == before
