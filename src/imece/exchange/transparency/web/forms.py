from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from imece.core.submissions import OnceForm
from imece.core.ui.fields import CountField, DateField, NationalIdField
from imece.exchange.transparency.domain.queries import institutions, services
from imece.exchange.transparency.domain.rules import EARLIEST, LATEST
from imece.exchange.transparency.domain.words import GROUP_WORDS
from imece.exchange.transparency.enums import FlagState, UsageRuleName, Verdict, WhyState

SPAN: Any = {"earliest": EARLIEST, "latest": LATEST}


class TrailForm(forms.Form):
    """The desk chooses the institution; an institution's own people search their own."""

    subject = NationalIdField(
        label=_("Person asked about"), required=False, help_text=_("T.C. or foreigner's identity number.")
    )
    user = forms.CharField(
        label=_("User number"),
        required=False,
        max_length=40,
        help_text=_("The user's number in the institution; needs an institution."),
    )
    service: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        label=_("Service"), queryset=None, required=False, empty_label=_("All")
    )
    outcome = forms.ChoiceField(
        label=_("Outcome of the query"), choices=[("", _("All")), *GROUP_WORDS.items()], required=False
    )
    first_on = DateField(label=_("From"), required=False, **SPAN)
    last_on = DateField(label=_("Until"), required=False, **SPAN)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].queryset = services()  # type: ignore[attr-defined]


class DeskTrailForm(TrailForm):
    institution: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        label=_("Institution"), queryset=None, required=False, empty_label=_("All")
    )
    field_order = ("institution",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["institution"].queryset = institutions()  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Why you need to see the personal fields. It stands on record with your name."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )


class FlagCriteria(forms.Form):
    state = forms.ChoiceField(label=_("State"), choices=[("", _("All")), *FlagState.choices], required=False)
    rule = forms.ChoiceField(
        label=_("What is unusual"), choices=[("", _("All")), *UsageRuleName.choices], required=False
    )


class ExplanationForm(forms.Form):
    explanation = forms.CharField(
        label=_("Explanation"),
        help_text=_("What this use was for. The auditor reads it."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=4000,
    )


class JudgementForm(forms.Form):
    is_sustained = forms.ChoiceField(
        label=_("Outcome of the flag"),
        choices=[("no", _("Explained")), ("yes", _("Sustained"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The institution reads it word by word."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
    )


class WhyCriteria(forms.Form):
    state = forms.ChoiceField(label=_("State"), choices=[("", _("All")), *WhyState.choices], required=False)


class WhyForm(OnceForm):
    words = forms.CharField(
        label=_("Your question"),
        help_text=_("Only if you want to add something; the institution reads it with your name."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        required=False,
    )


class WhyAnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Answer"),
        help_text=_("For what work, on what legal ground. The person reads it word by word; name no staff."),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=4000,
    )


class SampleForm(OnceForm):
    institution: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(label=_("Institution"), queryset=None)
    first_on = DateField(label=_("From"), **SPAN)
    last_on = DateField(label=_("Until"), **SPAN)
    size = CountField(label=_("How many questions"), least=1, most=50, initial=10)
    due_on = DateField(label=_("Answer due on"), **SPAN)
    note = forms.CharField(
        label=_("Why this sample was drawn"),
        help_text=_("The institution reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["institution"].queryset = institutions()  # type: ignore[attr-defined]


class AnswersForm(forms.Form):
    """One line of words for each drawn question."""

    def __init__(self, *args: Any, items: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in items:
            self.fields[f"item-{item.pk}"] = forms.CharField(
                label=_("Justification of question %(number)s") % {"number": item.institution_sequence},
                initial=item.answer,
                widget=forms.Textarea(attrs={"rows": 2}),
                max_length=2000,
                required=False,
            )

    def answers(self) -> dict[int, str]:
        return {int(name.removeprefix("item-")): value for name, value in self.cleaned_data.items()}


class VerdictsForm(forms.Form):
    """The auditor's word on each question, then on the whole."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000)

    def __init__(self, *args: Any, items: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in items:
            self.fields[f"item-{item.pk}"] = forms.ChoiceField(
                label=_("Verdict on question %(number)s") % {"number": item.institution_sequence},
                choices=[("", _("No verdict")), *Verdict.choices],
                required=False,
            )
        self.order_fields([name for name in self.fields if name != "reason"] + ["reason"])

    def verdicts(self) -> dict[int, str]:
        return {
            int(name.removeprefix("item-")): value
            for name, value in self.cleaned_data.items()
            if name != "reason"
        }


class DelayForm(OnceForm):
    institution: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(label=_("Institution"), queryset=None)
    number = NationalIdField(
        label=_("Identity number of the person"), help_text=_("Only its keyed fingerprint is kept.")
    )
    asked_from = DateField(label=_("Questions from"), **SPAN)
    asked_until = DateField(label=_("Questions until"), **SPAN)
    hidden_until = DateField(label=_("Hidden until"), **SPAN)
    legal_ground = forms.CharField(label=_("Legal ground"), max_length=250)
    decision_number = forms.CharField(label=_("Number of the decision"), max_length=60)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["institution"].queryset = institutions()  # type: ignore[attr-defined]


class WatchForm(forms.Form):
    number = NationalIdField(
        label=_("Identity number of the person"), help_text=_("Only its keyed fingerprint is kept.")
    )
    reason = forms.CharField(label=_("Reason"), max_length=250)
