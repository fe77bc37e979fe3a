"""Who the authorised person is: confirmed by the identity register, and, if a member already, by his password."""

from collections.abc import Mapping
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import authenticate
from django.utils import timezone, translation

from imece.accounts.enums import NoticeChannel, SecretQuestion
from imece.accounts.models import Person
from imece.accounts.public import (
    IDENTITY_FROM_ADDRESS,
    IDENTITY_OF_NUMBER,
    NOT_CONFIRMED,
    Identity,
    confirm_identity,
    count_attempt,
    hash_answer,
    hash_password,
    is_member,
)
from imece.core.errors import Problem
from imece.core.web.requests import ActorRequest
from imece.employment.employers.domain.application import NewFounder
from imece.employment.employers.domain.errors import FOUNDER_NOT_PROVEN
from imece.employment.employers.domain.joining import PURPOSE, keep_application
from imece.employment.employers.domain.register import NewEmployer
from imece.employment.employers.models import MembershipApplication

IDENTITY = ("national_id", "given_names", "surname", "birth_year")


def prove_founder(
    request: ActorRequest, application: MembershipApplication, typed: Mapping[str, Any]
) -> Person | NewFounder:
    """A new person, or the registered individual of that number if the password is his.

    One answer for every way it can fail (P1.2): EMP-110; ACC-001 after too many tries. Whoever has a second
    factor must sign in first.
    """
    identity = _confirm(request, application, typed)
    if not is_member(identity.national_id):
        return _new_founder(identity, typed)
    person = _proven(request, identity.national_id, typed)
    if person is None:
        raise FOUNDER_NOT_PROVEN()
    return person


def keep_founder(
    request: ActorRequest, application: MembershipApplication, new: NewEmployer, typed: Mapping[str, Any]
) -> None:
    """While the register is silent (KPS-52); the page says the same to members and others (P1.2)."""
    founder = vars(_new_founder(Identity("", "", "", 0), typed)).copy()
    del founder["identity"]
    number = typed["national_id"]
    keep_application(
        application=application,
        new=new,
        identity={name: typed[name] for name in IDENTITY},
        founder=founder,
        proven=_proven(request, number, typed) if is_member(number) else None,
        actor=request.actor,
        now=timezone.now(),
    )


def _proven(request: ActorRequest, number: str, typed: Mapping[str, Any]) -> Person | None:
    person = authenticate(request, username=number, password=typed["password"])
    return person if isinstance(person, Person) and not is_mfa_enabled(person) else None


def _confirm(request: ActorRequest, application: MembershipApplication, typed: Mapping[str, Any]) -> Identity:
    asked = {name: typed[name] for name in IDENTITY}
    actor, now = request.actor, timezone.now()
    count_attempt(IDENTITY_FROM_ADDRESS, actor.address, now=now)
    count_attempt(IDENTITY_OF_NUMBER, typed["national_id"], now=now)
    try:
        return confirm_identity(**asked, purpose=PURPOSE, file=application.file_number, actor=actor)
    except Problem as problem:
        raise (FOUNDER_NOT_PROVEN() if problem.kind is NOT_CONFIRMED else problem) from problem


def _new_founder(identity: Identity, typed: Mapping[str, Any]) -> NewFounder:
    return NewFounder(
        identity=identity,
        password_hash=hash_password(typed["password"]),
        secret_question=SecretQuestion(typed["secret_question"]),
        secret_answer_hash=hash_answer(typed["secret_answer"]),
        notice_channel=NoticeChannel(typed["notice_channel"]),
        email=typed["email"],
        phone=typed["phone"],
        postal_address=typed["postal_address"],
        language=translation.get_language() or "tr",
    )
