"""Searching the trail and opening a row: each is itself on record (X5.4, PRO-06)."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from django.db.models import QuerySet

from imece.core import audit
from imece.core.actor import Actor
from imece.core.keyset import keyset_page
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.exchange.fingerprints import fingerprint
from imece.exchange.ledger.models import LedgerEntry
from imece.exchange.ledger.public import (
    NEWEST_FIRST,
    EntrySearch,
    Opener,
    month_of,
    search_entries,
)
from imece.exchange.ledger.sealing import Content
from imece.exchange.transparency.domain.errors import (
    DAYS_BACKWARDS,
    KEY_DESTROYED,
    REASON_NEEDED,
    USER_NEEDS_INSTITUTION,
)
from imece.exchange.transparency.domain.queries import entries_in_scope, own_institution
from imece.exchange.transparency.domain.rules import day_bounds
from imece.exchange.transparency.domain.words import GROUPS
from imece.exchange.transparency.models import TrailOpening, TrailSearch
from imece.reference.public import ISTANBUL

PAGE_SIZE: Final = 15


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
    rows: list[LedgerEntry]
    next_cursor: str


@verb
def search_trail(
    *, criteria: TrailCriteria, after: str = "", size: int = PAGE_SIZE, actor: Actor, now: datetime
) -> TrailPage:
    """A page of rows, newest first; the search is recorded with it. Raises TRN-003, TRN-007, KEY-001."""
    require(actor, "transparency.search")
    own = own_institution(actor)
    if own is not None:
        criteria = replace(criteria, institution_id=own.pk)
    found = keyset_page(matching(actor, criteria), order=NEWEST_FIRST, after=after, size=size)
    page = TrailPage(list(found.rows), found.next_cursor)
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


@dataclass(frozen=True)
class EntryMarks:
    """Who asked and for which file; whom it was about stays sealed (X2.6)."""

    user_number: str
    file: str


@verb
def open_entry(*, entry: LedgerEntry, reason: str, actor: Actor, now: datetime) -> Content:
    """The row's personal fields. Raises TRN-002 without a reason, TRN-001 when its key was destroyed."""
    return _opened(entry, reason, actor, now, is_whole=True)


@verb
def open_marks(*, entry: LedgerEntry, reason: str, actor: Actor, now: datetime) -> EntryMarks:
    """For an auditor of the agreement's other party; the institution sees that it was opened. Raises as `open_entry`.

    That the row is one of that agreement is the caller's to see to.
    """
    content = _opened(entry, reason, actor, now, is_whole=False)
    return EntryMarks(content.user, content.file)


def _opened(entry: LedgerEntry, reason: str, actor: Actor, now: datetime, *, is_whole: bool) -> Content:
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
        is_whole=is_whole,
        reason=reason.strip(),
    )
    place = {
        "log": entry.shard,
        "sequence": entry.sequence,
        "institution": entry.institution_id,
        "whole": is_whole,
    }
    audit.record(actor, "transparency.opened", line, details=place, purpose=line.reason)
    return content


def matching(actor: Actor, criteria: TrailCriteria) -> QuerySet[LedgerEntry]:
    """From the actor's scope; an institution's people find their own institution's. Raises TRN-003, TRN-007."""
    first_on, last_on = criteria.first_on, criteria.last_on
    if first_on and last_on and first_on > last_on:
        raise DAYS_BACKWARDS(first_on=f"{first_on:%d.%m.%Y}", last_on=f"{last_on:%d.%m.%Y}", field="last_on")
    if criteria.user and criteria.institution_id is None:
        raise USER_NEEDS_INSTITUTION(user=criteria.user, field="institution")
    wanted = EntrySearch(
        institution_id=criteria.institution_id,
        user=criteria.user,
        subjects=(criteria.subject,) if criteria.subject else None,
        service_id=criteria.service_id,
        outcomes=GROUPS[criteria.outcome] if criteria.outcome else None,
        begins=day_bounds(first_on, ISTANBUL)[0] if first_on else None,
        ends=day_bounds(last_on, ISTANBUL)[1] if last_on else None,
    )
    return search_entries(wanted, among=entries_in_scope(actor))


def content_or_problem(entry: LedgerEntry) -> Content:
    """Raises TRN-001."""
    content = Opener().content_of(entry)
    if content is None:
        raise KEY_DESTROYED(month=f"{month_of(entry):%m.%Y}")
    return content
