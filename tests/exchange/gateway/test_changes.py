"""A change of rights is felt within a second, whatever happened to the telling (PRO-22, PRO-24, study E4)."""

import time
from collections.abc import Callable
from datetime import timedelta

import psycopg
import pytest
from django.conf import settings
from django.utils import timezone

from imece.core.transactions import acting
from imece.exchange.access.models import Credential, StaticAddress
from imece.exchange.agreements.models import Agreement, Grant
from imece.exchange.catalogue.models import ServiceVersion
from imece.exchange.ledger.enums import Outcome
from imece.exchange.ledger.models import LedgerEntry
from imece.exchange.parties.models import EndUser, SubUnit, Undertaking
from tests.exchange.gateway.conftest import Running
from tests.exchange.gateway.world import SYSTEM, make_grant, span, suspend

WITHIN = 1.0


def refused_within(running: Running, seconds: float = WITHIN) -> tuple[int, str]:
    """Asks until it is refused; fails when that takes longer."""
    deadline = time.monotonic() + seconds
    while True:
        response = running.caller.ask(running.person)
        if response.status_code != 200:
            return response.status_code, response.json()["code"]
        assert time.monotonic() < deadline, f"still answered after {seconds} s"


def _end_agreement(state: str) -> Callable[[Running], None]:
    return lambda r: _set(Agreement, r.world.agreement.pk, state=state)


def _set(model: type, key: int, **values: object) -> None:
    model.objects.filter(pk=key).update(**values)  # type: ignore[attr-defined]


def _end_grant(running: Running) -> None:
    _set(Grant, running.world.grant.pk, valid=span(30, 0))


