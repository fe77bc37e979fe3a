"""Lawful delays and the watched list: kept by the trail's desk, numbers as keyed fingerprints alone (X5.5)."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from imece.core import audit
from imece.core.actor import Actor
from imece.core.formats import format_date
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.exchange.fingerprints import fingerprint
from imece.exchange.parties.models import Institution
from imece.exchange.transparency.domain.errors import DAYS_BACKWARDS, LIFTED_ALREADY, WATCHED_ALREADY
from imece.exchange.transparency.models import Embargo, WatchedPerson


@verb
def delay_looks(
    *,
    institution: Institution,
    number: str,
    asked_from: date,
    asked_until: date,
    hidden_until: date,
    legal_ground: str,
    decision_number: str,
    actor: Actor,
    now: datetime,
) -> Embargo:
    """Hide one institution's questions about one person until the day. Raises TRN-007."""
    require(actor, "transparency.desk")
    if asked_from > asked_until:
        raise DAYS_BACKWARDS(
            first_on=format_date(asked_from), last_on=format_date(asked_until), field="asked_until"
        )
    embargo = Embargo.objects.create(
        institution=institution,
        subject_key=fingerprint(number),
        asked_from=asked_from,
        asked_until=asked_until,
        hidden_until=hidden_until,
        legal_ground=legal_ground.strip(),
        decision_number=decision_number.strip(),
        made_at=now,
    )
    details = {"hidden_until": hidden_until.isoformat(), "decision": embargo.decision_number}
    audit.record(actor, "transparency.delayed", embargo, details=details, purpose=embargo.legal_ground)
    return embargo


@verb
def lift_delay(*, embargo: Embargo, actor: Actor, now: datetime) -> None:
    """From now on the citizen sees all. Raises TRN-010."""
    require(actor, "transparency.desk")
    locked = Embargo.objects.select_for_update(of=("self",)).get(pk=embargo.pk)
    if locked.lifted_at is not None:
        raise LIFTED_ALREADY(lifted_on=format_date(timezone.localdate(locked.lifted_at)))
    locked.lifted_at = now
    locked.save(update_fields=["lifted_at"])
    audit.record(actor, "transparency.delay_lifted", locked)


@verb
def watch_person(*, number: str, reason: str, actor: Actor, now: datetime) -> WatchedPerson:
    """Raises TRN-009 for somebody on the list; one who left it comes back."""
    require(actor, "transparency.desk")
    key = fingerprint(number)
    try:
        with transaction.atomic():
            person = WatchedPerson.objects.create(subject_key=key, reason=reason.strip(), added_at=now)
    except IntegrityError:
        person = WatchedPerson.objects.select_for_update(of=("self",)).get(subject_key=key)
        if person.ended_at is None:
            raise WATCHED_ALREADY(
                since=format_date(timezone.localdate(person.added_at)), field="number"
            ) from None
        person.reason, person.added_at, person.ended_at = reason.strip(), now, None
        person.save(update_fields=["reason", "added_at", "ended_at"])
    audit.record(actor, "transparency.watched", person, purpose=person.reason)
    return person


@verb
def unwatch_person(*, person: WatchedPerson, actor: Actor, now: datetime) -> None:
    require(actor, "transparency.desk")
    WatchedPerson.objects.filter(pk=person.pk, ended_at__isnull=True).update(ended_at=now)
    audit.record(actor, "transparency.unwatched", person)
