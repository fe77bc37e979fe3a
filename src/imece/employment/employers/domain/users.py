"""Users of a workplace (P1.7, **Kullanıcı Rol Yönetimi**): found in the identity register, authorised, given rights.

The membership itself is `accounts`' to write; who may open this screen is decided here.
"""

from datetime import datetime
from typing import Final

from django.db.models import QuerySet

from imece.accounts.models import Membership, Person
from imece.accounts.public import (
    IDENTITY_OF_NUMBER,
    add_membership,
    count_attempt,
    find_individual_member,
    memberships_of,
    note_register_answer,
    same_name,
)
from imece.core.actor import Actor
from imece.core.permissions import require
from imece.core.turkish import mask_number
from imece.employment.employers.domain.errors import UNKNOWN_PERSON
from imece.employment.employers.models import Workplace
from imece.exchange.client import ask
from imece.exchange.contract import Reason

PURPOSE: Final = "İşyerine yetkili tanımlama / authorising a user for a workplace"


def users_of(workplace: Workplace, actor: Actor) -> QuerySet[Membership]:
    """**Yetkilileri Listele**, for the workplace's manager."""
    require(actor, "employers.users", workplace)
    return memberships_of(workplace.organisation)


def fetch_person(
    *, workplace: Workplace, national_id: str, given_names: str, surname: str, actor: Actor, now: datetime
) -> Person:
    """**Bilgileri Getir** (EMP-10): the register confirms number and names; the person is a member already.

    The question is on record with purpose and file. Raises EMP-121, ACC-012, ACC-001 after too many tries.
    """
    require(actor, "employers.users", workplace)
    count_attempt(IDENTITY_OF_NUMBER, f"{workplace.pk}:{national_id}", now=now)
    typed = {"national_id": national_id, "given_names": given_names, "surname": surname}
    return confirmed_person(workplace=workplace, actor=actor, now=now, **typed)


def confirmed_person(
    *, workplace: Workplace, national_id: str, given_names: str, surname: str, actor: Actor, now: datetime
) -> Person:
    """As `fetch_person`, however often: also the clock asks (KPS-52)."""
    reason = Reason(PURPOSE, f"YETKILI-{workplace.number}")
    facts = ask("registry.person", national_id, reason=reason, actor=actor).facts
    note_register_answer(national_id, facts, actor=actor, now=now)
    typed = (same_name(given_names), same_name(surname))
    known = facts and (same_name(facts["given_names"]), same_name(facts["surname"] or ""))
    if facts is None or known != typed or not facts["is_alive"]:
        name = f"{given_names} {surname}".strip()
        raise UNKNOWN_PERSON(number=mask_number(national_id), name=name, field="national_id")
    return find_individual_member(national_id)


def authorise(*, workplace: Workplace, person: Person, actor: Actor) -> Membership:
    """**Yetkili Oluştur**: without any right yet. Raises ACC-021 for one who is authorised already."""
    require(actor, "employers.users", workplace)
    return add_membership(person=person, organisation=workplace.organisation, actor=actor)
