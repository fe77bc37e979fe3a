"""What a vacancy asks for, page by page of the wizard (§2.2). Nothing is asked that is left empty."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.ui.fields import CountField, DateField
from imece.employment.jobseekers.enums import DisabilityGroup, PersonalStatus
from imece.employment.vacancies.enums import MasteryDocument, Position, WorkArea
from imece.employment.vacancies.web.employer.forms.fields import LinesField, PointsField, optional, shown_if
from imece.employment.vacancies.web.employer.forms.texts import description_field, title_field
from imece.reference.enums import EducationLevel, ExamKind, LanguageLevel, LicenceClass
from imece.reference.public import language_names
from imece.reference.web.fields import OccupationField

FURTHER_OCCUPATIONS = 4
LANGUAGES = 3


class OccupationSection(forms.Form):
    """**Mesleki Özellikler**; further occupations are accepted as well as the first (§2.2: at least one)."""

    occupation = OccupationField(label=_("Occupation"))
    title = title_field()
    description = description_field()
    work_area = forms.ChoiceField(label=_("Work area"), choices=optional(WorkArea.choices), required=False)
    position = forms.ChoiceField(label=_("Position"), choices=optional(Position.choices), required=False)
    min_experience_months = CountField(
        label=_("Lowest experience (months)"),
        least=0,
        most=600,
        initial=0,
        help_text=_("0: none is asked. Reckoned up to the last application date."),
    )
    vocational_document = forms.CharField(
        label=_("Vocational certificate (MYK)"), max_length=150, required=False
    )
    mastery_document = forms.ChoiceField(
        label=_("Mastery document"), choices=optional(MasteryDocument.choices), required=False
    )
    computer_skills = LinesField(label=_("Computer programs"), longest=60)
    certificates = LinesField(label=_("Certificates"), longest=100)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for number in range(1, FURTHER_OCCUPATIONS + 1):
            self.fields[f"accepted_{number}"] = OccupationField(
                label=_("Further occupation %(number)s") % {"number": number},
                required=False,
                help_text=_("Its people fit as well. Leave it empty if there is none."),
            )

    def clean(self) -> dict[str, Any]:
        """Each occupation once."""
        cleaned = super().clean() or {}
        seen = {cleaned.get("occupation")}
        for name in [key for key in self.fields if key.startswith("accepted_")]:
            occupation = cleaned.get(name)
            if occupation is not None and occupation in seen:
                text = _("“%(name)s” is in the vacancy already. Take it out here.") % {
                    "name": occupation.name
                }
                self.add_error(name, text)
            seen.add(occupation)
        return cleaned

    def values(self) -> dict[str, Any]:
        values = dict(self.cleaned_data)
        further = [values.pop(f"accepted_{number}") for number in range(1, FURTHER_OCCUPATIONS + 1)]
        return values | {"accepted_occupation_ids": [one.pk for one in further if one]}

    def summary_lines(self) -> list[tuple[str, str]]:
        return lines_without_empty_places(self, "accepted_")


class StatusSection(forms.Form):
    """**Kişisel Durum**: the category (VAC-21); groups and rate for the disabled alone."""

    personal_status = forms.ChoiceField(
        label=_("Personal status"),
        choices=PersonalStatus.choices,
        initial=PersonalStatus.NORMAL,
        help_text=_("A vacancy for a group is seen by everybody, and applied to by those of the group."),
    )
    disability_groups = forms.MultipleChoiceField(
        label=_("Groups of disability"),
        choices=DisabilityGroup.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs=shown_if("personal_status", "disabled")),
        help_text=_("Only for the status «Disabled». None ticked: all groups."),
    )
    min_disability_rate = CountField(
        label=_("Lowest rate of disability (%)"),
        least=0,
        most=100,
        required=False,
        help_text=_("Only for the status «Disabled»; 40 or more."),
    )
    max_disability_rate = CountField(
        label=_("Highest rate of disability (%)"),
        least=0,
        most=100,
        required=False,
        help_text=_("Only for the status «Disabled»."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("min_disability_rate", "max_disability_rate"):
            self.fields[name].widget.attrs |= shown_if("personal_status", "disabled")


class SchoolingSection(forms.Form):
    """**Öğrenim Durumu**."""

    min_education = forms.ChoiceField(
        label=_("Lowest education"), choices=EducationLevel.choices, initial=EducationLevel.ILLITERATE
    )
    max_education = forms.ChoiceField(
        label=_("Highest education"),
        choices=optional(EducationLevel.choices, _("No upper limit")),
        required=False,
    )
    school = forms.CharField(label=_("School"), max_length=150, required=False)
    department = forms.CharField(
        label=_("Department"), max_length=150, required=False, help_text=_("From upper secondary school on.")
    )
    graduated_from = DateField(label=_("Graduated not before"), required=False)
    graduated_until = DateField(label=_("Graduated not after"), required=False)


class LanguageSection(forms.Form):
    """**Yabancı Dil**: up to three languages, each with the levels asked for."""

    PARTS = ("reading", "writing", "speaking")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for number in range(1, LANGUAGES + 1):
            self._add_place(number)

    def _add_place(self, number: int) -> None:
        named = {"number": number}
        stem = f"language_{number}"
        names = [("", _("None")), *language_names().items()]
        self.fields[stem] = forms.ChoiceField(
            label=_("Language %(number)s") % named, choices=names, required=False
        )
        for part, label in (
            ("reading", _("Reading, language %(number)s")),
            ("writing", _("Writing, language %(number)s")),
            ("speaking", _("Speaking, language %(number)s")),
        ):
            self.fields[f"{stem}_{part}"] = forms.ChoiceField(
                label=label % named, choices=optional(LanguageLevel.choices), required=False
            )
        self.fields[f"{stem}_document"] = forms.CharField(
            label=_("Document, language %(number)s") % named,
            max_length=60,
            required=False,
            help_text=_("For example YDS."),
        )
        self.fields[f"{stem}_min_score"] = PointsField(
            label=_("Lowest points, language %(number)s") % named, required=False
        )
        for part in (*self.PARTS, "document", "min_score"):
            self.fields[f"{stem}_{part}"].widget.attrs |= shown_if(stem, "*")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        seen: set[str] = set()
        for number in range(1, LANGUAGES + 1):
            self._check_place(cleaned, f"language_{number}", seen)
        return cleaned

    def _check_place(self, cleaned: dict[str, Any], stem: str, seen: set[str]) -> None:
        language = cleaned.get(stem)
        parts = [cleaned.get(f"{stem}_{part}") for part in (*self.PARTS, "document", "min_score")]
        if not language and any(part not in (None, "") for part in parts):
            self.add_error(stem, _("Choose the language, or empty its levels, document and points."))
        if language and language in seen:
            self.add_error(stem, _("This language is chosen twice. Take it out here."))
        if language and not any(parts[: len(self.PARTS)]):
            self.add_error(
                f"{stem}_reading", _("Choose a level in at least one of reading, writing, speaking.")
            )
        seen.add(language or "")

    def values(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        rows = []
        for number in range(1, LANGUAGES + 1):
            stem = f"language_{number}"
            if cleaned[stem]:
                parts = (*self.PARTS, "document", "min_score")
                rows.append(
                    {"language": cleaned[stem], **{part: cleaned[f"{stem}_{part}"] for part in parts}}
                )
        return {"languages": rows}

    def summary_lines(self) -> list[tuple[str, str]]:
        lines = []
        for number in range(1, LANGUAGES + 1):
            stem = f"language_{number}"
            if language := self[stem].value():
                parts = [self[f"{stem}_{part}"] for part in (*self.PARTS, "document", "min_score")]
                told = [f"{str(one.label).split(',')[0]} {one.value()}" for one in parts if one.value()]
                lines.append((language_names().get(language, language), ", ".join(told) or "–"))
        return lines or [(str(_("Foreign language")), str(_("Not asked")))]


class ExamSection(forms.Form):
    """**Sınav Gereksinimi**: a central exam with its points, or one of the employer's own."""

    exam_kind = forms.ChoiceField(label=_("Exam"), choices=optional(ExamKind.choices), required=False)
    exam_name = forms.CharField(
        label=_("Kind of points"), max_length=60, required=False, help_text=_("For example P94.")
    )
    min_exam_score = PointsField(
        label=_("Lowest points"),
        required=False,
        help_text=_("Points count if they are still valid on the last application date."),
    )
    own_exam_on = DateField(label=_("Your own exam: day"), required=False)
    own_exam_time = forms.TimeField(
        label=_("Your own exam: time"),
        required=False,
        help_text=_("For example 14.30"),
        widget=forms.TimeInput(attrs={"inputmode": "decimal"}, format="%H:%M"),
    )
    own_exam_place = forms.CharField(label=_("Your own exam: place"), max_length=300, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("exam_name", "min_exam_score"):
            self.fields[name].widget.attrs |= shown_if("exam_kind", "*")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("exam_kind") and (cleaned.get("exam_name") or cleaned.get("min_exam_score")):
            self.add_error("exam_kind", _("Choose the exam whose points you ask for, or empty them."))
        day, time = cleaned.get("own_exam_on"), cleaned.get("own_exam_time")
        given = [bool(part) for part in (day, time, cleaned.get("own_exam_place"))]
        if any(given) and not all(given) and not self.errors:
            raise ValidationError(_("An exam of your own needs its day, its time and its place."))
        return cleaned

    def values(self) -> dict[str, Any]:
        values = dict(self.cleaned_data)
        day, time = values.pop("own_exam_on"), values.pop("own_exam_time")
        at = timezone.make_aware(datetime.combine(day, time)) if day and time else None
        return values | {"own_exam_at": at}


class LicenceSection(forms.Form):
    """**Sürücü Belgesi**: classes with what each covers, SRC and psychotechnic."""

    licence_classes = forms.MultipleChoiceField(
        label=_("Driving licence classes"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Somebody whose class covers all that you tick fits; tick only what the work needs."),
    )
    needs_src = forms.BooleanField(label=_("SRC certificate needed"), required=False)
    needs_psychotechnic = forms.BooleanField(label=_("Psychotechnic certificate needed"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["licence_classes"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(one.value, told_with_what_it_covers(one)) for one in LicenceClass]


def told_with_what_it_covers(licence: LicenceClass) -> str:
    others = [one.value for one in LicenceClass if one.value in licence.covers - {licence.value}]
    if not others:
        return licence.value
    return _("%(licence)s (covers %(others)s too)") % {"licence": licence.value, "others": ", ".join(others)}


def lines_without_empty_places(form: forms.Form, stem: str) -> list[tuple[str, str]]:
    """The check page's lines, without the places that nobody filled."""
    from imece.core.wizards.answers import shown_answer

    empty = {name for name in form.fields if name.startswith(stem) and not form.cleaned_data.get(name)}
    names = [name for name in form.fields if name not in empty or name in form.errors]
    return [(str(form[name].label), shown_answer(form, name)) for name in names]
