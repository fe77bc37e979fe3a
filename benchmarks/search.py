"""`./imece bench search [--rows N]`: the page's own statements beside tantivy and DuckDB over the same vacancies.

A database and indexes of their own; one in six or seven vacancies is open; a tenth of the vacancies stands in a
database beside them, for growth. Before anything is measured, hit counts and first pages of sampled searches must be
the same in every engine. Closed-loop clients, each a process; the page is 15 keys. What is compared is measured in
turns, and the medians of the turns are compared.
"""

import multiprocessing
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone

from benchmarks.scale_data import POSITIONS, SEED, WORK_AREAS, WORK_KINDS, World
from benchmarks.scale_engines import DuckDb, Engine, Postgres, Question, Tantivy, build_tantivy, question
from benchmarks.scale_load import load_postgres, timed, write_file
from benchmarks.surroundings import Disturbance, keep_copy
from imece.employment.jobseekers.enums import PersonalStatus
from imece.employment.vacancies.domain.search import SearchCriteria, Sort, expected, recency, to_query
from imece.employment.vacancies.domain.search.audience import EVERYBODY, Audience

ROUNDS, QUESTIONS, SAMPLED, SECONDS, CLIENTS, SMALL = 3, 200, 8, 2.0, (1, 8), "imece_small"
FILTERS = ("province + district", "province + occupation", "+ personal status", "quick filters", "detailed")
WORDS = ("keyword, newest", "keyword + province", "keyword, title first")
STAFF = Audience(tuple(PersonalStatus.values), sees_names=False)
Say = Callable[[str], None]


def say(text: str) -> None:
    print(text, flush=True)


# ------------------------------------------------------------------------------------------ what is asked
def questions(world: World, now: datetime) -> dict[str, list[Question]]:
    """With the statements for the vacancies that are loaded now."""
    recency._lengths.cache_clear()
    expected._frequencies.cache_clear()
    dice = random.Random(SEED + 1)
    makers: dict[str, tuple[Callable[[World, random.Random], SearchCriteria], Audience]] = {
        "province + district": (_place, EVERYBODY),
        "province + occupation": (_occupation, EVERYBODY),
        "+ personal status": (_status, STAFF),
        "quick filters": (_quick, EVERYBODY),
        "detailed": (_detailed, EVERYBODY),
        "keyword, newest": (
            lambda world, dice: SearchCriteria(words=_word(world, dice), sort=Sort.DATE),
            EVERYBODY,
        ),
        "keyword + province": (
            lambda world, dice: SearchCriteria(
                words=_word(world, dice), provinces=(_province(world, dice),), sort=Sort.DATE
            ),
            EVERYBODY,
        ),
        "keyword, title first": (lambda world, dice: SearchCriteria(words=_word(world, dice)), EVERYBODY),
    }
    return {
        name: [question(make(world, dice), audience, now) for _number in range(QUESTIONS)]
        for name, (make, audience) in makers.items()
    }


def _province(world: World, dice: random.Random) -> int:
    return dice.choices(world.provinces, cum_weights=world.province_weights)[0]


def _code(world: World, dice: random.Random) -> str:
    place = dice.choices(range(len(world.occupations)), cum_weights=world.occupation_weights)[0]
    return world.occupations[place][1]


def _word(world: World, dice: random.Random) -> str:
    """Half are an occupation's first word, half a word of the texts, frequent ones more often."""
    if dice.random() < 0.5:
        place = dice.choices(range(len(world.occupations)), cum_weights=world.occupation_weights)[0]
        return world.occupations[place][2].split()[0]
    return dice.choices(world.words, cum_weights=world.word_weights)[0]


def _place(world: World, dice: random.Random) -> SearchCriteria:
    province = _province(world, dice)
    return SearchCriteria(provinces=(province,), districts=(dice.choice(world.districts[province])[0],))


def _occupation(world: World, dice: random.Random) -> SearchCriteria:
    return SearchCriteria(provinces=(_province(world, dice),), occupations=(_code(world, dice),))


def _status(world: World, dice: random.Random) -> SearchCriteria:
    return _occupation(world, dice).with_(personal_statuses=(dice.choice(PersonalStatus.values),))


def _quick(world: World, dice: random.Random) -> SearchCriteria:
    return SearchCriteria(
        provinces=(_province(world, dice),), work_kinds=(dice.choice(WORK_KINDS),), work_places=("domestic",),
        sectors=(dice.choice(("public", "private")),), personal_statuses=("normal",),
    )  # fmt: skip


def _detailed(world: World, dice: random.Random) -> SearchCriteria:
    return SearchCriteria(
        provinces=tuple(dict.fromkeys(_province(world, dice) for _ in range(3))),
        occupations=tuple(dict.fromkeys(_code(world, dice) for _ in range(3))),
        work_kinds=(dice.choice(WORK_KINDS), "full_time"), work_areas=tuple(dice.sample(WORK_AREAS, 4)),
        positions=tuple(dice.sample(POSITIONS, 4)), sectors=("private",),
    )  # fmt: skip


