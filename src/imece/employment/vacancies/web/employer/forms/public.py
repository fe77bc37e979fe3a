"""What the draw of a public list and the right of priority ask for (VAC-25, VAC-26)."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.ui.fields import DateField, NationalIdField
from imece.employment.vacancies.enums import DropReason, PriorityLossReason


class DrawForm(forms.Form):
    seed = forms.CharField(
        label=_("Number drawn before the notary"),
        max_length=60,
        help_text=_("Drawn in public after the list was fixed; the whole order follows from it."),
    )
    drawn_on = DateField(label=_("Date of the draw"), initial=timezone.localdate)
    drawn_by = forms.CharField(label=_("Who drew"), max_length=150)
    notary_name = forms.CharField(label=_("Notary"), max_length=150)
    notary_number = forms.CharField(label=_("Number of the notary's record"), max_length=40)


class DropForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Why the place was lost"),
        choices=DropReason.choices,
        widget=forms.RadioSelect,
        help_text=_("Which paper was lacking is not written down (KVK-03)."),
    )


class PriorityForm(forms.Form):
    national_id = NationalIdField(label=_("T.C. identity number"))
    document_on = DateField(label=_("Date of the document"), latest=timezone.localdate)
    document_number = forms.CharField(label=_("Number of the document"), max_length=40)


class PriorityLossForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Why it was lost"), choices=PriorityLossReason.choices, widget=forms.RadioSelect
    )
    on = DateField(label=_("Lost on"), initial=timezone.localdate)
    note = forms.CharField(label=_("Explanation"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def values(self) -> dict[str, Any]:
        return dict(self.cleaned_data, reason=PriorityLossReason(self.cleaned_data["reason"]))
