"""`./imece bench matching [--rows N]`: ranked candidates as the page asks for them, beside a DuckDB scan of the same.

Two million synthetic profiles unless `--rows` says otherwise, and a tenth of them in a database beside them, for
growth. Drawn vacancies ask for an occupation, schooling, experience, now and then a licence; searched are four
provinces, or the whole country. The answer is the best fifteen and how many fit, at most 1,001. Before anything is
measured, both must give the same points and the same number. Closed-loop clients, each a process; what is compared is
measured in turns; p50/p95/p99 in milliseconds, then answers a second.
"""

import multiprocessing
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any

import duckdb
from django.db import connection
from django.utils import timezone

from benchmarks.scale_profiles import SEED, ProfileWorld, load_profiles, timed
from benchmarks.surroundings import Disturbance, keep_copy, turn_to
from imece.employment.matching.domain.ranking import Statement, ranking_statement
from imece.employment.matching.domain.search import Found
from imece.employment.matching.domain.wanted import Wanted, make_wanted
from imece.employment.matching.enums import SearchArea
from imece.employment.vacancies.public import Demands
from imece.reference.enums import EducationLevel, LicenceClass

ROWS, ROUNDS, QUESTIONS, SAMPLED, SECONDS, CLIENTS = 2_000_000, 3, 200, 20, 5.0, (1, 8)
PAGE, CAP, SMALL = 15, 1000, "imece_small"
AREAS = ("4 provinces", "whole country")
COLUMNS = (
    "job_seeker_id, occupation_id, province_id, lives_in, district, education, experience_months, gains_from,"
    " birth_on, licences, flags, lowest_wage"
)
DUCK_TYPES = (
    "job_seeker_id bigint, occupation_id integer, province_id smallint, lives_in smallint, district smallint,"
    " education smallint, experience_months smallint, gains_from date, birth_on date, licences integer,"
    " flags smallint, lowest_wage integer"
)


def say(text: str) -> None:
    print(text, flush=True)


# ------------------------------------------------------------------------------------------ what is asked
def draw_wanted(world: ProfileWorld, dice: random.Random, area: str) -> Wanted:
    licence = (LicenceClass.B,) if dice.random() < 0.2 else ()
    province = world.province(dice)
    demands = Demands(
        on=timezone.localdate() + timedelta(days=30),
        province=province,
        min_education=EducationLevel(dice.choice(EducationLevel.values[2:6])),
        min_experience_months=dice.choice((0, 0, 6, 12, 24)),
        licence_classes=licence,
        has_night_work=dice.random() < 0.3,
        has_travel=dice.random() < 0.2,
    )
    wanted = make_wanted(
        demands, occupations=[world.occupation(dice)], province=province, area=SearchArea.COUNTRY, seed=7
    )
    if area == "whole country":
        return wanted
    others = [one for one in dict.fromkeys(world.province(dice) for _ in range(20)) if one != province]
    return replace(wanted, provinces=(province, *others[:3]))


# ------------------------------------------------------------------------------------------ engines
Answer = tuple[list[int], int]
"""Points of the first page, and how many fit: at most `CAP` and one."""


@dataclass
class Ours:
    """The page's own way to its fifteen people; what it shows of them is not in it."""

    database: str

    def __post_init__(self) -> None:
        turn_to(self.database)

    def page(self, wanted: Wanted) -> Answer:
        found = Found(wanted, CAP)
        return [one.score for one in found[:PAGE]], found.people


@dataclass
class DuckDb:
    """A column store's scan of the same rows; one thread a client, as on the machine of the others."""

    path: str

    def __post_init__(self) -> None:
        self.connection = duckdb.connect(self.path, read_only=True)
        self.connection.execute("set threads = 1")

    def page(self, wanted: Wanted) -> Answer:
        statement = duck_statement(ranking_statement(wanted, PAGE), wanted)
        rows = self.connection.execute(statement.sql, statement.values).fetchall()
        return [score for _, score, _ in rows], min(rows[0][2] if rows else 0, CAP + 1)


def duck_statement(statement: Statement, wanted: Wanted) -> Statement:
    """Our statement that scores everybody in the other's dialect: named parameters, its list type, its hash for equal
    points; counted in the same scan.

    Nobody of the drawn people still works or is at school, so those two look-ups are left out for it.
    """
    sql = statement.sql.replace("matching_seekerrow", "seeker")
    sql = sql.replace(" from (", ", count(*) over () from (", 1)
    sql = sql.replace("%(occupations)s::int[]", "$occupations").replace(
        "%(provinces)s::smallint[]", "$provinces"
    )
    sql = sql.replace("(%(distances)s::int[])[r.lives_in]", "list_extract($distances, r.lives_in)")
    sql = sql.replace("hashint8extended(job_seeker_id, %(seed)s)", "hash(job_seeker_id + $seed)")
    sql = _without(
        _without(sql, "case when r.gains_from", " end", "0"), "(r.flags & 512 > 0", "))", "(false)"
    )
    sql = sql.replace(" / ", " // ").replace("::int", "::integer")
    lists = {name: list(getattr(wanted, name) or ()) for name in ("occupations", "provinces", "distances")}
    used = {
        name: value
        for name, value in {**statement.values, **lists}.items()
        if f"%({name})s" in sql or f"${name}" in sql
    }
    for name in used:
        sql = sql.replace(f"%({name})s", f"${name}")
    return Statement(sql, used)


def _without(sql: str, begins: str, ends: str, instead: str) -> str:
    while begins in sql:
        first = sql.index(begins)
        sql = sql[:first] + instead + sql[sql.index(ends, first) + len(ends) :]
    return sql


