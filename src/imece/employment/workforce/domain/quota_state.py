"""**Kontenjan Durumu** (P9.1): a month's quota from the saved tables of one employer in one province, or of all."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import connection

from imece.core.parameters import Parameters
from imece.employment.employers.enums import Sector
from imece.employment.workforce.domain.quota import Headcount, QuotaResult, reckon_quota
from imece.employment.workforce.domain.rules import next_month
from imece.employment.workforce.enums import Group

PERCENTAGES: Final = tuple(
    f"quota_{sector}_{group}_pct"
    for sector in ("private", "public")
    for group in ("disabled", "ex_convict", "terror_victim")
)
NAMES: Final = (
    "quota_threshold_workers", "quota_threshold_workers_agriculture", "quota_parttime_method",
    "quota_parttime_hours_month", "quota_protected_in_threshold", "quota_fine_month", *PERCENTAGES,
)  # fmt: skip
# The head office's table already covers its branches in the province (AIC-03). `ends` is in the order of `grid.CELLS`:
# 1–4 rows R1 and R2, 5–6 part-time, 7–8 disabled, 9–10 ex-convicts, 11–12 affected by terror. Of NACE 01–03 the Labour
# Law's exception names agriculture and forestry (QUO-02).
HEADCOUNTS = """
    select workplace.id, workplace.employer_id, workplace.province_id, workplace.sector,
           left(workplace.nace_code, 2) in ('01', '02'),
           sheet.ends[1] + sheet.ends[2] + sheet.ends[3] + sheet.ends[4], sheet.part_time_hours,
           sheet.underground_men + sheet.underground_women,
           coalesce(exempt.security, 0), coalesce(exempt.other, 0),
           sheet.ends[7] + sheet.ends[8], sheet.ends[9] + sheet.ends[10], sheet.ends[11] + sheet.ends[12]
    from workforce_workforcetable sheet
    join employers_workplace workplace on workplace.id = sheet.workplace_id
    left join lateral (
        select sum(count) filter (where kind = 'private_security') as security,
               sum(count) filter (where kind = 'other') as other
        from workforce_exemption exemption where exemption.table_id = sheet.id
    ) exempt on true
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


def parameters_of(month: date) -> Parameters:
    """The law of the month's last day, read in one query."""
    return Parameters(date.fromordinal(next_month(month).toordinal() - 1)).read(*NAMES)


def quota_of(workplace_id: int, month: date) -> QuotaState | None:
    """None when no table was filed for the month."""
    return next(iter(quota_states(month, workplace_id=workplace_id)), None)


def quota_states(month: date, *, workplace_id: int | None = None) -> Iterator[QuotaState]:
    """All that filed, or one; rows stream, so that two million cost no more memory than two."""
    parameters = parameters_of(month)
    with connection.cursor() as cursor:
        cursor.execute(HEADCOUNTS, {"month": month, "workplace": workplace_id})
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
