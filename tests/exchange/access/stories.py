"""The way of an institution onto the road, as far as a test needs it."""

from datetime import UTC, date, datetime
from typing import Any

from imece.core.actor import Actor
from imece.exchange.access.domain.credentials import activate_credential, hand_over_secret
from imece.exchange.access.domain.forms import approve_form, begin_form, submit_form, take_in_form
from imece.exchange.access.enums import CredentialKind, FormChannel, FormReason, HandoverTo
from imece.exchange.access.models import Credential, InformationForm
from tests.cast import actor_of
from tests.exchange.cast import ExchangeCast

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)


def values_of(cast: ExchangeCast, **changes: Any) -> dict[str, Any]:
    """Every field of the form: the bank's manager administers, its technician keeps the connection."""
    return {
        "reason": FormReason.FIRST,
        "address": "Deneme Mah. Örnek Cad. No: 1, Ankara",
        "office_phone": "+903125551234",
        "fax": "+903125551235",
        "email": "iletisim@banka.example.org",
        "kep_address": "deneme2@hs01.kep.tr",
        "administrative_national_id": cast.bank_manager.national_id,
        "administrative_name": cast.bank_manager.full_name,
        "administrative_title": "Daire Başkanı",
        "administrative_phone": "+903125551236",
        "administrative_email": "idari@banka.example.org",
        "technical_national_id": cast.bank_technician.national_id,
        "technical_name": cast.bank_technician.full_name,
        "technical_title": "Sistem Uzmanı",
        "technical_phone": "+903125551237",
        "technical_email": "teknik@banka.example.org",
        "handover_to": HandoverTo.TECHNICAL,
        "credential_kind": CredentialKind.SECRET,
        "static_address": "203.0.113.7",
        "address_from": None,
        "change_reason": "",
    } | changes


def manager(cast: ExchangeCast) -> Actor:
    return actor_of(cast.bank_manager, cast.bank.organisation)


def receiver(cast: ExchangeCast) -> Actor:
    """The technical person, whom the form names."""
    return actor_of(cast.bank_technician, cast.bank.organisation)


def first_desk(cast: ExchangeCast) -> Actor:
    return actor_of(cast.technician, cast.head_institution)


def second_desk(cast: ExchangeCast) -> Actor:
    return actor_of(cast.second_technician, cast.head_institution)


def sent_form(cast: ExchangeCast, now: datetime = NOW, **changes: Any) -> InformationForm:
    form = begin_form(institution=cast.bank, values=values_of(cast, **changes), actor=manager(cast), now=now)
    submit_form(form=form, actor=manager(cast), now=now)
    return form


def taken_in_form(cast: ExchangeCast, now: datetime = NOW, **changes: Any) -> InformationForm:
    form = sent_form(cast, now, **changes)
    take_in_form(
        form=form,
        channel=FormChannel.POST,
        registry_number="2026/1234",
        registered_on=now.date(),
        actor=first_desk(cast),
        now=now,
    )
    return form


def approved_form(cast: ExchangeCast, now: datetime = NOW, **changes: Any) -> InformationForm:
    form = taken_in_form(cast, now, **changes)
    approve_form(form=form, actor=second_desk(cast), now=now)
    return form


def active_credential(cast: ExchangeCast, now: datetime = NOW, **changes: Any) -> tuple[Credential, str]:
    """Fetched and put into use by the named person; with its secret."""
    form = approved_form(cast, now, **changes)
    credential = form.credentials.get()
    secret = hand_over_secret(credential=credential, actor=receiver(cast), now=now)
    activate_credential(credential=credential, actor=receiver(cast), now=now)
    return credential, secret
