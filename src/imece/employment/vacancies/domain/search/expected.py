"""About how many hits a search with words has, from what PostgreSQL knows of the frequency of lexemes (ADR 0016).

It decides only how many questions are asked for one page. A wrong guess costs time and changes nothing that is found.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db import connection

from imece.employment.vacancies.domain.search import recency
from imece.employment.vacancies.domain.search.terms import Alternative

KNOWN = """select most_common_elems::text::text[], most_common_elem_freqs, reltuples
from pg_stats join pg_class on pg_class.oid = 'vacancies_openvacancy'::regclass
where schemaname = relnamespace::regnamespace::text and tablename = relname and attname = 'words'
and most_common_elems is not null"""
Group = Sequence[Alternative]
"""Alternatives of which one must occur."""


@dataclass(frozen=True)
class Frequencies:
    """`shares` of the frequent lexemes; one that is not among them has `least` at most."""

    rows: float
    shares: dict[str, float]
    least: float

    def share(self, group: Group) -> float:
        """At most."""
        return self._sum(group, self.least)

    def least_share(self, group: Group) -> float:
        return self._sum(group, 0)

    def _sum(self, group: Group, unknown: float) -> float:
        return sum(min(self.shares.get(lexeme, unknown) for lexeme in one) for one in group)


def expected_hits(now: datetime, words: Iterable[Group], places: Iterable[Group]) -> float | None:
    """None where nothing is known. Words and occupations say much the same; places divide what these find."""
    known = _frequencies(recency.number_of_time(now))
    if known is None:
        return None
    found = known.rows * min((known.share(group) for group in words), default=1)
    for group in places:
        found *= known.share(group)
    return found


def least_share(now: datetime, words: Iterable[Group]) -> float:
    """About the part of all rows that has the rarest of the words; 0 where that is not known."""
    known = _frequencies(recency.number_of_time(now))
    return 0 if known is None else min((known.least_share(group) for group in words), default=0)


@lru_cache(maxsize=1)
def _frequencies(time: int) -> Frequencies | None:
    with connection.cursor() as cursor:
        cursor.execute(KNOWN)
        row = cursor.fetchone()
    if row is None:
        return None
    lexemes, shares, rows = row
    return Frequencies(rows, dict(zip(lexemes, shares, strict=False)), shares[len(lexemes)])
