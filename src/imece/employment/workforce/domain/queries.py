"""Workforce tables, always from the actor's scope."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, QuerySet

from imece.core.actor import Actor, ActorKind
from imece.core.formats import whole_of
from imece.core.scope import get_in_scope, key
from imece.employment.employers.models import Workplace
from imece.employment.workforce.domain.grid import CELLS, Cell, Listed
from imece.employment.workforce.domain.rules import next_month
from imece.employment.workforce.enums import Direction, ExemptionKind, Row, Sex
from imece.employment.workforce.models import StaffChange, WorkforceTable
from imece.reference.models import Occupation
from imece.reference.public import find_valid_occupation


def tables_in_scope(actor: Actor) -> QuerySet[WorkforceTable]:
    """The employer's own, the unit's province, all for headquarters; newest month first. A branch has none (AIC-03)."""
    rows = WorkforceTable.objects.select_related("workplace__organisation").order_by("-month", "workplace_id")
    if actor.kind == ActorKind.EMPLOYER:
        return rows.filter(workplace__organisation_id=key(actor.organisation_id))
    if actor.kind == ActorKind.UNIT_STAFF:
        return rows.filter(workplace__province_id=key(actor.province))
    return rows if actor.kind in {ActorKind.HEADQUARTERS_STAFF, ActorKind.SYSTEM} else rows.none()


def last_table(workplace: Workplace) -> WorkforceTable | None:
    return WorkforceTable.objects.filter(workplace=workplace).order_by("-month").first()


def month_to_enter(workplace: Workplace) -> date | None:
    """AIC-10: the month after the last saved one; None before the first table, which may be of any ended month."""
    last = last_table(workplace)
    return next_month(last.month) if last else None


def is_last(table: WorkforceTable) -> bool:
    """AIC-11: the only one that may be changed."""
    return not WorkforceTable.objects.filter(workplace=table.workplace_id, month__gt=table.month).exists()


def table_of_key(actor: Actor, key: str) -> WorkforceTable:
    """The table of an address in the actor's scope, or OUT_OF_SCOPE."""
    return get_in_scope(tables_in_scope(actor), actor, pk=whole_of(key) or 0)


def last_ended_months(workplace: Workplace, today: date, most: int = 24) -> list[date]:
    """The month to enter; before the first table ever, the ended months of two years, newest first (AIC-12)."""
    due = month_to_enter(workplace)
    if due is not None:
        return [due]
    months = [(today.replace(day=1) - timedelta(days=1)).replace(day=1)]
    while len(months) < most:
        months.append((months[-1] - timedelta(days=1)).replace(day=1))
    return months


def counted_changes(table: WorkforceTable) -> dict[Listed, int]:
    """Persons of the table by direction, row and sex, counted by the database."""
    rows = table.changes.values_list("direction", "row", "sex").annotate(n=Count("pk")).order_by()
    return {(Direction(direction), Row(row), Sex(sex)): n for direction, row, sex, n in rows}


def occupations_named(texts: Iterable[str], *, on: date) -> dict[str, int]:
    """Keys of the dictionary by what was typed: `7212.04`, `7212.04 Kaynakçı`, or a whole name. Codes in one query."""
    asked = {text: text.split()[0] for text in texts if text.strip()}
    rows = Occupation.objects.valid_on(on).filter(code__in=set(asked.values()))
    by_code = dict(rows.values_list("code", "pk"))
    found = {}
    for text, first in asked.items():
        if first in by_code:
            found[text] = by_code[first]
        elif occupation := find_valid_occupation(text, on=on):
            found[text] = occupation.pk
    return found


def occupation_texts(keys: Iterable[int]) -> Mapping[int, str]:
    """«Code name», as the pages show and read them; also those that are no longer valid."""
    rows = Occupation.objects.filter(pk__in=set(keys)).values_list("pk", "code", "name")
    return {key: f"{code} {name}" for key, code, name in rows}


def changes_of(table: WorkforceTable) -> QuerySet[StaffChange]:
    """The persons of a table in their order."""
    return StaffChange.objects.filter(table=table).select_related("occupation").order_by("place")


def valid_occupations(*, on: date) -> dict[str, int]:
    """The whole dictionary of a day, code → key: one query instead of one a row of a file."""
    return dict(Occupation.objects.valid_on(on).values_list("code", "pk"))


def most_common_occupation(table: WorkforceTable) -> str:
    """Its code: what a vacancy for the quota is most likely asked for; "" where nobody works."""
    row = table.occupation_counts.order_by("-count", "pk").values_list("occupation__code", flat=True).first()
    return row or ""


@dataclass(frozen=True)
class CarriedOver:
    """What a month by difference begins with: the last table, but for its movements and its hours."""

    ends: dict[Cell, int]
    occupations: dict[int, int]
    underground: dict[Sex, int]
    exemptions: list[tuple[ExemptionKind, int, str]]
    hard_to_fill: list[tuple[int, int]]


def carried_over(table: WorkforceTable) -> CarriedOver:
    return CarriedOver(
        dict(zip(CELLS, table.ends, strict=True)),
        dict(table.occupation_counts.order_by("pk").values_list("occupation_id", "count")),
        {Sex.MALE: table.underground_men, Sex.FEMALE: table.underground_women},
        exemptions_of(table),
        list(table.hard_to_fill.order_by("place").values_list("occupation_id", "count")),
    )


def exemptions_of(table: WorkforceTable) -> list[tuple[ExemptionKind, int, str]]:
    rows = table.exemptions.order_by("pk").values_list("kind", "count", "reason")
    return [(ExemptionKind(kind), count, reason) for kind, count, reason in rows]
