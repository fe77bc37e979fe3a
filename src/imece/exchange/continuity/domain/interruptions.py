"""Announcing, telling, repairing and ending interruptions (X7.1). Each step tells the parties with its commit."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils import timezone

from imece.core import audit
from imece.core.actor import Actor
from imece.core.formats import format_instant
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.exchange.continuity.domain import errors
from imece.exchange.continuity.domain.clocks import Clocks
from imece.exchange.continuity.domain.telling import tell_interruption
from imece.exchange.continuity.domain.workflow import INTERRUPTION
from imece.exchange.continuity.enums import Cause, InterruptionKind, InterruptionState
from imece.exchange.continuity.models import Interruption
from imece.exchange.parties.models import Institution

CLOCK_ERROR = timedelta(minutes=5)  # two machines' clocks may differ so much


@dataclass(frozen=True, kw_only=True)
class Story:
    """What happens to which services; `provider` none is the platform itself, no service named means all."""

    title: str
    description: str = ""
    services: Sequence[str] = field(default=())
    provider: Institution | None = None


@verb
def announce_maintenance(
    *,
    story: Story,
    begins: datetime,
    ends: datetime,
    actor: Actor,
    now: datetime,
    urgent_reason: str | None = None,
) -> Interruption:
    """PRO-14, PRO-17: outside working hours and announced days before; an emergency (`urgent_reason`) needs neither."""
    require(actor, "continuity.operate")
    if ends <= begins:
        raise errors.WINDOW_REVERSED(
            begins=format_instant(begins), ends=format_instant(ends), field="planned_until"
        )
    clocks = Clocks.at(now)
    is_urgent = urgent_reason is not None
    if is_urgent and not str(urgent_reason).strip():
        raise errors.NO_REASON_FOR_URGENCY(field="urgent_reason")
    if not is_urgent:
        clocks.check_window(begins, ends, timezone.localdate(now))
    interruption = Interruption.objects.create(
        kind=InterruptionKind.PLANNED,
        state=InterruptionState.PLANNED,
        cause=Cause.PROVIDER if story.provider else Cause.PLATFORM,
        planned_from=begins,
        planned_until=ends,
        is_urgent=is_urgent,
        urgent_reason=(urgent_reason or "").strip(),
        announced_at=now,
        parameters=clocks.used,
        created_at=now,
        **_told(story),
    )
    INTERRUPTION.begin(interruption, actor=actor, now=now)
    tell_interruption(interruption, now=now)
    return interruption


@verb
def report_outage(
    *,
    story: Story,
    started_at: datetime,
    actor: Actor,
    now: datetime,
    reported_by: Institution | None = None,
) -> Interruption:
    """Anybody concerned reports; the parties are told when an operator has looked (`tell_outage`), at once (PRO-18)."""
    require(actor, "continuity.report", reported_by)
    _check_past(started_at, now, "started_at")
    clocks = Clocks.at(now)
    paper_from = clocks.paper_from(timezone.localdate(started_at))
    interruption = Interruption.objects.create(
        kind=InterruptionKind.UNPLANNED,
        state=InterruptionState.DETECTED,
        reported_by=reported_by,
        started_at=started_at,
        paper_from=paper_from,
        parameters=clocks.used,
        created_at=now,
        **_told(story),
    )
    INTERRUPTION.begin(interruption, actor=actor, now=now)
    return interruption


@verb
def tell_outage(*, interruption: Interruption, actor: Actor, now: datetime) -> None:
    INTERRUPTION.apply("tell", thing=interruption, actor=actor, now=now, changes={"announced_at": now})
    tell_interruption(interruption, now=now)


@verb
def dismiss_report(*, interruption: Interruption, reason: str, actor: Actor, now: datetime) -> None:
    INTERRUPTION.apply("dismiss", thing=interruption, actor=actor, now=now, reason=reason)


@verb
def begin_repair(*, interruption: Interruption, begun_at: datetime, actor: Actor, now: datetime) -> None:
    """PRO-18: repair begins at once; when it did is on record."""
    assert interruption.started_at is not None
    _check_past(begun_at, now, "at")
    _check_order(interruption.started_at, begun_at)
    changes = {"repair_begun_at": begun_at}
    INTERRUPTION.apply("begin_repair", thing=interruption, actor=actor, now=now, changes=changes)


@verb
def begin_maintenance(*, interruption: Interruption, begun_at: datetime, actor: Actor, now: datetime) -> None:
    """The announced work has begun; the clock of PRO-19 runs for it too (*for any reason*)."""
    _check_past(begun_at, now, "at")
    paper_from = Clocks.at(now).paper_from(timezone.localdate(begun_at))
    changes = {"started_at": begun_at, "repair_begun_at": begun_at, "paper_from": paper_from}
    INTERRUPTION.apply("begin_planned", thing=interruption, actor=actor, now=now, changes=changes)


@verb
def call_off_maintenance(*, interruption: Interruption, reason: str, actor: Actor, now: datetime) -> None:
    INTERRUPTION.apply("call_off", thing=interruption, actor=actor, now=now, reason=reason)
    tell_interruption(interruption, now=now)


@verb
def record_cause(*, interruption: Interruption, cause: Cause, text: str, actor: Actor, now: datetime) -> None:
    """X7.1: whose cause it was, when that is known; each change is on the trail."""
    require(actor, "continuity.operate")
    before = {"cause": interruption.cause, "cause_text": interruption.cause_text}
    interruption.cause, interruption.cause_text = cause, text
    interruption.save(update_fields=["cause", "cause_text"])
    after = {"cause": str(cause), "cause_text": text}
    audit.record(actor, "continuity.cause_recorded", interruption, details=audit.differences(before, after))


@verb
def end_interruption(*, interruption: Interruption, ended_at: datetime, actor: Actor, now: datetime) -> None:
    """The service is back: from the day it ended the missed data are owed within five working days (PRO-18)."""
    assert interruption.started_at is not None
    _check_past(ended_at, now, "at")
    _check_order(interruption.started_at, ended_at)
    due_on = Clocks.at(now).catch_up_until(timezone.localdate(ended_at))
    changes = {"ended_at": ended_at, "catch_up_due_on": due_on}
    INTERRUPTION.apply("end", thing=interruption, actor=actor, now=now, changes=changes)
    tell_interruption(interruption, now=now)


@verb
def break_again(
    *, interruption: Interruption, started_at: datetime, reason: str, actor: Actor, now: datetime
) -> None:
    """It was no end: a new interruption of the service, so the clock of PRO-19 starts anew from here."""
    assert interruption.ended_at is not None
    _check_past(started_at, now, "at")
    _check_order(interruption.ended_at, started_at)
    changes = {
        "started_at": started_at,
        "ended_at": None,
        "catch_up_due_on": None,
        "paper_from": Clocks.at(now).paper_from(timezone.localdate(started_at)),
    }
    INTERRUPTION.apply(
        "break_again", thing=interruption, actor=actor, now=now, reason=reason, changes=changes
    )
    tell_interruption(interruption, now=now)


@verb
def close_interruption(*, interruption: Interruption, caught_up: str, actor: Actor, now: datetime) -> None:
    """`caught_up` says what was delivered afterwards; after the due day it is closed too, and shown as late."""
    changes = {"closed_at": now}
    INTERRUPTION.apply("close", thing=interruption, actor=actor, now=now, reason=caught_up, changes=changes)


def _told(story: Story) -> dict[str, object]:
    return {
        "title": story.title,
        "description": story.description,
        "services": list(story.services),
        "provider": story.provider,
    }


def _check_past(at: datetime, now: datetime, field_name: str) -> None:
    if at > now + CLOCK_ERROR:
        raise errors.IN_THE_FUTURE(at=format_instant(at), field=field_name)


def _check_order(earlier: datetime, later: datetime) -> None:
    if later < earlier:
        raise errors.TIME_REVERSED(earlier=format_instant(earlier), later=format_instant(later), field="at")
