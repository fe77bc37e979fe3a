"""Invented data for the gallery. Numbers are test values; nobody bears these names here."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from imece.core.ui import fields


class SampleForm(forms.Form):
    """Every kind of field once."""

    prefix = "sample"
    title = forms.CharField(label=_("Title of the vacancy"), help_text=_("As the job seeker will read it"))
    ends_on = fields.DateField(label=_("Last day for applications"))
    headcount = fields.CountField(label=_("Number of workers"), least=1)
    wage_amount = fields.MoneyField(label=_("Monthly gross wage"), required=False)
    national_id = fields.NationalIdField(label=_("T.C. identity number"))
    phone = fields.PhoneField(label=_("Telephone"), required=False)
    iban = fields.IbanField(label="IBAN", required=False)
    shift = forms.ChoiceField(
        label=_("Way of working"), choices=[("full", _("Full time")), ("part", _("Part time"))], widget=forms.RadioSelect
    )
    groups = forms.MultipleChoiceField(
        label=_("Open to"),
        choices=[("disabled", _("Disabled people")), ("ex_convict", _("Ex-convicts"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    education = forms.ChoiceField(label=_("Education"), choices=[("", "—"), ("1", "İlkokul"), ("2", "Lise")])
    description = forms.CharField(label=_("Description"), widget=forms.Textarea, required=False)
    password = forms.CharField(label=_("Password"), widget=forms.PasswordInput, required=False)
    attachment = forms.FileField(label=_("File"), help_text=_("PDF, at most 5 MB"), required=False)
    number = forms.CharField(label=_("İŞKUR number"), initial="1234567897", disabled=True)
    agreed = forms.BooleanField(label=_("I have read and agree"))


WRONG = {"sample-ends_on": "31.02.2027", "sample-headcount": "1,5", "sample-national_id": "12345678901", "sample-iban": "TR00"}


def everything(query: Mapping[str, str]) -> dict[str, Any]:
    """`?hata=1` shows the form as it looks after errors, with the summary on top of the page."""
    sample = SampleForm(WRONG) if query.get("hata") else SampleForm()
    return {
        "form": sample,
        "now": datetime(2026, 11, 21, 11, 32, tzinfo=UTC),
        "breadcrumbs": [(_("Home page"), "/"), (_("Components"), None)],
    }
