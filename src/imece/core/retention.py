"""Destruction by plan (KVK-06): every room says what it keeps for how long; each night what is due goes, on record.

    @destroys("vacancies.uploads", what=_("Files of vacancies"), kept=_("30 days"), ground=_("to send it again"))
    def forget_uploads(now: datetime) -> int: ...

    destroys_old(Objection, Candidate, what=…, kept=…, ground=…)      # tables with `kept_years`

A table that nobody may change (`is_append_only`) lets go of a row only when it is older than its model's
`kept_years`: the database itself refuses anything younger (`database/guards.py`).
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection, models
from django.db.models import Max, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.database.ageing import destroying
from imece.core.database.guards import destroyer_of
from imece.core.models import Destruction
from imece.core.permissions import has_grant, is_headquarters, is_permitted, permit
from imece.core.transactions import acting

Text = str | Promise
Destroy = Callable[[datetime], int]
PORTION: Final = 10_000
TEN_YEARS: Final = _("10 years after the last act")
FIVE_YEARS: Final = _("5 years after the last act")
WORK: Final = _("decisions about work are answered for ten years")
ROAD: Final = _("who asks about persons answers for it")
QUIET: Final = timedelta(days=30)  # so often a line stands on record although nothing was due
log = logging.getLogger(__name__)
permit(
    "retention.records",
    is_headquarters & (has_grant("audit") | has_grant("data_protection")),
    who=_("headquarters staff with the right «audit trail» or «personal data requests»"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the plan. `destroy` removes all that is due at the instant and answers how many records went."""

    name: str
    what: Text
    kept: Text
    ground: Text
    destroy: Destroy


PLAN: Final[dict[str, Line]] = {}
AGEING: Final[list[type[models.Model]]] = []  # tables that a line of the plan goes through by their age


class NotAllDestroyed(Exception):
    """Lines of the plan failed; the others were carried out. The job stands as failed until the next night."""


def destroys(name: str, *, what: Text, kept: Text, ground: Text) -> Callable[[Destroy], Destroy]:
    """Enter a line of the plan, in a room's `tasks.py`. The function stays callable as it is."""

    def enter(destroy: Destroy) -> Destroy:
        if name in PLAN:
            raise ValueError(f"the plan has two lines {name!r}")
        PLAN[name] = Line(name, what, kept, ground, destroy)
        return destroy

    return enter


def destroys_old(*tables: type[models.Model], what: Text, kept: Text, ground: Text, name: str = "") -> None:
    """A line for tables with `kept_years` (`database/ageing.py`), in the order given: what hangs on another first."""

    def destroy(now: datetime) -> int:
        return sum(destroy_old(table) for table in tables)

    destroys(name or tables[0]._meta.label_lower, what=what, kept=kept, ground=ground)(destroy)
    AGEING.extend(tables)


def destroy_old(table: type[models.Model]) -> int:
    """All that is beyond the model's `kept_years` by the database's clock, in portions. How many rows."""
    gone = 0
    is_guarded = getattr(table, "is_append_only", False)
    statement = f"select {destroyer_of(table)}({PORTION})" if is_guarded else destroying(table, str(PORTION))
    while portion := _destroy_portion(statement):
        gone += portion
    return gone


def _destroy_portion(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        row: Any = cursor.fetchone()
    return int(row[0])


def carry_out_plan(*, actor: Actor, now: datetime) -> dict[str, int]:
    """Each line, whatever becomes of the others. Name → how many records went. Raises NotAllDestroyed at the end."""
    gone, failed = {}, []
    for line in PLAN.values():
        try:
            with acting(actor):
                gone[line.name] = line.destroy(now)
                _put_on_record(line, gone[line.name], now)
        except Exception:
            log.exception("destruction by plan: %s", line.name)
            failed.append(line.name)
    if failed:
        raise NotAllDestroyed(", ".join(failed))
    return gone


def destructions_in_scope(actor: Actor, *, line: str = "") -> QuerySet[Destruction]:
    """The records hold nobody's data: who may read one (`retention.records`) may read all."""
    if not is_permitted(actor, "retention.records"):
        return Destruction.objects.none()
    return Destruction.objects.filter(line=line) if line else Destruction.objects.all()


def last_destructions() -> dict[str, datetime]:
    """By name of the line."""
    rows = Destruction.objects.values("line").annotate(last=Max("at"))
    return dict(rows.values_list("line", "last"))


def _put_on_record(line: Line, count: int, now: datetime) -> None:
    if not count and Destruction.objects.filter(line=line.name, at__gt=now - QUIET).exists():
        return
    Destruction.objects.create(line=line.name, kept=str(line.kept), count=count, at=now)
