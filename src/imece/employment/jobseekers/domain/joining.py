"""Joining while the register does not answer (KPS-52): kept as not verified, asked again by the clock, then told."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import F
from django.urls import reverse

from imece.accounts.models import Person
from imece.accounts.public import recipient_of
from imece.core import audit
from imece.core.actor import Actor, system_actor
from imece.core.errors import Problem
from imece.core.notifications.outbox import notify
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.employment.jobseekers.domain.profiles import NOT_REGISTERED, create_profile, make_profile
from imece.employment.jobseekers.models import JobSeeker, WaitingProfile
from imece.exchange.client import NO_ANSWER

CLOCK = system_actor("jobseekers.identity")


def join(
    *, person: Person, values: Mapping[str, Any], actor: Actor, now: datetime
) -> JobSeeker | WaitingProfile:
    """The profile, or what waits for the register's answer. Raises JOB-001 for a person it does not know."""
    try:
        return create_profile(person=person, values=values, actor=actor, now=now)
    except Problem as problem:
        if problem.kind is not NO_ANSWER:
            raise
    return keep_waiting(person=person, values=values, actor=actor, now=now)


@verb
def keep_waiting(*, person: Person, values: Mapping[str, Any], actor: Actor, now: datetime) -> WaitingProfile:
    """Pressed twice, the later words count and the waiting goes on."""
    require(actor, "profile.own")
    typed = {"values": dict(values), "asked_at": now}
    waiting, is_new = WaitingProfile.objects.update_or_create(
        person=person, defaults=typed, create_defaults={**typed, "began_at": now}
    )
    audit.record(actor, "jobseekers.not_verified" if is_new else "jobseekers.not_verified_again", waiting)
    return waiting


def verify_waiting_profiles(*, now: datetime) -> int:
    """How many were answered. The first that is not ends the round: the road is asked again at the next tick."""
    count = 0
    for key in list(WaitingProfile.objects.order_by("asked_at").values_list("pk", flat=True)):
        try:
            count += verify_waiting(key=key, actor=CLOCK, now=now)
        except Problem as problem:
            if problem.kind is not NO_ANSWER:
                raise
            note_try(key=key, actor=CLOCK, now=now)
            break
    return count


@verb
def note_try(*, key: int, actor: Actor, now: datetime) -> None:
    """So that the next round begins with another, and people see when was last asked."""
    WaitingProfile.objects.filter(pk=key).update(asked_at=now, tries=F("tries") + 1)


@verb
def verify_waiting(*, key: int, actor: Actor, now: datetime) -> bool:
    """Ask for one; the profile or the refusal takes its place and the person is told. False: somebody was quicker.

    Raises EXC-003 when nobody answers yet.
    """
    rows = WaitingProfile.objects.select_for_update(of=("self",)).select_related("person")
    waiting = rows.filter(pk=key).first()
    if waiting is None:
        return False
    person = waiting.person
    try:
        make_profile(person=person, values=waiting.values, actor=actor, now=now)
        notice = "jobseekers.verified"
    except Problem as problem:
        if problem.kind is not NOT_REGISTERED:
            raise
        audit.record(actor, "jobseekers.not_registered", waiting)
        notice = "jobseekers.not_registered"
    waiting.delete()
    notify(notice, recipient_of(person), link=f"{settings.PUBLIC_URL}{reverse('profile')}")
    return True