# ------------------------------------------------------------------------------------------ measuring
@dataclass(frozen=True)
class Figure:
    """Milliseconds and pages a second."""

    p50: float
    p95: float
    p99: float
    rate: float

    def __str__(self) -> str:
        return f"{self.p50:.2f}/{self.p95:.1f}/{self.p99:.1f} – {self.rate:,.0f}"


def measured(make: Callable[[], Engine], asked: Sequence[Question], clients: int, seconds: float) -> Figure:
    """Each client is a process that asks one question after the other, beginning at another place."""
    context = multiprocessing.get_context("fork")
    queue: Any = context.Queue()
    gate = context.Barrier(clients)
    processes = [
        context.Process(target=_client, args=(make, asked, n, seconds, gate, queue)) for n in range(clients)
    ]
    for process in processes:
        process.start()
    times = [one for _process in processes for one in queue.get()]
    for process in processes:
        process.join()
    return figure(times, seconds)


def _client(make: Any, asked: Sequence[Question], number: int, seconds: float, gate: Any, queue: Any) -> None:
    engine, times = make(), []
    start = number * len(asked) // 8
    for one in asked[start : start + 25]:
        engine.page(one)  # warm
    gate.wait()
    end, place = time.perf_counter() + seconds, start
    while (began := time.perf_counter()) < end:
        engine.page(asked[place % len(asked)])
        times.append((time.perf_counter() - began) * 1000)
        place += 1
    queue.put(times)


def figure(times: list[float], seconds: float) -> Figure:
    ordered = sorted(times) or [float("nan")]
    at = [ordered[min(int(len(ordered) * share), len(ordered) - 1)] for share in (0.5, 0.95, 0.99)]
    return Figure(*at, rate=len(times) / seconds)


def median_of(figures: Sequence[Figure]) -> Figure:
    return Figure(
        *(statistics.median(values) for values in zip(*(astuple(one) for one in figures), strict=True))
    )


def check_counts(asked: dict[str, list[Question]], engines: dict[str, Engine]) -> int:
    """The engines must agree before they are compared: in the number of hits and in the first page."""
    checked = 0
    for mode, all_ in asked.items():
        for one in all_[:SAMPLED]:
            answers = {name: (engine.count(one), engine.page(one)) for name, engine in engines.items()}
            if len({str(answer) for answer in answers.values()}) > 1:
                raise SystemExit(f"{mode}: {one.criteria} gives {answers}: nothing was measured")
            checked += 1
    return checked


