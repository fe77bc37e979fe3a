"""Ranking the fitting people in one statement over the narrow table; nothing of a person is read but that row.

The score is the same sum of parts as `rules.score_parts`; a test reckons both for drawn people and compares. A page
asks for the first ones and how many there are (`rank`, `count`); another test compares both with everybody's ranking.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from imece.core.database.prepared import fetch_statement
from imece.employment.matching.domain import bits
from imece.employment.matching.domain.bounds import Tier, tiers_of
from imece.employment.matching.domain.conditions import EXPERIENCE, Asked, pattern_of, special_of
from imece.employment.matching.domain.wanted import Wanted
from imece.employment.matching.domain.weights import Weights, weights
from imece.employment.vacancies.public import Condition
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
    documents = document_points(wanted, weights())
    found: dict[int, tuple[int, int]] = {}
    for tier in tiers_of(wanted, documents):
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
    statement = ranking_statement(wanted, limit)
    return [Ranked(*row) for row in fetch_statement(statement.sql, statement.values)]


def count(wanted: Wanted, limit: int) -> int:
    """How many people fit; counting stops at `limit`."""
    rows = limit
    while True:
        statement = count_statement(wanted, rows)
        (people, read), *_ = fetch_statement(statement.sql, statement.values)
        if people >= limit or read < rows:
            return min(int(people), limit)
        rows *= 4


def ranking_statement(wanted: Wanted, limit: int) -> Statement:
    """Scores everybody."""
    rows = f"select r.job_seeker_id, {_score(wanted)} as score from matching_seekerrow r {where(wanted)}"  # noqa: S608
    return Statement(_best(rows, is_grouped=not wanted.has_single_rows), _values(wanted) | {"limit": limit})


def tier_statement(wanted: Wanted) -> Statement:
    """Person, points and place among equals of every row that fits in the cells of a tier (`arrays_of`)."""
    tests = " and ".join([*_person_tests(wanted), *(f"({one.sql})" for one in wanted.asked)])
    sql = f"select r.job_seeker_id, {_score(wanted)}, {DRAWN} from {CELLS} where {tests}"  # noqa: S608
    return Statement(sql, _values(wanted))


def arrays_of(tier: Tier) -> dict[str, str]:
    occupations, provinces, firsts, lasts = zip(*tier.cells, strict=True)
    return {
        "cell_occupation": array(occupations),
        "cell_provinces": array(f'"{array(one)}"' for one in provinces),
        "cell_first": array(firsts),
        "cell_last": array(lasts),
    }


CELLS = """unnest(%(cell_occupation)s::int[], %(cell_provinces)s::text[], %(cell_first)s::int[], %(cell_last)s::int[])
cell (occupation, provinces, first, last)
cross join lateral (select * from matching_seekerrow where occupation_id = cell.occupation
and province_id = any(cell.provinces::smallint[]) and experience_key between cell.first and cell.last offset 0) r"""
DRAWN = "hashint8extended(job_seeker_id, %(seed)s)"


def array(values: Iterable[object]) -> str:
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
    tests = where(wanted)
    is_single = wanted.has_single_rows
    if len(wanted.occupations) == 1 and wanted.provinces is None:  # everybody has one row where he lives
        is_single, tests = True, f"{tests} and r.province_id = r.lives_in"
    people = "count(*)" if is_single else "count(distinct job_seeker_id)"
    fitting = f"select job_seeker_id from matching_seekerrow r {tests} limit %(rows)s"  # noqa: S608
    sql = f"select {people}, count(*) from ({fitting}) fitting"  # noqa: S608
    return Statement(sql, base_values(wanted, wanted.asked) | {"rows": rows})


def where(wanted: Wanted) -> str:
    """Occupation and place first (the index), then the conditions."""
    tests = [base_where(wanted), *(f"({one.sql})" for one in wanted.asked)]
    return "where " + " and ".join(tests)


def base_where(wanted: Wanted) -> str:
    tests = ["r.occupation_id = any(%(occupations)s::int[])"]
    if wanted.provinces is not None:
        tests.append("r.province_id = any(%(provinces)s::smallint[])")
    return " and ".join([*tests, *_person_tests(wanted)])


def _person_tests(wanted: Wanted) -> list[str]:
    tests = []
    if wanted.known:
        tests.append("r.job_seeker_id <> all(%(known)s::bigint[])")
    if special_of(wanted.demands):  # who has said nothing is not among them; the rest is opened one by one
        tests.append(
            "exists (select from jobseekers_jobseeker js where js.id = r.job_seeker_id"
            " and length(js.personal_status) > 0)"
        )
    return tests


def base_values(wanted: Wanted, asked: list[Asked]) -> dict[str, Any]:
    values: dict[str, Any] = {
        "occupations": array(wanted.occupations),
        "provinces": array(wanted.provinces or ()),
        "known": array(wanted.known),
    }
    for one in asked:
        values |= one.values
    return values


# ------------------------------------------------------------------------------------- the score
def _score(wanted: Wanted) -> str:
    """In the order of `rules.score_parts`; a part that the vacancy gives no occasion for is left out.

    What each part is worth is reviewed data, the same for all, and stands in the text.
    """
    demands, worth = wanted.demands, weights()
    parts = [
        f"case when r.occupation_id = %(main)s then {worth.occupation_main} else {worth.occupation_accepted} end",
        f"least(({EXPERIENCE}) / 12, {worth.experience_years_most}) * {worth.experience_year}",
        "%(documents)s",
        f"case when r.province_id = %(work_province)s then {worth.wants_place} else 0 end",
        f"-least((%(distances)s::int[])[r.lives_in] / {worth.distance_step_km} * {worth.distance_step},"
        f" {worth.distance_most})",
        f"-case when r.flags & {bits.ANY_WORK_KIND} = 0 and r.flags & %(kind)s = 0 then {worth.work_kind} else 0 end",
    ]
    if demands.min_education != EducationLevel.ILLITERATE:
        level = f"greatest(r.education - %(asked_level)s, 0) * {worth.schooling_level}"
        parts.append(f"-least({level}, {worth.schooling_most})")
    if demands.has_night_work:
        parts.append(f"-case when r.flags & {bits.REFUSES_NIGHTS} > 0 then {worth.nights} else 0 end")
    if demands.has_travel:
        parts.append(f"-case when r.flags & {bits.REFUSES_TRAVEL} > 0 then {worth.travel} else 0 end")
    if demands.net_wage_amount is not None:
        parts.append(f"-case when r.lowest_wage > %(offered)s then {worth.wage} else 0 end")
    if wanted.preferred:
        parts.append(f"least({_preferred(wanted)}, {worth.preferred_most}) * {worth.preferred}")
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


def _values(wanted: Wanted) -> dict[str, Any]:
    demands = wanted.demands
    preferred = {f"preferred_{place}": pattern_of(name) for place, name in enumerate(wanted.preferred)}
    kind = bits.WORK_KIND_BIT.get(demands.work_kind, bits.ANY_WORK_KIND) if demands.work_kind else -1
    return base_values(wanted, wanted.asked) | {
        **preferred,
        "on": demands.on,
        "main": wanted.occupations[0],
        "work_province": wanted.province,
        "distances": array(wanted.distances),
        "documents": document_points(wanted, weights()),
        "seed": wanted.seed,
        "kind": kind,
        "asked_level": demands.min_education.rank,
        "offered": demands.net_wage_amount,
    }


def document_points(wanted: Wanted, worth: Weights) -> int:
    return min(paper_count(wanted.asked), worth.documents_most) * worth.document


def paper_count(asked: Iterable[Asked]) -> int:
    """How many papers and skills are asked for; whoever is ranked has them all."""
    return sum(one.condition in PAPERS for one in asked)
