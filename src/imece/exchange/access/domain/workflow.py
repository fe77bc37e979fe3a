"""Guards of the moves of credentials and forms, by the names in `moves.py`."""

from datetime import datetime

from django.utils import timezone

from imece.accounts.models import Person
from imece.core.actor import Actor
from imece.core.formats import format_date
from imece.core.workflow import Workflow
from imece.exchange.access.domain.errors import (
    ADDRESS_TOO_EARLY,
    FORM_NEEDED,
    NOT_A_STATIC_ADDRESS,
    NOT_AN_OFFICE_LINE,
    NOT_NAMED,
    NOT_THE_FIRST,
    NOTHING_TO_CHANGE,
    OTHER_IS_ACTIVE,
    REASON_OF_CHANGE_MISSING,
    SAME_PAIR_OF_EYES,
    SAME_PERSON,
)
from imece.exchange.access.domain.rules import is_office_line, is_public_static
from imece.exchange.access.enums import CredentialState, FormReason, FormState
from imece.exchange.access.models import Credential, InformationForm, StaticAddress
from imece.exchange.access.moves import CREDENTIAL_MOVES, FORM_MOVES


def is_complete(form: InformationForm, actor: Actor, now: datetime) -> None:
    """X3.1: two persons, office lines, one static address, and a reason that fits what is there already."""
    check_persons(form)
    for field in ("office_phone", "fax", "administrative_phone", "technical_phone"):
        if not is_office_line(getattr(form, field)):
            raise NOT_AN_OFFICE_LINE(phone=getattr(form, field), field=field)
    if not is_public_static(form.static_address):
        raise NOT_A_STATIC_ADDRESS(address=form.static_address, field="static_address")
    if form.address_from is not None and form.address_from < timezone.localdate(now):
        raise ADDRESS_TOO_EARLY(day=format_date(form.address_from), field="address_from")
    _check_reason(form, now)


def check_persons(form: InformationForm) -> None:
    """T-KPS-09."""
    if form.administrative_national_id == form.technical_national_id:
        raise SAME_PERSON(name=form.technical_name, field="technical_national_id")


def _check_reason(form: InformationForm, now: datetime) -> None:
    earlier = InformationForm.objects.filter(institution=form.institution, state=FormState.APPROVED)
    first = earlier.order_by("pk").first()
    if form.reason == FormReason.FIRST:
        if first is not None:
            raise NOT_THE_FIRST(number=first.number, field="reason")
        return
    if not form.change_reason.strip():
        raise REASON_OF_CHANGE_MISSING(field="change_reason")
    known = StaticAddress.objects.filter(
        institution=form.institution, address=form.static_address, valid_until__isnull=True
    )
    if form.reason == FormReason.ADDRESS and known.filter(is_for_public_check=False).exists():
        raise NOTHING_TO_CHANGE(address=form.static_address, field="static_address")


def is_second_pair_of_eyes(form: InformationForm, actor: Actor, now: datetime) -> None:
    if form.taken_in_by_id == actor.person_id:
        raise SAME_PAIR_OF_EYES(number=form.number)


def is_another_person(credential: Credential, actor: Actor, now: datetime) -> None:
    if credential.requested_by_id == actor.person_id:
        raise SAME_PAIR_OF_EYES(number=credential.client_id)


def needs_no_form(credential: Credential, actor: Actor, now: datetime) -> None:
    """Sandbox credentials, and those of the installation's own houses, which its operator alone makes."""
    is_own_house = bool(credential.institution.house) and not actor.is_signed_in
    if not (credential.is_sandbox or is_own_house):
        raise FORM_NEEDED(client_id=credential.client_id)


def is_named_person(credential: Credential, actor: Actor, now: datetime) -> None:
    """KPS-01: to the person named on the form, and to nobody else of the institution."""
    form = credential.form
    if form is None:
        raise FORM_NEEDED(client_id=credential.client_id)
    named = Person.objects.filter(pk=actor.person_id or 0, national_id=form.handover_national_id)
    if not named.exists():
        raise NOT_NAMED(client_id=credential.client_id, name=form.handover_name)


def no_other_is_active(credential: Credential, actor: Actor, now: datetime) -> None:
    others = Credential.objects.filter(
        institution=credential.institution, is_sandbox=credential.is_sandbox, state=CredentialState.ACTIVE
    )
    other = others.exclude(pk=credential.pk).first()
    if other is not None and not credential.is_sandbox:
        raise OTHER_IS_ACTIVE(client_id=other.client_id)


CREDENTIAL = Workflow(
    CREDENTIAL_MOVES,
    guards={
        guard.__name__: guard
        for guard in (is_another_person, needs_no_form, is_named_person, no_other_is_active)
    },
)
INFORMATION_FORM = Workflow(
    FORM_MOVES, guards={guard.__name__: guard for guard in (is_complete, is_second_pair_of_eyes)}
)
