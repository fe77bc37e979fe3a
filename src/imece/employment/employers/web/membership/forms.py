"""The two pages of Üye Ol for employers (P1.3)."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from imece.accounts.enums import NoticeChannel, SecretQuestion
from imece.accounts.models import Person
from imece.core.ui.fields import NationalIdField, PhoneField, TaxNumberField
from imece.employment.employers.enums import EmployerKind
from imece.employment.employers.web.forms import (
    AddressForm,
    EmployerDataForm,
    ReachForm,
    WorkplaceNumbersForm,
)

PLACE = ("province", "district", "neighbourhood", "street_address", "postal_code")
REACH = ("phone", "fax", "email", "website")


class TermsForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Kind of employer"),
        widget=forms.RadioSelect,
        choices=EmployerKind.choices,
        initial=EmployerKind.LEGAL,
    )


class LegalEmployerForm(EmployerDataForm, WorkplaceNumbersForm, AddressForm, ReachForm):
    """**Tüzel Kişi Bilgileri**."""

    title = forms.CharField(
        label=pgettext_lazy("employer", "Title"),
        max_length=250,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    tax_id: forms.Field = TaxNumberField(label=_("Tax number"))
    field_order = (
        "title", "tax_id", "tax_office", "mersis_number", "kep_address", "sgk_number", "nace_code", *PLACE, *REACH
    )  # fmt: skip


class NaturalEmployerForm(LegalEmployerForm):
    """**Bireysel (Gerçek) İşveren**: the own identity number is the tax number (ID-12)."""

    title = forms.CharField(label=_("Name, or title of the workplace"), max_length=250)
    tax_id = NationalIdField(label=_("T.C. identity number"))


EMPLOYER_FORMS: dict[str, type[LegalEmployerForm]] = {
    EmployerKind.LEGAL: LegalEmployerForm,
    EmployerKind.NATURAL: NaturalEmployerForm,
}
NEEDED_FOR = {NoticeChannel.EMAIL: "email", NoticeChannel.SMS: "phone", NoticeChannel.POST: "postal_address"}


def _password_field(label: Any) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
    return forms.CharField(label=label, strip=False, max_length=128, widget=widget)


def _text_field(label: Any, autocomplete: str, *, most: int = 100, required: bool = True) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, max_length=most, required=required, widget=widget)


class FounderForm(forms.Form):
    """**Tüzel Kişi Yetkilisi Bilgileri**: who he is, his password twice, secret question, notice channel."""

    national_id = NationalIdField(label=_("T.C. identity number"))
    given_names = _text_field(_("Given names"), "given-name")
    surname = _text_field(_("Surname"), "family-name", required=False)
    birth_year = forms.IntegerField(
        label=_("Year of birth"),
        min_value=1900,
        max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "bday-year"}),
    )
    password = _password_field(_("Password"))
    password_again = _password_field(_("Password again"))
    secret_question = forms.ChoiceField(label=_("Secret question"), choices=SecretQuestion.choices)
    secret_answer = _text_field(pgettext_lazy("secret question", "Answer"), "off", most=200)
    notice_channel = forms.ChoiceField(
        label=_("Notice channel"),
        choices=NoticeChannel.choices,
        initial=NoticeChannel.EMAIL,
        widget=forms.RadioSelect,
    )
    email = forms.EmailField(
        label=_("E-mail"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    phone = PhoneField(label=_("Mobile phone"), required=False)
    postal_address = forms.CharField(
        label=_("Postal address"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address"}),
    )

    def clean(self) -> dict[str, Any]:
        """Passwords agree and are fit; the chosen channel has its address."""
        cleaned = super().clean() or {}
        password = cleaned.get("password")
        if password and cleaned.get("password_again") not in (None, password):
            self.add_error("password_again", _("The two passwords differ; type the same one twice."))
        if password:
            self._check_password(password, cleaned)
        needed = NEEDED_FOR[NoticeChannel(cleaned.get("notice_channel") or NoticeChannel.EMAIL)]
        if not cleaned.get(needed) and needed not in self.errors:
            self.add_error(needed, _("The notice channel you chose needs this."))
        return cleaned

    def _check_password(self, password: str, cleaned: dict[str, Any]) -> None:
        names = ("national_id", "given_names", "surname", "email")
        try:
            validate_password(password, Person(**{name: cleaned.get(name) or "" for name in names}))
        except ValidationError as refused:
            self.add_error("password", refused)
