"""Keeping and destroying by plan (PRO-13, KVK-06): holds, what is due, the end of a month's key, the record of it.

A row itself is never removed before its month is archived; what ends is the key that opens its personal fields. The
database refuses what these verbs refuse, once more (`migrations/0005_keeping_guards.py`).
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy as _

from imece.core import audit
from imece.core.actor import Actor
from imece.core.errors import define
from imece.core.parameters import Parameters
from imece.core.transactions import verb
from imece.exchange.ledger.domain.rules import (
    LEAST_YEARS,
    add_years,
    kept_until,
    month_kept_until,
)
from imece.exchange.ledger.models import Destruction, LegalHold, MonthKey, SignedCheckpoint
from imece.exchange.ledger.notes import Checkpoint

TOO_YOUNG = define(
    "LED-020",
    _("The trail of {month} is kept until {until}."),
    remedy=_("Nothing is destroyed before that day; ./imece ledger plan lists what is due."),
    article="PRO-13",
)
HELD = define(
    "LED-021",
    _("A legal hold keeps the trail of {month}: {reason}."),
    remedy=_("It can be destroyed when the hold is lifted."),
    article="KVK-06",
)
NO_KEY = define(
    "LED-022",
    _("There is no key of {month} that could be destroyed."),
    remedy=_("It never was, or its record of destruction stands already."),
    status=404,
)
NO_REASON = define(
    "LED-023",
    _("A legal hold is placed and lifted with a reason."),
    remedy=_("Write who asks for it and why."),
    status=422,
)
HOLD_BACKWARDS = define(
    "LED-024",
    _("The hold would run from {first} to {last}."),
    remedy=_("The last month may not be before the first."),
    status=422,
)
ROWS = """
    select shard, min(sequence), max(sequence), count(*) from ledger_entry
    where asked_at >= %s::date::timestamp at time zone 'UTC'
      and asked_at < (%s::date + interval '1 month')::timestamp at time zone 'UTC'
    group by shard order by shard
"""


@dataclass(frozen=True)
class Due:
    """A month of the plan. `hold`: why it stays nevertheless."""

    month: date
    until: date
    is_due: bool
    hold: str


def retention_years(on: date) -> int:
    return max(LEAST_YEARS, Parameters(on).integer("ledger_retention_years"))


def destruction_plan(today: date) -> list[Due]:
    """Every month whose key still exists, oldest first."""
    years = retention_years(today)
    months = MonthKey.objects.filter(destroyed_at__isnull=True).order_by("month")
    return [
        Due(month, until, today >= until, hold_of(month))
        for month in months.values_list("month", flat=True)
        for until in [month_kept_until(month, years)]
    ]


def hold_of(month: date) -> str:
    holds = LegalHold.objects.filter(
        from_month__lte=month, until_month__gte=month, lifted_at__isnull=True
    ).order_by("pk")
    return next((f"{hold.file}: {hold.reason}" for hold in holds), "")


@verb
def place_hold(
    *, from_month: date, until_month: date, reason: str, file: str, actor: Actor, now: datetime
) -> LegalHold:
    """Keep whole months beyond their time. Raises LED-023, LED-024."""
    if not (reason.strip() and file.strip()):
        raise NO_REASON(field="reason")
    first, last = from_month.replace(day=1), until_month.replace(day=1)
    if last < first:
        raise HOLD_BACKWARDS(first=f"{first:%m.%Y}", last=f"{last:%m.%Y}", field="until_month")
    hold = LegalHold.objects.create(
        from_month=first, until_month=last, reason=reason.strip(), file=file.strip(), placed_at=now
    )
    span = {"from": f"{first:%Y-%m}", "until": f"{last:%Y-%m}", "file": hold.file}
    audit.record(actor, "ledger.held", hold, details=span, purpose=hold.reason)
    return hold


@verb
def lift_hold(*, hold: LegalHold, reason: str, actor: Actor, now: datetime) -> LegalHold:
    """Raises LED-023."""
    if not reason.strip():
        raise NO_REASON(field="reason")
    hold.lifted_at, hold.lift_reason = now, reason.strip()
    hold.save(update_fields=["lifted_at", "lift_reason"])
    audit.record(actor, "ledger.hold_lifted", hold, details={"file": hold.file}, purpose=hold.lift_reason)
    return hold


@verb
def destroy_month(*, month: date, actor: Actor, now: datetime) -> Destruction:
    """Wipe a month's key: its personal fields can never be read again; rows, numbers and tree stay.

    Raises LED-020 before its day, LED-021 under a hold, LED-022. Backups keep the key until they end: see
    docs/operations.md.
    """
    today = now.date()
    years = retention_years(today)
    until = month_kept_until(month, years)
    if today < until:
        raise TOO_YOUNG(month=f"{month:%m.%Y}", until=f"{until:%d.%m.%Y}")
    if hold := hold_of(month):
        raise HELD(month=f"{month:%m.%Y}", reason=hold)
    if not MonthKey.objects.filter(month=month, destroyed_at__isnull=True).exists():
        raise NO_KEY(month=f"{month:%m.%Y}")
    logs, count = _what_it_opened(month)
    with connection.cursor() as cursor:
        cursor.execute("select ledger_destroy_month(%s)", [month])
    record = Destruction.objects.create(
        month=month,
        row_count=count,
        logs=logs,
        retention_years=years,
        actor_name=actor.name,
        destroyed_at=now,
        kept_until=add_years(today, Parameters(today).integer("destruction_record_years")),
    )
    details = {"month": f"{month:%Y-%m}", "rows": count, "years": years}
    audit.record(actor, "ledger.destroyed", record, details=details, purpose="PRO-13, KVK-06")
    return record


def wipe_traces() -> None:
    """The bytes of destroyed keys leave the table's file too. Needs its own transaction, and the archive's right."""
    with connection.cursor() as cursor:
        cursor.execute("vacuum full ledger_monthkey")


def _what_it_opened(month: date) -> tuple[list[dict[str, Any]], int]:
    with connection.cursor() as cursor:
        cursor.execute(ROWS, [month, month])
        rows = cursor.fetchall()
    logs = [
        {"log": str(shard), "first": first, "last": last, **_signed(str(shard), last)}
        for shard, first, last, _count in rows
    ]
    return logs, sum(row[3] for row in rows)


def _signed(log: str, last: int) -> dict[str, Any]:
    """The first kept checkpoint that holds the row, so that the record names what can still be verified."""
    found = SignedCheckpoint.objects.filter(log=log, size__gt=last).order_by("size").first()
    return {"size": found.size, "root": Checkpoint.parse(found.note).root.hex()} if found else {}


@verb
def answer_erasure_request(*, asked_on: date, actor: Actor, now: datetime) -> date:
    """What a person who asks for erasure is told (KVK-06): the law keeps the record until this day. On record."""
    until = kept_until(asked_on, retention_years(now.date()))
    audit.record(actor, "ledger.erasure_answered", details={"asked_on": asked_on, "kept_until": until})
    return until


def erasure_answer(until: date) -> str:
    """In words, for the page that shows it."""
    text = _(
        "The law keeps this record until {day}: the protocol on data exchange (6.3) asks for at least five years."
        " After that day the key that opens its personal fields is destroyed by plan, with a record of it."
    )
    return str(text).format(day=f"{until:%d.%m.%Y}")
