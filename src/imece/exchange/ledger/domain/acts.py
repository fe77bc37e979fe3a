"""Administrators' acts as a second sealed log, `acts` (X5.2): the trail's lines about the exchange, in their order.

The trail numbers its lines when they are written, not when they are committed; so the sealer gives each act its place
when it first sees it, and `Act` keeps it. An entry is the line as JSON with sorted keys.
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from imece.core.models import AuditRecord
from imece.exchange.ledger.domain.sealing_off import Damaged, Log, Sealable
from imece.exchange.ledger.format import leaf_of
from imece.exchange.ledger.models import Act

ACTS: Final = "acts"
SETTLED: Final = timedelta(
    days=1
)  # no transaction lives longer; the nightly look takes what one that did left
RESETTLED: Final = timedelta(minutes=10)
MOST_BYTES: Final = 60_000  # an entry's length is written in two bytes
EARLIER_WORDS: Final = (
    "applications",
    "credential",
    "end_users",
    "information_form",
    "institutions",
    "letters",
    "undertakings",
    "units",
)  # fmt: skip  how rooms of the exchange name their acts beside their own label
NEW_LINES: Final = """
    select r.* from core_auditrecord r
    where r.id > %(settled)s and not exists (select from ledger_act a where a.audit_id = r.id)
      and (split_part(r.action, '.', 1) = any(%(words)s) or split_part(r.subject_type, '.', 1) = any(%(words)s)
           or (r.action like 'accounts.%%' and r.details::text like '%%"exchange\\_%%'))
    order by r.id limit %(most)s
"""


def words_of_the_exchange() -> list[str]:
    labels = [config.label for config in apps.get_app_configs() if config.name.startswith("imece.exchange")]
    return sorted({*labels, *EARLIER_WORDS})


def act_entry(sequence: int, line: AuditRecord) -> bytes:
    """The bytes an act's leaf commits to; details too long for an entry stand as their SHA-256."""
    stated = {
        "sequence": sequence,
        "audit": line.pk,
        "at": line.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "action": line.action,
        "actor_kind": line.actor_kind,
        "person": line.person_id,
        "organisation": line.organisation_id,
        "actor": line.actor_name,
        "address": line.address,
        "request": line.request_id,
        "subject_type": line.subject_type,
        "subject": line.subject_id,
        "purpose": line.purpose,
        "details": line.details,
    }
    entry = _json(stated)
    if len(entry) > MOST_BYTES:
        stated["details"] = {"sha256": hashlib.sha256(_json(line.details)).hexdigest()}
        entry = _json(stated)
    return entry


def _json(value: Any) -> bytes:
    return json.dumps(
        value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), cls=DjangoJSONEncoder
    ).encode()


class Acts(Log):
    """What the sealer takes of the trail."""

    name = ACTS

    def __init__(self) -> None:
        self._settled = 0  # the trail's line before which nothing new can come
        self._settled_at = datetime(1970, 1, 1, tzinfo=UTC)
        self._is_looking_whole = True

    def after(self, size: int, most: int, now: datetime) -> Sequence[Sealable]:
        """Acts that have a place but are not sealed (a crash came between) first, then new ones, which get theirs."""
        placed = list(Act.objects.filter(sequence__gte=size).order_by("sequence")[:most])
        if not placed:
            placed = self._place(size, most, now)
        lines = AuditRecord.objects.in_bulk([act.audit_id for act in placed])
        return [self._sealable(act, lines.get(act.audit_id)) for act in placed]

    def _place(self, size: int, most: int, now: datetime) -> list[Act]:
        self._settle(now)
        settled = 0 if self._is_looking_whole else self._settled
        asked = {"settled": settled, "words": words_of_the_exchange(), "most": most}
        lines = list(AuditRecord.objects.raw(NEW_LINES, asked))
        self._is_looking_whole = self._is_looking_whole and len(lines) == most
        return Act.objects.bulk_create(
            Act(sequence=size + place, audit_id=line.pk, leaf=leaf_of(act_entry(size + place, line)))
            for place, line in enumerate(lines)
        )

    def _settle(self, now: datetime) -> None:
        """Every ten minutes anew; each day the whole trail is looked through once."""
        if now - self._settled_at < RESETTLED:
            return
        self._is_looking_whole = self._is_looking_whole or now.date() != self._settled_at.date()
        self._settled_at = now
        old = AuditRecord.objects.filter(at__lt=now - SETTLED).order_by("-pk").values_list("pk", flat=True)
        self._settled = old.first() or 0

    def _sealable(self, act: Act, line: AuditRecord | None) -> Sealable:
        if line is None:
            raise Damaged(f"acts: line {act.audit_id} of the trail is missing, act {act.sequence}")
        return Sealable(act.sequence, act_entry(act.sequence, line), bytes(act.leaf))


def places_of_acts(action: str, things: Sequence[models.Model]) -> dict[int, int]:
    """Key of the thing → where its act of that name stands in the log; what is not sealed yet has no place."""
    if not things:
        return {}
    lines = AuditRecord.objects.filter(
        action=action,
        subject_type=things[0]._meta.label_lower,
        subject_id__in=[str(thing.pk) for thing in things],
    )
    subjects = {line: int(subject) for line, subject in lines.values_list("pk", "subject_id")}
    places = Act.objects.filter(audit_id__in=subjects).values_list("audit_id", "sequence")
    return {subjects[line]: sequence for line, sequence in places}
