"""Ranking the fitting people in one statement over the narrow table; nothing of a person is read but that row.

The score is the same sum of parts as `rules.score_parts`; a test reckons both for drawn people and compares. A page
asks for the first ones and how many there are (`rank`, `count`); another test compares both with everybody's ranking.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from imece.core.database.prepared import fetch_statement
from imece.employment.matching.domain import bits
from imece.employment.matching.domain.bounds import Tier, tiers_of
from imece.employment.matching.domain.conditions import (
    EXPERIENCE,
    Asked,
    asked_of,
    pattern_of,
    special_of,
)
from imece.employment.matching.domain.wanted import Wanted
from imece.employment.matching.domain.weights import Weights, weights
from imece.employment.vacancies.public import Condition, Demands
from imece.reference.enums import EducationLevel

PAPERS = frozenset(
    {
        Condition.MASTERY, Condition.VOCATIONAL_DOCUMENT, Condition.CERTIFICATE, Condition.COMPUTER,
        Condition.LANGUAGE, Condition.LANGUAGE_DOCUMENT, Condition.EXAM, Condition.LICENCE, Condition.SRC,
        Condition.PSYCHOTECHNIC,
    }
)  # fmt: skip
"""What counts as a paper or skill that is asked for (part «documents» of the score)."""


@dataclass(frozen=True)
class Ranked:
    job_seeker_id: int
    score: int


@dataclass(frozen=True)
class Statement:
    sql: str
    values: dict[str, Any]


def rank(wanted: Wanted, limit: int) -> list[Ranked]:
    """The best first, at most `limit`. People with equal points stand in an order drawn for each vacancy."""
    asked = tier_statement(wanted)
    found: dict[int, tuple[int, int]] = {}
    for tier in tiers_of(wanted, asked.values["w_documents"]):
        rows = fetch_statement(asked.sql, asked.values | arrays_of(tier)) if tier.cells else []
        for job_seeker_id, score, drawn in rows:
            place = (-score, drawn)
            found[job_seeker_id] = min(found.get(job_seeker_id, place), place)
        if sum(-points >= tier.floor for points, _ in found.values()) >= limit:
            best = sorted(found, key=found.__getitem__)[:limit]
            return [Ranked(one, -found[one][0]) for one in best]
    return rank_all(wanted, limit)


def rank_all(wanted: Wanted, limit: int) -> list[Ranked]:
    """The same by scoring everybody: for those who need far more people than a page shows."""
    return [Ranked(*row) for row in _fetch(ranking_statement(wanted, limit))]


def count(wanted: Wanted, limit: int) -> int:
    """How many people fit; counting stops at `limit`."""
    rows = limit
    while True:
        statement = count_statement(wanted, rows)
        (people, read), *_ = fetch_statement(statement.sql, statement.values)
        if people >= limit or read < rows:
            return min(int(people), limit)
        rows *= 4


def _fetch(statement: Statement) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, statement.values)
        return [*cursor.fetchall()]


def ranking_statement(wanted: Wanted, limit: int) -> Statement:
    """Scores everybody."""
    asked = asked_of(wanted.demands)
    rows = (
        f"select r.job_seeker_id, {_score(wanted)} as score from matching_seekerrow r {where(wanted, asked)}"  # noqa: S608
    )
    return Statement(
        _best(rows, is_grouped=not wanted.has_single_rows), _values(wanted, asked) | {"limit": limit}
    )


def tier_statement(wanted: Wanted) -> Statement:
    """Person, points and place among equals of every row that fits in the cells of a tier (`arrays_of`)."""
    asked = asked_of(wanted.demands)
    tests = " and ".join([*_person_tests(wanted), *(f"({one.sql})" for one in asked)])
    sql = f"select r.job_seeker_id, {_score(wanted)}, {DRAWN} from {CELLS} where {tests}"  # noqa: S608
    return Statement(sql, _values(wanted, asked))


def arrays_of(tier: Tier) -> dict[str, str]:
    return {name: array(values) for name, values in zip(CELL, zip(*tier.cells, strict=True), strict=True)}


CELL = ("cell_occupation", "cell_province", "cell_first", "cell_last")
CELLS = f"""unnest({", ".join(f"%({name})s::int[]" for name in CELL)}) cell (occupation, province, first, last)
cross join lateral (select * from matching_seekerrow where occupation_id = cell.occupation
and province_id = cell.province and experience_key between cell.first and cell.last offset 0) r"""  # noqa: S608
DRAWN = "hashint8extended(job_seeker_id, %(seed)s)"


def array(values: Iterable[int]) -> str:
    """As text: several times faster than one by one."""
    return f"{{{','.join(map(str, values))}}}"


def _best(rows: str, *, is_grouped: bool) -> str:
    """Each person by the best of his rows, if he can have several."""
    best, grouped = ("max(score) as score", " group by job_seeker_id") if is_grouped else ("score", "")
    return (
        f"select job_seeker_id, {best} from ({rows}) fitting{grouped}"  # noqa: S608  values are parameters
        f" order by score desc, {DRAWN} limit %(limit)s"
    )


def count_statement(wanted: Wanted, rows: int) -> Statement:
    """People among the first `rows` rows that fit, and the number of those rows."""
    asked = asked_of(wanted.demands)
    tests = where(wanted, asked)
    is_single = wanted.has_single_rows
    if len(wanted.occupations) == 1 and wanted.provinces is None:  # everybody has one row where he lives
        is_single, tests = True, f"{tests} and r.province_id = r.lives_in"
    people = "count(*)" if is_single else "count(distinct job_seeker_id)"
    fitting = f"select job_seeker_id from matching_seekerrow r {tests} limit %(rows)s"  # noqa: S608
    sql = f"select {people}, count(*) from ({fitting}) fitting"  # noqa: S608
    return Statement(sql, base_values(wanted, asked) | {"rows": rows})


def where(wanted: Wanted, asked: list[Asked]) -> str:
    """Occupation and place first (the index), then the conditions."""
    tests = [base_where(wanted), *(f"({one.sql})" for one in asked)]
    return "where " + " and ".join(tests)


def base_where(wanted: Wanted) -> str:
    tests = ["r.occupation_id = any(%(occupations)s)"]
    if wanted.provinces is not None:
        tests.append("r.province_id = any(%(provinces)s)")
    return " and ".join([*tests, *_person_tests(wanted)])


def _person_tests(wanted: Wanted) -> list[str]:
    tests = []
    if wanted.known:
        tests.append("r.job_seeker_id <> all(%(known)s)")
    if special_of(wanted.demands):  # who has said nothing is not among them; the rest is opened one by one
        tests.append(
            "exists (select from jobseekers_jobseeker js where js.id = r.job_seeker_id"
            " and length(js.personal_status) > 0)"
        )
    return tests


def base_values(wanted: Wanted, asked: list[Asked]) -> dict[str, Any]:
    values: dict[str, Any] = {
        "occupations": list(wanted.occupations),
        "provinces": list(wanted.provinces or ()),
        "known": sorted(wanted.known),
    }
    for one in asked:
        values |= one.values
    return values


# ------------------------------------------------------------------------------------- the score
def _score(wanted: Wanted) -> str:
    """In the order of `rules.score_parts`; a part that the vacancy gives no occasion for is left out."""
    demands = wanted.demands
    parts = [
        "case when r.occupation_id = %(main)s then %(w_main)s else %(w_accepted)s end",
        f"least(({EXPERIENCE}) / 12, %(w_years_most)s) * %(w_year)s",
        "%(w_documents)s",
        "case when r.province_id = %(work_province)s then %(w_wants_place)s else 0 end",
        "-least((%(distances)s::int[])[r.lives_in] / %(w_km)s * %(w_km_step)s, %(w_km_most)s)",
        f"-case when r.flags & {bits.ANY_WORK_KIND} = 0 and r.flags & %(kind)s = 0 then %(w_kind)s else 0 end",
    ]
    if demands.min_education != EducationLevel.ILLITERATE:
        parts.append("-least(greatest(r.education - %(asked_level)s, 0) * %(w_level)s, %(w_level_most)s)")
    if demands.has_night_work:
        parts.append(f"-case when r.flags & {bits.REFUSES_NIGHTS} > 0 then %(w_nights)s else 0 end")
    if demands.has_travel:
        parts.append(f"-case when r.flags & {bits.REFUSES_TRAVEL} > 0 then %(w_travel)s else 0 end")
    if demands.net_wage_amount is not None:
        parts.append("-case when r.lowest_wage > %(offered)s then %(w_wage)s else 0 end")
    if wanted.preferred:
        parts.append(f"least({_preferred(wanted)}, %(w_preferred_most)s) * %(w_preferred)s")
    return "(" + " + ".join(parts).replace("+ -", "- ") + ")::int"


def _preferred(wanted: Wanted) -> str:
    """How many of the preferred skills stand among his programs or his certificates valid on the day."""
    one = (
        "(exists (select from jobseekers_jobseeker js, unnest(js.computer_skills) known"
        " where js.id = r.job_seeker_id and tr_fold(known) ~ all(%(preferred_{0})s))"
        " or exists (select from jobseekers_certificate c where c.job_seeker_id = r.job_seeker_id"
        " and (c.valid_until is null or c.valid_until >= %(on)s) and tr_fold(c.name) ~ all(%(preferred_{0})s)))::int"
    )
    return "(" + " + ".join(one.format(place) for place in range(len(wanted.preferred))) + ")"


def _values(wanted: Wanted, asked: list[Asked]) -> dict[str, Any]:
    return base_values(wanted, asked) | _score_values(wanted, weights())


def _score_values(wanted: Wanted, worth: Weights) -> dict[str, Any]:
    demands = wanted.demands
    preferred = {f"preferred_{place}": pattern_of(name) for place, name in enumerate(wanted.preferred)}
    kind = bits.WORK_KIND_BIT.get(demands.work_kind, bits.ANY_WORK_KIND) if demands.work_kind else -1
    return preferred | {
        "on": demands.on,
        "main": wanted.occupations[0],
        "work_province": wanted.province,
        "distances": array(wanted.distances),
        "seed": wanted.seed,
        "kind": kind,
        "asked_level": demands.min_education.rank,
        "offered": demands.net_wage_amount,
        "w_main": worth.occupation_main,
        "w_accepted": worth.occupation_accepted,
        "w_year": worth.experience_year,
        "w_years_most": worth.experience_years_most,
        "w_documents": document_points(demands, worth),
        "w_wants_place": worth.wants_place,
        "w_km": worth.distance_step_km,
        "w_km_step": worth.distance_step,
        "w_km_most": worth.distance_most,
        "w_level": worth.schooling_level,
        "w_level_most": worth.schooling_most,
        "w_kind": worth.work_kind,
        "w_nights": worth.nights,
        "w_travel": worth.travel,
        "w_wage": worth.wage,
        "w_preferred": worth.preferred,
        "w_preferred_most": worth.preferred_most,
    }


def document_points(demands: Demands, worth: Weights) -> int:
    return min(paper_count(demands), worth.documents_most) * worth.document


def paper_count(demands: Demands) -> int:
    """How many papers and skills are asked for; whoever is ranked has them all."""
    return sum(one.condition in PAPERS for one in asked_of(demands))
