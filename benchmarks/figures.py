"""The page of figures for all of Türkiye, from the reckoned tables beside the same numbers counted at each view.

The market is made here with SQL, from one vacancy, candidate and job seeker that went through the verbs: a million
vacancies (a third open), as many candidates, three moves each, half a million job seekers with two occupations. Both
sides must give the same numbers, or the run ends.
"""

import statistics
import time
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from django.db import connection
from django.db.models import Model
from django.utils import timezone
from tests.cast import actor_of, make_cast
from tests.employment.main_job import make_candidate, make_vacancy

from imece.core.actor import Actor, system_actor
from imece.employment.selection.models import Candidate
from imece.employment.statistics.domain import facts, queries
from imece.employment.statistics.domain.queries import Period, month_after
from imece.employment.statistics.domain.reckon import reckon_history, reckon_market
from imece.employment.vacancies.models import Vacancy

VACANCIES, SEEKERS, TARGET = 1_000_000, 500_000, 20
ID = "10000000 + n"
OCCUPATION = "(select min(id) from reference_occupation) + n % (select count(*) from reference_occupation)"
SOME_DAY = "now() - make_interval(days => (n * 31 % 700)::int)"
KIND = "(array['applied','invited','accepted','unsuitable','suitable','sent','reported','placed'])[1 + n % 8]"


def measure(rounds: int) -> dict[str, Any]:
    headquarters = _make()
    now, system = timezone.now(), system_actor("benchmark")
    spent = {name: _time(lambda verb=verb: verb(actor=system, now=now)) for name, verb in (
        ("demand and supply", reckon_market), ("months", reckon_history),
    )}  # fmt: skip
    month = timezone.localdate().replace(day=1)
    period = Period(month_after(month, -11), month)
    sides: dict[str, Callable[[], Any]] = {
        "from the tables": lambda: _from_tables(headquarters, period),
        "counted at once": lambda: _counted(period),
    }
    if sides["from the tables"]() != sides["counted at once"]():
        raise SystemExit("the tables and the count differ: nothing was measured")
    times = {name: [_time(side) for _ in range(rounds)] for name, side in sides.items()}
    reckoning = {f"reckoning of {name}": f"{one:.1f} s" for name, one in spent.items()}
    return _outcome(times) | {
        "also": reckoning | {f"rows of {name}": count for name, count in _rows().items()}
    }


def _from_tables(actor: Actor, period: Period) -> Any:
    return (
        queries.candidates_by_state(actor, period),
        sorted(queries.stay_lengths(actor, period)),
        [one.vacancy_count for one in queries.counts_by_month(actor, period)],
        queries.open_vacancies_by_province(actor, None),
    )


def _counted(period: Period) -> Any:
    within = "where month between %(first)s and %(last)s"
    values = {"first": period.first, "last": period.last}
    months = dict(_asked(facts.VACANCIES, "month, sum(vacancy_count)", f"{within} group by 1", values))
    return (
        dict(_asked(facts.CANDIDATES, "state, count(*)", f"{within} group by 1", values)),
        sorted(
            _asked(facts.STAYS, "workflow, state, day_count, count(*)", f"{within} group by 1, 2, 3", values)
        ),
        [months.get(month, 0) for month in queries.months(period.first, period.last)],
        dict(_asked(facts.OPEN_VACANCIES, "province_id, count(*)", "group by 1", {})),
    )


def _asked(fact: str, wanted: str, rest: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"select {wanted} from ({facts.of_all(fact)}) fact {rest}", values)
        return list(cursor.fetchall())


