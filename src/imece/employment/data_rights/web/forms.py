from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from imece.core.submissions import OnceForm
from imece.core.ui.fields import DateField, NationalIdField
from imece.employment.data_rights.domain.requests import Answer, NewRequest
from imece.employment.data_rights.enums import (
    DataArea,
    DataRequestOutcome,
    DataRequestState,
    OnBehalf,
    SubjectRight,
)
from imece.employment.data_rights.models import DataRequest

WAITING, ALL = "waiting", "all"


class DataRequestForm(OnceForm):
    right = forms.ChoiceField(
        label=_("What you ask for"), choices=SubjectRight, widget=forms.RadioSelect, help_text="6698 md. 11"
    )
    area = forms.ChoiceField(label=_("What it is about"), choices=[("", _("Choose")), *DataArea.choices])
    about_number = forms.CharField(
        label=_("Number of the vacancy or application"),
        help_text=_("Only if it is about one."),
        max_length=30,
        required=False,
    )
    words = forms.CharField(
        label=_("Your request"),
        help_text=_("In your own words; up to 4,000 letters."),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=4000,
    )
    on_behalf = forms.ChoiceField(
        label=_("For whom you ask"),
        choices=OnBehalf,
        initial=OnBehalf.MYSELF,
        widget=forms.RadioSelect,
    )
    subject_number = NationalIdField(
        label=_("T.C. number of the person for whom you ask"),
        help_text=_("Only if it is not you. It is kept encrypted."),
        required=False,
    )
    representation = forms.CharField(
        label=_("Why you may ask for this person"),
        help_text=_(
            "Only if it is not you: for example the court's decision on guardianship, or the certificate of "
            "inheritance."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
    )

    def new_request(self) -> NewRequest:
        given = {name: value for name, value in self.cleaned_data.items() if name != "token"}
        return NewRequest(**given)


class DataRequestCriteria(forms.Form):
    state = forms.ChoiceField(
        label=_("State"),
        choices=[(WAITING, _("All that wait")), *DataRequestState.choices, (ALL, _("All"))],
        initial=WAITING,
        required=False,
    )


class DataAnswerForm(forms.Form):
    """The law that keeps the data is asked for where erasure was asked for (KVK-06)."""

    outcome = forms.ChoiceField(
        label=_("Outcome of the request"), choices=DataRequestOutcome, widget=forms.RadioSelect
    )
    answer = forms.CharField(
        label=_("Answer"),
        help_text=_("The person reads it word by word: what was done, or why not."),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=4000,
    )
    is_kept_by_law = forms.BooleanField(
        label=_("A law has the data kept, so they are not erased"), required=False
    )
    kept_ground = forms.CharField(
        label=_("Law that has the data kept"),
        help_text=_("With its article. The person reads it."),
        max_length=500,
        required=False,
    )
    kept_until = DateField(label=_("Kept until"), required=False)

    def __init__(self, *args: Any, request: DataRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if request.right != SubjectRight.ERASURE:
            for name in ("is_kept_by_law", "kept_ground", "kept_until"):
                del self.fields[name]

    def given_answer(self) -> Answer:
        given = dict(self.cleaned_data)
        return Answer(words=given.pop("answer"), **given)
