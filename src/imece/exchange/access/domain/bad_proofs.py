"""A credential is locked after so many bad proofs in a row (X3.5), counted from the ledger: the gateway only records.

Only tries from the institution's own static addresses count: a stranger who knows the client id cannot lock it out.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address
from typing import Final

from django.db import connection
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from imece.core.actor import Actor, system_actor
from imece.core.errors import Problem
from imece.core.formats import format_instant
from imece.core.models import Transition
from imece.core.parameters import Parameters
from imece.core.transactions import verb
from imece.core.workflow.machine import WRONG_STATE
from imece.exchange.access.domain.credentials import lock_credential
from imece.exchange.access.enums import CredentialState
from imece.exchange.access.models import Credential
from imece.exchange.access.moves import CREDENTIAL_MOVES
from imece.exchange.ledger.enums import Outcome

CLOCK: Final = system_actor("access.bad_proofs")
USABLE: Final = (CredentialState.ACTIVE, CredentialState.ROTATING)
UNPROVED: Final = (
    Outcome.TOKEN_REFUSED, Outcome.TOKEN_EXPIRED, Outcome.ADDRESS_REFUSED, Outcome.CERTIFICATE_REFUSED,
    Outcome.CREDENTIAL_CLOSED,
)  # fmt: skip
SUSPECTED: Final = """
    select credential_id from ledger_entry
    where outcome = 200 and credential_id <> 0 and asked_at >= %s
    group by credential_id having count(*) >= %s
"""
LAST_PROOF: Final = """
    select max(asked_at) from ledger_entry
    where institution_id = %s and credential_id = %s and asked_at >= %s and outcome <> all(%s)
"""
BAD_PROOFS: Final = """
    select asked_at, address from ledger_entry
    where outcome = 200 and credential_id = %s and asked_at > %s
"""


@dataclass(frozen=True)
class Limit:
    """`count` bad proofs in a row, none older than `hours`."""

    count: int
    hours: int


def limit_on(now: datetime) -> Limit:
    parameters = Parameters(timezone.localdate(now))
    names = ("exchange_bad_proof_count", "exchange_bad_proof_hours")
    parameters.read(*names)
    return Limit(*(parameters.integer(name) for name in names))


def lock_after_bad_proofs(*, now: datetime) -> int:
    """How many were locked, each in a transaction of its own; its people are told by the lock itself."""
    limit = limit_on(now)
    rows = Credential.objects.filter(state__in=USABLE, is_sandbox=False, pk__in=_suspected(limit, now))
    return sum(_locked(credential, limit, now) for credential in rows.select_related("institution"))


def _suspected(limit: Limit, now: datetime) -> list[int]:
    """By all tries, from wherever: a few at the most, of which the rest is asked one by one."""
    with connection.cursor() as cursor:
        cursor.execute(SUSPECTED, [now - timedelta(hours=limit.hours), limit.count])
        return [key for (key,) in cursor.fetchall()]


def _locked(credential: Credential, limit: Limit, now: datetime) -> bool:
    count = bad_proofs_in_a_row(credential, limit, now)
    if count < limit.count:
        return False
    try:
        lock_for_bad_proofs(credential=credential, count=count, actor=CLOCK, now=now)
    except Problem as problem:
        if problem.kind is WRONG_STATE:  # locked or revoked a moment ago
            return False
        raise
    return True


@verb
def lock_for_bad_proofs(*, credential: Credential, count: int, actor: Actor, now: datetime) -> None:
    """The record says why. Opening it again is the desk's act (`unlock_credential`)."""
    reason = gettext("{count} bad proofs in a row from your own static address, until {at}").format(
        count=count, at=format_instant(now)
    )
    lock_credential(credential=credential, reason=reason, actor=actor, now=now)


def bad_proofs_in_a_row(credential: Credential, limit: Limit, now: datetime) -> int:
    """Since it last proved itself, and since it was last opened or unlocked."""
    since = max(now - timedelta(hours=limit.hours), _opened_at(credential) or now - timedelta(days=36500))
    with connection.cursor() as cursor:
        cursor.execute(LAST_PROOF, [credential.institution_id, credential.pk, since, [*map(int, UNPROVED)]])
        (proved_at,) = cursor.fetchone()
        cursor.execute(BAD_PROOFS, [credential.pk, proved_at or since])
        tries = cursor.fetchall()
    own = _own_addresses(credential, since)
    return sum(bytes(address) in own for _asked_at, address in tries)


def _opened_at(credential: Credential) -> datetime | None:
    """What was counted before somebody unlocked it is settled."""
    moves = Transition.objects.filter(workflow=CREDENTIAL_MOVES.name, object_id=credential.pk)
    last = moves.filter(to_state__in=USABLE).order_by("-at").first()
    return last.at if last else None


def _own_addresses(credential: Credential, since: datetime) -> set[bytes]:
    """Packed, as the ledger has them; those that stood at any time since."""
    open_since = Q(valid_until__isnull=True) | Q(valid_until__gt=since)
    rows = credential.institution.static_addresses.filter(open_since, is_for_public_check=False)
    return {ip_address(row.address).packed for row in rows}
