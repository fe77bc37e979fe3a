"""Whom to tell of a breach (X7.3, KVK-08): the persons its rows were about, opened with a reason on record.

One row of each person and month is opened. What a destroyed month hid stays hidden, and is counted.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from django.db.models import Count, Max, Min
from django.db.models.functions import TruncMonth

from imece.core import audit
from imece.core.actor import Actor
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.exchange.continuity.domain import errors
from imece.exchange.continuity.domain.affected import concerned, names_of
from imece.exchange.continuity.models import AffectedListing, Breach
from imece.exchange.ledger.models import LedgerEntry
from imece.exchange.ledger.public import EntrySearch, Opener, search_entries

AT_ONCE = 1000


@dataclass
class AffectedPerson:
    """`number`: the person or record asked about, as it was sent."""

    number: str
    record_count: int
    first_at: datetime
    last_at: datetime
    institution_ids: set[int]
    institutions: str = ""


@dataclass
class AffectedPersons:
    """Most asked about first; `unreadable_count`: pseudonyms of months whose key was destroyed."""

    persons: list[AffectedPerson] = field(default_factory=list)
    unreadable_count: int = 0


@dataclass(frozen=True)
class _Group:
    """Rows about one pseudonym by one institution in one log and month; `sequence` is the first of them."""

    shard: int
    institution_id: int
    sequence: int
    record_count: int
    first_at: datetime
    last_at: datetime


@verb
def list_affected(*, breach: Breach, reason: str, actor: Actor, now: datetime) -> AffectedPersons:
    """Raises CON-023 without a time span, CON-024 without a reason."""
    require(actor, "continuity.operate")
    if not reason.strip():
        raise errors.NO_REASON_TO_NAME(number=breach.number, field="reason")
    found = _named(_groups(breach))
    listing = AffectedListing.objects.create(
        breach=breach,
        at=now,
        person_id=actor.person_id,
        actor_name=actor.name,
        reason=reason.strip(),
        person_count=len(found.persons),
        unreadable_count=found.unreadable_count,
    )
    details = {"persons": listing.person_count, "unreadable": listing.unreadable_count}
    audit.record(actor, "continuity.affected_named", breach, details=details, purpose=listing.reason)
    return found


def _groups(breach: Breach) -> Iterator[_Group]:
    month = TruncMonth("asked_at", tzinfo=UTC)
    rows = concerned(breach).exclude(subject_key=b"")
    grouped = rows.values("shard", "institution_id", "subject_key", month=month).annotate(
        first=Min("sequence"), records=Count("sequence"), first_at=Min("asked_at"), last_at=Max("asked_at")
    )
    names = ("shard", "institution_id", "first", "records", "first_at", "last_at")
    for row in grouped.order_by().values_list(*names).iterator():
        yield _Group(*row)


def _named(groups: Iterable[_Group]) -> AffectedPersons:
    found, known, opener = AffectedPersons(), dict[str, AffectedPerson](), Opener()
    waiting = iter(groups)
    while portion := list(islice(waiting, AT_ONCE)):
        entries = _first_entries(portion)
        for group in portion:
            content = opener.content_of(entries[group.shard, group.sequence])
            if content is None:
                found.unreadable_count += 1
            else:
                _add(known, content.subject, group)
    names = names_of({one for person in known.values() for one in person.institution_ids})
    for person in known.values():
        person.institutions = _words(person.institution_ids, names)
    found.persons = sorted(known.values(), key=lambda one: (-one.record_count, one.number))
    return found


def _first_entries(groups: Collection[_Group]) -> dict[tuple[int, int], LedgerEntry]:
    """Bounded by their own times, so that only the months concerned are read."""
    begins, places = min(one.first_at for one in groups), dict[int, list[int]]()
    for one in groups:
        places.setdefault(one.shard, []).append(one.sequence)
    rows = search_entries(EntrySearch(begins=begins)).filter(asked_at__lte=max(one.last_at for one in groups))
    return {
        (entry.shard, entry.sequence): entry
        for shard, sequences in places.items()
        for entry in rows.filter(shard=shard, sequence__in=sequences)
    }


def _add(known: dict[str, AffectedPerson], number: str, group: _Group) -> None:
    person = known.get(number)
    if person is None:
        known[number] = AffectedPerson(
            number, group.record_count, group.first_at, group.last_at, {group.institution_id}
        )
        return
    person.record_count += group.record_count
    person.first_at, person.last_at = min(person.first_at, group.first_at), max(person.last_at, group.last_at)
    person.institution_ids.add(group.institution_id)


def _words(institutions: Collection[int], names: dict[int, str]) -> str:
    return ", ".join(sorted(names.get(one, f"#{one}") for one in institutions))


def listings_of(breach: Breach) -> Sequence[Any]:
    return list(breach.affected_listings.order_by("-at", "-pk"))
