"""**Kontenjan Durumu** (P9.1): a month's quota from the saved tables of one employer in one province, or of all."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.db import connection

from imece.core.parameters import Parameters, Used
from imece.employment.employers.enums import Sector
from imece.employment.workforce.domain.quota import Headcount, QuotaResult, fine_of, reckon_quota
from imece.employment.workforce.domain.rules import next_month
from imece.employment.workforce.enums import Group
from imece.employment.workforce.models import WorkforceTable
from imece.reference.public import last_day_of_month

PERCENTAGES: Final = tuple(
    f"quota_{sector}_{group}_pct"
    for sector in ("private", "public")
    for group in ("disabled", "ex_convict", "terror_victim")
)
NAMES: Final = (
    "quota_threshold_workers", "quota_threshold_workers_agriculture", "quota_parttime_method",
    "quota_parttime_hours_month", "quota_protected_in_threshold", "quota_disabled_parttime_counts", "quota_fine_month",
    *PERCENTAGES,
)  # fmt: skip
# The head office's table already covers its branches in the province (AIC-03). `ends` is in the order of `grid.CELLS`:
# 1–4 rows R1 and R2, 5–6 part-time, 7–8 disabled, 9–10 ex-convicts, 11–12 affected by terror. Of NACE 01–03 the Labour
# Law's exception names agriculture and forestry (QUO-02).
# Disabled workers whom nobody registered in time do not count (VAC-22; `domain/outside_hires.py`).
HEADCOUNTS = """
    select workplace.id, workplace.employer_id, workplace.province_id, workplace.sector,
           left(workplace.nace_code, 2) in ('01', '02'),
           sheet.ends[1] + sheet.ends[2] + sheet.ends[3] + sheet.ends[4], sheet.part_time_hours,
           sheet.underground_men + sheet.underground_women,
           coalesce(exempt.security, 0), coalesce(exempt.other, 0),
           greatest(sheet.ends[7] + sheet.ends[8] - unregistered.count, 0), sheet.ends[9] + sheet.ends[10],
           sheet.ends[11] + sheet.ends[12]
    from workforce_workforcetable sheet
    join employers_workplace workplace on workplace.id = sheet.workplace_id
    left join lateral (
        select sum(count) filter (where kind = 'private_security') as security,
               sum(count) filter (where kind = 'other') as other
        from workforce_exemption exemption where exemption.table_id = sheet.id
    ) exempt on true
    left join lateral (
        select count(*)::int as count from workforce_compulsoryworker worker
        where worker.workplace_id = sheet.workplace_id and worker.registration_due_on <= %(end)s
          and (worker.registered_on is null or worker.registered_on > %(end)s)
          and (worker.left_on is null or worker.left_on > %(end)s)
    ) unregistered on true
    where sheet.month = %(month)s and (%(workplace)s::bigint is null or workplace.id = %(workplace)s)
"""


@dataclass(frozen=True)
class QuotaState:
    """One employer's quota in one province for one month."""

    workplace_id: int
    employer_id: int
    province: int
    month: date
    result: QuotaResult


@dataclass(frozen=True)
class QuotaDetail:
    """A month's quota with the legal rows that it rests on, and what the missing cost in that month (QUO-16)."""

    result: QuotaResult
    used: list[Used]
    fine_amount: Decimal


def quota_in_detail(workplace_id: int, month: date) -> QuotaDetail | None:
    """None when no table was filed for the month."""
    state = quota_of(workplace_id, month)
    return _detail(state.result, parameters_of(month)) if state else None


def what_if(count: Headcount, month: date) -> QuotaDetail:
    """The same of numbers that somebody supposes."""
    parameters = parameters_of(month)
    return _detail(reckon_quota(count, parameters), parameters)


def _detail(result: QuotaResult, parameters: Parameters) -> QuotaDetail:
    """Years whose fine is not on record cost nothing here: the page says that it is an estimate."""
    fine = parameters.decimal_if_known("quota_fine_month") or Decimal(0)
    return QuotaDetail(result, parameters.used, fine_of(result.missing, fine))


@dataclass
class ProvinceSum:
    """What one province comes to in a month."""

    employers: int = 0
    due: int = 0
    required: int = 0
    employed: int = 0
    missing: int = 0


def quota_by_province(
    month: date,
    tell: Callable[[int], None] = lambda count: None,
    keep: Callable[[QuotaState], None] | None = None,
) -> dict[int, ProvinceSum]:
    """The national batch: every filed table of the month once, streamed. `tell` is called every 2,000 of them."""
    sums: dict[int, ProvinceSum] = {}
    for number, state in enumerate(quota_states(month), start=1):
        province = sums.setdefault(state.province, ProvinceSum())
        province.employers += 1
        province.due += state.result.is_due
        for group in state.result.groups:
            province.required += group.required
            province.employed += group.employed
            province.missing += group.missing
        if keep is not None:
            keep(state)
        if number % 2_000 == 0:
            tell(number)
    return sums


def filed_count(month: date) -> int:
    return WorkforceTable.objects.filter(month=month).count()


def parameters_of(month: date) -> Parameters:
    """The law of the month's last day, read in one query."""
    return Parameters(date.fromordinal(next_month(month).toordinal() - 1)).read(*NAMES)


def quota_of(workplace_id: int, month: date) -> QuotaState | None:
    """None when no table was filed for the month."""
    return next(iter(quota_states(month, workplace_id=workplace_id)), None)


def quota_states(month: date, *, workplace_id: int | None = None) -> Iterator[QuotaState]:
    """All that filed, or one. All come by a cursor of the server: two million cost no more memory than two."""
    parameters = parameters_of(month)
    with connection.chunked_cursor() if workplace_id is None else connection.cursor() as cursor:
        end = last_day_of_month(month)
        cursor.execute(HEADCOUNTS, {"month": month, "end": end, "workplace": workplace_id})
        while rows := cursor.fetchmany(2_000):
            for row in rows:
                yield _state(row, month, parameters)


def _state(
    row: tuple[int, int, int, str, bool, int, int, int, int, int, int, int, int],
    month: date,
    parameters: Parameters,
) -> QuotaState:
    (
        workplace,
        employer,
        province,
        sector,
        is_agriculture,
        full_time,
        hours,
        below,
        security,
        other,
        *employed,
    ) = row
    count = Headcount(
        is_public=sector == Sector.PUBLIC, full_time=full_time, part_time_hours=hours, underground=below,
        private_security=security, otherwise_exempt=other, is_agriculture=is_agriculture,
        employed=dict(zip(Group, employed, strict=True)),
    )  # fmt: skip
    return QuotaState(workplace, employer, province, month, reckon_quota(count, parameters))
