"""What is asked of an institution, a new address, an official."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.ui.fields import (
    DateField,
    KepAddressField,
    MersisField,
    NationalIdField,
    PhoneField,
    TaxNumberField,
)
from imece.exchange.parties.enums import InstitutionKind, OfficialRole


def today() -> date:
    return timezone.localdate()


class InstitutionForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=250)
    kind = forms.ChoiceField(label=_("Kind"), choices=InstitutionKind.choices)
    is_general_government = forms.BooleanField(
        label=_("General government (Law 5018)"),
        required=False,
        help_text=_("Institutions outside it pay for each question (KPS-20)."),
    )
    tax_number = TaxNumberField(label=_("Tax number"), required=False)
    detsis_number = forms.RegexField(
        label=_("DETSİS number"), regex=r"^[0-9]{6,10}$", max_length=10, required=False
    )
    mersis_number = MersisField(label=_("MERSİS number"), required=False)
    kep_address = KepAddressField(label=_("KEP address"), required=False)

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "name"}


class AddressForm(forms.Form):
    address = forms.CharField(label=_("Address"), max_length=300)
    phone = PhoneField(
        label=_("Office phone"), required=False, help_text=_("No mobile and no home numbers (KPS-04)")
    )
    fax = PhoneField(label=_("Fax"), required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    changed_on = DateField(label=_("Holds since"), latest=today)

    def values(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if name != "changed_on"}


class OfficialForm(forms.Form):
    role = forms.ChoiceField(
        label=_("Role"),
        choices=OfficialRole.choices,
        help_text=_("The administrative and the technical user are two different persons (KPS-10)."),
    )
    national_id = NationalIdField(label=_("T.C. identity number"))
    name = forms.CharField(
        label=_("Name and surname"), max_length=200, help_text=_("Exactly as in the register")
    )
    title = forms.CharField(label=_("Title"), max_length=120)
    office_phone = PhoneField(
        label=_("Office phone"), required=False, help_text=_("No mobile and no home numbers (KPS-04)")
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    valid_from = DateField(label=_("From"))

    def values(self) -> dict[str, Any]:
        return {
            name: value for name, value in self.cleaned_data.items() if name not in {"role", "valid_from"}
        }


class EndForm(forms.Form):
    valid_until = DateField(label=_("Last day"))
