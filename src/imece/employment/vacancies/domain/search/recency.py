"""Newest first without reading all hits of a frequent word (ADR 0016).

The word index knows no order: the fifteen newest of 45,000 hits would cost 45,000 rows. So each row bears the time of
its publication as lexemes, cut into spans of several lengths, and a search with words is asked in tiers: in the newest
thousand rows or so, then in the newest ten thousand, then in the rest. A tier that is not reached costs nothing, and
which spans are taken has no bearing on what is found, nor in which order.
"""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Final

from imece.employment.vacancies.domain.search import terms
from imece.employment.vacancies.models import OpenVacancy

HOURS: Final = (8, 32, 128, 512, 2048)
"""Lengths of spans, each four times the one before. Changing them asks for `rewrite_open_rows`."""
TIERS: Final = (500, 4_000)
"""So many of the newest rows a tier holds at least; at most some eight times as many."""
KEPT: Final = timedelta(minutes=10)
"""How long a process believes how dense the market is."""


def lexemes(published_at: datetime) -> list[str]:
    return [_lexeme(hours, _number(published_at, hours)) for hours in HOURS]


def tiers(now: datetime, *, are_hits_few: bool = False) -> tuple[str, ...]:
    """Tsqueries that divide all rows, the newest first; none where there are too few rows to divide.

    Where few hits are to be expected they are divided only once: each tier asked in vain costs too.
    """
    lengths = _lengths(number_of_time(now))
    if not lengths:
        return ()
    spans = [_newest(hours, now) for hours in (lengths[-1:] if are_hits_few else lengths)]
    within = [f"{span} & !{newer}" for newer, span in pairwise(spans)]
    return (spans[0], *within, f"!{spans[-1]}")


def _newest(hours: int, now: datetime) -> str:
    """This span, the one before, and the next: another machine's clock may run ahead."""
    number = _number(now, hours)
    return "(" + " | ".join(f"'{_lexeme(hours, number + step)}'" for step in (1, 0, -1)) + ")"


def _lexeme(hours: int, number: int) -> str:
    return terms.facet(terms.RECENCY, f"{hours}.{number}")


def _number(instant: datetime, hours: int) -> int:
    return int(instant.timestamp()) // (hours * 3600)


def number_of_time(now: datetime) -> int:
    return int(now.timestamp()) // int(KEPT.total_seconds())


@lru_cache(maxsize=1)
def _lengths(time: int) -> tuple[int, ...]:
    """The spans to take now: for each tier the shortest that is sure to hold as many rows."""
    now = datetime.fromtimestamp(time * KEPT.total_seconds(), UTC)
    newest = OpenVacancy.objects.order_by("-published_at", "-vacancy_id").values_list(
        "published_at", flat=True
    )
    ages = [now - published_at for count in TIERS for published_at in newest[count : count + 1]]
    lengths = [next((hours for hours in HOURS if timedelta(hours=hours) >= age), None) for age in ages]
    return tuple(dict.fromkeys(one for one in lengths if one is not None))
