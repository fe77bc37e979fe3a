"""Joining while the register does not answer (KPS-52): kept as not verified, made by the clock once it does."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from imece.accounts.models import Person, WaitingIdentity
from imece.accounts.public import is_silence, keep_waiting, waits
from imece.core.actor import Actor
from imece.core.errors import Problem
from imece.core.permissions import require
from imece.employment.jobseekers.domain.profiles import create_profile, make_profile
from imece.employment.jobseekers.domain.queries import WAITING
from imece.employment.jobseekers.models import JobSeeker


def join(
    *, person: Person, values: Mapping[str, Any], actor: Actor, now: datetime
) -> JobSeeker | WaitingIdentity:
    """The profile, or what waits for the register's answer. Raises JOB-001 for a person it does not know."""
    try:
        return create_profile(person=person, values=values, actor=actor, now=now)
    except Problem as problem:
        if not is_silence(problem):
            raise
    require(actor, "profile.own")
    key = str(person.pk)
    return keep_waiting(act=WAITING, key=key, given=values, addressee=person, actor=actor, now=now)


def _make(waiting: WaitingIdentity, actor: Actor, now: datetime) -> None:
    assert waiting.person is not None
    make_profile(person=waiting.person, values=waiting.given, actor=actor, now=now)


waits(WAITING, what=_("Your registration as a job seeker"), page="profile", finish=_make)
