"""The one static address: begun by an approved form, the old one beside it for 7 days at the most (KPS-04, PRO-15)."""

from datetime import datetime, time

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from imece.core import audit
from imece.core.actor import Actor
from imece.core.formats import format_instant
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.core.workflow.machine import REASON_MISSING
from imece.exchange.access.domain.errors import CHECK_NEEDS_ADDRESS, CHECK_NOT_WAITING, SAME_PAIR_OF_EYES
from imece.exchange.access.domain.queries import open_addresses
from imece.exchange.access.domain.rules import overlap_ends
from imece.exchange.access.domain.telling import tell_institution
from imece.exchange.access.models import InformationForm, StaticAddress
from imece.exchange.parties.models import Institution


def begin_address(*, form: InformationForm, actor: Actor, now: datetime) -> StaticAddress | None:
    """Part of the form's approval. None when the address in use is the form's own.

    A day that has passed since the form was sent means: from now on. The institution is told in this transaction.
    """
    present = list(open_addresses(form.institution, now))
    if any(one.address == form.static_address and one.valid_until is None for one in present):
        return None
    begins = _first_instant(form, now)
    row = StaticAddress.objects.create(
        institution=form.institution,
        form=form,
        address=form.static_address,
        requested_by_id=form.taken_in_by_id,
        approved_by_id=actor.person_id,
        reason=form.change_reason or str(form.get_reason_display()),
        told_at=now,
        valid_from=begins,
    )
    for old in [*present, *_public_checks(form.institution, row, now)]:
        old.valid_until = max(old.valid_from, overlap_ends(begins, old.valid_until))
        old.save(update_fields=["valid_until"])
    details = {"begins": begins.isoformat(), "old": [one.pk for one in present]}
    audit.record(actor, "access.address_begun", row, details=details)
    _tell_change(row, present, now)
    return row


@verb
def end_address(*, address: StaticAddress, reason: str, actor: Actor, now: datetime) -> None:
    """At once, by the desk: from the next question on it is refused. Raises WF-002 without a reason."""
    require(actor, "access.desk", address)
    if not reason.strip():
        raise REASON_MISSING(move=_("End the address"), field="reason")
    ends = max(now, address.valid_from)
    StaticAddress.objects.filter(pk=address.pk).update(valid_until=ends)
    audit.record(actor, "access.address_ended", address, purpose=reason)
    tell_institution(
        address.institution, "access.address_ended", now=now, address=address.address, reason=reason
    )


@verb
def request_public_check(
    *, institution: Institution, reason: str, actor: Actor, now: datetime
) -> StaticAddress:
    """The three yes/no services by address alone, off by default: asked by one member of staff for the address in use.

    Not valid before another approves it. Raises ACS-042 when the institution has no address.
    """
    require(actor, "access.desk")
    if not reason.strip():
        raise REASON_MISSING(move=_("Open the public checks"), field="reason")
    present = open_addresses(institution, now).filter(valid_until__isnull=True).last()
    if present is None:
        raise CHECK_NEEDS_ADDRESS(institution=institution)
    row = StaticAddress.objects.create(
        institution=institution,
        form=present.form,
        address=present.address,
        is_for_public_check=True,
        requested_by_id=actor.person_id,
        reason=reason,
        told_at=now,
        valid_from=max(now, present.valid_from),
    )
    audit.record(actor, "access.public_check_requested", row, purpose=reason)
    return row


@verb
def approve_public_check(*, address: StaticAddress, actor: Actor, now: datetime) -> None:
    """By another member of staff. Raises ACS-014 for the one who asked, ACS-041 when nothing waits."""
    require(actor, "access.desk", address)
    locked = StaticAddress.objects.select_for_update(of=("self",)).get(pk=address.pk)
    if not locked.is_for_public_check or locked.approved_by_id is not None or locked.valid_until is not None:
        raise CHECK_NOT_WAITING(address=locked.address)
    if locked.requested_by_id == actor.person_id:
        raise SAME_PAIR_OF_EYES(number=locked.address)
    locked.approved_by_id = actor.person_id
    locked.save(update_fields=["approved_by_id"])
    audit.record(actor, "access.public_check_opened", locked)


def _public_checks(institution: Institution, new: StaticAddress, now: datetime) -> list[StaticAddress]:
    """Opened to an address that goes: they go with it, and are asked for anew."""
    open_still = Q(valid_until__isnull=True) | Q(valid_until__gt=now)
    rows = institution.static_addresses.filter(open_still, is_for_public_check=True)
    return list(rows.exclude(address=new.address))


def _first_instant(form: InformationForm, now: datetime) -> datetime:
    if form.address_from is None:
        return now
    return max(now, timezone.make_aware(datetime.combine(form.address_from, time.min)))


def _tell_change(row: StaticAddress, old: list[StaticAddress], now: datetime) -> None:
    ends = max((one.valid_until for one in old if one.valid_until), default=None)
    tell_institution(
        row.institution,
        "access.address_changes",
        now=now,
        address=row.address,
        begins=format_instant(row.valid_from),
        old=", ".join(one.address for one in old),
        ends=format_instant(ends) if ends else "",
        reason=row.reason,
    )
