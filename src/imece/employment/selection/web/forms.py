"""What the steps of a candidate ask for."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.ui.fields import DateField
from imece.employment.selection.enums import AnswerChannel, CandidateState, InterviewTopic

RESULTS = (CandidateState.SUITABLE, CandidateState.UNSUITABLE, CandidateState.ABSENT)


class NothingToFill(forms.Form):
    """For steps that need only their button."""


class InviteForm(forms.Form):
    interview_on = DateField(label=_("Interview date"), earliest=timezone.localdate)
    interview_time = forms.TimeField(
        label=_("Time"),
        help_text=_("For example 14.30"),
        widget=forms.TimeInput(attrs={"inputmode": "decimal", "class": "is-date"}, format="%H.%M"),
        input_formats=["%H.%M", "%H:%M"],
    )
    interview_place = forms.CharField(label=_("Interview place"), max_length=300)

    def values(self) -> dict[str, Any]:
        """Day and time as one instant on the clocks of Türkiye."""
        cleaned = self.cleaned_data
        at = datetime.combine(cleaned["interview_on"], cleaned["interview_time"])
        return {"interview_at": timezone.make_aware(at), "interview_place": cleaned["interview_place"]}


class ResultForm(forms.Form):
    result = forms.ChoiceField(
        label=_("Result of the interview"),
        choices=[(r.value, r.label) for r in RESULTS],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Needed when the person was not found suitable; he can read it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
    )


class PlacementForm(forms.Form):
    started_on = DateField(
        label=_("First day of work"),
        help_text=_("The placement counts as reported until the SGK entry confirms it."),
    )


class RemoveForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The person can read it, and contest the removal."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)


class StaffAnswerForm(forms.Form):
    accepts = forms.ChoiceField(
        label=_("Answer to the invitation"),
        choices=[("yes", _("Accepted")), ("no", _("Declined"))],
        widget=forms.RadioSelect,
    )
    channel = forms.ChoiceField(
        label=_("How did the answer come?"),
        choices=[(c.value, c.label) for c in (AnswerChannel.POST, AnswerChannel.PHONE)],
        widget=forms.RadioSelect,
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Only if you want to give one; the employer reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
    )
    confirmed = forms.CharField(widget=forms.HiddenInput, initial="1")


class ObjectionForm(forms.Form):
    words = forms.CharField(
        label=_("Why you contest it"),
        help_text=_("In your own words. The unit reads them, the employer does not."),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=4000,
    )


class DecisionObjectionForm(ObjectionForm):
    """Against a decision about a candidate, who may have been interviewed."""

    interview_topics = forms.MultipleChoiceField(
        label=_("Were you asked about any of these at the interview?"),
        help_text=_(
            "Nobody may be chosen by them (6701 md. 6). Leave it empty if not; the unit looks at it."
        ),
        choices=InterviewTopic.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class ObjectionAnswerForm(forms.Form):
    is_upheld = forms.ChoiceField(
        label=_("Answer to the objection"),
        choices=[("yes", _("Uphold")), ("no", _("Reject"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The person reads it word by word; when it is upheld, the employer too."),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=4000,
    )
