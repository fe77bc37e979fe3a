"""The card of a workplace is changed (P7.2): differences go to the trail, a lost race is told."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from imece.accounts.public import rename_organisation
from imece.core import audit
from imece.core.actor import Actor
from imece.core.errors import CHANGED_MEANWHILE
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.employment.employers.domain.contractors import (
    link_contractors,
    refuse_other_province,
    refuse_taken_number,
)
from imece.employment.employers.domain.errors import ALREADY_CLOSED
from imece.employment.employers.domain.places import refuse_foreign_district
from imece.employment.employers.domain.rules import WorkplaceNumber, decide_sector
from imece.employment.employers.domain.seats import lock_employer, today
from imece.employment.employers.domain.values import EMPLOYER_FIELDS, WORKPLACE_FIELDS, clean_values
from imece.employment.employers.enums import Sector
from imece.employment.employers.models import Employer, Workplace


@verb
def change_workplace(
    *, workplace: Workplace, values: Mapping[str, Any], version: int, actor: Actor, now: datetime
) -> Workplace:
    """`values` holds what to change: "name", WORKPLACE_FIELDS and, on a head office's card, EMPLOYER_FIELDS.

    The province is changed by `move_workplace`. Raises CORE-409 when `version` is no longer the present one,
    EMP-100, EMP-102, EMP-104, EMP-106.
    """
    require(actor, "employers.edit", workplace)
    employer, fresh = locked(workplace)
    if fresh.version != version:
        raise CHANGED_MEANWHILE(changed_at=f"{timezone.localtime(now):%d.%m.%Y %H:%M}")
    clean = clean_values(values)
    refuse_foreign_district(fresh.province_id, clean.get("district_id", fresh.district_id))
    refuse_taken_number(clean.get("sgk_number", ""), own=fresh)
    refuse_other_province(clean.get("sgk_number", ""), fresh.province_id)
    changed = _change_card(fresh, clean)
    changed |= _change_name(fresh, clean, actor)
    if fresh.is_head_office:
        changed |= _change_employer(employer, clean)
    if changed:
        fresh.version += 1
        fresh.save(update_fields=["version"])
        audit.record(actor, "employers.workplace_changed", fresh, details=changed)
    return fresh


def locked(workplace: Workplace) -> tuple[Employer, Workplace]:
    """Employer first, then the row, so that verbs never wait for one another in a ring. Raises EMP-106."""
    employer = lock_employer(workplace.employer_id)
    rows = Workplace.objects.select_for_update(of=("self",), no_key=True).select_related("organisation")
    fresh = rows.get(pk=workplace.pk)
    fresh.employer = employer
    if fresh.closed_on is not None:
        raise ALREADY_CLOSED(name=fresh.name, closed_on=f"{fresh.closed_on:%d.%m.%Y}")
    return employer, fresh


def _change_card(workplace: Workplace, clean: Mapping[str, Any]) -> dict[str, Any]:
    changed = _assign(workplace, clean, WORKPLACE_FIELDS)
    if "sgk_number" in changed:
        number = WorkplaceNumber(workplace.sgk_number, Sector(workplace.sector))
        changed |= _assign(workplace, {"sector": decide_sector(number, today()).value}, ("sector",))
    if changed:
        workplace.save(update_fields=list(changed))
    if "sgk_number" in changed:
        link_contractors(workplace)
    return changed


def _change_name(workplace: Workplace, clean: Mapping[str, Any], actor: Actor) -> dict[str, Any]:
    name = clean.get("name") or workplace.name
    if name == workplace.name:
        return {}
    before = workplace.name
    rename_organisation(
        organisation=workplace.organisation,
        name=name,
        province=workplace.province_id,
        actor=actor,
        permission="employers.edit",
    )
    return {"name": [before, name]}


def _change_employer(employer: Employer, clean: Mapping[str, Any]) -> dict[str, Any]:
    changed = _assign(employer, clean, EMPLOYER_FIELDS)
    if changed:
        employer.save(update_fields=list(changed))
    return changed


def _assign(row: Any, clean: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """Set the attributes that differ; answers {field: [before, after]}."""
    given = {name: clean[name] for name in names if name in clean}
    before = {name: getattr(row, name) for name in given}
    for name, value in given.items():
        setattr(row, name, value)
    return audit.differences(before, given)
