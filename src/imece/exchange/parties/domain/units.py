"""The tree of units that an institution serves (X3.2, PRO-07), with a ceiling of users each (KPS-11)."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from imece.core import audit
from imece.core.actor import Actor, ActorKind
from imece.core.permissions import require
from imece.core.scope import key
from imece.core.transactions import verb
from imece.core.turkish import sort_key
from imece.exchange.parties.domain.people_errors import (
    CAP_BELOW_USERS,
    OWN_BRANCH,
    STRANGE_UNIT,
    UNIT_IS_FULL,
    UNIT_IS_USED,
)
from imece.exchange.parties.models import EndUser, Institution, SubUnit

FIELDS = ("parent", "code", "name", "province", "user_cap")


def units_in_scope(actor: Actor) -> QuerySet[SubUnit]:
    """An institution's people see its own units, headquarters all, nobody else any."""
    rows = SubUnit.objects.select_related("parent", "institution__organisation")
    if actor.kind == ActorKind.PARTNER:
        return rows.filter(institution__organisation_id=key(actor.organisation_id))
    return rows if actor.kind in {ActorKind.HEADQUARTERS_STAFF, ActorKind.SYSTEM} else rows.none()


def with_user_counts(rows: QuerySet[SubUnit]) -> QuerySet[SubUnit]:
    return rows.annotate(user_count=Count("end_users", filter=Q(end_users__closed_on__isnull=True)))


def tree_of(institution: Institution) -> list[tuple[int, SubUnit]]:
    """(depth, unit), each below its parent, brothers by name; one query."""
    units = sorted(
        with_user_counts(institution.units.select_related("parent")), key=lambda unit: sort_key(unit.name)
    )
    below: dict[int | None, list[SubUnit]] = {}
    for unit in units:
        below.setdefault(unit.parent_id, []).append(unit)
    return list(_walk(below, None, 0))


def _walk(below: dict[int | None, list[SubUnit]], parent: int | None, depth: int) -> Any:
    for unit in below.get(parent, []):
        yield depth, unit
        yield from _walk(below, unit.pk, depth + 1)


@verb
def add_unit(*, institution: Institution, actor: Actor, **values: Any) -> SubUnit:
    """`values` are `FIELDS`. Raises PTY-102 for a parent of another institution."""
    unit = SubUnit(institution=institution, **values)
    require(actor, "end_users.edit", unit)
    _check_parent(unit)
    unit.full_clean()
    unit.save()
    audit.record(actor, "units.added", unit, details={"code": unit.code, "user_cap": unit.user_cap})
    return unit


@verb
def change_unit(*, unit: SubUnit, actor: Actor, **values: Any) -> SubUnit:
    """Raises PTY-101 for a ring in the tree, PTY-105 for a ceiling below its users."""
    locked = lock_unit(unit)
    require(actor, "end_users.edit", locked)
    before = {name: getattr(locked, name) for name in FIELDS if name != "parent"}
    for name in FIELDS:
        setattr(locked, name, values.get(name, getattr(locked, name)))
    _check_parent(locked)
    count = _open_users(locked).count()
    if locked.user_cap is not None and count > locked.user_cap:
        raise CAP_BELOW_USERS(unit=locked, count=count, most=locked.user_cap, field="user_cap")
    locked.full_clean()
    locked.save(update_fields=FIELDS)
    after = {name: getattr(locked, name) for name in FIELDS if name != "parent"}
    audit.record(actor, "units.changed", locked, details=audit.differences(before, after))
    return locked


@verb
def set_unit_open(*, unit: SubUnit, is_active: bool, actor: Actor) -> None:
    """A closed unit's questions are refused at once. Raises PTY-103 while users or open units stand below it."""
    locked = lock_unit(unit)
    require(actor, "end_users.edit", locked)
    count = _open_users(locked).count() + locked.children.filter(is_active=True).count()
    if not is_active and count:
        raise UNIT_IS_USED(unit=locked, count=count)
    locked.is_active = is_active
    locked.save(update_fields=["is_active"])
    audit.record(actor, "units.opened" if is_active else "units.closed", locked)


def lock_unit(unit: SubUnit) -> SubUnit:
    return SubUnit.objects.select_for_update(of=("self",)).select_related("institution").get(pk=unit.pk)


def take_place(unit: SubUnit | None, institution: Institution, *, field: str = "unit") -> None:
    """KPS-11: one user more. The unit's row is locked, so two at once cannot both take the last place."""
    if unit is None:
        return
    locked = lock_unit(unit)
    if not locked.is_active or locked.institution_id != institution.pk:
        raise STRANGE_UNIT(unit=locked, field=field)
    if locked.user_cap is not None and _open_users(locked).count() >= locked.user_cap:
        raise UNIT_IS_FULL(unit=locked, most=locked.user_cap, field=field)


def _open_users(unit: SubUnit) -> QuerySet[EndUser]:
    return EndUser.objects.filter(unit=unit, closed_on__isnull=True)


def _check_parent(unit: SubUnit) -> None:
    if unit.parent is None:
        return
    if unit.parent.institution_id != unit.institution_id or not unit.parent.is_active:
        raise STRANGE_UNIT(unit=unit.parent, field="parent")
    above: SubUnit | None = unit.parent
    while above is not None:
        if above.pk == unit.pk:
            raise OWN_BRANCH(unit=unit, parent=unit.parent, field="parent")
        above = above.parent
