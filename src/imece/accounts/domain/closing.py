"""The end of an account: closed by its owner or by a death, forgotten ten years after the last act (KVK-06, KVK-11).

Closed: nobody signs in, what served the account alone is gone at once, what law keeps waits. Forgotten: the row names
nobody any more, so that figures and other people's files stay whole.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.hashers import make_password
from django.db.models import CharField, F, Q, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.accounts.domain import messages
from imece.accounts.domain.access import end_sessions
from imece.accounts.domain.actors import effective_memberships
from imece.accounts.domain.endings import (
    Matter,
    account_closed,
    keeps_person,
    matters_of,
    persons_forgotten,
    without_act_since,
)
from imece.accounts.domain.problems import NOBODY_WOULD_MANAGE
from imece.accounts.enums import Closing
from imece.accounts.models import Membership, Person, WaitingIdentity
from imece.core import audit
from imece.core.actor import Actor
from imece.core.transactions import verb

KEPT: Final = timedelta(days=3653)  # ten years, and not a day less
PORTION: Final = 1_000
NOBODY: Final = "—"

keeps_person(
    Matter(
        _("What you did for a workplace or an institution"),
        "4904 md. 21",
        Membership,
        "person",
        lambda instant: Q(created_at__gte=instant),
    )
)


@verb
def close_account(*, person: Person, ground: Closing, actor: Actor, now: datetime) -> Person:
    """Once; a second time changes nothing. Who has no matter that law keeps is forgotten at once.

    Raises ACC-033 when its owner would leave a workplace without a manager; a death leaves it, on record.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.closed_at is not None:
        return person
    orphans = left_without_manager(person, now=now)
    if orphans and ground == Closing.OWN_WISH:
        raise NOBODY_WOULD_MANAGE(organisations=", ".join(orphans))
    person.closed_at, person.closing, person.is_active = now, ground, False
    person.password, person.secret_question, person.secret_answer = make_password(None), "", ""
    details = {"ground": ground, "left_without_manager": orphans}
    audit.record(actor, "accounts.account_closed", person, details=details)
    if ground == Closing.OWN_WISH:
        messages.tell_person(person, "account_closed")
    account_closed(person, actor, now)
    _end_access(person, now)
    person.save()
    if not any(matters_of(person)):
        forget_people(keys=[person.pk], actor=actor, now=now)
    return person


def left_without_manager(person: Person, *, now: datetime) -> list[str]:
    """Names of the organisations of which nobody else is a manager."""
    today = timezone.localdate(now)
    own = [one for one in effective_memberships(person, today) if one.is_manager]
    others = (
        Membership.objects.filter(
            Q(closes_on__isnull=True) | Q(closes_on__gte=today),
            organisation__in=[one.organisation_id for one in own],
            is_manager=True,
            locked_at__isnull=True,
            person__is_active=True,
        )
        .exclude(person=person)
        .values_list("organisation_id", flat=True)
    )
    managed = set(others)
    return [one.organisation.name for one in own if one.organisation_id not in managed]


def _end_access(person: Person, now: datetime) -> None:
    yesterday = timezone.localdate(now) - timedelta(days=1)
    open_still = Q(closes_on__isnull=True) | Q(closes_on__gt=yesterday)
    Membership.objects.filter(open_still, person=person).update(closes_on=yesterday)
    end_sessions(person)
    WaitingIdentity.objects.filter(person=person).delete()
    for table in (EmailAddress, Authenticator, SocialAccount):
        table.objects.filter(user=person).delete()
    person.email = person.phone = person.postal_address = ""
    person.email_verified_at = person.phone_verified_at = None


def forget_old_people(*, actor: Actor, now: datetime) -> int:
    """Everybody without an act of his or in his matters for ten years. How many."""
    cutoff, gone = now - KEPT, 0
    quiet = Person.objects.filter(
        Q(last_login__isnull=True) | Q(last_login__lt=cutoff),
        Q(closed_at__isnull=True) | Q(closed_at__lt=cutoff),
        created_at__lt=cutoff,
        forgotten_at__isnull=True,
    )
    while keys := list(
        without_act_since(quiet, cutoff).order_by("pk").values_list("pk", flat=True)[:PORTION]
    ):
        forget_people(keys=keys, actor=actor, now=now)
        gone += len(keys)
    return gone


@verb
def forget_people(*, keys: Collection[int], actor: Actor, now: datetime) -> None:
    """What names a person goes; rooms empty what they hold. The row stays, for what others did with him."""
    persons_forgotten(keys, actor, now)
    WaitingIdentity.objects.filter(person__in=keys).delete()
    for table in (EmailAddress, Authenticator, SocialAccount):
        table.objects.filter(user__in=keys).delete()
    Person.objects.filter(pk__in=keys).update(
        national_id=Concat(Value("-"), Cast(F("pk"), CharField())),
        given_names=NOBODY,
        surname="",
        password=make_password(None),
        email="",
        email_verified_at=None,
        phone="",
        phone_verified_at=None,
        postal_address="",
        secret_question="",
        secret_answer="",
        identity_checked_at=None,
        lock_reason="",
        is_active=False,
        closed_at=now,
        forgotten_at=now,
    )
    audit.record(actor, "accounts.people_forgotten", details={"count": len(keys)})
