"""Declarations entered, changed until they are sent, sent, reviewed, announced and ended (P6.2)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy as _

from imece.core import audit
from imece.core.actor import Actor, system_actor
from imece.core.errors import CHANGED_MEANWHILE, OUT_OF_SCOPE, define
from imece.core.formats import format_date, format_instant
from imece.core.parameters import Parameters
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.employment.benefits.domain.rules import last_day_to_tell_end
from imece.employment.benefits.domain.workflow import DECLARATION, law_of_terms
from imece.employment.benefits.enums import DeclarationKind, DeclarationState
from imece.employment.benefits.models import Declaration, DeclaredWorker
from imece.employment.benefits.moves import FOUND
from imece.employment.employers.models import Workplace
from imece.employment.employers.public import workplaces_in_scope
from imece.reference.public import holidays_for

SENT_ALREADY = define(
    "BEN-010",
    _("Declaration {number} was sent on {at} and can no longer be changed."),
    remedy=_("Write to the unit if something in it is wrong."),
    article="P6.2",
)
NOT_FOUND_SUITABLE = define(
    "BEN-011",
    _("Declaration {number} was not found suitable, so there is nothing to announce."),
    remedy=_("Wait for the unit's decision."),
)
WRONG_END = define(
    "BEN-012",
    _("Normal work on {day} does not lie within the declaration's days."),
    remedy=_("Choose a day after {first} and not after {last}."),
    status=422,
)
FIELDS = (
    "ground", "reason", "starts_on", "ends_on", "normal_hours", "short_hours", "stopped_weeks",
    "union_told_on",
)  # fmt: skip


@verb
def begin_declaration(
    *, workplace: Workplace, kind: DeclarationKind, values: Mapping[str, Any], actor: Actor, now: datetime
) -> Declaration:
    """A draft of the actor's own workplace or branch."""
    require(actor, "benefits.edit")
    if not workplaces_in_scope(actor).filter(pk=workplace.pk).exists():
        raise OUT_OF_SCOPE(what=workplace.name)
    declaration = Declaration(workplace=workplace, kind=kind, created_at=now, saved_at=now)
    declaration.number = _next_number(now)
    _set(declaration, values)
    declaration.save()
    DECLARATION.begin(thing=declaration, actor=actor, now=now)
    return declaration


@verb
def change_declaration(
    *, declaration: Declaration, values: Mapping[str, Any], version: int, actor: Actor, now: datetime
) -> Declaration:
    """Until it is sent. Raises BEN-010 and CORE-409."""
    require(actor, "benefits.edit")
    locked = lock_draft(declaration)
    if locked.version != version:
        raise CHANGED_MEANWHILE(changed_at=format_instant(locked.saved_at))
    _set(locked, values)
    locked.version, locked.saved_at = locked.version + 1, now
    locked.save()
    audit.record(actor, "declaration.changed", locked, details={"version": locked.version})
    return locked


@verb
def set_workers(
    *, declaration: Declaration, workers: Sequence[Mapping[str, Any]], actor: Actor, now: datetime
) -> int:
    """The list anew, as the file has it; how many. Raises BEN-010."""
    require(actor, "benefits.edit")
    locked = lock_draft(declaration)
    locked.workers.all().delete()
    DeclaredWorker.objects.bulk_create(
        [DeclaredWorker(declaration=locked, **worker) for worker in workers], batch_size=500
    )
    locked.version, locked.saved_at = locked.version + 1, now
    locked.save(update_fields=["version", "saved_at"])
    audit.record(actor, "declaration.workers", locked, details={"workers": len(workers)})
    return len(workers)


@verb
def send_declaration(*, declaration: Declaration, actor: Actor, now: datetime) -> None:
    """To the unit; by which numbers its terms are lawful stands with the move (GEN-02). Raises BEN-001 to BEN-004."""
    terms = law_of_terms(declaration).used if declaration.kind == DeclarationKind.SHORT_TIME else ()
    details = {"parameters": [row.as_json() for row in terms]}
    DECLARATION.apply(
        "send", thing=declaration, actor=actor, now=now, changes={"sent_at": now}, details=details
    )


@verb
def decide(*, declaration: Declaration, move: str, reason: str, actor: Actor, now: datetime) -> None:
    """The unit's moves; the reason is told to the employer."""
    DECLARATION.apply(move, thing=declaration, actor=actor, now=now, reason=reason)


@verb
def record_announcement(*, declaration: Declaration, on: date, actor: Actor, now: datetime) -> None:
    """BLD-10: posted at the workplace after the approval. Raises BEN-011."""
    require(actor, "benefits.edit")
    locked = Declaration.objects.select_for_update().get(pk=declaration.pk)
    require_found(locked)
    locked.announced_on, locked.version, locked.saved_at = on, locked.version + 1, now
    locked.save(update_fields=["announced_on", "version", "saved_at"])
    audit.record(actor, "declaration.announced", locked, details={"on": f"{on:%Y-%m-%d}"})


def require_found(declaration: Declaration) -> None:
    """Raises BEN-011 before the approval."""
    if declaration.state not in FOUND:
        raise NOT_FOUND_SUITABLE(number=declaration.number)


@verb
def end_early(*, declaration: Declaration, back_on: date, actor: Actor, now: datetime, today: date) -> None:
    """BLD-11: told late it is taken all the same, and marked. Raises BEN-006, BEN-012."""
    first, last = declaration.starts_on, declaration.ends_on
    if declaration.kind == DeclarationKind.SHORT_TIME and (last is None or not first < back_on <= last):
        days = {"first": format_date(first), "last": format_date(last) if last else "–"}
        raise WRONG_END(day=format_date(back_on), **days, field="back_on")
    changes = {"back_on": back_on, "end_told_on": today}
    used = Parameters(first).read("kco_end_working_days").used
    details = {"parameters": [row.as_json() for row in used]}
    DECLARATION.apply("end", thing=declaration, actor=actor, now=now, changes=changes, details=details)


def is_end_told_late(declaration: Declaration) -> bool:
    """BLD-11: fewer than six working days before normal work began again."""
    if declaration.back_on is None or declaration.end_told_on is None:
        return False
    law = Parameters(declaration.starts_on)
    return declaration.end_told_on > last_day_to_tell_end(declaration.back_on, holidays_for(), law)


def end_due_declarations(*, now: datetime, today: date) -> int:
    """Short-time work whose last day has passed; running it twice ends nothing twice."""
    due = Declaration.objects.filter(state__in=FOUND, ends_on__lt=today).order_by("pk")
    actor = system_actor("benefits.end_due")
    for declaration in due:
        DECLARATION.apply("expire", thing=declaration, actor=actor, now=now)
    return len(due)


def lock_draft(declaration: Declaration) -> Declaration:
    """Raises BEN-010 once it was sent."""
    locked = Declaration.objects.select_for_update().get(pk=declaration.pk)
    if locked.state != DeclarationState.DRAFT:
        raise SENT_ALREADY(number=locked.number, at=format_instant(locked.sent_at or locked.saved_at))
    return locked


def _set(declaration: Declaration, values: Mapping[str, Any]) -> None:
    for name in FIELDS:
        if name in values:
            setattr(declaration, name, values[name])


def _next_number(now: datetime) -> str:
    """`BLD-2026-000001`, from a sequence: never given twice."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval('benefits_number')")
        return f"BLD-{now.year}-{cursor.fetchone()[0]:06d}"
