"""Every state × move × role of a service's version (X4.3)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from imece.accounts.models import Person
from imece.core.actor import Actor
from imece.core.transactions import acting
from imece.exchange.catalogue.domain.workflow import SERVICE
from imece.exchange.catalogue.models import ServiceVersion
from tests.cast import actor_of
from tests.exchange.cast import ExchangeCast
from tests.exchange.moves_matrix import SYSTEM, check_database, check_reasons, check_role, open_guards

pytestmark = pytest.mark.django_db
NOW = timezone.now
THEIRS = {"desk": {"announce_end", "keep"}, "clock": {"withdraw"}}
ROLES = ("desk", "clock", "provider", "bank", "citizen")


def actor_in(role: str, cast: ExchangeCast, citizen: Person) -> Actor:
    """Of a version's owner nobody ends it: that is the desk's."""
    return {
        "desk": actor_of(cast.technician, cast.head_institution),
        "clock": SYSTEM,
        "provider": actor_of(cast.provider_manager, cast.provider.organisation),
        "bank": actor_of(cast.bank_manager, cast.bank.organisation),
        "citizen": actor_of(citizen),
    }[role]


@pytest.fixture
def version(db: None) -> ServiceVersion:
    """With its end already named, as the announcement would do."""
    found = ServiceVersion.objects.get(name="registry.person", version=1)
    with acting(SYSTEM):
        ServiceVersion.objects.filter(pk=found.pk).update(
            deprecated_at=NOW(), withdrawn_on=NOW().date() + timedelta(days=200)
        )
    found.refresh_from_db()
    return found


@pytest.mark.parametrize("role", ROLES)
def test_state_by_move_by_role(
    exchange_cast: ExchangeCast,
    citizen: Person,
    version: ServiceVersion,
    monkeypatch: pytest.MonkeyPatch,
    role: str,
) -> None:
    open_guards(monkeypatch, SERVICE)
    check_role(SERVICE, version, actor_in(role, exchange_cast, citizen), THEIRS.get(role, set()), NOW())


def test_reasons_are_asked_for(version: ServiceVersion) -> None:
    check_reasons(SERVICE, version, NOW())


def test_the_database_refuses_every_jump(version: ServiceVersion) -> None:
    check_database(SERVICE, version)