def export(folder: Path) -> str:
    """From the narrow table itself, so that both have the same rows."""
    csv, path = folder / "rows.csv", folder / "rows.duckdb"
    reading = f"copy (select {COLUMNS} from matching_seekerrow) to stdout (format csv)"
    with connection.cursor() as cursor, csv.open("wb") as file, cursor.copy(reading) as copy:
        for block in copy:
            file.write(block)
    with duckdb.connect(str(path)) as duck:
        duck.execute(f"create table seeker ({DUCK_TYPES})")
        duck.execute(f"copy seeker from '{csv}' (format csv)")
    return str(path)


def check_same(one: Any, other: Any, asked: Sequence[Wanted]) -> int:
    """Same points, same number of people; who of equal points comes first may differ."""
    found = 0
    for wanted in asked[:SAMPLED]:
        ours, theirs = one.page(wanted), other.page(wanted)
        if ours != theirs:
            raise SystemExit(f"different answers, nothing was measured: {ours} {theirs}")
        found += ours[1]
    if not found:
        raise SystemExit("nobody was found, nothing was measured")
    return found


# ------------------------------------------------------------------------------------------ measuring
def measured(make: Callable[[], Any], asked: Sequence[Wanted], clients: int) -> dict[str, float]:
    context = multiprocessing.get_context("fork")
    queue, gate = context.Queue(), context.Barrier(clients)
    processes = [
        context.Process(target=_client, args=(make, asked, number, gate, queue)) for number in range(clients)
    ]
    for process in processes:
        process.start()
    times = sorted(one for _ in processes for one in queue.get())
    for process in processes:
        process.join()
    ranks = {
        name: times[min(int(len(times) * share), len(times) - 1)] * 1000 for name, share in SHARES.items()
    }
    return {**ranks, "rate": len(times) / SECONDS}


SHARES = {"p50": 0.5, "p95": 0.95, "p99": 0.99}


def _client(make: Any, asked: Sequence[Wanted], number: int, gate: Any, queue: Any) -> None:
    engine, times = make(), []
    place = number * len(asked) // 8
    for wanted in asked[place : place + 5]:
        engine.page(wanted)
    gate.wait()
    end = time.perf_counter() + SECONDS
    while (began := time.perf_counter()) < end:
        engine.page(asked[place % len(asked)])
        times.append(time.perf_counter() - began)
        place += 1
    queue.put(times)


def measure(rounds: int, rows: int = ROWS) -> dict[str, Any]:
    disturbance, world = Disturbance(say), ProfileWorld()
    dice = random.Random(SEED + 1)
    asked = {area: [draw_wanted(world, dice, area) for _ in range(QUESTIONS)] for area in AREAS}
    _load(world, rows // 10)
    keep_copy(SMALL)
    _load(ProfileWorld(), rows)
    name = connection.settings_dict["NAME"]
    with tempfile.TemporaryDirectory(prefix="imece-duck-") as folder:
        path = export(Path(folder))
        with timed(say, "the same answers from both"):
            found = sum(check_same(Ours(name), DuckDb(path), asked[area]) for area in AREAS)
        say(f"  people counted: {found:,}")
        connection.close()
        makers = {"ours": lambda: Ours(name), "a tenth": lambda: Ours(SMALL), "DuckDB": lambda: DuckDb(path)}
        figures = {}
        for area in AREAS:
            for clients in CLIENTS:
                disturbance.look()
                sides = in_turns(makers, asked[area], clients, rounds)
                figures[f"{area}, {clients}"] = sides
                say(f"  {area}, {clients} clients: {_told(sides)}")
    country = figures["whole country, 8"]
    ratio = country["ours"]["rate"] / country["DuckDB"]["rate"]
    is_met = disturbance.is_quiet and ratio >= 20 and country["ours"]["p95"] <= 150
    verdict = disturbance.told(is_met=is_met)
    growth = {one: sides["a tenth"]["rate"] / sides["ours"]["rate"] for one, sides in figures.items()}
    return {
        "rows": rows,
        "figures": figures,
        "ratio": ratio,
        "growth": growth,
        "verdict": verdict,
        "is_met": is_met,
    }


def _load(world: ProfileWorld, rows: int) -> None:
    say(f"{rows:,} profiles")
    say(f"  narrow rows: {load_profiles(world, rows, say):,}")


def in_turns(
    makers: dict[str, Any], asked: Sequence[Wanted], clients: int, rounds: int
) -> dict[str, dict[str, float]]:
    """Each side once a round; the medians of the rounds."""
    turns = [
        {side: measured(make, asked, clients) for side, make in makers.items()} for _round in range(rounds)
    ]
    return {
        side: {name: median(turn[side][name] for turn in turns) for name in (*SHARES, "rate")}
        for side in makers
    }


def _told(sides: dict[str, dict[str, float]]) -> str:
    return "; ".join(
        f"{name} {one['p50']:.1f}/{one['p95']:.1f}/{one['p99']:.1f} – {one['rate']:,.0f}"
        for name, one in sides.items()
    )


def told(result: dict[str, Any]) -> list[str]:
    lines = [f"{name}: {value}" for name, value in result["environment"].items()]
    lines.append(f"profiles: {result['rows']:,}")
    lines += [f"{name:<18} {_told(sides)}" for name, sides in result["figures"].items()]
    lines += [f"growth from a tenth, {name}: {value:.1f}x" for name, value in result["growth"].items()]
    lines.append(
        f"whole country, 8 clients: {result['ratio']:.1f}x DuckDB (>= 20, and p95 <= 150 ms): {result['verdict']}"
    )
    return lines
