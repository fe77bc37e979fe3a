"""Criterion elasticity: how many people fit, and what each hard condition costs («840 fit; the licence leaves 12»).

One statement counts, over the people of the occupation and the area, who meets everything and who fails by one
condition alone. Counts below five are not told exactly, so that nobody can be found by asking often.
"""

from collections import Counter
from dataclasses import dataclass

from django.db import connection

from imece.employment.matching.domain.conditions import Asked, special_of
from imece.employment.matching.domain.ranking import Statement, base_values, base_where
from imece.employment.matching.domain.special import registrants
from imece.employment.matching.domain.wanted import Wanted
from imece.employment.vacancies.public import Condition

FEWEST_TOLD = 5


@dataclass(frozen=True)
class Cost:
    """`without`: how many would fit if this condition alone were not asked."""

    condition: Condition
    without: int
    fitting: int

    @property
    def excluded(self) -> int:
        return self.without - self.fitting


@dataclass(frozen=True)
class Elasticity:
    """`known`: all who look for that work there; `fitting`: who meets every hard condition. Costs: dearest first."""

    known: int
    fitting: int
    costs: tuple[Cost, ...]


def count_costs(wanted: Wanted) -> Elasticity:
    asked = merged(wanted.asked)
    special = special_of(wanted.demands)
    conditions = [one.condition for one in asked] + special[:1]
    counts = _count_registrants(wanted, asked) if special else _count(wanted, asked)
    fitting = counts[0]
    costs = [Cost(one, fitting + counts[1 << place], fitting) for place, one in enumerate(conditions)]
    known = sum(counts.values())
    return Elasticity(known, fitting, tuple(sorted(costs, key=lambda cost: -cost.excluded)))


def merged(asked: list[Asked]) -> list[Asked]:
    """Two certificates are one condition here: they have their price together."""
    by_condition: dict[Condition, Asked] = {}
    for one in asked:
        before = by_condition.get(one.condition)
        sql = f"({before.sql}) and ({one.sql})" if before else one.sql
        values = (before.values if before else {}) | one.values
        by_condition[one.condition] = Asked(one.condition, sql, values)
    return list(by_condition.values())


def failures_statement(wanted: Wanted, asked: list[Asked], answer: str) -> Statement:
    """A person counts once, by the best of his rows; bit n of `failed` stands for a failed condition n."""
    flags = ", ".join(f"bool_or(coalesce({one.sql}, false)) as c{place}" for place, one in enumerate(asked))
    bits = " + ".join(f"case when c{place} then 0 else {1 << place} end" for place in range(len(asked)))
    rows = f"matching_seekerrow r where {base_where(wanted)} group by r.job_seeker_id"
    people = f"select r.job_seeker_id, {flags} from {rows}"  # noqa: S608  values are parameters
    sql = f"select failed, {answer} from (select {bits} as failed, job_seeker_id from ({people}) p) q group by failed"  # noqa: S608
    return Statement(sql, base_values(wanted, asked))


def _count(wanted: Wanted, asked: list[Asked]) -> Counter[int]:
    statement = failures_statement(wanted, asked, "count(*)")
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, statement.values)
        return Counter(dict(cursor.fetchall()))


def _count_registrants(wanted: Wanted, asked: list[Asked]) -> Counter[int]:
    """Whose sealed status is not the one asked for fails the last condition; opened only where it can matter."""
    statement = failures_statement(wanted, asked, "array_agg(job_seeker_id)")
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, statement.values)
        people: dict[int, list[int]] = dict(cursor.fetchall())
    counts: Counter[int] = Counter()
    for failed, ids in people.items():
        matters = failed.bit_count() <= 1
        fitting = sum(1 for _ in registrants(ids, wanted.demands)) if matters else 0
        counts[failed] += fitting
        counts[failed | 1 << len(asked)] += len(ids) - fitting
    return counts


def is_told_exactly(count: int) -> bool:
    return count == 0 or count >= FEWEST_TOLD
