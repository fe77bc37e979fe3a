"""The reviewer's form and the criteria of the unit's lists."""

from django import forms
from django.utils.translation import gettext_lazy as _

from imece.employment.vacancies.enums import ReviewOutcome

DECISIONS = (ReviewOutcome.APPROVED, ReviewOutcome.RETURNED, ReviewOutcome.REJECTED)
NEED_REASON = (ReviewOutcome.RETURNED, ReviewOutcome.REJECTED)


class DecisionForm(forms.Form):
    """One decision on one vacancy; `request` is the one the reviewer read."""

    request = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label=_("Decision"),
        choices=[
            (ReviewOutcome.APPROVED, _("Approve: the vacancy is open at once")),
            (ReviewOutcome.RETURNED, _("Return it to be changed")),
            (ReviewOutcome.REJECTED, _("Reject it, with the article")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "The employer reads it. Say why marked words are lawful here, or what to write instead; it stays on record."
        ),
    )
    article = forms.CharField(
        label=_("Article"),
        max_length=200,
        required=False,
        help_text=_("Needed when you reject, for example 6701 md. 6."),
    )

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or self.cleaned_data
        outcome = cleaned.get("outcome")
        if outcome in NEED_REASON and not cleaned.get("reason"):
            self.add_error(
                "reason", _("The reason is empty. Write what the employer is to change, or why not.")
            )
        if outcome == ReviewOutcome.REJECTED and not cleaned.get("article"):
            self.add_error(
                "article", _("The article is empty. Name the one that the vacancy offends against.")
            )
        return cleaned


class DecisionCriteria(forms.Form):
    outcome = forms.ChoiceField(
        label=_("Decision"), choices=[("", _("All")), *ReviewOutcome.choices], required=False
    )
    number = forms.CharField(label=_("Vacancy number"), max_length=11, required=False)