def pages_with_facets(world: World) -> dict[str, float]:
    """The whole page through Django, with and without facets, turn by turn; milliseconds, median."""
    settings.ALLOWED_HOSTS = ["testserver"]
    dice, client = random.Random(SEED + 2), Client()
    addresses = [f"/is-ilanlari/?{to_query(SearchCriteria(words=_word(world, dice)))}" for _ in range(30)]
    addresses += [
        f"/is-ilanlari/?{to_query(SearchCriteria(provinces=(_province(world, dice),)))}" for _ in range(15)
    ]
    times: dict[bool, list[float]] = {True: [], False: []}
    for number, address in enumerate([*addresses[:5], *addresses]):
        for has_facets in (True, False):
            began = time.perf_counter()
            if has_facets:
                page = client.get(address)
            else:
                with patch("imece.employment.vacancies.domain.search.page.facets_of", return_value=[]):
                    page = client.get(address)
            spent = (time.perf_counter() - began) * 1000
            if page.status_code != 200:
                raise SystemExit(f"{address} answers {page.status_code}")
            if number >= 5:
                times[has_facets].append(spent)
    with_, without = (sorted(times[one])[len(times[one]) // 2] for one in (True, False))
    return {"with facets": with_, "without": without, "ratio": with_ / without}


# ------------------------------------------------------------------------------------------ the run
def measure(rounds: int, rows: int = 100_000) -> dict[str, Any]:
    now, disturbance = timezone.now(), Disturbance(say)
    with tempfile.TemporaryDirectory(prefix="imece-scale-") as name:
        folder = Path(name)
        asked_of_small = questions(_load(folder / "small.csv", rows // 10, now), now)
        keep_copy(SMALL)
        world = _load(folder / "rows.csv", rows, now)
        with timed(say, "tantivy: all"):
            build_tantivy(folder / "rows.csv", folder / "all", open_only=False)
        with timed(say, "tantivy: open only"):
            build_tantivy(folder / "rows.csv", folder / "open", open_only=True)
        with timed(say, "DuckDB: read"):
            duck = DuckDb(folder / "rows.csv")
        asked = questions(world, now)
        makers: dict[str, Callable[[], Engine]] = {
            "PostgreSQL": _maker_of_postgres(),
            "tantivy, all": lambda: Tantivy(str(folder / "all"), open_only=False),
            "tantivy, open": lambda: Tantivy(str(folder / "open")),
        }
        checked = check_counts(asked, {name: make() for name, make in makers.items()} | {"DuckDB": duck})
        say(f"  {checked} searches: same number of hits, same first page in all engines")
        figures = {}
        for mode, all_ in asked.items():
            disturbance.look()
            sides = {
                f"{name}, {clients}": (make, all_, clients)
                for clients in CLIENTS
                for name, make in makers.items()
            }
            sides["a tenth, 8"] = (_maker_of_postgres(SMALL), asked_of_small[mode], 8)
            figures[mode] = _in_turns(sides, rounds) | {"DuckDB, 1": _alone(duck, all_)}
            say(f"  {mode:<24}" + "  ".join(f"{name}: {one}" for name, one in figures[mode].items()))
    disturbance.look()
    return _outcome(rows, figures, pages_with_facets(world), checked, disturbance)


def _in_turns(sides: dict[str, tuple[Any, list[Question], int]], rounds: int) -> dict[str, Figure]:
    """Each side once a round; the medians of the rounds."""
    found: dict[str, list[Figure]] = {side: [] for side in sides}
    for _round in range(rounds):
        for side, (make, asked, clients) in sides.items():
            found[side].append(measured(make, asked, clients, SECONDS))
    return {side: median_of(all_) for side, all_ in found.items()}


def _alone(duck: DuckDb, asked: list[Question]) -> Figure:
    times = []
    for one in asked[:40]:
        began = time.perf_counter()
        duck.page(one)
        times.append((time.perf_counter() - began) * 1000)
    return figure(times, sum(times) / 1000)


def _load(path: Path, rows: int, now: datetime) -> World:
    say(f"{rows:,} vacancies")
    with timed(say, "vacancies made"):
        world = write_file(path, rows, now)
    load_postgres(path, now, say)
    return world


def _maker_of_postgres(database: str = "") -> Callable[[], Engine]:
    values = connection.get_connection_params()
    values["dbname"] = database or values["dbname"]
    url = " ".join(
        f"{name}='{values[name]}'"
        for name in ("host", "port", "dbname", "user", "password")
        if values.get(name)
    )
    return lambda: Postgres(url)


def _outcome(
    rows: int,
    figures: dict[str, dict[str, Figure]],
    facets: dict[str, float],
    checked: int,
    disturbance: Disturbance,
) -> dict[str, Any]:
    targets = []
    for mode, of in figures.items():
        ours = of["PostgreSQL, 8"]
        beside, least, worst = (
            ("all", 3.0, ("p99", 10.0)) if mode in FILTERS else ("open", 0.5, ("p95", 15.0))
        )
        ratio = ours.rate / of[f"tantivy, {beside}, 8"].rate
        targets.append((f"{mode}: pages/s beside tantivy, {beside}", ratio, f">= {least}", ratio >= least))
        value = getattr(ours, worst[0])
        targets.append((f"{mode}: {worst[0]} ms", value, f"<= {worst[1]:g}", value <= worst[1]))
        growth, most = of["a tenth, 8"].rate / ours.rate, 3.0 if "title" in mode else 1.7
        targets.append((f"{mode}: growth {rows // 10:,} to {rows:,}", growth, f"<= {most}", growth <= most))
    targets.append(
        ("page with facets beside page without", facets["ratio"], "<= 1.3", facets["ratio"] <= 1.3)
    )
    return {
        "rows": rows, "checked": checked, "facets": facets, "targets": targets,
        "figures": {mode: {name: str(one) for name, one in of.items()} for mode, of in figures.items()},
        "verdicts": [disturbance.told(is_met=one[-1]) for one in targets],
        "is_met": disturbance.is_quiet and all(one[-1] for one in targets),
    }  # fmt: skip


def told(result: dict[str, Any]) -> list[str]:
    lines = [f"{name}: {value}" for name, value in result["environment"].items()]
    lines += ["", f"{result['rows']:,} vacancies; p50/p95/p99 ms – pages a second; engine, clients"]
    for mode, of in result["figures"].items():
        lines += [mode, *(f"    {name:<20} {value}" for name, value in of.items())]
    lines += [
        "",
        f"page with facets {result['facets']['with facets']:.1f} ms, without {result['facets']['without']:.1f} ms",
        "",
    ]
    lines += [
        f"{what}: {value:.2f} ({target}): {verdict}"
        for (what, value, target, _is_met), verdict in zip(result["targets"], result["verdicts"], strict=True)
    ]
    return lines