def _time(call: Callable[[], Any]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def _make() -> Actor:
    cast, now = make_cast(), timezone.now()
    vacancy = make_vacancy(cast.manager, cast.workplace, now=now, last_application_on=timezone.localdate(now))
    candidate = make_candidate(vacancy, cast.seeker, now=now)
    with connection.cursor() as cursor:
        cursor.execute("set session_replication_role = replica")
        for statement in _statements(vacancy, candidate):
            cursor.execute(statement)
        cursor.execute("set session_replication_role = origin")
        cursor.execute("analyze")
    return actor_of(cast.headquarters, cast.head_institution)


def _statements(vacancy: Vacancy, candidate: Candidate) -> list[str]:
    """Ids of what is copied begin at ten million, above all that the verbs gave."""
    place = {"province_id": "1 + n * 79 % 81", "occupation_id": OCCUPATION}
    return [
        _copy(vacancy.round, VACANCIES, {"number": "n"}),
        _copy(vacancy, VACANCIES, {"number": "n", "round_id": ID, "published_at": SOME_DAY} | place),
        _copy(vacancy.open_row, VACANCIES // 3, {"published_at": SOME_DAY} | place),
        _copy(candidate.job_seeker, SEEKERS, {"person_id": ID, "province_id": place["province_id"]}),
        *(_wishes(occupation) for occupation in (OCCUPATION, OCCUPATION.replace("n %", "(n + 1) %"))),
        _copy(candidate, VACANCIES, {
            "round_id": ID, "job_seeker_id": f"10000000 + 1 + n % {SEEKERS}", "state": KIND, "created_at": SOME_DAY,
            "started_on": f"({SOME_DAY})::date", "interview_at": "now()",
        }),
        _moves("candidate", ("", "applied", "invited", "accepted")),
        _moves("vacancy", ("", "draft", "open", "closed")),
    ]  # fmt: skip


def _copy(one: Model, count: int, changes: dict[str, str]) -> str:
    """Rows like this one, but for what is said."""
    columns = [field.column for field in one._meta.local_concrete_fields if not field.generated]
    taken = {column: f"one.{column}" for column in columns} | {one._meta.pk.column: ID} | changes
    return (
        f"insert into {one._meta.db_table} ({', '.join(taken)}) select {', '.join(taken.values())}"
        f" from {one._meta.db_table} one, generate_series(1, {count}) n where one.{one._meta.pk.column} = {one.pk}"
    )


def _wishes(occupation: str) -> str:
    return (
        "insert into jobseekers_soughtoccupation (job_seeker_id, occupation_id, experience_months)"
        f" select {ID}, {occupation}, 12 from generate_series(1, {SEEKERS}) n"
    )


def _moves(workflow: str, states: tuple[str, ...]) -> str:
    """Three of each, days apart."""
    steps = ", ".join(f"({number}, '{a}', '{b}')" for number, (a, b) in enumerate(pairwise(states)))
    return (
        "insert into core_transition (workflow, object_id, move, from_state, to_state, at, actor_name, reason, details)"
        f" select '{workflow}', 10000000 + n, 'x', s.a, s.b, {SOME_DAY} + make_interval(days => (s.k * (n % 9))::int),"
        f" '', '', '{{}}' from generate_series(1, {VACANCIES}) n, (values {steps}) as s(k, a, b)"
    )


def _rows() -> dict[str, int]:
    names = ("marketfigure", "vacancyfigure", "candidatefigure", "stayfigure")
    with connection.cursor() as cursor:
        counts = {}
        for name in names:
            cursor.execute(f"select count(*) from statistics_{name}")
            counts[name] = cursor.fetchone()[0]
    return counts


def _outcome(times: dict[str, list[float]]) -> dict[str, Any]:
    sides = {
        name: {"min_ms": min(spent) * 1000, "median_ms": statistics.median(spent) * 1000}
        for name, spent in times.items()
    }
    ratios = {
        f"ratio_{kind}": sides["counted at once"][f"{kind}_ms"] / sides["from the tables"][f"{kind}_ms"]
        for kind in ("min", "median")
    }
    return {"sides": sides, **ratios, "target": f">= {TARGET}", "is_met": ratios["ratio_median"] >= TARGET}
