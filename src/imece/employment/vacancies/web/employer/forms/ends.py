"""What the ends of a vacancy ask for: **Kapat**, **İptal Et**, extension."""

from django import forms
from django.utils.translation import gettext_lazy as _

from imece.core.ui.fields import CountField, DateField
from imece.employment.vacancies.enums import ClosingOutcome


class CloseForm(forms.Form):
    """P3.7: how many placed, by whom, and why the others not; beside it stands what the platform counts."""

    placed_through_us = CountField(label=_("Posts filled through İŞKUR"), least=0, most=5000)
    placed_otherwise = CountField(label=_("Posts filled by other means"), least=0, most=5000, initial=0)
    outcome = forms.ChoiceField(label=_("Outcome"), choices=ClosingOutcome.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason for those not filled"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed unless every post is filled."),
    )


class CancelForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class ExtendForm(forms.Form):
    last_application_on = DateField(label=_("New last application date"))


class NothingToFill(forms.Form):
    """For a step that needs only its button."""
