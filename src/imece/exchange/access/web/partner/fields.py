"""What an institution types: the KPS Bilgi Formu, keys, certificates."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.submissions import OnceForm
from imece.core.ui.fields import DateField, KepAddressField, NationalIdField, PhoneField
from imece.exchange.access.domain.forms import TYPED
from imece.exchange.access.enums import CredentialKind, FormReason, HandoverTo


def today() -> date:
    return timezone.localdate()


class OfficePhoneField(PhoneField):
    """KPS-04: the domain refuses mobile and home numbers."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("An office line, for example 0312 555 12 34"))
        super().__init__(**options)


class InformationFormForm(OnceForm):
    """Every field of the **KPS Bilgi Formu**, on one page."""

    reason = forms.ChoiceField(label=_("Why this form"), choices=FormReason.choices)
    change_reason = forms.CharField(
        label=_("Reason of the change"),
        max_length=500,
        required=False,
        help_text=_("Needed for every change; for the first connection leave it empty."),
    )
    address = forms.CharField(label=_("Address"), max_length=300)
    office_phone = OfficePhoneField(label=_("Office phone"))
    fax = OfficePhoneField(label=_("Fax"))
    email = forms.EmailField(label=_("E-mail"))
    kep_address = KepAddressField(label=_("KEP address"))

    administrative_national_id = NationalIdField(label=_("T.C. identity number"))
    administrative_name = forms.CharField(
        label=_("Name and surname"), max_length=200, help_text=_("Exactly as in the register (KPS-10)")
    )
    administrative_title = forms.CharField(label=_("Title"), max_length=120)
    administrative_phone = OfficePhoneField(label=_("Office phone"))
    administrative_email = forms.EmailField(label=_("E-mail"))
    technical_national_id = NationalIdField(label=_("T.C. identity number"))
    technical_name = forms.CharField(
        label=_("Name and surname"), max_length=200, help_text=_("Another person than the administrative one")
    )
    technical_title = forms.CharField(label=_("Title"), max_length=120)
    technical_phone = OfficePhoneField(label=_("Office phone"))
    technical_email = forms.EmailField(label=_("E-mail"))

    handover_to = forms.ChoiceField(
        label=_("Who receives the password"),
        choices=HandoverTo.choices,
        initial=HandoverTo.TECHNICAL,
        help_text=_("That person must be a user of the institution here; nobody else can fetch it."),
        widget=forms.RadioSelect,
    )
    credential_kind = forms.ChoiceField(
        label=_("How you will prove yourselves"),
        choices=CredentialKind.choices,
        initial=CredentialKind.PRIVATE_KEY,
        widget=forms.RadioSelect,
    )
    static_address = forms.GenericIPAddressField(
        label=_("Static IP address"),
        help_text=_("One public address, from which your server asks: for example 203.0.113.7"),
    )
    address_from = DateField(
        label=_("In use from"),
        required=False,
        earliest=today,
        help_text=_(
            "Empty: from the approval on. The address before it is taken for 7 days more at the most."
        ),
    )
    GROUPS = (
        (
            _("The institution"),
            ("reason", "change_reason", "address", "office_phone", "fax", "email", "kep_address"),
        ),
        (_("Administrative person"), tuple(name for name in TYPED if name.startswith("administrative_"))),
        (_("Technical person"), tuple(name for name in TYPED if name.startswith("technical_"))),
        (_("Connection"), ("handover_to", "credential_kind", "static_address", "address_from")),
    )
    field_order = tuple(name for _legend, names in GROUPS for name in names)

    @property
    def groups(self) -> list[tuple[object, list[forms.BoundField]]]:
        """For `c-field-groups`: each legend with its bound fields."""
        return [(legend, [self[name] for name in names]) for legend, names in self.GROUPS]

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in TYPED}


class PublicKeyForm(forms.Form):
    public_key = forms.CharField(
        label=_("Public key"),
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "autocomplete": "off"}),
        help_text=_(
            "As JWK (JSON) or PEM. RSA from 2,048 bits, ECDSA P-256 or Ed25519; never the private half."
        ),
        max_length=20_000,
    )


class SandboxForm(OnceForm):
    public_key = forms.CharField(
        label=_("Public key"),
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "autocomplete": "off"}),
        required=False,
        max_length=20_000,
        help_text=_("As JWK (JSON) or PEM. Empty: you get a password."),
    )


class CertificateForm(forms.Form):
    certificate = forms.CharField(
        label=_("Certificate of your server"),
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "autocomplete": "off"}),
        help_text=_("The PEM block that begins with «BEGIN CERTIFICATE»."),
        max_length=20_000,
    )
