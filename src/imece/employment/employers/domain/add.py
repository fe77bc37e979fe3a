"""A workplace joins an employer: its organisation, its İŞKUR number, its seat in the province (EMP-07/08)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from imece.accounts.enums import OrganisationKind
from imece.accounts.models import Membership
from imece.accounts.public import add_membership, create_organisation
from imece.core import audit
from imece.core.actor import Actor
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.employment.employers.domain.contacts import create_contact
from imece.employment.employers.domain.contractors import (
    link_contractors,
    refuse_other_province,
    refuse_taken_number,
)
from imece.employment.employers.domain.places import refuse_foreign_district
from imece.employment.employers.domain.queries import workplace_of
from imece.employment.employers.domain.rules import WorkplaceNumber, decide_sector
from imece.employment.employers.domain.seats import lock_employer, take_seat, today
from imece.employment.employers.domain.values import WORKPLACE_FIELDS, clean_values
from imece.employment.employers.models import Employer, Workplace


@verb
def add_workplace(
    *,
    employer: Employer,
    name: str,
    province: int,
    values: Mapping[str, Any],
    contacts: Sequence[Mapping[str, Any]] = (),
    actor: Actor,
    now: datetime,
) -> Workplace:
    """İşyeri Künyesi (P7.3): a branch where the employer has a head office, else head office.

    `values` holds WORKPLACE_FIELDS. Raises EMP-100, EMP-102, EMP-104.
    """
    require(actor, "employers.add_workplace", workplace_of(actor))
    workplace = open_workplace(
        employer=lock_employer(employer.pk),
        name=name,
        province=province,
        values=values,
        permission="employers.add_workplace",
        actor=actor,
        now=now,
    )
    for row in contacts:
        create_contact(workplace, row, actor)
    if workplace.is_head_office:
        _hand_over(workplace, actor)
    return workplace


def _hand_over(workplace: Workplace, actor: Actor) -> None:
    """A head office in another province begins with the founding manager of the one that registered it."""
    founders = Membership.objects.filter(organisation_id=actor.organisation_id or 0, is_founding_manager=True)
    founder = founders.select_related("person").first()
    if founder is not None:
        add_membership(
            person=founder.person,
            organisation=workplace.organisation,
            is_founding_manager=True,
            actor=actor,
            permission="employers.found",
        )


def open_workplace(
    *,
    employer: Employer,
    name: str,
    province: int,
    values: Mapping[str, Any],
    permission: str,
    actor: Actor,
    now: datetime,
) -> Workplace:
    """What membership and `add_workplace` share; the caller asked `permission` and holds the lock."""
    clean = {name: value for name, value in clean_values(values).items() if name in WORKPLACE_FIELDS}
    refuse_foreign_district(province, clean.get("district_id"))
    refuse_taken_number(clean.get("sgk_number", ""))
    refuse_other_province(clean.get("sgk_number", ""), province)
    organisation = create_organisation(
        kind=OrganisationKind.WORKPLACE, name=name, province=province, actor=actor, permission=permission
    )
    workplace = Workplace(organisation=organisation, employer=employer, registered_at=now, **clean)
    workplace.sector = decide_sector(WorkplaceNumber(workplace.sgk_number), today()).value
    take_seat(workplace, province)
    workplace.save()
    link_contractors(workplace)
    details = {"employer": employer.pk, "province": province, "head_office": workplace.head_office_id}
    audit.record(actor, "employers.workplace_added", workplace, details=details)
    return workplace
