"""«Justify these queries»: a sample drawn by lot, answered row by row by a day, judged by the auditor (PRO-06)."""

from collections.abc import Mapping
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from imece.core import audit
from imece.core.actor import Actor
from imece.core.formats import format_date
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.exchange.ledger.enums import Outcome
from imece.exchange.ledger.models import LedgerEntry
from imece.exchange.ledger.public import EntrySearch, search_entries
from imece.exchange.parties.models import Institution
from imece.exchange.transparency.domain.errors import (
    CLOSED_SAMPLE,
    DAYS_BACKWARDS,
    DUE_TOO_EARLY,
    NOTHING_TO_SAMPLE,
)
from imece.exchange.transparency.domain.rules import day_bounds
from imece.exchange.transparency.domain.telling import tell_institution
from imece.exchange.transparency.domain.workflow import SAMPLE
from imece.exchange.transparency.enums import SampleState, Verdict
from imece.exchange.transparency.models import JustificationItem, JustificationSample
from imece.reference.public import ISTANBUL


@verb
def draw_sample(
    *,
    institution: Institution,
    first_on: date,
    last_on: date,
    size: int,
    due_on: date,
    note: str = "",
    actor: Actor,
    now: datetime,
) -> JustificationSample:
    """By lot among the answered questions of the days. Raises TRN-005, TRN-007, TRN-008."""
    require(actor, "transparency.desk")
    _check_days(first_on, last_on, due_on, timezone.localdate(now))
    rows = _drawn(institution, first_on, last_on, size)
    if not rows:
        raise NOTHING_TO_SAMPLE(
            institution=institution,
            first_on=format_date(first_on),
            last_on=format_date(last_on),
            field="first_on",
        )
    sample = JustificationSample.objects.create(
        institution=institution,
        first_on=first_on,
        last_on=last_on,
        note=note.strip(),
        drawn_at=now,
        due_on=due_on,
    )
    JustificationItem.objects.bulk_create(_item(sample, row) for row in rows)
    SAMPLE.begin(sample, actor=actor, now=now)
    audit.record(actor, "transparency.sample_drawn", sample, details={"rows": len(rows)})
    path, due = reverse("justification_sample", args=[sample.pk]), format_date(due_on)
    day = timezone.localdate(now)
    tell_institution(
        institution, "transparency.sample_drawn", day=day, path=path, due_on=due, count=len(rows)
    )
    return sample


@verb
def justify(*, sample: JustificationSample, answers: Mapping[int, str], actor: Actor, now: datetime) -> int:
    """Keep what was written, as often as wanted, until it is handed in. Returns how many changed. Raises TRN-011."""
    require(actor, "transparency.answer", sample)
    if sample.state != SampleState.OPEN:
        raise CLOSED_SAMPLE(state=sample.get_state_display())
    changed = []
    for item in sample.items.select_for_update(of=("self",)):
        words = answers.get(item.pk, item.answer).strip()
        if words != item.answer:
            item.answer = words
            changed.append(item)
    JustificationItem.objects.bulk_update(changed, ["answer"])
    if changed:
        audit.record(actor, "transparency.justified", sample, details={"rows": [one.pk for one in changed]})
    return len(changed)


@verb
def hand_in_sample(*, sample: JustificationSample, actor: Actor, now: datetime) -> None:
    """Raises TRN-006 while a justification is missing."""
    SAMPLE.apply("hand_in", thing=sample, actor=actor, now=now, changes={"handed_in_at": now})


@verb
def close_sample(
    *, sample: JustificationSample, verdicts: Mapping[int, str], reason: str, actor: Actor, now: datetime
) -> None:
    """The auditor's word on each row, and on the whole."""
    SAMPLE.apply(
        "close", thing=sample, actor=actor, now=now, reason=reason, changes={"decision": reason.strip()}
    )
    items = list(sample.items.all())
    for item in items:
        item.verdict = verdicts.get(item.pk, "")
    JustificationItem.objects.bulk_update(items, ["verdict"])
    day, path = timezone.localdate(now), reverse("justification_sample", args=[sample.pk])
    rejected = sum(1 for item in items if item.verdict == Verdict.REJECTED)
    tell_institution(
        sample.institution,
        "transparency.sample_closed",
        day=day,
        path=path,
        count=rejected,
        reason=sample.decision,
    )


def why_not_hand_in(sample: JustificationSample, actor: Actor, now: datetime) -> str:
    """Empty when it can be handed in."""
    return SAMPLE.why_not(SAMPLE.table.move("hand_in"), sample, actor, now)


def _check_days(first_on: date, last_on: date, due_on: date, today: date) -> None:
    if first_on > last_on:
        raise DAYS_BACKWARDS(first_on=format_date(first_on), last_on=format_date(last_on), field="last_on")
    if due_on <= today:
        raise DUE_TOO_EARLY(due_on=format_date(due_on), field="due_on")


def _drawn(institution: Institution, first_on: date, last_on: date, size: int) -> list[LedgerEntry]:
    begin, end = day_bounds(first_on, ISTANBUL)[0], day_bounds(last_on, ISTANBUL)[1]
    rows = search_entries(EntrySearch(institution_id=institution.pk, begins=begin, ends=end))
    answered = rows.filter(outcome__in=[Outcome.FOUND, Outcome.NOT_FOUND])
    return list(answered.order_by("?")[:size])


def _item(sample: JustificationSample, row: LedgerEntry) -> JustificationItem:
    return JustificationItem(
        sample=sample,
        shard=row.shard,
        sequence=row.sequence,
        institution_sequence=row.institution_sequence,
        asked_at=row.asked_at,
    )
