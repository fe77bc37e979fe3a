"""Criteria of **Eleman Seç** and of the counting fragment; the names are those of the vacancy's own fields."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from imece.core.ui.fields import CountField, DateField
from imece.employment.matching.enums import RevealPurpose, SearchArea
from imece.employment.vacancies.enums import ApplicationArea, WorkKind
from imece.employment.vacancies.public import Demands, LanguageAsked
from imece.reference.enums import EducationLevel, LanguageLevel, LicenceClass
from imece.reference.public import language_names
from imece.reference.web.fields import OccupationField, PlaceForm


def words_of(text: str) -> tuple[str, ...]:
    """«Excel, AutoCAD» as its parts."""
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


class SearchForm(forms.Form):
    """Where to look, and what the employer would like without demanding it."""

    area = forms.ChoiceField(
        label=_("Where to look"), choices=SearchArea.choices, initial=SearchArea.PROVINCE, required=False
    )
    preferred = forms.CharField(
        label=_("Skills you prefer"),
        max_length=200,
        required=False,
        help_text=_("Programs or certificates, divided by commas. They add points and exclude nobody."),
    )

    def values(self) -> dict[str, Any]:
        cleaned = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return {
            "area": cleaned.get("area") or SearchArea.PROVINCE,
            "preferred": words_of(cleaned.get("preferred") or ""),
        }


class RevealForm(forms.Form):
    """The purpose is told to the person."""

    purpose = forms.ChoiceField(
        label=_("Why do you want to see who this is?"),
        choices=[pair for pair in RevealPurpose.choices if pair[0] != RevealPurpose.SELECTED],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Note"),
        max_length=200,
        required=False,
        help_text=_("The person reads purpose and note on his own page."),
    )


class CriteriaForm(PlaceForm):
    """The demands of a vacancy that is being written, by GET; whatever is missing is not asked."""

    places_required = False
    occupation = OccupationField(label=_("Occupation"))
    area = forms.ChoiceField(label=_("Where to look"), choices=SearchArea.choices, required=False)
    application_area = forms.ChoiceField(
        label=_("Who may apply"), choices=[("", "–"), *ApplicationArea.choices], required=False
    )
    last_application_on = DateField(label=_("Last application date"), required=False)
    min_education = forms.ChoiceField(
        label=_("Lowest education"), choices=[("", "–"), *EducationLevel.choices], required=False
    )
    max_education = forms.ChoiceField(
        label=_("Highest education"), choices=[("", "–"), *EducationLevel.choices], required=False
    )
    min_experience_months = CountField(
        label=_("Lowest experience (months)"), least=0, most=600, required=False
    )
    licence_classes = forms.MultipleChoiceField(
        label=_("Driving licence classes"), choices=LicenceClass.choices, required=False
    )
    needs_src = forms.BooleanField(label=_("SRC certificate needed"), required=False)
    needs_psychotechnic = forms.BooleanField(label=_("Psychotechnic certificate needed"), required=False)
    certificates = forms.CharField(label=_("Certificates"), max_length=300, required=False)
    computer_skills = forms.CharField(label=_("Computer programs"), max_length=300, required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    speaking = forms.ChoiceField(
        label=_("Speaking"), choices=[("", "–"), *LanguageLevel.choices], required=False
    )
    work_kind = forms.ChoiceField(
        label=_("Kind of work"), choices=[("", "–"), *WorkKind.choices], required=False
    )

    field_order = ("occupation", "province", "district", "area")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["province"].required = True
        field = self.fields["language"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "–"), *language_names().items()]

    def demands(self, **law: Any) -> Demands:
        """`law`: the legal numbers of the day, the sector, and the day itself."""
        asked = self.cleaned_data
        level = asked["speaking"]
        language = (
            LanguageAsked(language=asked["language"], speaking=LanguageLevel(level) if level else None)
            if asked["language"]
            else None
        )
        return Demands(
            **law,
            area=ApplicationArea(asked["application_area"] or ApplicationArea.COUNTRY),
            province=asked["province"].pk,
            district=asked["district"].pk if asked["district"] else "",
            min_education=EducationLevel(asked["min_education"] or EducationLevel.ILLITERATE),
            max_education=EducationLevel(asked["max_education"]) if asked["max_education"] else None,
            min_experience_months=asked["min_experience_months"] or 0,
            licence_classes=tuple(LicenceClass(one) for one in asked["licence_classes"]),
            needs_src=asked["needs_src"],
            needs_psychotechnic=asked["needs_psychotechnic"],
            certificates=words_of(asked["certificates"]),
            computer_skills=words_of(asked["computer_skills"]),
            languages=(language,) if language else (),
            work_kind=WorkKind(asked["work_kind"]) if asked["work_kind"] else None,
        )
