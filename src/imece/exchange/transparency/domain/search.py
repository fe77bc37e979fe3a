"""Searching the trail and opening a row: each is itself on record (X5.4, PRO-06)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import QuerySet
from django.utils import timezone

from imece.core import audit
from imece.core.actor import Actor
from imece.core.keyset import keyset_page, write_cursor
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.exchange.ledger.models import LedgerEntry
from imece.exchange.ledger.sealing import Content
from imece.exchange.transparency.domain.errors import DAYS_BACKWARDS, REASON_NEEDED, USER_NEEDS_BOUNDS
from imece.exchange.transparency.domain.fingerprints import fingerprint
from imece.exchange.transparency.domain.queries import entries_in_scope
from imece.exchange.transparency.domain.rules import day_bounds
from imece.exchange.transparency.domain.sealed import NEWEST_FIRST, Opener, content_or_problem, subject_keys
from imece.exchange.transparency.domain.words import GROUPS
from imece.exchange.transparency.models import TrailOpening, TrailSearch
from imece.reference.public import ISTANBUL

PAGE_SIZE: Final = 15
USER_SEARCH_DAYS: Final = 31  # users' numbers are sealed: such a search opens every row of the period
PORTION: Final = 1000
OPENED_AT_MOST: Final = 20_000  # rows opened for one page; the next page goes on from there


@dataclass(frozen=True)
class TrailCriteria:
    """What is searched for; empty is everything. Days are those of Türkiye, both included."""

    institution_id: int | None = None
    user: str = ""
    subject: str = ""
    service_id: int | None = None
    outcome: str = ""  # a group of `words.GROUPS`
    first_on: date | None = None
    last_on: date | None = None

    def as_record(self) -> dict[str, Any]:
        """Without the person and the user: those stand beside it as fingerprints."""
        return {
            "institution": self.institution_id,
            "service": self.service_id,
            "outcome": self.outcome,
            "first_on": self.first_on and self.first_on.isoformat(),
            "last_on": self.last_on and self.last_on.isoformat(),
            "by_subject": bool(self.subject),
            "by_user": bool(self.user),
        }


@dataclass(frozen=True)
class TrailPage:
    """`is_cut`: rows were opened up to the limit; `next_cursor` goes on from there."""

    rows: list[LedgerEntry]
    next_cursor: str
    is_cut: bool = False


@verb
def search_trail(
    *, criteria: TrailCriteria, after: str = "", size: int = PAGE_SIZE, actor: Actor, now: datetime
) -> TrailPage:
    """A page of rows, newest first; the search is recorded with it. Raises TRN-003, TRN-007, KEY-001."""
    require(actor, "transparency.search")
    rows = matching(entries_in_scope(actor), criteria)
    page = _by_user(rows, criteria, after, size) if criteria.user else _plain(rows, after, size)
    line = TrailSearch.objects.create(
        at=now,
        person_id=actor.person_id,
        organisation_id=actor.organisation_id,
        actor_name=actor.name,
        criteria=criteria.as_record() | {"further_page": bool(after)},
        subject_key=fingerprint(criteria.subject),
        user_key=fingerprint(criteria.user),
        row_count=len(page.rows),
    )
    audit.record(actor, "transparency.searched", line, details=line.criteria | {"rows": line.row_count})
    return page


@verb
def open_entry(*, entry: LedgerEntry, reason: str, actor: Actor, now: datetime) -> Content:
    """The row's personal fields. Raises TRN-002 without a reason, TRN-001 when its key was destroyed."""
    require(actor, "transparency.search")
    if not reason.strip():
        raise REASON_NEEDED(field="reason")
    content = content_or_problem(entry)
    line = TrailOpening.objects.create(
        at=now,
        person_id=actor.person_id,
        organisation_id=actor.organisation_id,
        actor_name=actor.name,
        shard=entry.shard,
        sequence=entry.sequence,
        institution_id=entry.institution_id,
        reason=reason.strip(),
    )
    place = {"log": entry.shard, "sequence": entry.sequence, "institution": entry.institution_id}
    audit.record(actor, "transparency.opened", line, details=place, purpose=line.reason)
    return content


def matching(rows: QuerySet[LedgerEntry], criteria: TrailCriteria) -> QuerySet[LedgerEntry]:
    """All of the criteria that the ledger's own columns answer. Raises TRN-007."""
    first_on, last_on = criteria.first_on, criteria.last_on
    if first_on and last_on and first_on > last_on:
        raise DAYS_BACKWARDS(first_on=f"{first_on:%d.%m.%Y}", last_on=f"{last_on:%d.%m.%Y}", field="last_on")
    if criteria.institution_id is not None:
        rows = rows.filter(institution_id=criteria.institution_id)
    if criteria.service_id is not None:
        rows = rows.filter(service_id=criteria.service_id)
    if criteria.outcome:
        rows = rows.filter(outcome__range=GROUPS[criteria.outcome])
    if first_on:
        rows = rows.filter(asked_at__gte=day_bounds(first_on, ISTANBUL)[0])
    if last_on:
        rows = rows.filter(asked_at__lt=day_bounds(last_on, ISTANBUL)[1])
    if criteria.subject:
        found = subject_keys(
            [criteria.subject], since=first_on and first_on - timedelta(days=1), until=last_on
        )
        rows = rows.filter(subject_key__in=found) if found else rows.none()
    return rows


def _plain(rows: QuerySet[LedgerEntry], after: str, size: int) -> TrailPage:
    page = keyset_page(rows, order=NEWEST_FIRST, after=after, size=size)
    return TrailPage(list(page.rows), page.next_cursor)


def _by_user(rows: QuerySet[LedgerEntry], criteria: TrailCriteria, after: str, size: int) -> TrailPage:
    """Opens portions until the page is full or the limit reached. Raises TRN-003 for an unbounded period."""
    _check_bounds(criteria)
    opener, found, cursor, opened = Opener(), [], after, 0
    while opened < OPENED_AT_MOST:
        page = keyset_page(rows, order=NEWEST_FIRST, after=cursor, size=PORTION)
        opened += len(page.rows)
        for row in page.rows:
            content = opener.content_of(row)
            if content is not None and content.user == criteria.user:
                found.append(row)
                if len(found) == size:
                    return TrailPage(found, write_cursor(NEWEST_FIRST, row))
        cursor = page.next_cursor
        if not cursor:
            return TrailPage(found, "")
    return TrailPage(found, cursor, is_cut=True)


def _check_bounds(criteria: TrailCriteria) -> None:
    first_on = criteria.first_on
    last_on = criteria.last_on or timezone.localdate()
    days = (last_on - first_on).days + 1 if first_on else 0
    if criteria.institution_id is None or first_on is None or days > USER_SEARCH_DAYS:
        raise USER_NEEDS_BOUNDS(most=USER_SEARCH_DAYS, days=days or "–", field="first_on")
