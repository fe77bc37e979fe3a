"""A workplace changes its province, a branch becomes head office, a workplace is closed (EMP-09)."""

from datetime import date, datetime

from imece.accounts.public import rename_organisation
from imece.core import audit
from imece.core.actor import Actor
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.employment.employers.domain.change import locked
from imece.employment.employers.domain.errors import ALREADY_THERE, HAS_BRANCHES, NOT_A_BRANCH
from imece.employment.employers.domain.organisations import close_organisation
from imece.employment.employers.domain.places import refuse_foreign_district
from imece.employment.employers.domain.seats import crown, leave_seat, open_branches, take_seat
from imece.employment.employers.models import Workplace


@verb
def move_workplace(
    *,
    workplace: Workplace,
    province: int,
    district: str = "",
    street_address: str = "",
    postal_code: str = "",
    actor: Actor,
    now: datetime,
) -> Workplace:
    """To another province, in one transaction: the head office is decided anew in both (EMP-09).

    The old address goes, since it cannot be right. Raises EMP-104, EMP-106, EMP-108.
    """
    require(actor, "employers.edit", workplace)
    _, fresh = locked(workplace)
    if fresh.province_id == province:
        raise ALREADY_THERE(name=fresh.name, province=province, field="province")
    refuse_foreign_district(province, district)
    before = {"province": fresh.province_id, "head_office": fresh.head_office_id}
    fresh.district_id, fresh.street_address, fresh.postal_code = district or None, street_address, postal_code
    fresh.neighbourhood = ""
    take_seat(fresh, province)
    fresh.version += 1
    fresh.save()
    successor = leave_seat(fresh)
    rename_organisation(
        organisation=fresh.organisation,
        name=fresh.name,
        province=province,
        actor=actor,
        permission="employers.edit",
    )
    after = {"province": province, "head_office": fresh.head_office_id}
    details = audit.differences(before, after) | {"successor": successor.pk if successor else None}
    audit.record(actor, "employers.workplace_moved", fresh, details=details)
    return fresh


@verb
def make_head_office(*, workplace: Workplace, actor: Actor, now: datetime) -> Workplace:
    """A branch takes the place of its head office, which becomes its branch. Raises EMP-106, EMP-107."""
    require(actor, "employers.close", workplace)
    _, fresh = locked(workplace)
    if fresh.is_head_office:
        raise NOT_A_BRANCH(name=fresh.name)
    former = fresh.head_office_id
    crown(fresh)
    audit.record(actor, "employers.head_office_changed", fresh, details={"head_office": [former, fresh.pk]})
    return fresh


@verb
def close_workplace(*, workplace: Workplace, closed_on: date, actor: Actor, now: datetime) -> Workplace:
    """Nobody acts for it any more; its records stay. Raises EMP-105 for a head office with branches."""
    require(actor, "employers.close", workplace)
    _, fresh = locked(workplace)
    branch_count = open_branches(fresh).count()
    if branch_count:
        raise HAS_BRANCHES(name=fresh.name, count=branch_count)
    fresh.closed_on = closed_on
    fresh.version += 1
    fresh.save(update_fields=["closed_on", "version"])
    close_organisation(fresh.organisation)
    audit.record(actor, "employers.workplace_closed", fresh, details={"closed_on": closed_on})
    return fresh
