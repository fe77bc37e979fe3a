"""Dated legal numbers. A rule gets a `Parameters` of one day; what it reads is remembered (GEN-01, GEN-02)."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Self

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from imece.core import audit
from imece.core.actor import Actor
from imece.core.errors import Problem, define
from imece.core.models import Parameter, ParameterChange
from imece.core.permissions import has_grant, is_headquarters, is_staff, permit, require
from imece.core.remembering import remembered
from imece.core.transactions import verb

permit(
    "parameters.change",
    is_headquarters & has_grant("parameters"),
    who=_("headquarters staff with the right «parameters»"),
)
permit("parameters.view", is_staff, who=_("staff of the institution"))
UNKNOWN = define(
    "PAR-001",
    _("No value of «{name}» is known for {day}."),
    remedy=_("Headquarters staff can enter it under Parameters, with its source."),
    status=422,
)
NOT_AFTER = define(
    "PAR-002",
    _("A row of «{name}» already begins on {begins}; the new one may not begin on {day}."),
    remedy=_("Choose a later first day, or correct the last row instead."),
    status=422,
)


IN_FORCE = """
    select id, name, value, unit, valid_from, valid_to, source from core_parameter
    where name = any(%(names)s) and valid_from <= %(last)s and (valid_to is null or valid_to >= %(first)s)
"""


@dataclass(frozen=True)
class Used:
    """A row that an answer rests on."""

    id: int
    name: str
    value: Any
    unit: str
    valid_from: date
    valid_to: date | None
    source: str

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def as_json(self) -> dict[str, Any]:
        span = {
            "valid_from": self.valid_from.isoformat(),
            "valid_to": self.valid_to and self.valid_to.isoformat(),
        }
        return {
            "id": self.id,
            "name": self.name,
            "value": self.value,
            "unit": self.unit,
            **span,
            "source": self.source,
        }


@dataclass
class Parameters:
    """The numbers in force on `day`. One query a name, kept; `used` lists what was read, in order."""

    day: date
    used: list[Used] = field(default_factory=list)

    def read(self, *names: str) -> Self:
        """Read several in one query, before they are asked one by one."""
        found = {row.name: row for row in _rows(self.day, self.day, names)}
        self.used += [found[name] for name in names if name in found]
        return self

    @classmethod
    def of_each(cls, days: Iterable[date], *names: str) -> dict[date, Self]:
        """The law of every one of many days, still in one query: for things that have days of their own."""
        asked = set(days)
        rows = _rows(min(asked), max(asked), names) if asked else []
        return {day: cls(day, [row for row in rows if row.holds_on(day)]) for day in asked}

    def get(self, name: str) -> Any:
        """Raises PAR-001 when no row holds on the day: never a silent default."""
        known = next((row for row in self.used if row.name == name), None)
        if known is None:
            self.read(name)
            known = next((row for row in self.used if row.name == name), None)
        if known is None:
            raise UNKNOWN(name=name, day=f"{self.day:%d.%m.%Y}")
        return known.value

    def decimal_if_known(self, name: str) -> Decimal | None:
        """For a figure that no source gives for sure: what rests on it is told only once headquarters enters it."""
        try:
            return self.decimal(name)
        except Problem as problem:
            if problem.kind is not UNKNOWN:
                raise
            return None

    def decimal(self, name: str) -> Decimal:
        return Decimal(str(self.get(name)))

    def integer(self, name: str) -> int:
        return int(self.get(name))

    def flag(self, name: str) -> bool:
        return bool(self.get(name))


@remembered
def _rows(first: date, last: date, names: tuple[str, ...]) -> list[Used]:
    """Written out: lists ask at each request, and the ORM's wording of it takes longer than the answer."""
    with connection.cursor() as cursor:
        cursor.execute(IN_FORCE, {"names": list(names), "first": first, "last": last})
        return [
            Used(key, name, json.loads(value), *others) for key, name, value, *others in cursor.fetchall()
        ]


def parameter_rows(name: str | None = None) -> QuerySet[Parameter]:
    """All rows, or one name's; they are nobody's secret, so there is no scope."""
    return Parameter.objects.all() if name is None else Parameter.objects.filter(name=name)


def greatest_of(name: str) -> int:
    """Of all days: how far back something may lie whose term still runs by the law of its own day."""
    return max(int(row.value) for row in parameter_rows(name))


def parameter_changes(name: str) -> QuerySet[ParameterChange]:
    return ParameterChange.objects.filter(name=name).order_by("-at", "-pk")


@verb
def change_parameter(
    *, name: str, value: Any, unit: str, valid_from: date, source: str, reason: str, actor: Actor
) -> Parameter:
    """Begin a new row on `valid_from` and end the one before it the day before. The past stays as it was."""
    require(actor, "parameters.change")
    last = Parameter.objects.select_for_update().filter(name=name).order_by("-valid_from").first()
    if last is not None:
        if last.valid_from >= valid_from:
            begins, day = f"{last.valid_from:%d.%m.%Y}", f"{valid_from:%d.%m.%Y}"
            raise NOT_AFTER(name=name, begins=begins, day=day, field="valid_from")
        last.valid_to = valid_from - timedelta(days=1)
        last.save(update_fields=["valid_to"])
    row = Parameter(name=name, value=value, unit=unit, valid_from=valid_from, source=source)
    row.full_clean()
    row.save()
    before = last and {"value": last.value, "valid_from": last.valid_from}
    after = {"value": value, "valid_from": valid_from, "source": source}
    ParameterChange.objects.create(
        parameter_id=row.pk,
        name=name,
        person_id=actor.person_id,
        actor_name=actor.name,
        before=before,
        after=after,
        reason=reason,
    )
    audit.record(actor, "parameters.changed", row, details={"before": before, "after": after}, purpose=reason)
    return row
