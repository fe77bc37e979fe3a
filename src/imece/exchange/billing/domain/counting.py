"""Counting an institution's questions of a month: from sealed rows alone, in one pass over the ledger's own index."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection

from imece.exchange.billing.domain.rules import Tally
from imece.exchange.ledger.public import SealedHead
from imece.reference.public import ISTANBUL

BY_DAY = """
    select e.service_id, (e.asked_at at time zone 'Europe/Istanbul')::date, e.tariff, e.outcome,
           sum(1 + e.folded)::bigint
    from ledger_entry e join unnest(%(logs)s::smallint[], %(sizes)s::bigint[]) as sealed(log, size)
      on sealed.log = e.shard and e.sequence < sealed.size
    where e.institution_id = %(institution)s and e.asked_at >= %(begins)s and e.asked_at < %(ends)s
    group by 1, 2, 3, 4 order by 1, 2, 3, 4
"""
UNSEALED = """
    select count(*) from ledger_entry e
    left join unnest(%(logs)s::smallint[], %(sizes)s::bigint[]) as sealed(log, size) on sealed.log = e.shard
    where e.institution_id = %(institution)s and e.asked_at >= %(begins)s and e.asked_at < %(ends)s
      and e.sequence >= coalesce(sealed.size, 0)
"""
ASKERS = """
    select distinct institution_id from ledger_entry
    where asked_at >= %(begins)s and asked_at < %(ends)s and institution_id > 0
"""


def first_of_next(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def last_of(month: date) -> date:
    return first_of_next(month) - timedelta(days=1)


def month_bounds(month: date) -> tuple[datetime, datetime]:
    """The month's first instant and the next one's, as days are counted in Türkiye."""
    begin = datetime.combine(month, time(), ISTANBUL)
    return begin, datetime.combine(first_of_next(month), time(), ISTANBUL)


def tallies_of(institution_id: int, month: date, heads: Sequence[SealedHead]) -> list[Tally]:
    with connection.cursor() as cursor:
        cursor.execute(BY_DAY, _values(month, heads) | {"institution": institution_id})
        return [Tally(*row) for row in cursor.fetchall()]


def unsealed_count(institution_id: int, month: date, heads: Sequence[SealedHead]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(UNSEALED, _values(month, heads) | {"institution": institution_id})
        return int(cursor.fetchone()[0])


def askers_of(month: date) -> list[int]:
    """Numbers of the institutions that asked anything in the month, sealed or not."""
    with connection.cursor() as cursor:
        cursor.execute(ASKERS, _values(month, ()))
        return sorted(number for (number,) in cursor.fetchall())


def _values(month: date, heads: Sequence[SealedHead]) -> dict[str, Any]:
    begins, ends = month_bounds(month)
    logs, sizes = [head.log for head in heads], [head.size for head in heads]
    return {"logs": logs, "sizes": sizes, "begins": begins, "ends": ends}
