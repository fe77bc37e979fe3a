"""X3.5: ten bad proofs in a row from its own address lock a credential; a stranger's tries never do."""

from datetime import timedelta

import pytest

from imece.core.models import Transition
from imece.core.notifications.models import OutboxMessage
from imece.exchange.access.domain.bad_proofs import limit_on, lock_after_bad_proofs
from imece.exchange.access.domain.credentials import unlock_credential
from imece.exchange.access.enums import CredentialState
from imece.exchange.access.models import Credential
from imece.exchange.ledger.enums import Outcome
from tests.exchange.access.stories import NOW, active_credential, first_desk
from tests.exchange.cast import ExchangeCast
from tests.exchange.entries import Log

pytestmark = pytest.mark.django_db
OWN, STRANGE = bytes([203, 0, 113, 7]), bytes([198, 51, 100, 1])


class Tries:
    """Of one credential, a minute apart; `now` is when the clock looks."""

    def __init__(self, cast: ExchangeCast) -> None:
        self.credential, _secret = active_credential(cast)
        self.log, self.now = Log(), NOW + timedelta(minutes=1)

    def add(self, count: int, outcome: Outcome = Outcome.TOKEN_REFUSED, address: bytes = OWN) -> None:
        for _try in range(count):
            self.now += timedelta(minutes=1)
            self.log.add(
                self.credential.institution, asked_at=self.now, outcome=outcome, credential=self.credential.pk,
                address=address,
            )  # fmt: skip

    def state(self) -> str:
        lock_after_bad_proofs(now=self.now)
        return Credential.objects.get(pk=self.credential.pk).state


@pytest.fixture
def tries(exchange_cast: ExchangeCast) -> Tries:
    return Tries(exchange_cast)


def test_the_tenth_in_a_row_locks_and_its_people_are_told_why(tries: Tries) -> None:
    tries.add(9)
    assert tries.state() == CredentialState.ACTIVE
    tries.add(1)
    assert tries.state() == CredentialState.LOCKED
    move = Transition.objects.get(workflow="credential", object_id=tries.credential.pk, move="lock")
    assert "10" in move.reason
    assert move.actor_name == "access.bad_proofs"
    assert move.reason in OutboxMessage.objects.filter(notice="access.credential_locked")[0].body


def test_a_stranger_locks_nobody_out(tries: Tries) -> None:
    tries.add(40, address=STRANGE)
    tries.add(9)
    assert tries.state() == CredentialState.ACTIVE


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Outcome.TOKEN_GIVEN, CredentialState.ACTIVE),
        (Outcome.FOUND, CredentialState.ACTIVE),
        (Outcome.ADDRESS_REFUSED, CredentialState.LOCKED),  # no proof of its own people
    ],
)
def test_a_good_proof_between_begins_the_count_anew(tries: Tries, outcome: Outcome, state: str) -> None:
    tries.add(6)
    tries.add(1, outcome)
    tries.add(6)
    assert tries.state() == state


def test_what_lies_longer_back_than_the_limit_says_does_not_count(tries: Tries) -> None:
    tries.add(9)
    tries.now += timedelta(hours=limit_on(NOW).hours)
    tries.add(1)
    assert tries.state() == CredentialState.ACTIVE


def test_once_unlocked_the_old_tries_are_settled(tries: Tries, exchange_cast: ExchangeCast) -> None:
    tries.add(10)
    assert tries.state() == CredentialState.LOCKED
    credential = Credential.objects.get(pk=tries.credential.pk)
    unlock_credential(
        credential=credential, reason="Parola düzeltildi", actor=first_desk(exchange_cast), now=tries.now
    )
    tries.add(9)
    assert tries.state() == CredentialState.ACTIVE
    tries.add(1)
    assert tries.state() == CredentialState.LOCKED
