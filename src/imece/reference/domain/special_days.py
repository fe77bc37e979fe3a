"""Administrative leave entered by hand (CAL-04)."""

from datetime import date

from imece.core import audit
from imece.core.actor import Actor
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.reference.enums import SpecialDayKind, SpecialDayScope
from imece.reference.models import SpecialDay
from imece.reference.permissions import SPECIAL_DAYS_EDIT


@verb
def enter_special_day(
    *,
    day: date,
    kind: SpecialDayKind,
    scope: SpecialDayScope,
    note: str,
    actor: Actor,
    province: int | None = None,
) -> SpecialDay:
    """Enter one day with the decision it rests on (a Cumhurbaşkanlığı notice, a governor's decision)."""
    require(actor, SPECIAL_DAYS_EDIT)
    special = SpecialDay(date=day, kind=kind, scope=scope, province_id=province, note=note)
    special.full_clean()
    special.save()
    audit.record(
        actor, "reference.special_day_entered", special, details={"date": day, "kind": kind, "scope": scope}
    )
    return special


@verb
def remove_special_day(*, special_day: SpecialDay, reason: str, actor: Actor) -> None:
    """Take out a day entered in error; the trail keeps it."""
    require(actor, SPECIAL_DAYS_EDIT)
    details = {"date": special_day.date, "kind": special_day.kind, "scope": special_day.scope}
    audit.record(actor, "reference.special_day_removed", special_day, details=details, purpose=reason)
    special_day.delete()
