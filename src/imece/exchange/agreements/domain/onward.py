"""Onward sharing (X2.3, PRO-03, PRO-07): refused without the owner's written consent; to own units free, recorded."""

from datetime import date, datetime

from django.utils import timezone

from imece.core import audit
from imece.core.actor import Actor
from imece.core.formats import format_date
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.exchange.agreements.domain import errors
from imece.exchange.agreements.domain.parties import check_party, other_party
from imece.exchange.agreements.domain.queries import consents_in_force
from imece.exchange.agreements.models import Agreement, OnwardConsent, OnwardSharing
from imece.exchange.parties.models import Institution, SubUnit


@verb
def give_consent(
    *,
    agreement: Agreement,
    owner: Institution,
    receiver: str,
    service: str,
    purpose: str,
    letter_number: str,
    letter_on: date,
    actor: Actor,
    now: datetime,
) -> OnwardConsent:
    """In writing: the letter's number and day are part of it."""
    require(actor, "agreements.act", agreement)
    check_party(agreement, owner, actor)
    consent = OnwardConsent(
        agreement=agreement,
        owner=owner,
        receiver=receiver.strip(),
        service=service,
        purpose=purpose.strip(),
        letter_number=letter_number.strip(),
        letter_on=letter_on,
        given_on=timezone.localdate(now),
    )
    consent.full_clean()
    consent.save()
    details = {"receiver": consent.receiver, "service": service}
    audit.record(actor, "agreements.onward_consented", consent, details=details)
    return consent


@verb
def withdraw_consent(*, consent: OnwardConsent, actor: Actor, now: datetime) -> None:
    """From today it covers nothing more; what went on before stays on record."""
    require(actor, "agreements.act", consent.agreement)
    check_party(consent.agreement, consent.owner, actor)
    if consent.withdrawn_on is not None:
        raise errors.WITHDRAWN_ALREADY(day=format_date(consent.withdrawn_on))
    consent.withdrawn_on = timezone.localdate(now)
    consent.save(update_fields=["withdrawn_on"])
    audit.record(actor, "agreements.onward_withdrawn", consent)


@verb
def record_sharing_with_unit(
    *,
    agreement: Agreement,
    giver: Institution,
    unit: SubUnit,
    service: str,
    what: str,
    shared_on: date,
    actor: Actor,
    now: datetime,
) -> OnwardSharing:
    """To one's own central or provincial unit no consent is needed (PRO-07). Raises AGR-071 for another's unit."""
    require(actor, "agreements.act", agreement)
    check_party(agreement, giver, actor)
    if unit.institution_id != giver.pk:
        raise errors.NOT_OWN_UNIT(unit=unit, institution=giver, field="unit")
    return _record(agreement, giver, service, what, shared_on, actor, now, unit=unit)


@verb
def record_sharing_with_other(
    *,
    agreement: Agreement,
    giver: Institution,
    receiver: str,
    service: str,
    what: str,
    shared_on: date,
    actor: Actor,
    now: datetime,
) -> OnwardSharing:
    """Raises AGR-070 without a consent in force on that day for this receiver and service."""
    require(actor, "agreements.act", agreement)
    check_party(agreement, giver, actor)
    owner = other_party(agreement, giver)
    consent = (
        consents_in_force(agreement, shared_on)
        .filter(owner=owner, receiver=receiver.strip(), service=service)
        .first()
    )
    if consent is None:
        raise errors.NO_CONSENT(owner=owner, service=service, receiver=receiver, field="receiver")
    return _record(agreement, giver, service, what, shared_on, actor, now, consent=consent)


def _record(
    agreement: Agreement,
    giver: Institution,
    service: str,
    what: str,
    shared_on: date,
    actor: Actor,
    now: datetime,
    *,
    unit: SubUnit | None = None,
    consent: OnwardConsent | None = None,
) -> OnwardSharing:
    if shared_on > timezone.localdate(now):
        raise errors.DECIDED_LATER(day=format_date(shared_on), field="shared_on")
    assert actor.person_id is not None
    sharing = OnwardSharing.objects.create(
        agreement=agreement,
        giver=giver,
        unit=unit,
        consent=consent,
        service=service,
        what=what.strip(),
        shared_on=shared_on,
        person_id=actor.person_id,
        recorded_at=now,
    )
    audit.record(actor, "agreements.shared_onward", sharing, details={"service": service})
    return sharing
