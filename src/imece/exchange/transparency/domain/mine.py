"""**Verilerime kim baktı?** (X5.5): what the ledger holds about the person who asks. No staff identity, ever.

Only the person himself reads it, by his own sign-in: there is no way to another's, so neither to a dead man's (KVK-11).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Min, Q, QuerySet
from django.utils import timezone

from imece.accounts.models import Person
from imece.core.actor import Actor
from imece.core.errors import OUT_OF_SCOPE
from imece.core.keyset import keyset_page
from imece.core.permissions import require
from imece.core.scope import key
from imece.exchange.continuity.public import paper_questions_about
from imece.exchange.fingerprints import fingerprint
from imece.exchange.ledger.enums import Outcome
from imece.exchange.ledger.models import LedgerEntry
from imece.exchange.ledger.public import NEWEST_FIRST, EntrySearch, Opener, find_entry, search_entries
from imece.exchange.transparency.domain.rules import day_bounds, is_hidden
from imece.exchange.transparency.domain.words import PaperLook, Told, file_kind, tell, tell_paper
from imece.exchange.transparency.models import Embargo, ErasureRequest, WhyRequest
from imece.reference.public import ISTANBUL

LINES_A_PAGE = 15
PAPER_LINES = 50
Place = tuple[int, int]  # shard, sequence
NO_LOOK = (Outcome.INTENDED, Outcome.TOKEN_GIVEN)  # what came of the first is a row of its own


@dataclass(frozen=True)
class Look:
    """One line of the page. `is_own`: he asked himself, through a service of his own."""

    told: Told
    file_kind: str
    is_own: bool
    request: WhyRequest | None
    erasure: ErasureRequest | None

    @property
    def may_ask(self) -> bool:
        return not self.is_own and self.request is None


@dataclass(frozen=True)
class LookPage:
    looks: Sequence[Look]
    next_cursor: str


def looks_at_me(actor: Actor, *, after: str = "", now: datetime) -> LookPage:
    """Newest first. Raises KEY-001 for a cursor that is none."""
    require(actor, "transparency.citizen")
    person = _person(actor)
    page = keyset_page(_rows_about(person, now), order=NEWEST_FIRST, after=after, size=LINES_A_PAGE)
    return LookPage(_looks(page.rows, person), page.next_cursor)


def looks_from(actor: Actor, *, offset: int, limit: int, now: datetime) -> list[Look]:
    """`limit` lines from the `offset`th on (the newest is 1): for programs that page by number."""
    require(actor, "transparency.citizen")
    person = _person(actor)
    rows = _rows_about(person, now).order_by(*NEWEST_FIRST)[offset - 1 : offset - 1 + limit]
    return _looks(list(rows), person)


def paper_looks(actor: Actor, *, now: datetime) -> list[PaperLook]:
    """Asked on paper during an interruption, taken in afterwards (X7.1): the newest, and hidden as the others are."""
    require(actor, "transparency.citizen")
    numbers = numbers_of(_person(actor))
    rows = list(paper_questions_about(numbers).exclude(_hidden_by(numbers, now))[:PAPER_LINES])
    return tell_paper(rows)


def look_span(actor: Actor, *, now: datetime) -> tuple[datetime | None, datetime | None]:
    """The oldest and the newest line's instant."""
    require(actor, "transparency.citizen")
    span = _rows_about(_person(actor), now).aggregate(first=Min("asked_at"), last=Max("asked_at"))
    return span["first"], span["last"]


def look_at_me(actor: Actor, shard: int, sequence: int, *, now: datetime) -> Look:
    """One line; anybody else's row does not exist."""
    require(actor, "transparency.citizen")
    person = _person(actor)
    row = find_entry(_rows_about(person, now), shard, sequence)
    if row is None:
        raise OUT_OF_SCOPE(what=f"{shard}/{sequence}")
    return _looks([row], person)[0]


def numbers_of(person: Person) -> list[str]:
    """The present number and those he had before (ID-07)."""
    return [person.national_id, *person.aliases.values_list("old_number", flat=True)]


def _person(actor: Actor) -> Person:
    return Person.objects.get(pk=key(actor.person_id))


def _rows_about(person: Person, now: datetime) -> QuerySet[LedgerEntry]:
    numbers = numbers_of(person)
    rows = search_entries(EntrySearch(subjects=numbers)).exclude(outcome__in=NO_LOOK)
    return rows.exclude(_hidden_by(numbers, now))


def _hidden_by(numbers: Sequence[str], now: datetime) -> Q:
    """What a lawful delay hides today."""
    hidden = Q()
    for embargo in _hiding(numbers, timezone.localdate(now)):
        begin, _end = day_bounds(embargo.asked_from, ISTANBUL)
        _begin, end = day_bounds(embargo.asked_until, ISTANBUL)
        hidden |= Q(institution_id=embargo.institution_id, asked_at__gte=begin, asked_at__lt=end)
    return hidden


def _hiding(numbers: Sequence[str], today: date) -> list[Embargo]:
    """Delays that hold today; what they hide appears by itself on the day after."""
    rows = Embargo.objects.filter(subject_key__in=[fingerprint(number) for number in numbers])
    return [
        row
        for row in rows
        if is_hidden(
            row.asked_from,
            today,
            first=row.asked_from,
            last=row.asked_until,
            until=row.hidden_until,
            is_lifted=row.lifted_at is not None,
        )
    ]


def _looks(rows: Sequence[LedgerEntry], person: Person) -> list[Look]:
    opener, numbers = Opener(), set(numbers_of(person))
    mine = {"person": person, "sequence__in": [row.sequence for row in rows]}
    requests = {(one.shard, one.sequence): one for one in WhyRequest.objects.filter(**mine)}
    erasures = {(one.shard, one.sequence): one for one in ErasureRequest.objects.filter(**mine)}
    return [_look(told, opener, numbers, requests, erasures) for told in tell(rows)]


def _look(
    told: Told,
    opener: Opener,
    numbers: set[str],
    requests: Mapping[Place, WhyRequest],
    erasures: Mapping[Place, ErasureRequest],
) -> Look:
    content, place = opener.content_of(told.entry), (told.entry.shard, told.entry.sequence)
    return Look(
        told,
        file_kind(content.file) if content else "",
        is_own=bool(content and content.user in numbers),
        request=requests.get(place),
        erasure=erasures.get(place),
    )
