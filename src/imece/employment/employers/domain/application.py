"""Üye Ol without an account (P1.3): the server keeps the pages under a random key until the last one."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from imece.accounts.enums import NoticeChannel, SecretQuestion
from imece.accounts.models import Person, TermsVersion
from imece.accounts.public import Identity, accept_terms, actor_for, register_hashed_person
from imece.core.actor import Actor
from imece.core.transactions import acting, verb
from imece.employment.employers.domain.errors import APPLICATION_GONE, APPLICATION_INCOMPLETE
from imece.employment.employers.domain.register import NewEmployer, register_employer
from imece.employment.employers.enums import EmployerKind
from imece.employment.employers.models import MembershipApplication, Workplace

LIFETIME: Final = timedelta(days=7)
SECRETS: Final = frozenset({"password", "password_again", "secret_answer"})
"""Never kept in an application: typed again if the last page is shown again."""

Typed = Mapping[str, list[str]]
"""A page's raw form data, right or wrong, so that it is shown again as it was typed."""


@dataclass(frozen=True)
class NewFounder:
    """The authorised person (Tüzel Kişi Yetkilisi) who has no account yet."""

    identity: Identity
    password_hash: str
    secret_question: SecretQuestion
    secret_answer_hash: str
    notice_channel: NoticeChannel
    email: str = ""
    phone: str = ""
    postal_address: str = ""
    language: str = "tr"


@verb
def start_application(
    *, kind: EmployerKind, terms: TermsVersion, actor: Actor, now: datetime
) -> tuple[MembershipApplication, str]:
    """**Okudum, kabul ediyorum**. Answers the key for the browser too; we keep its hash."""
    key = secrets.token_urlsafe(32)
    application = MembershipApplication.objects.create(
        key_hash=_hash(key),
        kind=kind,
        terms_version=terms.pk,
        terms_accepted_at=now,
        started_at=now,
        expires_at=now + LIFETIME,
    )
    return application, key


def find_application(key: str, *, now: datetime) -> MembershipApplication:
    """Raises EMP-111 for an unknown or expired key."""
    rows = MembershipApplication.objects.filter(key_hash=_hash(key), expires_at__gt=now)
    application = rows.select_related("employer").first() if key else None
    if application is None:
        raise APPLICATION_GONE()
    return application


@verb
def keep_page(*, application: MembershipApplication, page: str, typed: Typed, actor: Actor) -> None:
    """Keep what was typed on a page, but for SECRETS. A completed application keeps nothing."""
    locked = _lock(application)
    if locked.completed_at is None:
        locked.answers[page] = {name: texts for name, texts in typed.items() if name not in SECRETS}
        locked.save(update_fields=["answers"])


@verb
def complete_application(
    *,
    application: MembershipApplication,
    new: NewEmployer | None,
    founder: Person | NewFounder,
    actor: Actor,
    now: datetime,
) -> Workplace:
    """**Başvurumu Tamamla**: person, terms, employer, workplace and founding manager in one transaction.

    Pressed twice, it answers the first one's workplace. Raises EMP-112 and what registering raises.
    """
    locked = _lock(application)
    if locked.employer is not None:
        return first_workplace(locked)
    if new is None:
        raise APPLICATION_INCOMPLETE()
    person = founder if isinstance(founder, Person) else _register(founder, actor, now)
    own = actor if actor.person_id == person.pk else _as_himself(person, actor)
    terms = TermsVersion.objects.get(pk=locked.terms_version)
    accept_terms(person=person, version=terms, actor=own, now=locked.terms_accepted_at)
    workplace = register_employer(new=new, founder=person, actor=own, now=now)
    locked.employer, locked.completed_at, locked.answers = workplace.employer, now, {}
    locked.save(update_fields=["employer", "completed_at", "answers"])
    return workplace


def first_workplace(application: MembershipApplication) -> Workplace:
    rows = Workplace.objects.filter(employer=application.employer).select_related("organisation", "employer")
    return rows.order_by("registered_at", "pk")[0]


def purge_applications(*, actor: Actor, now: datetime) -> int:
    """For the daily job: what was never completed goes with its week."""
    with acting(actor):
        return MembershipApplication.objects.filter(expires_at__lt=now).delete()[0]


def _register(founder: NewFounder, actor: Actor, now: datetime) -> Person:
    return register_hashed_person(
        identity=founder.identity,
        password_hash=founder.password_hash,
        secret_question=founder.secret_question,
        secret_answer_hash=founder.secret_answer_hash,
        notice_channel=founder.notice_channel,
        email=founder.email,
        phone=founder.phone,
        postal_address=founder.postal_address,
        language=founder.language,
        actor=actor,
        now=now,
    )


def _as_himself(person: Person, actor: Actor) -> Actor:
    return actor_for(person, None).at(address=actor.address, request_id=actor.request_id)


def _lock(application: MembershipApplication) -> MembershipApplication:
    rows = MembershipApplication.objects.select_for_update(of=("self",)).select_related("employer")
    return rows.get(pk=application.pk)


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
