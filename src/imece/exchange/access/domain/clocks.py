"""What time does to credentials: the end, and the telling of it beforehand (study, pain 10)."""

from datetime import datetime, timedelta

from django.db.models import F

from imece.core.actor import Actor, system_actor
from imece.core.errors import Problem
from imece.core.formats import format_instant
from imece.core.transactions import verb
from imece.core.workflow.machine import WRONG_STATE
from imece.exchange.access.domain.rules import NOTICE_DAYS, due_notices
from imece.exchange.access.domain.telling import tell_institution
from imece.exchange.access.domain.workflow import CREDENTIAL
from imece.exchange.access.enums import CredentialState
from imece.exchange.access.models import Credential, ExpiryNotice

CLOCK = system_actor("access.clock")
ENDING = {
    CredentialState.ROTATING: "retire",
    **dict.fromkeys(
        (CredentialState.APPROVED, CredentialState.ISSUED, CredentialState.ACTIVE, CredentialState.LOCKED),
        "expire",
    ),
}


def end_credentials(*, now: datetime) -> int:
    """Write down which are over; each in a transaction of its own. The gateway knew it to the second without this."""
    over = Credential.objects.filter(state__in=list(ENDING), valid_until__lte=now).order_by("pk")
    count = 0
    for credential in over.iterator(chunk_size=500):
        count += _end(credential, now)
    return count


def _end(credential: Credential, now: datetime) -> bool:
    try:
        CREDENTIAL.apply(ENDING[CredentialState(credential.state)], thing=credential, actor=CLOCK, now=now)
    except Problem as problem:
        if problem.kind is WRONG_STATE:  # revoked a moment ago
            return False
        raise
    return True


def tell_of_ends(*, now: datetime) -> int:
    """90, 60, 30, 14, 7 and 1 days before, to the two named contacts and the institution's people; each once."""
    soon = now + timedelta(days=max(NOTICE_DAYS))
    rows = Credential.objects.filter(
        state__in=(CredentialState.ACTIVE, CredentialState.ROTATING),
        valid_until__gt=now,
        valid_until__lte=soon,
    )
    told = 0
    for credential in (
        rows.select_related("institution__organisation").order_by("pk").iterator(chunk_size=500)
    ):
        told += tell_of_end(credential=credential, actor=CLOCK, now=now)
    return told


@verb
def tell_of_end(*, credential: Credential, actor: Actor, now: datetime) -> bool:
    """One message however many were missed; all of them are noted as given."""
    assert credential.valid_until is not None
    notices = ExpiryNotice.objects.filter(credential=credential, valid_until=F("credential__valid_until"))
    due = due_notices(now, credential.valid_until, list(notices.values_list("days_before", flat=True)))
    if not due:
        return False
    ExpiryNotice.objects.bulk_create(
        ExpiryNotice(credential=credential, days_before=days, valid_until=credential.valid_until, told_at=now)
        for days in due
    )
    tell_institution(
        credential.institution,
        "access.credential_ends",
        now=now,
        client_id=credential.client_id,
        ends=format_instant(credential.valid_until),
        days=max(1, -(-(credential.valid_until - now) // timedelta(days=1))),
        is_rotating=credential.state == CredentialState.ROTATING,
    )
    return True
