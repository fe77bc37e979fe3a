"""Forms of interruptions, paper, breaches and material."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from imece.core.submissions import OnceForm
from imece.core.ui.fields import CountField, DateField
from imece.exchange.continuity.domain.breaches import BreachFacts
from imece.exchange.continuity.domain.interruptions import Story
from imece.exchange.continuity.domain.paper import PaperLine
from imece.exchange.continuity.domain.queries import all_institutions
from imece.exchange.continuity.enums import BreachKind, Cause, DataCategory, MaterialKind, PaperOutcome
from imece.exchange.continuity.web.fields import MomentField, ServicesField, service_choices
from imece.exchange.parties.models import Institution


def long_text(label: Any, *, rows: int = 3, **options: Any) -> forms.CharField:
    options.setdefault("max_length", 4000)
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **options)


class StoryForm(OnceForm):
    title = forms.CharField(label=_("What happens"), max_length=200)
    description = long_text(_("Description"), required=False)
    services = ServicesField(label=_("Services"))

    def story(self) -> Story:
        given = self.cleaned_data
        return Story(
            title=given["title"], description=given["description"], services=given["services"],
            provider=given.get("provider"),
        )  # fmt: skip


class MaintenanceForm(StoryForm):
    """PRO-14, PRO-17."""

    provider = forms.ModelChoiceField(
        label=_("Whose service"), queryset=all_institutions(), required=False, empty_label=_("The platform")
    )
    planned_from = MomentField(label=_("Begins at"))
    planned_until = MomentField(label=_("Ends at"))
    is_urgent = forms.BooleanField(label=_("Emergency"), required=False)
    urgent_reason = long_text(_("Why it cannot wait"), rows=2, required=False, max_length=500)


class OutageForm(StoryForm):
    provider = forms.ModelChoiceField(
        label=_("Whose service"), queryset=all_institutions(), required=False, empty_label=_("The platform")
    )
    started_at = MomentField(label=_("Since"))
    field_order = ("title", "started_at")


class OwnOutageForm(StoryForm):
    started_at = MomentField(label=_("Since"))
    field_order = ("title", "started_at")


class InterruptionStepForm(forms.Form):
    """`at` and `reason` are shown where the step takes them."""

    at = MomentField(label=_("When it happened"), required=False)
    reason = long_text(_("Reason"), required=False, max_length=1000)

    def __init__(self, *args: Any, wants: tuple[str, ...], **options: Any) -> None:
        super().__init__(*args, **options)
        for name in list(self.fields):
            if name not in wants:
                del self.fields[name]
            else:
                self.fields[name].required = True


class CauseForm(forms.Form):
    cause = forms.ChoiceField(label=_("Whose cause"), choices=Cause.choices)
    text = long_text(_("Cause"), required=False)


class PaperRequestForm(forms.Form):
    institution = forms.ModelChoiceField(label=_("Institution"), queryset=all_institutions())
    letter_number = forms.CharField(label=_("Number of the letter"), max_length=60)
    letter_on = DateField(label=_("Date of the letter"))

    def __init__(self, *args: Any, own: Institution | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        if own is not None:
            del self.fields["institution"]


class PaperLineForm(OnceForm):
    """One line of a paper form."""

    form_number = forms.CharField(label=_("Number of the paper form and line"), max_length=40)
    service = forms.ChoiceField(label=_("Service"), choices=service_choices)
    subject_number = forms.RegexField(
        r"^[0-9]{10,11}$", label=_("Identity number asked about"),
        error_messages={"invalid": _("An identity number has 11 digits, a tax number 10.")},
    )  # fmt: skip
    user_number = forms.CharField(label=_("User number"), max_length=40)
    unit_code = forms.CharField(label=_("Unit code"), max_length=30, required=False)
    purpose = forms.CharField(label=_("Purpose"), max_length=40)
    file = forms.CharField(label=_("File number"), max_length=80)
    asked_at = MomentField(label=_("Asked on paper at"))
    answered_at = MomentField(label=_("Answered on paper at"))
    answered_by = forms.CharField(label=_("Who answered"), max_length=200)
    outcome = forms.ChoiceField(label=_("Outcome"), choices=PaperOutcome.choices, widget=forms.RadioSelect)

    def line(self) -> PaperLine:
        given = {name: self.cleaned_data[name] for name in PaperLine.__dataclass_fields__}
        return PaperLine(**given | {"outcome": PaperOutcome(given["outcome"])})


class BreachForm(OnceForm):
    """KVK-07: what the Board's form asks; what is not known yet stays empty."""

    kind = forms.ChoiceField(label=_("Kind"), choices=BreachKind.choices)
    title = forms.CharField(label=_("What happened"), max_length=200)
    source = long_text(_("Source: how it happened"))
    learned_at = MomentField(label=_("Learned at"))
    occurred_at = MomentField(label=_("Happened at"), required=False)
    services = ServicesField(label=_("Services"))
    suspect = forms.ModelChoiceField(
        label=_("Whose questions are concerned"), queryset=all_institutions(), required=False,
        empty_label=_("Anybody's"),
    )  # fmt: skip
    asked_from = MomentField(label=_("Questions from"), required=False)
    asked_until = MomentField(label=_("Questions until"), required=False)
    categories = forms.MultipleChoiceField(
        label=_("Categories of data"), choices=DataCategory.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    person_count = CountField(label=_("Number of persons"), required=False)
    record_count = CountField(label=_("Number of records"), required=False)
    effects = long_text(_("Likely effects"), required=False)
    measures = long_text(_("Measures taken"), required=False)

    def __init__(self, *args: Any, is_change: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if is_change:
            del self.fields["learned_at"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if bool(cleaned.get("asked_from")) != bool(cleaned.get("asked_until")):
            self.add_error(
                "asked_until", _("A span of time has a beginning and an end. Fill in both, or neither.")
            )
        return cleaned

    def facts(self, learned_at: datetime | None = None) -> BreachFacts:
        names = [name for name in BreachFacts.__dataclass_fields__ if name in self.cleaned_data]
        given = {name: self.cleaned_data[name] for name in names}
        return BreachFacts(**({"learned_at": learned_at} if learned_at else {}) | given)


class NewBreachForm(BreachForm):
    other_parties = forms.ModelMultipleChoiceField(
        label=_("Other parties to be told (PRO-10)"), queryset=all_institutions(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    is_kps = forms.BooleanField(label=_("Identity sharing (KPS) is concerned"), required=False, initial=True)
    is_osh = forms.BooleanField(label=_("Safety at work is concerned"), required=False)


class TellForm(forms.Form):
    told_at = MomentField(label=_("Told at"), required=False)
    how = forms.CharField(
        label=_("How it was told"),
        max_length=250,
        required=False,
        help_text=_("Letter with its number, KEP, form."),
    )
    late_reason = long_text(_("Why it was told late"), rows=2, required=False, max_length=2000)
    is_owed = forms.ChoiceField(
        label=_("Is it owed?"), choices=[("yes", _("Yes, and it was told")), ("no", _("No, not owed"))],
        widget=forms.RadioSelect, initial="yes",
    )  # fmt: skip
    reason = long_text(_("Why it is not owed"), rows=2, required=False, max_length=1000)
    field_order = ("is_owed",)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        needed = ("told_at", "how") if cleaned.get("is_owed") == "yes" else ("reason",)
        for name in needed:
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(
                    name, _("“%(label)s” is empty. Fill it in.") % {"label": self.fields[name].label}
                )
        return cleaned


class MaterialForm(OnceForm):
    service = forms.ChoiceField(label=_("Service"), choices=service_choices)
    service_version = CountField(label=_("Version of the service"), initial=1)
    kind = forms.ChoiceField(label=_("Kind"), choices=MaterialKind.choices)
    title = forms.CharField(label=_("Title"), max_length=200)
    text = long_text(_("Content"), rows=10, max_length=50_000)
    change_note = long_text(_("What is new"), max_length=2000)


class SubscribeForm(forms.Form):
    email = forms.EmailField(label=_("E-mail"), max_length=254)
