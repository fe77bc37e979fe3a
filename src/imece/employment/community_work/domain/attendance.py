"""**Devam takip** (P5.2): marking a day, removing a mark before the day is entered anew, closing a month."""

from datetime import date, datetime

from django.utils import timezone

from imece.core import audit
from imece.core.actor import Actor
from imece.core.formats import format_date, format_instant, format_month
from imece.core.parameters import Parameters
from imece.core.permissions import is_permitted, require
from imece.core.scope import get_in_scope
from imece.core.transactions import verb
from imece.employment.community_work.domain import errors
from imece.employment.community_work.domain.queries import (
    closed_days,
    month_approval,
    months_of,
    participants_in_scope,
    programmes_in_scope,
)
from imece.employment.community_work.domain.rules import why_not_marked
from imece.employment.community_work.enums import Attendance
from imece.employment.community_work.models import AttendanceMark, MonthApproval, Participant, Programme
from imece.reference.public import last_day_of_month


@verb
def mark_day(
    *, participant_id: int, day: date, kind: Attendance, actor: Actor, now: datetime, reason: str = ""
) -> AttendanceMark:
    """One kind a day (TYP-09). In an approved month by the unit alone, with its reason (TYP-11). CWK-020, 021, 023."""
    participant = _locked(participant_id, actor)
    why = why_not(participant, day, today=timezone.localdate(now))
    if why:
        raise errors.NOT_MARKABLE(day=format_date(day), why=why)
    _require_open(participant.programme, day, actor, reason)
    present = participant.marks.filter(day=day, removed_at__isnull=True).first()
    if present:
        raise errors.MARKED(day=format_date(day), kind=present.get_kind_display())
    mark = participant.marks.create(day=day, kind=kind, entered_at=now, entry_reason=reason.strip())
    audit.record(actor, "community_work.marked", mark, details={"day": day.isoformat()})
    return mark


@verb
def remove_mark(*, participant_id: int, day: date, actor: Actor, now: datetime, reason: str = "") -> None:
    """The row stays, with when and why it stopped counting (TYP-11). Raises CWK-022, CWK-023."""
    participant = _locked(participant_id, actor)
    mark = participant.marks.filter(day=day, removed_at__isnull=True).first()
    if mark is None:
        raise errors.NO_MARK(day=format_date(day))
    _require_open(participant.programme, day, actor, reason)
    mark.removed_at, mark.removal_reason = now, reason.strip()
    mark.save(update_fields=["removed_at", "removal_reason"])
    audit.record(actor, "community_work.unmarked", mark, details={"day": day.isoformat()})


@verb
def approve_month(*, number: str, month: date, actor: Actor, now: datetime) -> MonthApproval:
    """**Onay** (TYP-11). Once approved it stays; asking twice answers the first. Raises CWK-024, CWK-025."""
    require(actor, "community_work.approve")
    programme = get_in_scope(programmes_in_scope(actor), actor, number=number)
    Programme.objects.select_for_update().get(pk=programme.pk)
    require_month(programme, month)
    if min(last_day_of_month(month), programme.ends_on) >= timezone.localdate(now):
        raise errors.NOT_OVER(month=format_month(month))
    approval, is_new = MonthApproval.objects.get_or_create(
        programme=programme, month=month, defaults={"approved_at": now}
    )
    if is_new:
        audit.record(actor, "community_work.approved", approval, details={"month": f"{month:%Y-%m}"})
    return approval


def require_month(programme: Programme, month: date) -> None:
    if month not in months_of(programme):
        raise errors.NOT_A_MONTH(month=format_month(month))


def why_not(participant: Participant, day: date, *, today: date) -> str:
    """TYP-09, and why; an empty text when the day may be marked."""
    programme = participant.programme
    return why_not_marked(
        day,
        today=today,
        programme=(programme.starts_on, programme.ends_on),
        participation=(participant.entered_on, participant.left_on),
        is_closed=day in closed_days(programme, day, day),
    )


def needs_reason(programme: Programme, day: date) -> bool:
    """TYP-11: the month is approved."""
    return month_approval(programme, day.replace(day=1)) is not None


def may_correct(actor: Actor, day: date) -> bool:
    """TYP-11: after the approval, where that is done at all."""
    return Parameters(day).flag("typ_correction_after_approval") and is_permitted(
        actor, "community_work.approve"
    )


def _locked(participant_id: int, actor: Actor) -> Participant:
    require(actor, "community_work.attend")
    participant = get_in_scope(participants_in_scope(actor), actor, pk=participant_id)
    Participant.objects.select_for_update().get(pk=participant.pk)
    return participant


def _require_open(programme: Programme, day: date, actor: Actor, reason: str) -> None:
    """The programme's row is locked against an approval at the same moment."""
    Programme.objects.select_for_update(of=("self",), no_key=True).get(pk=programme.pk)
    approval = month_approval(programme, day.replace(day=1))
    if approval and not (reason.strip() and may_correct(actor, day)):
        raise errors.MONTH_CLOSED(
            month=format_month(approval.month), at=format_instant(approval.approved_at), field="reason"
        )
