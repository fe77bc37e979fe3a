"""What a vacancy offers and how it is announced, page by page of the wizard (§2.2)."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.parameters import Parameters
from imece.core.ui.fields import CountField, DateField, MoneyField, PhoneField
from imece.employment.vacancies.domain.rules import usual_last_day
from imece.employment.vacancies.enums import (
    ApplicationArea,
    Benefit,
    ContractKind,
    MatchingKind,
    PublicMethod,
    WageBasis,
    WorkKind,
)
from imece.employment.vacancies.web.employer.forms.fields import optional, shown_if
from imece.reference.public import country_names
from imece.reference.web.fields import PlaceForm


def in_usual_days() -> date:
    today = timezone.localdate()
    return usual_last_day(today, Parameters(today))


def usual_week() -> int:
    """A full week of the law (4857 md. 63), offered as the start."""
    return Parameters(timezone.localdate()).integer("full_week_hours")


class TermsSection(forms.Form):
    """**Çalışma Şartları**."""

    work_kind = forms.ChoiceField(
        label=_("Kind of work"), choices=WorkKind.choices, initial=WorkKind.FULL_TIME
    )
    contract_kind = forms.ChoiceField(
        label=_("Kind of contract"), choices=ContractKind.choices, initial=ContractKind.INDEFINITE
    )
    contract_months = CountField(
        label=_("Duration (months)"),
        least=1,
        most=120,
        required=False,
        help_text=_("Only for a contract of definite duration."),
    )
    weekly_hours = CountField(label=_("Hours a week"), least=1, most=168, initial=usual_week)
    weekly_days = CountField(label=_("Days a week"), least=1, most=7, required=False)
    wage_basis = forms.ChoiceField(
        label=_("The wage is told"),
        choices=WageBasis.choices,
        initial=WageBasis.GROSS,
        help_text=_("It is compared with the minimum wage on the same basis, for the hours a week."),
    )
    wage_min_amount = MoneyField(label=_("Lowest wage a month"))
    wage_max_amount = MoneyField(label=_("Highest wage a month"), required=False)
    has_travel = forms.BooleanField(label=_("The work needs travel"), required=False)
    has_night_work = forms.BooleanField(label=_("Work at night"), required=False)
    is_underground_or_underwater = forms.BooleanField(
        label=_("Underground or underwater work"),
        required=False,
        help_text=_("Nobody under 18 and no woman may do it (4857 md. 72)."),
    )

    is_light_work = forms.BooleanField(
        label=_("Light work"),
        required=False,
        help_text=_(
            "Work that harms neither health nor school: who has finished compulsory school may do it from the age "
            "of 14 (4857 md. 71)."
        ),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["contract_months"].widget.attrs |= shown_if("contract_kind", ContractKind.DEFINITE)


class WorkAddressSection(PlaceForm):
    """**Çalışma Adresi**: at home or abroad; for work abroad province and district are where people apply."""

    neighbourhood = forms.CharField(label=_("Neighbourhood"), max_length=100, required=False)
    work_address = forms.CharField(
        label=_("Address of the work"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    is_abroad = forms.BooleanField(
        label=_("The work is abroad"),
        required=False,
        help_text=_("Then province and district above are where people apply, and the country is needed."),
    )
    country = forms.ChoiceField(
        label=_("Country"),
        choices=lambda: [
            ("", _("None")),
            *((code, name) for code, name in country_names().items() if code != "TR"),
        ],
        required=False,
        help_text=_("Only for work abroad."),
    )
    project = forms.CharField(
        label=_("Project"), max_length=150, required=False, help_text=_("Only for work abroad.")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("country", "project"):
            self.fields[name].widget.attrs |= shown_if("is_abroad", "on")


class BenefitsSection(forms.Form):
    """**Olanaklar**."""

    benefits = forms.MultipleChoiceField(
        label=_("Benefits"), choices=Benefit.choices, required=False, widget=forms.CheckboxSelectMultiple
    )


class InterviewSection(forms.Form):
    """**Görüşme Adresi**: shown to those who are invited, not to everybody."""

    interview_place = forms.CharField(
        label=_("Interview address"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    interviews_from = DateField(label=_("Interviews from"), required=False)
    interviews_until = DateField(label=_("Interviews until"), required=False)
    contact_name = forms.CharField(label=_("Person to ask for"), max_length=100, required=False)
    contact_phone = PhoneField(label=_("Telephone"), required=False)
    contact_email = forms.EmailField(label=_("E-mail"), required=False)


class PropertiesSection(forms.Form):
    """**Talep Özellikleri**; a public body's last day and method follow rules of their own (VAC-20, VAC-23, VAC-25)."""

    OF_PUBLIC_BODIES = ("public_method", "is_career_post")

    post_count = CountField(label=_("Number of open posts"), least=1, most=5000, initial=1)
    starts_on = DateField(
        label=_("First day of the announcement"),
        required=False,
        help_text=_(
            "Empty: at once. With a later day it stays a draft until then, and is announced by itself."
        ),
    )
    last_application_on = DateField(
        label=_("Last application date"),
        initial=in_usual_days,
        help_text=_(
            "Whether somebody fits (age, experience, documents, deferment) is judged as of this day, not of today."
        ),
    )
    application_area = forms.ChoiceField(
        label=_("Who may apply"), choices=ApplicationArea.choices, initial=ApplicationArea.COUNTRY
    )
    matching_kind = forms.ChoiceField(
        label=_("Matching"),
        choices=MatchingKind.choices,
        initial=MatchingKind.OWN_CHOICE,
        help_text=_("If the institution proposes, its unit chooses people for you; anybody may still apply."),
    )
    public_method = forms.ChoiceField(
        label=_("Method of a public body"),
        choices=optional(PublicMethod.choices, _("Choose")),
        required=False,
    )
    is_career_post = forms.BooleanField(
        label=_("Career post of a public body"),
        required=False,
        help_text=_("Then at least 60 points of KPSS are asked for."),
    )
    is_name_published = forms.BooleanField(
        label=_("Show the employer's name to everybody"),
        required=False,
        help_text=_("Otherwise only people who have signed in see it."),
    )
    note = forms.CharField(
        label=_("Note for the institution"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Not announced; the institution's staff read it."),
    )
    is_kept_as_draft = forms.BooleanField(
        label=_("Keep it as a draft for now"),
        required=False,
        help_text=_("Otherwise Save announces it."),
    )

    def __init__(
        self, *args: Any, is_public: bool = False, is_announced: bool = False, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        if is_announced:
            del self.fields["is_kept_as_draft"], self.fields["starts_on"]
        if is_public:
            self.fields["public_method"].required = True
            del self.fields["last_application_on"], self.fields["matching_kind"]
        else:
            for name in self.OF_PUBLIC_BODIES:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("is_kept_as_draft") and cleaned.get("starts_on"):
            text = _(
                "A draft with a first day is announced on that day. Empty the day, or do not keep it as a draft."
            )
            self.add_error("starts_on", text)
        return cleaned
