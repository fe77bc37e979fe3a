"""Figures from the actor's scope: an employer's own are counted at once, all others come from the tables.

The unit sees its province, headquarters all of Türkiye. What everybody may see stands in `open_data.py`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet, Sum

from imece.core.actor import Actor, ActorKind
from imece.core.scope import key
from imece.employment.statistics.domain import facts
from imece.employment.statistics.enums import ReckoningName
from imece.employment.statistics.models import (
    CandidateFigure,
    MarketFigure,
    Reckoning,
    StayFigure,
    VacancyFigure,
)

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Period:
    """Months by their first days, both included; `occupation_id` None means all occupations."""

    first: date
    last: date
    occupation_id: int | None = None


@dataclass(frozen=True)
class MonthCount:
    """One month's published vacancies with their posts, and placements whose work began in it."""

    month: date
    vacancy_count: int
    post_count: int
    placement_count: int


def reckoned_at(name: ReckoningName) -> datetime | None:
    """When the figures were made; None before the first time."""
    return Reckoning.objects.filter(name=name).values_list("reckoned_at", flat=True).first()


def is_live(actor: Actor) -> bool:
    """An employer's own numbers are those of this moment."""
    return actor.kind == ActorKind.EMPLOYER


def candidates_by_state(actor: Actor, period: Period) -> dict[str, int]:
    """Of the candidates who applied or were chosen in these months: how many stand in which state."""
    if is_live(actor):
        return dict(_live("state", "count(*)", facts.CANDIDATES, actor, period))
    rows = _figures(CandidateFigure.objects.all(), actor, period).values("state")
    return dict(rows.annotate(count=Sum("candidate_count")).values_list("state", "count"))


def stay_lengths(actor: Actor, period: Period) -> list[tuple[str, str, int, int]]:
    """(workflow, state, days, how many) of the stays that ended in these months."""
    if is_live(actor):
        return list(_live("workflow, state, day_count", "count(*)", facts.STAYS, actor, period))
    rows = _figures(StayFigure.objects.all(), actor, period).values("workflow", "state", "day_count")
    counted = rows.annotate(count=Sum("stay_count"))
    return list(counted.values_list("workflow", "state", "day_count", "count"))


def counts_by_month(actor: Actor, period: Period) -> list[MonthCount]:
    """Each month of the period, also those in which nothing happened."""
    names = ("vacancy_count", "post_count", "placement_count")
    if is_live(actor):
        sums = ", ".join(f"sum({name})" for name in names)
        found: Iterable[Row] = _live("month", sums, facts.VACANCIES, actor, period)
    else:
        rows = _figures(VacancyFigure.objects.all(), actor, period).values("month")
        found = rows.annotate(v=Sum(names[0]), p=Sum(names[1]), c=Sum(names[2])).values_list(
            "month", "v", "p", "c"
        )
    known = {row[0]: row[1:] for row in found}
    return [MonthCount(month, *known.get(month, (0, 0, 0))) for month in months(period.first, period.last)]


def open_vacancies_by_province(actor: Actor, occupation_id: int | None) -> dict[int, int]:
    """Plate code → open vacancies now; only provinces that have some."""
    if is_live(actor):
        period = Period(date.min, date.max, occupation_id)
        return dict(_live("province_id", "count(*)", facts.OPEN_VACANCIES, actor, period, has_month=False))
    rows = _of_place(MarketFigure.objects.filter(vacancy_count__gt=0), actor)
    return dict(_of_occupation(rows, occupation_id).values_list("province_id", "vacancy_count"))


def months(first: date, last: date) -> list[date]:
    """First days of the months from `first` to `last`."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [month_after(first, number) for number in range(count)]


def month_after(month: date, count: int) -> date:
    """The first day of the month that lies `count` months later (or, below zero, earlier)."""
    number = month.year * 12 + month.month - 1 + count
    return date(number // 12, number % 12 + 1, 1)


def _figures(rows: QuerySet[Any], actor: Actor, period: Period) -> QuerySet[Any]:
    within = Q(month__gte=period.first, month__lte=period.last)
    return _of_occupation(_of_place(rows, actor), period.occupation_id).filter(within)


def _of_place(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    if actor.kind == ActorKind.UNIT_STAFF:
        return rows.filter(province_id=key(actor.province))
    return rows if actor.kind in {ActorKind.HEADQUARTERS_STAFF, ActorKind.SYSTEM} else rows.none()


def _of_occupation(rows: QuerySet[Any], occupation_id: int | None) -> QuerySet[Any]:
    if occupation_id is None:
        return rows.filter(occupation__isnull=True)
    return rows.filter(occupation_id=occupation_id)


def _live(
    keys: str, sums: str, fact: str, actor: Actor, period: Period, *, has_month: bool = True
) -> list[Row]:
    """The employer's own, from the same statement that fills the tables."""
    wanted = ["month between %(first)s and %(last)s"] if has_month else []
    wanted += ["occupation_id = %(occupation)s"] if period.occupation_id else []
    where = f"where {' and '.join(wanted)}" if wanted else ""
    statement = f"select {keys}, {sums} from ({facts.of_one(fact)}) fact {where} group by {keys}"  # noqa: S608
    values: Mapping[str, Any] = {
        "organisation": key(actor.organisation_id),
        "first": period.first,
        "last": period.last,
        "occupation": period.occupation_id,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
