"""What the steps of a candidate ask for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from imece.core.ui.fields import DateField, DateTimeField
from imece.employment.selection.enums import AnswerChannel, CandidateState

RESULTS = (CandidateState.SUITABLE, CandidateState.UNSUITABLE, CandidateState.ABSENT)


class NothingToFill(forms.Form):
    """For steps that need only their button."""


class InviteForm(forms.Form):
    interview_at = DateTimeField(label=_("Interview date and time"))
    interview_place = forms.CharField(label=_("Interview place"), max_length=300)


class ResultForm(forms.Form):
    result = forms.ChoiceField(
        label=_("Result of the interview"), choices=[(r.value, r.label) for r in RESULTS], widget=forms.RadioSelect
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


class CandidateCriteria(forms.Form):
    state = forms.ChoiceField(
        label=_("List"), choices=[("", _("All")), *CandidateState.choices], required=False
    )
