"""Reckoning workforce, tables owed and quota gaps, month by month, and reading them from the actor's scope (P15.1)."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Max, QuerySet, Sum
from django.utils import timezone

from imece.core.actor import Actor, ActorKind
from imece.core.parameters import Parameters
from imece.core.permissions import require
from imece.core.scope import key
from imece.core.transactions import verb
from imece.employment.statistics.domain.queries import month_after
from imece.employment.statistics.enums import ReckoningName
from imece.employment.statistics.models import DutyFigure, QuotaGap, Reckoning, WorkforceFigure
from imece.employment.workforce.public import fine_of, quota_states
from imece.reference.public import last_day_of_month

MONTHS_ANEW = 3
"""Tables come and are corrected late; older months stay as they were reckoned last."""

WORKFORCE = """
insert into statistics_workforcefigure (occupation_id, month, province_id, worker_count, table_count)
select line.occupation_id, sheet.month, place.province_id, sum(line.count), count(*)
from workforce_occupationcount line
join workforce_workforcetable sheet on sheet.id = line.table_id
join employers_workplace place on place.id = sheet.workplace_id
group by 1, 2, 3
union all
select null, sheet.month, place.province_id, sum((select sum(cell) from unnest(sheet.ends) cell)), count(*)
from workforce_workforcetable sheet join employers_workplace place on place.id = sheet.workplace_id
group by 2, 3
"""
# Who must file (AIC-01): by the last table until then, else by what the cards of head office and branches say. Who
# filed counts as owing, whatever the cards say.
OWED = """
select place.province_id, count(*), count(*) filter (where filed.id is not null)
from employers_workplace place
left join workforce_workforcetable filed on filed.workplace_id = place.id and filed.month = %(month)s
left join lateral (
    select (select sum(cell) from unnest(sheet.ends) cell) as workers from workforce_workforcetable sheet
    where sheet.workplace_id = place.id and sheet.month <= %(month)s order by sheet.month desc limit 1
) last on true
left join lateral (
    select coalesce(sum(branch.worker_count), 0) as workers from employers_workplace branch
    where branch.head_office_id = place.id and branch.closed_on is null
) branches on true
where place.is_head_office and (place.closed_on is null or place.closed_on > %(end)s)
  and (place.registered_at at time zone 'Europe/Istanbul')::date <= %(end)s
  and (filed.id is not null or coalesce(last.workers, coalesce(place.worker_count, 0) + branches.workers)
       >= case place.sector when 'public' then %(public)s else %(private)s end)
