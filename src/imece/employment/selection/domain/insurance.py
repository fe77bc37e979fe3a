"""The SGK feed (P3.6, CAN-03): who began where on which day, and whose placement that confirms.

`InsuranceEntries` is the port. Today a file fills it (`insurance_file.py`); a service of SGK would do the same.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from django.db.models import Q, QuerySet

from imece.core.actor import Actor
from imece.core.errors import Problem
from imece.employment.selection.domain.steps import confirm_placement
from imece.employment.selection.enums import CandidateState
from imece.employment.selection.models import Candidate

WAITING = (CandidateState.REPORTED, CandidateState.SENT)


@dataclass(frozen=True, slots=True)
class InsuranceEntry:
    """One entry into insurance (işe giriş). `workplace_number` is the İŞKUR number or the SGK workplace number."""

    row: int
    national_id: str
    workplace_number: str
    started_on: date


class InsuranceEntries(Protocol):
    """Where entries come from: any source that can be read once, from its beginning."""

    def __iter__(self) -> Iterator[InsuranceEntry]: ...


class Outcome(StrEnum):
    CONFIRMED = "confirmed"
    ALREADY = "already confirmed"
    NOT_FOUND = "not found"
    TOO_EARLY = "too early"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one row. `note` names the vacancy or the reason, never the person."""

    row: int
    outcome: Outcome
    note: str = ""


def confirm_from_entries(entries: Iterable[InsuranceEntry], *, actor: Actor, now: datetime) -> Iterator[Told]:
    """Each row in its own transaction, so that what was confirmed stays when a later row fails. Safe to repeat."""
    for entry in entries:
        yield _confirm(entry, actor, now)


def _confirm(entry: InsuranceEntry, actor: Actor, now: datetime) -> Told:
    known = list(_candidacies(entry))
    if any(one.state == CandidateState.PLACED and one.started_on == entry.started_on for one in known):
        return Told(entry.row, Outcome.ALREADY)
    waiting = [one for one in known if one.state in WAITING]
    if not waiting:
        return _why_nobody_waits(entry, known)
    in_time = [one for one in waiting if one.sent_on is None or one.sent_on <= entry.started_on]
    if not in_time:
        return Told(
            entry.row, Outcome.TOO_EARLY, f"{waiting[0].round.number} was sent off on {waiting[0].sent_on}"
        )
    return _confirm_one(entry, in_time[0], actor, now)


def _why_nobody_waits(entry: InsuranceEntry, known: list[Candidate]) -> Told:
    placed = [one for one in known if one.state == CandidateState.PLACED]
    if placed:
        return Told(entry.row, Outcome.ALREADY, f"{placed[0].round.number} with {placed[0].started_on}")
    return Told(entry.row, Outcome.NOT_FOUND)


def _confirm_one(entry: InsuranceEntry, candidate: Candidate, actor: Actor, now: datetime) -> Told:
    number = candidate.round.number
    try:
        confirm_placement(candidate=candidate, started_on=entry.started_on, actor=actor, now=now)
    except Problem as problem:
        return Told(entry.row, Outcome.REFUSED, f"{number}: {problem}")
    return Told(entry.row, Outcome.CONFIRMED, number)


def _candidacies(entry: InsuranceEntry) -> QuerySet[Candidate]:
    """The person's at this workplace: reported before sent, the latest send-off first."""
    organisation = Q(round__organisation__number=entry.workplace_number)
    by_number = organisation | Q(round__organisation__workplace__sgk_number=entry.workplace_number)
    person = Q(job_seeker__person__national_id=entry.national_id)
    states = Q(state__in=(*WAITING, CandidateState.PLACED))
    rows = Candidate.objects.select_related("round__organisation", "job_seeker__person")
    return rows.filter(by_number, person, states).order_by("state", "-sent_on", "id")
