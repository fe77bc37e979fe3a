"""The pages of an employer's card (P7.2), shared by membership, change and new workplace."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from imece.core.identity_numbers import check_nace_code
from imece.core.ui.fields import (
    CheckedField,
    CountField,
    DateField,
    IbanField,
    KepAddressField,
    MersisField,
    PhoneField,
    PostalCodeField,
    WorkplaceNumberField,
)
from imece.employment.employers.domain.values import EMPLOYER_FIELDS
from imece.reference.web.fields import PlaceForm


class NaceField(CheckedField):
    """NN.NN.NN (ID-27)."""

    check = staticmethod(check_nace_code)


class AddressForm(PlaceForm):
    """**Adres Bilgileri**: province, one of its districts, and where in it."""

    neighbourhood = forms.CharField(label=_("Neighbourhood"), max_length=100, required=False)
    street_address = forms.CharField(
        label=_("Street and number"),
        max_length=250,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    postal_code = PostalCodeField(label=_("Postal code"), required=False)


class ReachForm(forms.Form):
    phone = PhoneField(label=_("Phone"))
    fax = PhoneField(label=_("Fax"), required=False)
    email = forms.EmailField(
        label=_("E-mail"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")


class WorkplaceNumbersForm(forms.Form):
    sgk_number = WorkplaceNumberField(
        label=_("SGK workplace number"), required=False, help_text=_("formerly SSK number")
    )
    nace_code = NaceField(label=_("NACE code"), required=False, help_text=_("For example 01.11.07"))


class EmployerDataForm(forms.Form):
    """What belongs to the whole employer."""

    tax_office = forms.CharField(label=_("Tax office"), max_length=100, required=False)
    mersis_number = MersisField(label=_("MERSİS number"), required=False)
    kep_address = KepAddressField(label=_("Registered e-mail (KEP)"), required=False)


class GeneralForm(EmployerDataForm, WorkplaceNumbersForm):
    """**Genel Bilgiler**; the employer's own data stand on a head office's card only."""

    name = forms.CharField(label=pgettext_lazy("employer", "Title"), max_length=250)
    founded_on = DateField(label=_("Founded on"), required=False, latest=timezone.localdate)
    field_order = ("name", *EMPLOYER_FIELDS, "sgk_number", "nace_code", "founded_on")

    def __init__(self, *args: Any, is_head_office: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if not is_head_office:
            for name in EMPLOYER_FIELDS:
                del self.fields[name]


class OtherForm(forms.Form):
    """**Diğer Bilgiler**."""

    worker_count = CountField(label=_("Number of workers"), required=False)
    iban = IbanField(label=_("IBAN"), required=False)
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 4}))


class ContactsForm(forms.Form):
    """**İlgili Bilgileri**: as many persons as there are, and two empty places; an emptied place takes one out."""

    PARTS = ("name", "role", "phone", "email")
    EMPTY_PLACES = 2
    MOST = 20

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        given: Iterable[str] = self.data if self.is_bound else self.initial
        used = {int(key.split("_")[1]) for key in given if _is_place(key)}
        places = max(used) + 1 if self.is_bound and used else len(used) + self.EMPTY_PLACES
        for place in range(min(places, self.MOST)):
            self._add_place(place)

    def _add_place(self, place: int) -> None:
        number = place + 1
        self.fields[f"contact_{place}_id"] = forms.IntegerField(required=False, widget=forms.HiddenInput)
        for part, field in (
            (
                "name",
                forms.CharField(label=_("Name of person %(number)s") % {"number": number}, max_length=150),
            ),
            (
                "role",
                forms.CharField(label=_("Task of person %(number)s") % {"number": number}, max_length=100),
            ),
            ("phone", PhoneField(label=_("Phone of person %(number)s") % {"number": number})),
            ("email", forms.EmailField(label=_("E-mail of person %(number)s") % {"number": number})),
        ):
            field.required = False
            self.fields[f"contact_{place}_{part}"] = field

    def clean(self) -> dict[str, Any]:
        """A person without a name cannot be asked for."""
        cleaned = super().clean() or {}
        for place in self._places():
            parts = [cleaned.get(f"contact_{place}_{part}") for part in self.PARTS]
            if any(parts[1:]) and not parts[0] and f"contact_{place}_name" not in self.errors:
                self.add_error(
                    f"contact_{place}_name", _("Type the name of this person, or empty the whole place.")
                )
        return cleaned

    def _places(self) -> list[int]:
        return [int(name.split("_")[1]) for name in self.fields if name.endswith("_name")]

    def summary_lines(self) -> list[tuple[str, str]]:
        lines = []
        for place in self._places():
            parts = [str(self[f"contact_{place}_{part}"].value() or "") for part in self.PARTS]
            if any(parts):
                lines.append((parts[0], ", ".join(part for part in parts[1:] if part)))
        return lines or [(str(_("Contact persons")), str(_("Nobody")))]


def _is_place(key: str) -> bool:
    parts = key.split("_")
    return len(parts) == 3 and parts[0] == "contact" and parts[1].isascii() and parts[1].isdigit()


def contacts_of(cleaned: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Rows for `set_contact_persons` from the page's answers; empty places are none."""
    rows = []
    for name in [key for key in cleaned if key.endswith("_name") and cleaned[key]]:
        stem = name.removesuffix("name")
        rows.append({part: cleaned.get(stem + part) or "" for part in ("id", *ContactsForm.PARTS)})
    return rows


def contact_initial(contacts: Iterable[Any]) -> dict[str, Any]:
    initial: dict[str, Any] = {}
    for place, contact in enumerate(contacts):
        initial |= {f"contact_{place}_{part}": getattr(contact, part) for part in ("id", *ContactsForm.PARTS)}
    return initial
