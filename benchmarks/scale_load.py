"""Into PostgreSQL by COPY, into tantivy and DuckDB from the same file, so that all search the same vacancies."""

import csv
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import connection
from tests.cast import make_employer, make_workplace

from benchmarks.scale_data import EMPLOYER, FIELDS, World
from imece.employment.vacancies.domain.search_rows import COLUMNS, OF_OCCUPATIONS, OF_TITLE_WORDS, values_of
from imece.employment.vacancies.models import OpenVacancy, Vacancy
from imece.reference.enums import EducationLevel

Say = Callable[[str], None]
STAGED = """create unlogged table staged (key bigint, is_open boolean, minute int, occupation bigint,
accepted bigint[], province int, district text, status text, kind text, area text, position text, sector text,
is_abroad boolean, education int, wage int, title text, text text, front text, rest text, vector text)"""
ROUNDS = """insert into selection_selectionround
(id, kind, number, title, organisation_id, province, place_count, accepts_until, is_open, created_at)
select key, 'vacancy', lpad(key::text, 11, '0'), title, %(organisation)s, province, 1, %(last)s, is_open, %(newest)s
from staged"""
OPEN = f"""insert into vacancies_openvacancy ({", ".join(COLUMNS)}, words)
select key, %(newest)s::timestamptz - minute * interval '1 minute', occupation, province, education, is_abroad, false,
district, wage, status, kind, area, position, sector, 'country', accepted, vector::tsvector
from staged where is_open order by minute"""

TABLES = (
    "vacancies_openoccupation", "vacancies_opentitleword", "vacancies_openvacancy", "vacancies_vacancy",
    "selection_selectionround",
)  # fmt: skip


@contextmanager
def timed(say: Say, what: str) -> Iterator[None]:
    began = time.monotonic()
    yield
    say(f"  {what:<52}{time.monotonic() - began:8.1f} s")


def write_file(path: Path, rows: int, newest: datetime) -> World:
    world = World()
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        for row in world.rows(rows, newest):
            row["accepted"] = "{" + ",".join(str(one) for one in row["accepted"]) + "}"
            writer.writerow([row[name] for name in FIELDS])
    return world


def read_file(path: Path) -> Iterator[dict[str, str]]:
    csv.field_size_limit(10_000_000)
    with path.open(newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file, fieldnames=FIELDS)


def load_postgres(path: Path, newest: datetime, say: Say) -> None:
    """Triggers sleep meanwhile: the guards have their own tests, and a million moves would take hours."""
    workplace = _workplace()
    values = {"organisation": workplace.organisation_id, "workplace": workplace.pk, "newest": newest,
              "last": (newest + timedelta(days=30)).date()}  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("set session_replication_role = replica")
        for table in TABLES:
            cursor.execute(f"truncate {table} cascade")
        cursor.execute("drop table if exists staged")
        cursor.execute(STAGED)
        copying = cursor.copy("copy staged from stdin (format csv)")
        with timed(say, "PostgreSQL: file read"), copying as copy, path.open("rb") as file:
            while block := file.read(1 << 20):
                copy.write(block)
        with timed(say, "PostgreSQL: vacancies"):
            cursor.execute(ROUNDS, values)
            cursor.execute(*_vacancies(values))
        with timed(say, "PostgreSQL: search rows with their indexes"):
            cursor.execute(OPEN, values)
            cursor.execute(f"{OF_OCCUPATIONS} vacancies_openvacancy order by published_at")
            cursor.execute(OF_TITLE_WORDS.format(rows="vacancies_openvacancy"))
        cursor.execute("drop table staged")
        with timed(say, "PostgreSQL: vacuum and statistics"):
            for table in TABLES:
                cursor.execute(f"vacuum (analyze) {table}")
        cursor.execute("set session_replication_role = origin")
    check_a_sample()


def _workplace() -> Any:
    from imece.employment.employers.models import Workplace

    known = Workplace.objects.filter(organisation__name=EMPLOYER).first()
    return known or make_workplace(77, make_employer(77, EMPLOYER), EMPLOYER)


def _vacancies(values: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Every column of the model: from the file where it has one, else the model's default."""
    levels = "(array[" + ",".join(f"'{one.value}'" for one in EducationLevel) + "])[education + 1]"
    given = {
        "id": "key", "number": "lpad(key::text, 11, '0')", "workplace_id": "%(workplace)s", "round_id": "key",
        "state": "case when is_open then 'open' else 'closed' end", "title": "title", "description": "text",
        "published_at": "%(newest)s::timestamptz - minute * interval '1 minute'",
        "created_at": "%(newest)s::timestamptz", "occupation_id": "occupation", "province_id": "province",
        "district_id": "district", "personal_status": "status",
        "work_kind": "kind", "work_area": "area", "position": "position", "is_abroad": "is_abroad",
        "min_education": levels, "wage_min_amount": "wage", "post_count": "1", "last_application_on": "%(last)s::date",
    }  # fmt: skip
    blank = Vacancy()
    parameters = dict(values)
    names, expressions = [], []
    for column in Vacancy._meta.concrete_fields:
        names.append(f'"{column.column}"')
        expressions.append(given.get(column.column, f"%({column.column})s"))
        if column.column not in given:
            parameters[column.column] = column.get_db_prep_save(getattr(blank, column.attname), connection)
    return (
        f"insert into vacancies_vacancy ({', '.join(names)}) select {', '.join(expressions)} from staged",
        parameters,
    )


def check_a_sample() -> None:
    """The rows loaded here are those that the move would write, or what is measured is not what the page asks."""
    plain = OpenVacancy.objects.select_related("vacancy").filter(accepted_ids=[], sector="private")
    for row in plain.order_by("pk")[:400:20]:
        wanted = values_of(row.vacancy)
        different = [name for name in COLUMNS if getattr(row, name) != wanted[name]]
        with connection.cursor() as cursor:
            cursor.execute(
                "select words = %s::tsvector from vacancies_openvacancy where vacancy_id = %s",
                [wanted["words"], row.pk],
            )
            different += [] if cursor.fetchone()[0] else ["words"]
        if different:
            raise SystemExit(f"row {row.pk} is not what the move writes: {different}")
