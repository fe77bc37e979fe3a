"""The KPS Bilgi Formu from the first key stroke to its decision (X3.1, KPS-01, KPS-04)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from imece.core import audit
from imece.core.actor import Actor
from imece.core.formats import format_date
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.exchange.access.domain.addresses import begin_address
from imece.exchange.access.domain.credentials import request_credential
from imece.exchange.access.domain.errors import FAX_REFUSED, FORM_IS_OPEN, REGISTERED_LATER, REGISTRY_MISSING
from imece.exchange.access.domain.telling import tell_institution
from imece.exchange.access.domain.workflow import INFORMATION_FORM, check_persons
from imece.exchange.access.enums import FormChannel, FormReason, FormState
from imece.exchange.access.models import InformationForm
from imece.exchange.parties.models import Institution
from imece.exchange.parties.public import Contact, check_name, name_contacts

TYPED = (
    "reason", "address", "office_phone", "fax", "email", "kep_address",
    "administrative_national_id", "administrative_name", "administrative_title", "administrative_phone",
    "administrative_email", "technical_national_id", "technical_name", "technical_title", "technical_phone",
    "technical_email", "handover_to", "credential_kind", "static_address", "address_from", "change_reason",
)  # fmt: skip
OPEN = (FormState.DRAFT, FormState.SUBMITTED, FormState.TAKEN_IN, FormState.RETURNED)
RENEWS_CREDENTIAL = frozenset({FormReason.FIRST, FormReason.PASSWORD})


@verb
def begin_form(
    *, institution: Institution, values: Mapping[str, Any], actor: Actor, now: datetime
) -> InformationForm:
    """A draft with every field typed. Raises ACS-001 for one person in both roles, ACS-004 while another is open,
    PTY-008 for another name than the register's."""
    form = InformationForm(
        institution=institution, created_by_id=actor.person_id or 0, created_at=now, **_typed(values)
    )
    require(actor, "information_forms.edit", form)
    Institution.objects.select_for_update().get(pk=institution.pk)
    if other := InformationForm.objects.filter(institution=institution, state__in=OPEN).first():
        raise FORM_IS_OPEN(number=other.number, state=other.get_state_display())
    check_persons(form)
    _check_names(form)
    form.full_clean()
    form.save()
    INFORMATION_FORM.begin(form, actor=actor, now=now, details={"reason": form.reason})
    return form


@verb
def change_form(*, form: InformationForm, values: Mapping[str, Any], actor: Actor) -> InformationForm:
    """While it is a draft or was returned; what was sent stands as it was signed. Raises FORM_IS_OPEN otherwise."""
    locked = InformationForm.objects.select_for_update(of=("self",)).get(pk=form.pk)
    require(actor, "information_forms.edit", locked)
    if locked.state not in {FormState.DRAFT, FormState.RETURNED}:
        raise FORM_IS_OPEN(number=locked.number, state=locked.get_state_display())
    before = {name: getattr(locked, name) for name in TYPED}
    for name, value in _typed(values).items():
        setattr(locked, name, value)
    check_persons(locked)
    _check_names(locked)
    locked.full_clean()
    locked.save(update_fields=TYPED)
    after = {name: getattr(locked, name) for name in TYPED}
    changed = sorted(
        audit.differences(before, after)
    )  # names of fields alone: their values are persons' data
    audit.record(actor, "information_form.changed", locked, details={"fields": changed})
    return locked


def _check_names(form: InformationForm) -> None:
    """KPS-10, also for a person who got his account between typing and sending."""
    for role in ("administrative", "technical"):
        number, name = getattr(form, f"{role}_national_id"), getattr(form, f"{role}_name")
        check_name(number, name, field=f"{role}_name")


@verb
def submit_form(*, form: InformationForm, actor: Actor, now: datetime) -> None:
    """It is then printed, signed and posted; the desk waits for the original. Raises PTY-008."""
    _check_names(form)
    INFORMATION_FORM.apply("submit", thing=form, actor=actor, now=now, changes={"submitted_at": now})


@verb
def withdraw_form(*, form: InformationForm, actor: Actor, now: datetime) -> None:
    INFORMATION_FORM.apply("withdraw", thing=form, actor=actor, now=now)


@verb
def take_in_form(
    *,
    form: InformationForm,
    channel: FormChannel,
    registry_number: str,
    registered_on: date | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Once the signed original is there. Raises ACS-011 for fax, ACS-012 without its registry number and date."""
    if channel == FormChannel.FAX:
        raise FAX_REFUSED(field="channel")
    if not registry_number.strip() or registered_on is None:
        raise REGISTRY_MISSING(field="registered_on" if registry_number.strip() else "registry_number")
    if registered_on > timezone.localdate(now):
        raise REGISTERED_LATER(day=format_date(registered_on), field="registered_on")
    changes = {
        "channel": channel,
        "registry_number": registry_number.strip(),
        "registered_on": registered_on,
        "taken_in_by_id": actor.person_id,
    }
    INFORMATION_FORM.apply("take_in", thing=form, actor=actor, now=now, changes=changes)


@verb
def return_form(*, form: InformationForm, reason: str, actor: Actor, now: datetime) -> None:
    """To be completed and signed anew; whoever takes it in next time is the first pair of eyes again."""
    changes = {"taken_in_by_id": None, "channel": "", "registry_number": "", "registered_on": None}
    INFORMATION_FORM.apply("return", thing=form, actor=actor, now=now, reason=reason, changes=changes)
    _tell(form, "access.form_returned", now, reason=reason)


@verb
def reject_form(*, form: InformationForm, reason: str, actor: Actor, now: datetime) -> None:
    changes = {"decided_at": now}
    INFORMATION_FORM.apply("reject", thing=form, actor=actor, now=now, reason=reason, changes=changes)
    _tell(form, "access.form_rejected", now, reason=reason)


@verb
def approve_form(*, form: InformationForm, actor: Actor, now: datetime) -> None:
    """By another member of staff (four eyes). Contacts, address and credential follow in this transaction.

    Raises ACS-014 when the one who took it in approves.
    """
    Institution.objects.select_for_update().get(pk=form.institution_id)
    changes = {"approved_by_id": actor.person_id, "decided_at": now}
    INFORMATION_FORM.apply("approve", thing=form, actor=actor, now=now, changes=changes)
    name_contacts(
        institution=form.institution,
        administrative=_contact(form, "administrative"),
        technical=_contact(form, "technical"),
        actor=actor,
        now=now,
    )
    begin_address(form=form, actor=actor, now=now)
    if form.reason in RENEWS_CREDENTIAL:
        request_credential(form=form, actor=actor, now=now)
    _tell(form, "access.form_approved", now)


def _typed(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in TYPED if name in values}


def _contact(form: InformationForm, role: str) -> Contact:
    parts = ("national_id", "name", "title", "phone", "email")
    return Contact(*(getattr(form, f"{role}_{part}") for part in parts))


def _tell(form: InformationForm, notice: str, now: datetime, **more: Any) -> None:
    tell_institution(form.institution, notice, now=now, number=form.number, **more)
