"""The institution's own organisations of a real installation: 81 provincial units, headquarters, its first manager."""

from datetime import datetime
from typing import Final

from imece.accounts.enums import NoticeChannel, OrganisationKind, SecretQuestion
from imece.accounts.models import Membership, Person
from imece.accounts.public import (
    Identity,
    add_membership,
    create_organisation,
    hash_password,
    institutions_in_scope,
    is_member,
    memberships_of,
    note_register_answer,
    person_by_number,
    register_hashed_person,
)
from imece.core.actor import Actor
from imece.core.errors import define
from imece.core.identity_numbers import check_person_number
from imece.core.transactions import verb
from imece.core.turkish import mask_number
from imece.exchange.client import ask
from imece.exchange.contract import Reason
from imece.reference.public import provinces

HEADQUARTERS_NAME: Final = "Türkiye İş Kurumu Genel Müdürlüğü"
UNIT_NAME: Final = "{province} Çalışma ve İş Kurumu İl Müdürlüğü"
PURPOSE: Final = "Genel Müdürlüğün ilk yöneticisi / first manager of the headquarters"

NOT_LOADED = define(
    "HOME-001",
    "The institutions are not loaded yet.",
    remedy="Run ./imece load-institutions first.",
    status=409,
)
HAS_MANAGER = define(
    "HOME-002",
    "The headquarters have a manager already: {name}.",
    remedy="He makes the others under /kurum/kuruluslar/.",
    status=409,
)
NOT_IN_REGISTER = define(
    "HOME-003",
    "The identity register knows nobody alive with the number {number}.",
    remedy="Check the number; it is asked under registry.person.",
    status=422,
)


@verb
def load_institutions(*, actor: Actor) -> int:
    """Make what is missing of the 81 units and the headquarters; how many were made. A second run makes nothing."""
    known = set(institutions_in_scope(actor).values_list("kind", "province"))
    wanted: list[tuple[OrganisationKind, int | None, str]]
    wanted = [(OrganisationKind.HEADQUARTERS, None, HEADQUARTERS_NAME)]
    wanted += [(OrganisationKind.UNIT, one.pk, UNIT_NAME.format(province=one.name)) for one in provinces()]
    missing = [line for line in wanted if line[:2] not in known]
    for kind, province, name in missing:
        create_organisation(kind=kind, name=name, province=province, actor=actor)
    return len(missing)


@verb
def make_headquarters_manager(
    *, national_id: str, password: str, email: str, actor: Actor, now: datetime
) -> Membership:
    """The first manager; the others are made on the page. A member keeps the own password and address.

    Names come from the register. Raises HOME-001, HOME-002, HOME-003.
    """
    headquarters = institutions_in_scope(actor).filter(kind=OrganisationKind.HEADQUARTERS).first()
    if headquarters is None:
        raise NOT_LOADED()
    present = memberships_of(headquarters).filter(is_manager=True, locked_at__isnull=True).first()
    if present is not None:
        raise HAS_MANAGER(name=present.person.full_name)
    identity = _asked(national_id, headquarters.number, actor, now)
    person = person_by_number(identity.national_id) or _registered(identity, password, email, actor, now)
    return add_membership(
        person=person, organisation=headquarters, is_manager=True, actor=actor, reason=PURPOSE
    )


def needs_password(national_id: str) -> bool:
    return not is_member(national_id)


def _asked(national_id: str, file: str, actor: Actor, now: datetime) -> Identity:
    number = check_person_number(national_id)
    reason = Reason(PURPOSE, f"GM-{file}")
    facts = (
        ask("registry.person", number.value, reason=reason, actor=actor).facts if number.is_valid else None
    )
    note_register_answer(number.value, facts, actor=actor, now=now)
    if facts is None or not facts["is_alive"]:
        raise NOT_IN_REGISTER(number=mask_number(national_id))
    return Identity(number.value, facts["given_names"], facts["surname"] or "", facts["birth_year"])


def _registered(identity: Identity, password: str, email: str, actor: Actor, now: datetime) -> Person:
    """Without a secret question: he sets it in his account. The e-mail is his to verify there."""
    return register_hashed_person(
        identity=identity,
        password_hash=hash_password(password),
        secret_question=SecretQuestion.FIRST_STREET,
        secret_answer_hash="",
        notice_channel=NoticeChannel.EMAIL,
        email=email,
        actor=actor,
        now=now,
    )
