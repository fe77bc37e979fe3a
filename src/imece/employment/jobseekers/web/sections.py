"""The sections of the profile as forms: one form for what there is once, one for each line that is added."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.ui.fields import CountField, DateField, MoneyField
from imece.employment.jobseekers.enums import (
    CertificateKind,
    DisabilityGroup,
    LineKind,
    MilitaryStatus,
    PersonalStatus,
    Section,
    Sex,
)
from imece.employment.jobseekers.models import JobSeeker
from imece.reference.enums import EducationLevel, ExamKind, LanguageLevel, LicenceClass
from imece.reference.public import language_names, provinces
from imece.reference.web.fields import OccupationField, PlaceForm

WORK_KINDS = (
    ("full_time", _("Full time")),
    ("part_time", _("Part time")),
    ("remote", _("From home or remote")),
    ("temporary", _("Temporary")),
    ("seasonal", _("Seasonal")),
    ("shifts", _("In shifts")),
)  # the values of the vacancies' kinds of work


class SectionForm(forms.Form):
    """`values()` are columns of the profile; `version` refuses a change from an older page."""

    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def __init__(self, *args: Any, profile: JobSeeker, **options: Any) -> None:
        self.profile = profile
        initial = {name: getattr(profile, name) for name in self.base_fields if hasattr(profile, name)}
        options["initial"] = initial | self.own_initial()
        super().__init__(*args, **options)

    def own_initial(self) -> dict[str, Any]:
        return {}

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class PlaceSection(SectionForm, PlaceForm):
    field_order = ("province", "district")

    def values(self) -> dict[str, Any]:
        return {
            "province_id": self.cleaned_data["province"].pk,
            "district_id": self.cleaned_data["district"].pk,
        }


class EducationSection(SectionForm):
    education = forms.ChoiceField(
        label=_("Highest level finished"),
        choices=EducationLevel.choices,
        help_text=_("A school that ends later goes below with its date; it counts from that day."),
    )


class DocumentsSection(SectionForm):
    licence_classes = forms.MultipleChoiceField(
        label=_("Driving licence classes"),
        choices=LicenceClass.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("The highest is enough: CE stands for C, B and what they include."),
    )
    has_src = forms.BooleanField(label=_("I have an SRC certificate"), required=False)
    has_psychotechnic = forms.BooleanField(label=_("I have a psychotechnic certificate"), required=False)
    computer_skills = forms.CharField(
        label=_("Computer programs"),
        max_length=600,
        required=False,
        help_text=_("Divided by commas: Excel, AutoCAD, C++"),
    )
    military_status = forms.ChoiceField(
        label=_("Military service"), choices=MilitaryStatus.choices, required=False
    )
    military_deferred_until = DateField(label=_("Deferred until"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.profile.sex != Sex.MALE or not self.profile.is_citizen:
            del self.fields["military_status"], self.fields["military_deferred_until"]

    def own_initial(self) -> dict[str, Any]:
        return {"computer_skills": ", ".join(self.profile.computer_skills)}

    def clean_computer_skills(self) -> list[str]:
        named = [part.strip() for part in self.cleaned_data["computer_skills"].split(",")]
        if too_long := next((part for part in named if len(part) > 60), None):
            raise forms.ValidationError(
                _("«%(name)s…» is too long for one program. Divide them by commas."),
                params={"name": too_long[:30]},
            )
        return list(dict.fromkeys(part for part in named if part))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        is_deferred = cleaned.get("military_status") == MilitaryStatus.DEFERRED
        if (
            is_deferred
            and not cleaned.get("military_deferred_until")
            and "military_deferred_until" in cleaned
        ):
            self.add_error("military_deferred_until", _("Until when is it deferred? Write the day."))
        if "military_deferred_until" in cleaned and not is_deferred:
            cleaned["military_deferred_until"] = None
        return cleaned


class WishesSection(SectionForm):
    sought_work_kinds = forms.MultipleChoiceField(
        label=_("Kinds of work I look for"),
        choices=WORK_KINDS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    lowest_wage_amount = MoneyField(label=_("Lowest net wage a month I look for"), required=False)
    accepts_travel = forms.BooleanField(label=_("I can travel for work"), required=False)
    accepts_nights = forms.BooleanField(label=_("I can work at night"), required=False)
    about = forms.CharField(
        label=_("About me"), widget=forms.Textarea(attrs={"rows": 5}), max_length=2000, required=False
    )


class SpecialSection(SectionForm):
    """KVK-03: saved at once into encrypted columns; never a draft, never in the trail."""

    personal_status = forms.ChoiceField(label=_("Personal status"), choices=PersonalStatus.choices)
    groups = forms.MultipleChoiceField(
        label=_("Groups of disability in your report"),
        choices=DisabilityGroup.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    rate = CountField(label=_("Rate in your health-board report (%)"), least=1, most=100, required=False)
    report_on = DateField(
        label=_("Date of your health-board report"),
        required=False,
        latest=timezone.localdate,
        help_text=_("Your unit may ask to see the report."),
    )
    report_until = DateField(
        label=_("Last day of your report"), required=False, help_text=_("Empty for a report without an end.")
    )
    consents = forms.BooleanField(
        label=_("I agree that this status is kept and compared with vacancies that the law reserves."),
        required=False,
        help_text=_("You can take it back at any time: choose «Normal» and save; the status is then erased."),
    )

    def own_initial(self) -> dict[str, Any]:
        report = json.loads(self.profile.disability) if self.profile.disability else {}
        return {
            "personal_status": self.profile.personal_status or PersonalStatus.NORMAL,
            "groups": report.get("groups", []),
            "rate": report.get("rate"),
            "report_on": _day(report.get("report_on")),
            "report_until": _day(report.get("report_until")),
            "consents": self.profile.special_consent_at is not None,
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        status = cleaned.get("personal_status", PersonalStatus.NORMAL)
        if status != PersonalStatus.NORMAL and not cleaned.get("consents"):
            self.add_error(
                "consents", _("Without your consent it may not be kept. Tick the box, or choose «Normal».")
            )
        if status == PersonalStatus.DISABLED and "rate" in cleaned and cleaned["rate"] is None:
            self.add_error("rate", _("Write the rate of your report: the law asks for it."))
        if status == PersonalStatus.DISABLED and "report_on" in cleaned:
            self._check_report(cleaned["report_on"], cleaned.get("report_until"))
        return cleaned

    def _check_report(self, made: date | None, until: date | None) -> None:
        if made is None:
            self.add_error("report_on", _("Write the date of your report: the law asks for it."))
        elif until is not None and until < made:
            self.add_error("report_until", _("The last day lies before the day of the report."))

    def values(self) -> dict[str, Any]:
        status = self.cleaned_data["personal_status"]
        is_special = status != PersonalStatus.NORMAL
        given = self.cleaned_data
        days = {name: given[name].isoformat() for name in ("report_on", "report_until") if given[name]}
        report = {"groups": given["groups"], "rate": given["rate"], **days}
        return {
            "personal_status": status if is_special else "",
            "disability": json.dumps(report) if status == PersonalStatus.DISABLED else "",
            "special_consent_at": (self.profile.special_consent_at or timezone.now()) if is_special else None,
        }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


FORMS: dict[Section, type[SectionForm]] = {
    Section.PLACE: PlaceSection,
    Section.EDUCATION: EducationSection,
    Section.DOCUMENTS: DocumentsSection,
    Section.WISHES: WishesSection,
    Section.SPECIAL: SpecialSection,
}


# ------------------------------------------------------------------------------------- one line
class SchoolForm(forms.Form):
    level = forms.ChoiceField(
        label=_("Level"), choices=EducationLevel.choices, initial=EducationLevel.values[0]
    )
    school = forms.CharField(label=_("School"), max_length=150)
    department = forms.CharField(label=_("Department"), max_length=150, required=False)
    graduated_on = DateField(label=_("Date of graduation"), required=False)


class WorkForm(forms.Form):
    occupation = OccupationField(label=_("Occupation"))
    employer_name = forms.CharField(label=_("Workplace"), max_length=150)
    began_on = DateField(label=_("From"), latest=timezone.localdate)
    ended_on = DateField(
        label=_("Until"),
        required=False,
        latest=timezone.localdate,
        help_text=_("Empty: you still work there, and the months go on counting."),
    )
    description = forms.CharField(
        label=_("What you did"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000, required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("began_on"), cleaned.get("ended_on")
        if first and last and last < first:
            self.add_error("ended_on", _("The last day may not be before the first."))
        return cleaned


LEVELS = [("", _("none")), *LanguageLevel.choices]


def _languages() -> list[tuple[str, str]]:
    return [
        ("", str(_("Choose"))),
        *((code, name) for code, name in language_names().items() if code != "tr"),
    ]


class LanguageForm(forms.Form):
    language = forms.ChoiceField(label=_("Language"), choices=_languages)
    reading = forms.ChoiceField(label=_("Reading"), choices=LEVELS, required=False)
    writing = forms.ChoiceField(label=_("Writing"), choices=LEVELS, required=False)
    speaking = forms.ChoiceField(label=_("Speaking"), choices=LEVELS, required=False)
    document = forms.CharField(
        label=_("Document"), max_length=60, required=False, help_text=_("For example YDS, TOEFL")
    )
    score = forms.DecimalField(
        label=_("Points"), max_digits=6, decimal_places=2, min_value=Decimal(0), localize=True, required=False
    )


class CertificateForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Kind of certificate"), choices=CertificateKind.choices, initial=CertificateKind.values[0]
    )
    name = forms.CharField(label=_("Name of the certificate"), max_length=100)
    issued_on = DateField(label=_("Date of the certificate"), required=False)
    valid_until = DateField(label=_("Valid until"), required=False)


class ExamForm(forms.Form):
    kind = forms.ChoiceField(label=_("Exam"), choices=ExamKind.choices, initial=ExamKind.values[0])
    name = forms.CharField(
        label=_("Kind of points"), max_length=60, required=False, help_text=_("For example P94")
    )
    score = forms.DecimalField(
        label=_("Points"), max_digits=6, decimal_places=2, min_value=Decimal(0), localize=True
    )
    taken_on = DateField(label=_("Date of the exam"), required=False)
    valid_until = DateField(label=_("Valid until"), required=False)


class FurtherPlaceForm(forms.Form):
    province = forms.ModelChoiceField(label=_("Province"), queryset=provinces(), empty_label=_("Choose"))


LINE_FORMS: dict[LineKind, type[forms.Form]] = {
    LineKind.SCHOOL: SchoolForm,
    LineKind.WORK: WorkForm,
    LineKind.LANGUAGE: LanguageForm,
    LineKind.CERTIFICATE: CertificateForm,
    LineKind.EXAM: ExamForm,
    LineKind.PLACE: FurtherPlaceForm,
}
