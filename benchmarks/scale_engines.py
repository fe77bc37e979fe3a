"""The same search put to PostgreSQL (the page's own statements), tantivy and DuckDB: a page of keys, a hit count."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

import duckdb
import psycopg
import tantivy
from django.conf import settings
from django.db import connection

from benchmarks.scale_load import read_file
from imece.core.database.prepared import PreparedCursor
from imece.employment.vacancies.domain.search import SearchCriteria, Sort, expected, recency
from imece.employment.vacancies.domain.search.audience import Audience
from imece.employment.vacancies.domain.search.criteria import WorkPlace
from imece.employment.vacancies.domain.search.facets import counts_of
from imece.employment.vacancies.domain.search.statement import Search
from imece.employment.vacancies.domain.search.synonyms import SEARCH_WORDS

PAGE = 15
Statement = tuple[str, Sequence[Any]]


@dataclass(frozen=True)
class Question:
    """One search: its criteria, the statements that our page puts to the narrow table, and ids for the others."""

    criteria: SearchCriteria
    audience: Audience
    occupation_ids: tuple[int, ...]
    statements: tuple[Statement, ...]
    count_statement: Statement
    facet_statements: tuple[Statement, ...]

    @property
    def statuses(self) -> tuple[str, ...]:
        return self.criteria.personal_statuses or (
            () if self.audience.sees_all_categories else self.audience.statuses
        )

    @property
    def units(self) -> list[list[tuple[str, ...]]]:
        return [
            SEARCH_WORDS.alternatives(stems) for stems, _tokens in SEARCH_WORDS.units(self.criteria.words)
        ]


class Recorder:
    """Keeps the statements about the narrow table as psycopg gets them; looking up names and codes is not searching."""

    def __init__(self) -> None:
        self.statements: list[Statement] = []

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if "vacancies_open" in sql:
            self.statements.append((sql, tuple(params or ())))
        return execute(sql, params, many, context)


def question(criteria: SearchCriteria, audience: Audience, now: datetime) -> Question:
    search = Search(criteria, audience, now)
    ids = search.occupation_ids
    page, facets = Recorder(), Recorder()
    recency.tiers(now)  # how dense the market is and how frequent words are, a process learns once in a while
    expected.expected_hits(now, [], [])
    with connection.execute_wrapper(page):
        search.keys(0, PAGE)
    with connection.execute_wrapper(facets):
        counts_of(search)
    sql, params = search.narrow_rows.values("vacancy_id").query.sql_with_params()
    count = (f"select count(*) from ({sql}) found", tuple(params))
    return Question(criteria, audience, ids, tuple(page.statements), count, tuple(facets.statements))


class Engine(Protocol):
    def page(self, asked: Question) -> list[int]: ...

    def count(self, asked: Question) -> int: ...


# ------------------------------------------------------------------------------------------ PostgreSQL
@dataclass
class Postgres:
    """As our pages talk to it: kept statements for the keys of a page, a client-side cursor for the rest."""

    url: str

    def __post_init__(self) -> None:
        ours = settings.DATABASES["default"]["OPTIONS"]
        self.connection = psycopg.connect(self.url, autocommit=True, options=ours["options"])
        self.connection.prepare_threshold = ours["prepare_threshold"]
        self.cursor = psycopg.ClientCursor(self.connection)
        self.prepared = PreparedCursor(self.connection)

    def page(self, asked: Question) -> list[int]:
        """What a later statement finds again stands where the earlier one found it, as in `Search.keys`."""
        found: dict[int, None] = {}
        for sql, params in asked.statements:
            found |= dict.fromkeys(row[0] for row in self.prepared.execute(sql, params).fetchall())
        return [*found][:PAGE]

    def count(self, asked: Question) -> int:
        return self.cursor.execute(*asked.count_statement).fetchone()[0]  # type: ignore[index]

    def facets(self, asked: Question) -> None:
        for sql, params in asked.facet_statements:
            self.cursor.execute(sql, params).fetchall()


# ------------------------------------------------------------------------------------------ tantivy
TEXTS = ("district", "status", "kind", "area", "position", "sector", "place", "state")


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("key", stored=True, fast=True)
    builder.add_unsigned_field("rank", fast=True)  # published and key in one number: the page's order
    for name in ("province", "occupation"):
        builder.add_unsigned_field(name, indexed=True)
    for name in TEXTS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("front", "words"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    return builder.build()


def build_tantivy(path: Path, folder: Path, *, open_only: bool) -> None:
    folder.mkdir()
    index = tantivy.Index(_schema(), path=str(folder))
    writer = index.writer(heap_size=256_000_000, num_threads=1)
    for row in read_file(path):
        if open_only and row["is_open"] != "True":
            continue
        front = [word for word in row["front"].split() if not word.startswith("_")]
        document = tantivy.Document()
        document.add_unsigned("key", int(row["key"]))
        document.add_unsigned("rank", int(row["key"]))
        document.add_unsigned("province", int(row["province"]))
        for one in {int(row["occupation"]), *_array(row["accepted"])}:
            document.add_unsigned("occupation", one)
        place = WorkPlace.ABROAD if row["is_abroad"] == "True" else WorkPlace.DOMESTIC
        texts = row | {"place": place.value, "state": "open" if row["is_open"] == "True" else "closed"}
        for name in TEXTS:
            document.add_text(name, texts[name])
        document.add_text("front", " ".join(front))
        document.add_text("words", " ".join([*front, *row["rest"].split()]))
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


def _array(text: str) -> list[int]:
    return [int(one) for one in text.strip("{}").split(",") if one]


@dataclass
class Tantivy:
    folder: str
    open_only: bool = True

    def __post_init__(self) -> None:
        self.index = tantivy.Index.open(self.folder)
        self.index.reload()
        self.searcher = self.index.searcher()
        self.schema = _schema()

    def page(self, asked: Question) -> list[int]:
        if asked.criteria.order != Sort.RELEVANCE:
            return self._found(self._query(asked, "words" if asked.criteria.words else ""), PAGE)
        found = self._found(self._query(asked, "front"), PAGE)
        if len(found) == PAGE:
            return found
        both = [
            (tantivy.Occur.Must, self._query(asked, "words")),
            (tantivy.Occur.MustNot, self._query(asked, "front")),
        ]
        return found + self._found(tantivy.Query.boolean_query(both), PAGE - len(found))

    def count(self, asked: Question) -> int:
        query = self._query(asked, "words" if asked.criteria.words else "")
        return int(self.searcher.search(query, 1, count=True).count)

    def _found(self, query: tantivy.Query, limit: int) -> list[int]:
        hits = self.searcher.search(
            query, limit, count=False, order_by_field="rank", order=tantivy.Order.Desc
        ).hits
        return [self.searcher.doc(address)["key"][0] for _rank, address in hits]

    def _query(self, asked: Question, words: str) -> tantivy.Query:
        criteria, must = asked.criteria, []
        values = {"province": criteria.provinces, "occupation": asked.occupation_ids, "district": criteria.districts,
                  "status": asked.statuses, "kind": criteria.work_kinds, "area": criteria.work_areas,
                  "position": criteria.positions, "sector": criteria.sectors,
                  "place": criteria.work_places}  # fmt: skip
        must += [self._any(name, [(one,) for one in found]) for name, found in values.items() if found]
        if words:
            must += [self._any(words, alternatives) for alternatives in asked.units]
        if not self.open_only:
            must.append(self._any("state", [("open",)]))
        if not must:
            return tantivy.Query.all_query()
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, one) for one in must])

    def _any(self, name: str, alternatives: Sequence[tuple[Any, ...]]) -> tantivy.Query:
        queries = [self._all(name, one) for one in alternatives]
        if len(queries) == 1:
            return queries[0]
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, one) for one in queries])

    def _all(self, name: str, lexemes: tuple[Any, ...]) -> tantivy.Query:
        terms = [
            tantivy.Query.term_query(self.schema, name, _plain(one), index_option="basic") for one in lexemes
        ]
        return (
            terms[0]
            if len(terms) == 1
            else tantivy.Query.boolean_query([(tantivy.Occur.Must, one) for one in terms])
        )


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, str) else value


# ------------------------------------------------------------------------------------------ DuckDB
@dataclass
class DuckDb:
    """Scans open rows; one client, as it is meant to be used."""

    path: Path
    connection: Any = field(init=False)

    def __post_init__(self) -> None:
        self.connection = duckdb.connect()
        self.connection.execute("set threads = 2")
        self.connection.execute(
            """create table rows as select column00::bigint as key, column03::bigint as occupation,
            list_append(list_transform(list_filter(string_split(column04[2:-2], ','), lambda x: x <> ''),
            lambda x: x::bigint), column03::bigint) as occupations,
            column05::int as province, column06 as district, column07 as status, column08 as kind, column09 as area,
            column10 as position, column11 as sector, case when column12 = 'True' then 'abroad' else 'domestic' end
            as place, string_split(column17, ' ') as front, string_split(column17 || ' ' || column18, ' ') as words
            from read_csv(?, header = false, all_varchar = true, max_line_size = 10000000) where column01 = 'True'
            order by key desc""",
            [str(self.path)],
        )

    def page(self, asked: Question) -> list[int]:
        where, values = self._where(asked, "words")
        order = "key desc"
        if asked.criteria.order == Sort.RELEVANCE:
            front, front_values = self._where(asked, "front")
            order, values = f"({front}) desc, key desc", [*values, *front_values]
        sql = f"select key from rows where {where} order by {order} limit {PAGE}"
        return [row[0] for row in self.connection.execute(sql, values).fetchall()]

    def count(self, asked: Question) -> int:
        where, values = self._where(asked, "words")
        return int(self.connection.execute(f"select count(*) from rows where {where}", values).fetchone()[0])

    def _where(self, asked: Question, words: str) -> tuple[str, list[Any]]:
        criteria = asked.criteria
        chosen = {"province": criteria.provinces, "district": criteria.districts, "status": asked.statuses,
                  "kind": criteria.work_kinds, "area": criteria.work_areas, "position": criteria.positions,
                  "sector": criteria.sectors, "place": criteria.work_places}  # fmt: skip
        parts, values = ["true"], []
        for name, found in chosen.items():
            if found:
                parts.append(f"list_contains(?, {name})")
                values.append([_plain(one) for one in found])
        if asked.occupation_ids:
            parts.append("list_has_any(occupations, ?)")
            values.append(list(asked.occupation_ids))
        for alternatives in asked.units if criteria.words else []:
            parts.append("(" + " or ".join(f"list_has_all({words}, ?)" for _one in alternatives) + ")")
            values += [list(one) for one in alternatives]
        return " and ".join(parts), values
