"""Making the figures anew: whole, in one transaction, so that a reader meets the old ones or the new ones."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from imece.core.actor import Actor
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.employment.statistics.domain import facts
from imece.employment.statistics.enums import ReckoningName
from imece.employment.statistics.models import (
    CandidateFigure,
    Figure,
    MarketFigure,
    Reckoning,
    StayFigure,
    VacancyFigure,
)

WITH_AND_WITHOUT_OCCUPATION = """
insert into {table} (occupation_id, {keys}, {sums})
select occupation_id, {keys}, {totals} from ({fact}) fact
group by grouping sets (({keys}, occupation_id), ({keys}))
"""

MARKET = """
insert into statistics_marketfigure (province_id, occupation_id, vacancy_count, post_count, seeker_count)
select province_id, occupation_id, sum(vacancy_count), sum(post_count), sum(seeker_count)
from (
    select province_id, occupation_id, count(*) as vacancy_count, sum(post_count) as post_count, 0 as seeker_count
    from ({open_vacancies}) open_now
    group by grouping sets ((province_id, occupation_id), (province_id))
    union all
    select province_id, occupation_id, 0, 0, count(*) from ({seekers}) wish group by 1, 2
    union all
    select province_id, occupation_id, 0, 0, count(*) from ({seekers_of_any}) person group by 1, 2
) part
group by province_id, occupation_id
"""


@verb
def reckon_market(*, actor: Actor, now: datetime) -> None:
    """Demand and supply as they are now."""
    require(actor, "statistics.reckon")
    _begin(ReckoningName.MARKET, now)
    statement = MARKET.format(
        open_vacancies=facts.of_all(facts.OPEN_VACANCIES),
        seekers=facts.SEEKERS,
        seekers_of_any=facts.SEEKERS_OF_ANY,
    )
    _replace(MarketFigure, statement)


@verb
def reckon_history(*, actor: Actor, now: datetime) -> None:
    """All months: a vacancy of last spring may find its worker today."""
    require(actor, "statistics.reckon")
    _begin(ReckoningName.HISTORY, now)
    counts = ("vacancy_count", "post_count", "placement_count")
    _replace(VacancyFigure, _statement(VacancyFigure, facts.VACANCIES, ("month", "province_id"), counts))
    _replace(
        CandidateFigure,
        _statement(
            CandidateFigure, facts.CANDIDATES, ("month", "province_id", "state"), (), "candidate_count"
        ),
    )
    stay = ("workflow", "state", "month", "province_id", "day_count")
    _replace(StayFigure, _statement(StayFigure, facts.STAYS, stay, (), "stay_count"))


def _begin(name: ReckoningName, now: datetime) -> None:
    """The row is locked until the end: two workers never reckon the same at once."""
    Reckoning.objects.update_or_create(name=name, defaults={"reckoned_at": now})


def _replace(model: type[Figure], statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"delete from {model._meta.db_table}")  # noqa: S608  our own table's name
        cursor.execute(statement)


def _statement(
    model: type[Figure], fact: str, keys: Sequence[str], sums: Sequence[str], counted: str = ""
) -> str:
    totals = ["count(*)"] if counted else [f"sum({name})" for name in sums]
    return WITH_AND_WITHOUT_OCCUPATION.format(
        table=model._meta.db_table,
        keys=", ".join(keys),
        sums=counted or ", ".join(sums),
        totals=", ".join(totals),
        fact=facts.of_all(fact),
    )
