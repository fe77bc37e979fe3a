"""What begins while the identity register does not answer (KPS-52): kept as not verified, asked again by the clock.

ACT = waits("jobseekers.profile", what=_("Registration as a job seeker"), page="profile", finish=make_waiting_profile)

`finish` asks the register and does what waited; a problem it raises is told to whoever waits, but for silence.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise

from imece.accounts.domain.recipients import recipient_of
from imece.accounts.models import Person, WaitingIdentity
from imece.core import audit
from imece.core.actor import Actor, system_actor
from imece.core.errors import Problem
from imece.core.notifications.outbox import notify
from imece.core.notifications.recipient import Recipient
from imece.core.transactions import verb

Finish = Callable[[WaitingIdentity, Actor, datetime], None]
CLOCK: Final = system_actor("accounts.identity")
ACTS: Final[dict[str, "Act"]] = {}
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Act:
    """`what` waits, in words; `page`: where whoever waits goes on."""

    name: str
    what: str | Promise
    page: str
    finish: Finish


def waits(name: str, *, what: str | Promise, page: str, finish: Finish) -> str:
    ACTS[name] = Act(name, what, page, finish)
    return name


def is_silence(problem: Problem) -> bool:
    """Nobody answered, whoever carries our questions; anything else is an answer."""
    return problem.kind.status == HTTPStatus.SERVICE_UNAVAILABLE


def waiting_for(act: str, **criteria: Any) -> QuerySet[WaitingIdentity]:
    return WaitingIdentity.objects.filter(act=act, **criteria).order_by("began_at")


@verb
def keep_waiting(
    *,
    act: str,
    key: str,
    given: Mapping[str, Any],
    addressee: Person | Recipient,
    actor: Actor,
    now: datetime,
) -> WaitingIdentity:
    """The caller has asked for the permission. Pressed twice, the later words count and the waiting goes on."""
    typed: dict[str, Any] = {"given": dict(given), "asked_at": now}
    if isinstance(addressee, Person):
        typed |= {"person": addressee, "addressee": {}}
    else:
        typed |= {"person": None, "addressee": asdict(addressee)}
    waiting, is_new = WaitingIdentity.objects.update_or_create(
        act=act, key=key, defaults=typed, create_defaults={**typed, "began_at": now}
    )
    details = {"act": act, "is_new": is_new}
    audit.record(actor, "accounts.identity_not_verified", waiting, details=details)
    return waiting


def ask_again(*, now: datetime) -> int:
    """How many were answered. The first that is not ends the round: the road is asked again at the next tick."""
    count = 0
    for pk in list(WaitingIdentity.objects.order_by("asked_at").values_list("pk", flat=True)):
        try:
            count += _ask(pk=pk, actor=CLOCK, now=now)
        except Problem as silence:
            logger.info("identities wait on: %s", silence.code)
            _note_try(pk=pk, actor=CLOCK, now=now)
            break
    return count


@verb
def _note_try(*, pk: int, actor: Actor, now: datetime) -> None:
    """So that the next round begins with another, and people see when was last asked."""
    WaitingIdentity.objects.filter(pk=pk).update(asked_at=now, tries=F("tries") + 1)


@verb
def _ask(*, pk: int, actor: Actor, now: datetime) -> bool:
    """What waited is done, or refused, and whoever waits is told. False: somebody was quicker."""
    rows = WaitingIdentity.objects.select_for_update(of=("self",)).select_related("person")
    waiting = rows.filter(pk=pk).first()
    if waiting is None:
        return False
    act, recipient, why = ACTS[waiting.act], _recipient(waiting), ""
    try:
        with transaction.atomic():
            act.finish(waiting, actor, now)
    except Problem as problem:
        if is_silence(problem):
            raise
        with translation.override(recipient.language):
            why = f"{problem.message} {problem.remedy}"
        audit.record(actor, "accounts.identity_refused", waiting, details={"code": problem.code})
    WaitingIdentity.objects.filter(pk=pk).delete()
    notice = "accounts.identity_refused" if why else "accounts.identity_verified"
    notify(notice, recipient, what=act.what, why=why, link=f"{settings.PUBLIC_URL}{reverse(act.page)}")
    return True


def _recipient(waiting: WaitingIdentity) -> Recipient:
    return recipient_of(waiting.person) if waiting.person else Recipient(**waiting.addressee)