group by 1
"""


@verb
def reckon_duties(*, actor: Actor, now: datetime) -> None:
    """Workforce of all months; tables owed and quotas of the last months that have ended."""
    require(actor, "statistics.reckon")
    Reckoning.objects.update_or_create(name=ReckoningName.DUTIES, defaults={"reckoned_at": now})
    with connection.cursor() as cursor:
        cursor.execute("delete from statistics_workforcefigure")
        cursor.execute(WORKFORCE)
    for back in range(1, MONTHS_ANEW + 1):
        _reckon_month(month_after(timezone.localdate(now).replace(day=1), -back))


@dataclass
class _Province:
    owed: int = 0
    filed: int = 0
    gaps: int = 0
    missing: int = 0
    fine: Decimal = field(default_factory=Decimal)


def _reckon_month(month: date) -> None:
    found: dict[int, _Province] = defaultdict(_Province)
    for province, owed, filed in _owed(month):
        found[province].owed, found[province].filed = owed, filed
    fine, gaps = Parameters(last_day_of_month(month)).decimal("quota_fine_month"), []
    for state in quota_states(month):
        if missing := state.result.missing:
            of_province = found[state.province]
            of_province.gaps += 1
            of_province.missing += missing
            of_province.fine += fine_of(missing, fine)
            gaps.append(
                QuotaGap(
                    month=month,
                    workplace_id=state.workplace_id,
                    missing_count=missing,
                    fine_amount=fine_of(missing, fine),
                )
            )
    QuotaGap.objects.filter(month=month).delete()
    QuotaGap.objects.bulk_create(gaps, batch_size=2_000)
    DutyFigure.objects.filter(month=month).delete()
    DutyFigure.objects.bulk_create(
        DutyFigure(
            month=month, province_id=province, owed_count=one.owed, filed_count=one.filed, gap_count=one.gaps,
            missing_count=one.missing, fine_amount=one.fine,
        )
        for province, one in found.items()
    )  # fmt: skip


def _owed(month: date) -> list[tuple[int, int, int]]:
    end = last_day_of_month(month)
    law = Parameters(end)
    values: dict[str, Any] = {
        "month": month,
        "end": end,
        "public": law.integer("workforce_table_public_workers"),
        "private": law.integer("workforce_table_private_workers"),
    }
    with connection.cursor() as cursor:
        cursor.execute(OWED, values)
        return list(cursor.fetchall())


# ------------------------------------------------------------------------------------------ reading
@dataclass(frozen=True)
class Asked:
    """A month by its first day; `occupation_id` None means all occupations."""

    month: date
    occupation_id: int | None = None


@dataclass(frozen=True)
class Named:
    """A number under a name: a month, an occupation or a province (`code` is then its plate number)."""

    name: str
    count: int
    code: int = 0


def _of_place(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    if actor.kind == ActorKind.UNIT_STAFF:
        return rows.filter(province_id=key(actor.province))
    return rows if actor.kind in {ActorKind.HEADQUARTERS_STAFF, ActorKind.SYSTEM} else rows.none()


def reckoned_months(actor: Actor) -> list[date]:
    """Newest first, of tables filed or owed."""
    filed = _of_place(WorkforceFigure.objects.filter(occupation__isnull=True), actor)
    owed = _of_place(DutyFigure.objects.all(), actor)
    months = {*filed.values_list("month", flat=True), *owed.values_list("month", flat=True)}
    return sorted(months, reverse=True)


def workforce_by_month(actor: Actor, asked: Asked, count: int = 12) -> list[tuple[date, int]]:
    """The months up to the one asked for, oldest first; a month without tables is 0."""
    months = [month_after(asked.month, -back) for back in reversed(range(count))]
    rows = _of_place(WorkforceFigure.objects.filter(month__in=months), actor)
    found = dict(
        _of_occupation(rows, asked).values("month").annotate(n=Sum("worker_count")).values_list("month", "n")
    )
    return [(month, found.get(month, 0)) for month in months]


def workforce_by_province(actor: Actor, asked: Asked) -> dict[int, int]:
    rows = _of_occupation(_of_place(WorkforceFigure.objects.filter(month=asked.month), actor), asked)
    return dict(rows.values_list("province_id", "worker_count"))


def workforce_by_occupation(actor: Actor, asked: Asked, limit: int) -> list[Named]:
    """The largest ones."""
    rows = _of_place(WorkforceFigure.objects.filter(month=asked.month, occupation__isnull=False), actor)
    sums = rows.values("occupation__name").annotate(n=Sum("worker_count")).order_by("-n", "occupation__name")
    return [Named(name, number) for name, number in sums.values_list("occupation__name", "n")[:limit]]


def duties_of_month(actor: Actor, asked: Asked) -> list[DutyFigure]:
    """By province, most tables missing first."""
    rows = _of_place(DutyFigure.objects.filter(month=asked.month), actor).select_related("province")
    return sorted(rows, key=lambda row: (row.filed_count - row.owed_count, row.province_id))


def quota_gaps(actor: Actor, month: date | None) -> QuerySet[QuotaGap]:
    """Workplaces of the actor's scope with a gap, the largest first; of the newest month known when none is asked."""
    rows = QuotaGap.objects.select_related("workplace__organisation", "workplace__province")
    if actor.kind == ActorKind.UNIT_STAFF:
        rows = rows.filter(workplace__province_id=key(actor.province))
    elif actor.kind not in {ActorKind.HEADQUARTERS_STAFF, ActorKind.SYSTEM}:
        return rows.none()
    return rows.filter(month=month or QuotaGap.objects.aggregate(newest=Max("month"))["newest"])


def _of_occupation(rows: QuerySet[Any], asked: Asked) -> QuerySet[Any]:
    if asked.occupation_id is None:
        return rows.filter(occupation__isnull=True)
    return rows.filter(occupation_id=asked.occupation_id)
