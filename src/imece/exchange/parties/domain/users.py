"""End users: on whose behalf an institution asks, by its own number of each (X3.2). Without Ek-2 none asks (PRO-08)."""

from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from imece.core import audit
from imece.core.actor import Actor, ActorKind
from imece.core.formats import format_date
from imece.core.permissions import require
from imece.core.scope import key
from imece.core.transactions import verb
from imece.exchange.parties.domain.people_errors import CLOSED_LATER, USER_IS_CLOSED
from imece.exchange.parties.domain.units import take_place
from imece.exchange.parties.models import EndUser, Institution, SubUnit, Undertaking


def end_users_in_scope(actor: Actor) -> QuerySet[EndUser]:
    """An institution's people see its own users, headquarters all, nobody else any."""
    rows = EndUser.objects.select_related("institution__organisation", "unit")
    if actor.kind == ActorKind.PARTNER:
        return rows.filter(institution__organisation_id=key(actor.organisation_id))
    return rows if actor.kind in {ActorKind.HEADQUARTERS_STAFF, ActorKind.SYSTEM} else rows.none()


def with_undertaking(rows: QuerySet[EndUser], day: date) -> QuerySet[EndUser]:
    """Annotates `is_signed`: has he a valid undertaking on `day`?"""
    open_still = Q(valid_until__isnull=True) | Q(valid_until__gte=day)
    valid = Undertaking.objects.filter(
        open_still, end_user=OuterRef("pk"), signed_on__lte=day, withdrawn_at__isnull=True
    )
    return rows.annotate(is_signed=Exists(valid))


def has_valid_undertaking(user: EndUser, day: date) -> bool:
    """PRO-08."""
    return any(one.is_valid_on(day) for one in user.undertakings.all())


@verb
def add_end_user(
    *,
    institution: Institution,
    user_number: str,
    name: str,
    title: str = "",
    unit: SubUnit | None = None,
    actor: Actor,
) -> EndUser:
    """He asks nothing before his undertaking is filed. Raises PTY-102, PTY-104 for a unit that is strange or full."""
    user = EndUser(institution=institution, user_number=user_number, name=name, title=title, unit=unit)
    require(actor, "end_users.edit", user)
    take_place(unit, institution)
    user.full_clean()
    user.save()
    audit.record(actor, "end_users.added", user, details={"user_number": user_number})
    return user


@verb
def change_end_user(
    *, user: EndUser, name: str, title: str = "", unit: SubUnit | None = None, actor: Actor
) -> EndUser:
    """The number stays for ever: it stands in the ledger. Raises PTY-111 for a closed user."""
    locked = lock_end_user(user)
    require(actor, "end_users.edit", locked)
    _refuse_closed(locked)
    if unit is not None and unit.pk != locked.unit_id:
        take_place(unit, locked.institution)
    before = {"name": locked.name, "title": locked.title, "unit": locked.unit_id}
    locked.name, locked.title, locked.unit = name, title, unit
    locked.full_clean()
    locked.save(update_fields=["name", "title", "unit"])
    after: dict[str, Any] = {"name": name, "title": title, "unit": unit.pk if unit else None}
    audit.record(actor, "end_users.changed", locked, details=audit.differences(before, after))
    return locked


@verb
def close_end_user(*, user: EndUser, closed_on: date, actor: Actor, now: datetime) -> None:
    """From `closed_on` on he asks no more. Raises PTY-112 for a day ahead."""
    locked = lock_end_user(user)
    require(actor, "end_users.edit", locked)
    _refuse_closed(locked)
    if closed_on > timezone.localdate(now):
        raise CLOSED_LATER(day=format_date(closed_on), field="closed_on")
    locked.closed_on = closed_on
    locked.save(update_fields=["closed_on"])
    audit.record(actor, "end_users.closed", locked, details={"closed_on": closed_on.isoformat()})


def lock_end_user(user: EndUser) -> EndUser:
    rows = EndUser.objects.select_for_update(of=("self",)).select_related("institution__organisation")
    return rows.get(pk=user.pk)


def _refuse_closed(user: EndUser) -> None:
    if user.closed_on is not None:
        raise USER_IS_CLOSED(user=user, day=format_date(user.closed_on))
