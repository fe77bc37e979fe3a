"""The one way for other rooms to read the ledger's rows (X5.4): by institution, user, person, service and time.

Who calls records the search itself; here nothing is written and nobody's right is looked at. Person and user are
found by their keys of each month that still exists, so what was destroyed is found by nobody.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate

from imece.exchange.ledger.domain.reading import NEWEST_FIRST, subject_keys, user_keys
from imece.exchange.ledger.models import LedgerEntry
from imece.reference.public import ISTANBUL


@dataclass(frozen=True)
class EntrySearch:
    """Empty is everything. `begins` is included, `ends` is not; `user` is looked for only with its institution."""

    institution_id: int | None = None
    agreement_id: int | None = None
    service_id: int | None = None
    user: str = ""
    subjects: Sequence[str] | None = None  # an empty sequence finds nobody
    outcomes: tuple[int, int] | None = None  # first and last number of a group
    begins: datetime | None = None
    ends: datetime | None = None


def search_entries(
    wanted: EntrySearch, *, among: QuerySet[LedgerEntry] | None = None
) -> QuerySet[LedgerEntry]:
    """Rows in no order; take `reading.NEWEST_FIRST` for a page. `among` is the asker's scope."""
    rows = LedgerEntry.objects.all() if among is None else among
    rows = rows.filter(**{name: value for name, value in _plain(wanted).items() if value is not None})
    months = _months(wanted)
    if wanted.subjects is not None:
        rows = rows.filter(subject_key__in=subject_keys(wanted.subjects, **months))
    if wanted.user:
        if wanted.institution_id is None:
            raise ValueError("a user's number is his number within one institution")
        rows = rows.filter(user_key__in=user_keys(wanted.institution_id, wanted.user, **months))
    return rows


def no_entries() -> QuerySet[LedgerEntry]:
    return LedgerEntry.objects.none()


def find_entry(rows: QuerySet[LedgerEntry], shard: int, sequence: int) -> LedgerEntry | None:
    """Numbers of an address may be of any length; one that no row can have finds none."""
    fits = 0 <= shard < 2**15 and 0 <= sequence < 2**63
    return rows.filter(shard=shard, sequence=sequence).first() if fits else None


def in_portions(rows: QuerySet[LedgerEntry], size: int = 2000) -> Iterator[list[LedgerEntry]]:
    """All rows, newest first, in constant memory."""
    portion: list[LedgerEntry] = []
    for row in rows.order_by(*NEWEST_FIRST).iterator(chunk_size=size):
        portion.append(row)
        if len(portion) == size:
            yield portion
            portion = []
    if portion:
        yield portion


def daily_counts(rows: QuerySet[LedgerEntry]) -> list[int]:
    """How many rows stand on each day that has any; days are those of Türkiye."""
    days = rows.values(day=TruncDate("asked_at", tzinfo=ISTANBUL)).annotate(count=Count("sequence"))
    return list(days.order_by().values_list("count", flat=True))


def _plain(wanted: EntrySearch) -> dict[str, Any]:
    return {
        "institution_id": wanted.institution_id,
        "agreement_id": wanted.agreement_id,
        "service_id": wanted.service_id,
        "outcome__range": wanted.outcomes,
        "asked_at__gte": wanted.begins,
        "asked_at__lt": wanted.ends,
    }


def _months(wanted: EntrySearch) -> dict[str, Any]:
    """Keys are of UTC months; those outside the time searched need not be opened."""
    return {
        "since": wanted.begins and wanted.begins.astimezone(UTC).date(),
        "until": wanted.ends and wanted.ends.astimezone(UTC).date(),
    }