CHANGES: dict[str, tuple[Callable[[Running], object], int, str, Outcome]] = {
    "T-PRO-07 suspended": (lambda r: suspend(r.world.agreement), 403, "GWY-021", Outcome.SUSPENDED),
    "T-PRO-13 ended by law": (_end_agreement("terminated_by_law"), 403, "GWY-020", Outcome.NO_GRANT),
    "terminated by one party": (_end_agreement("terminated_unilaterally"), 403, "GWY-020", Outcome.NO_GRANT),
    "terminated by consent": (_end_agreement("terminated_mutually"), 403, "GWY-020", Outcome.NO_GRANT),
    "term ended": (_end_agreement("ended"), 403, "GWY-020", Outcome.NO_GRANT),
    "grant over": (_end_grant, 403, "GWY-020", Outcome.NO_GRANT),
    "credential revoked": (
        lambda r: _set(Credential, r.world.credential.pk, state="revoked"), 403, "GWY-003", Outcome.CREDENTIAL_CLOSED,
    ),
    "credential locked": (
        lambda r: _set(Credential, r.world.credential.pk, state="locked"), 403, "GWY-003", Outcome.CREDENTIAL_CLOSED,
    ),
    "credential over": (
        lambda r: _set(Credential, r.world.credential.pk, valid_until=timezone.now()), 403, "GWY-003",
        Outcome.CREDENTIAL_CLOSED,
    ),
    "address over": (
        lambda r: StaticAddress.objects.update(valid_until=timezone.now()), 401, "GWY-001", Outcome.ADDRESS_REFUSED,
    ),
    "T-KPS-04 address not approved": (
        lambda r: StaticAddress.objects.update(approved_by_id=None), 401, "GWY-001", Outcome.ADDRESS_REFUSED,
    ),
    "undertaking withdrawn": (
        lambda r: Undertaking.objects.update(withdrawn_at=timezone.now()), 403, "GWY-023", Outcome.USER_REFUSED,
    ),
    "undertaking over": (
        lambda r: Undertaking.objects.update(valid_until=timezone.localdate() - timedelta(1)), 403, "GWY-023",
        Outcome.USER_REFUSED,
    ),
    "user closed today": (
        lambda r: EndUser.objects.update(closed_on=timezone.localdate()), 403, "GWY-023", Outcome.USER_REFUSED,
    ),
    "the announced end of the service has come": (
        lambda r: ServiceVersion.objects.filter(name="registry.person").update(
            state="deprecated", deprecated_at=timezone.now(), withdrawn_on=timezone.localdate()
        ), 410, "GWY-027", Outcome.NO_GRANT,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_what_ends_a_right_is_felt_within_a_second(running: Running, name: str) -> None:
    change, status, code, outcome = CHANGES[name]
    assert running.caller.ask(running.person).status_code == 200
    with acting(SYSTEM):
        change(running)
    assert refused_within(running) == (status, code)
    assert LedgerEntry.objects.order_by("-sequence")[0].outcome == outcome


def test_a_suspension_tells_its_reason_and_lifting_it_opens_again(running: Running) -> None:
    running.caller.ask(running.person)
    suspension = suspend(running.world.agreement, "Kayıtlar silinmedi")
    refused_within(running)
    assert "Kayıtlar silinmedi" in running.caller.ask(running.person).json()["title"]
    with acting(SYSTEM):
        type(suspension).objects.update(lifted_at=timezone.now())
    time.sleep(0.6)
    assert running.caller.ask(running.person).status_code == 200


def test_a_telling_that_is_lost_costs_a_quarter_of_a_second(running: Running) -> None:
    """NOTIFY is taken out of the trigger: the look every 250 ms finds the new generation all the same."""
    running.caller.ask(running.person)
    owner = settings.INSTALLATION.url("owner").with_name(running.road.database)
    with psycopg.connect(str(owner), autocommit=True) as connection:
        connection.execute(
            "create or replace function access_raise_generation() returns trigger language plpgsql as "
            "'begin update access_generation set number = number + 1 where id = 1; return null; end'"
        )
    suspend(running.world.agreement)
    assert refused_within(running) == (403, "GWY-021")


def test_stale_rights_answer_nobody(running: Running) -> None:
    """The gateway may not read the generation any more: after three seconds nobody is answered, nothing recorded."""
    running.caller.ask(running.person)
    owner = settings.INSTALLATION.url("owner").with_name(running.road.database)
    with psycopg.connect(str(owner), autocommit=True) as connection:
        connection.execute("revoke select on access_generation from imece_gateway")
        time.sleep(4)
        response = running.caller.ask(running.person)
        assert (response.status_code, response.json()["code"]) == (503, "GWY-041")
        assert response.headers["retry-after"] == "3"
        connection.execute("grant select on access_generation to imece_gateway")
    time.sleep(1)
    assert running.caller.ask(running.person).status_code == 200


def test_a_right_that_begins_is_felt_too(running: Running) -> None:
    response = running.caller.ask(running.person, service="registry.address")
    assert response.status_code == 403
    with acting(SYSTEM):
        make_grant(running.world.agreement, running.world.purpose, "registry.address", ["province"])
    time.sleep(0.5)
    answer = running.caller.ask(running.person, service="registry.address").json()
    assert answer["facts"] == {"province": 6}


def test_a_deprecated_version_says_its_end_on_each_answer(running: Running) -> None:
    running.caller.ask(running.person)
    with acting(SYSTEM):
        ServiceVersion.objects.filter(name="registry.person").update(
            state="deprecated",
            deprecated_at=timezone.now(),
            withdrawn_on=timezone.localdate() + timedelta(90),
        )
    time.sleep(0.5)
    headers = running.caller.ask(running.person).headers
    assert headers["deprecation"].startswith("@")
    assert "GMT" in headers["sunset"]


def test_the_end_of_a_credential_is_told_beforehand(running: Running) -> None:
    running.caller.ask(running.person)
    with acting(SYSTEM):
        Credential.objects.update(valid_until=timezone.now() + timedelta(days=20))
    time.sleep(0.5)
    assert running.caller.ask(running.person).headers["x-credential-expires"].startswith("20")


def test_a_closed_unit_is_refused(running: Running) -> None:
    assert running.caller.ask(running.person, unit="KIZILAY").status_code == 200
    with acting(SYSTEM):
        SubUnit.objects.update(is_active=False)
    time.sleep(0.5)
    assert running.caller.ask(running.person, unit="KIZILAY").json()["code"] == "GWY-024"
