"""A form, a credential and an address in words: rows for summary lists, columns for lists."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imece.core.columns import Column, Kind
from imece.core.formats import format_date, format_instant
from imece.core.turkish import mask_number
from imece.exchange.access.enums import CredentialState, FormState
from imece.exchange.access.models import Credential, InformationForm, StaticAddress

KIND_OF_STATE = {
    FormState.DRAFT: "due",
    FormState.RETURNED: "due",
    FormState.SUBMITTED: "active",
    FormState.TAKEN_IN: "active",
    FormState.APPROVED: "done",
    FormState.REJECTED: "error",
    CredentialState.REQUESTED: "due",
    CredentialState.ISSUED: "due",
    CredentialState.ACTIVE: "done",
    CredentialState.ROTATING: "due",
    CredentialState.LOCKED: "error",
    CredentialState.REVOKED: "error",
    CredentialState.EXPIRED: "error",
}


def row(label: str, value: Any) -> dict[str, Any]:
    return {"label": label, "value": value}


def groups_of_form(form: InformationForm) -> list[tuple[str, list[dict[str, Any]]]]:
    """Legend and rows; identity numbers masked but for the last two digits."""
    institution = form.institution
    return [
        (
            gettext("The institution"),
            [
                row(gettext("Institution"), f"{institution} ({institution.code})"),
                row(gettext("Tax number"), institution.tax_number),
                row(gettext("Why this form"), form.get_reason_display()),
                row(gettext("Address"), form.address),
                row(gettext("Office phone"), form.office_phone),
                row(gettext("Fax"), form.fax),
                row(gettext("E-mail"), form.email),
                row(gettext("KEP address"), form.kep_address),
            ],
        ),
        (gettext("Administrative person"), _person(form, "administrative")),
        (gettext("Technical person"), _person(form, "technical")),
        (
            gettext("Connection"),
            [
                row(
                    gettext("Who receives the password"),
                    f"{form.handover_name} ({form.get_handover_to_display()})",
                ),
                row(gettext("How you will prove yourselves"), form.get_credential_kind_display()),
                row(gettext("Static IP address"), form.static_address),
                row(
                    gettext("In use from"),
                    format_date(form.address_from) if form.address_from else gettext("approval"),
                ),
                row(gettext("Reason of the change"), form.change_reason or "–"),
            ],
        ),
    ]


def _person(form: InformationForm, role: str) -> list[dict[str, Any]]:
    return [
        row(gettext("Name and surname"), getattr(form, f"{role}_name")),
        row(gettext("T.C. identity number"), mask_number(getattr(form, f"{role}_national_id"))),
        row(gettext("Title"), getattr(form, f"{role}_title")),
        row(gettext("Office phone"), getattr(form, f"{role}_phone")),
        row(gettext("E-mail"), getattr(form, f"{role}_email")),
    ]


def original_of(form: InformationForm) -> list[dict[str, Any]]:
    if form.registered_on is None:
        return []
    return [
        row(gettext("How the original came"), form.get_channel_display()),
        row(gettext("Registry number"), form.registry_number),
        row(gettext("Registry date"), format_date(form.registered_on)),
    ]


def facts_of_credential(credential: Credential) -> list[dict[str, Any]]:
    """Nothing secret: the hash does not stand on any page."""
    keys = ", ".join(key.key_id for key in credential.keys.all() if key.revoked_at is None)
    return [
        row(gettext("Institution"), f"{credential.institution} ({credential.institution.code})"),
        row(gettext("How it proves itself"), credential.get_kind_display()),
        row(
            gettext("For"),
            gettext("the sandbox: synthetic people alone") if credential.is_sandbox else gettext("the road"),
        ),
        row(gettext("By the form"), str(credential.form) if credential.form else "–"),
        row(gettext("Handed over to"), credential.form.handover_name if credential.form else "–"),
        row(gettext("Valid from"), format_instant(credential.valid_from) if credential.valid_from else ""),
        row(gettext("Valid until"), format_instant(credential.valid_until) if credential.valid_until else ""),
        row(gettext("Keys (kid)"), keys or "–"),
        row(gettext("Bound to the certificate"), credential.certificate_subject or "–"),
    ]


def purpose_of(address: StaticAddress) -> str:
    return (
        gettext("public checks without a credential") if address.is_for_public_check else gettext("questions")
    )


def state_of(address: StaticAddress, now: Any) -> str:
    if address.approved_by_id is None and address.requested_by_id is not None:
        return gettext("waits for a second person")
    if address.valid_until is not None and address.valid_until <= now:
        return gettext("over")
    return gettext("will begin") if address.valid_from > now else gettext("in use")


def form_columns(address_name: str, *, shows_institution: bool) -> tuple[Column, ...]:
    institution = (Column(name="institution", label=_("Institution"), accessor="institution"),)
    return (
        Column(
            name="number",
            label=_("KPS information form"),
            accessor="number",
            order_by=("id",),
            link=lambda form: reverse(address_name, args=[form.pk]),
        ),
        *(institution if shows_institution else ()),
        Column(name="reason", label=_("Why this form"), accessor="get_reason_display"),
        Column(name="state", label=_("State"), accessor="get_state_display", order_by=("state",)),
        Column(name="submitted_at", label=_("Sent on"), kind=Kind.INSTANT, order_by=("submitted_at",)),
        Column(name="decided_at", label=_("Decided on"), kind=Kind.INSTANT, order_by=("decided_at",)),
    )


def credential_columns(address_name: str, *, shows_institution: bool) -> tuple[Column, ...]:
    institution = (Column(name="institution", label=_("Institution"), accessor="institution"),)
    return (
        Column(
            name="client_id",
            label=_("Credential"),
            order_by=("client_id",),
            link=lambda credential: reverse(address_name, args=[credential.pk]),
        ),
        *(institution if shows_institution else ()),
        Column(name="kind", label=_("How it proves itself"), accessor="get_kind_display"),
        Column(name="is_sandbox", label=_("Sandbox"), kind=Kind.BOOLEAN),
        Column(name="state", label=_("State"), accessor="get_state_display", order_by=("state",)),
        Column(name="valid_until", label=_("Valid until"), kind=Kind.INSTANT, order_by=("valid_until",)),
    )
