from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from imece.core.ui.fields import CountField
from imece.employment.jobseekers.enums import PersonalStatus
from imece.reference.enums import EducationLevel, LicenceClass
from imece.reference.web.fields import OccupationField, PlaceForm


class ProfileForm(PlaceForm):
    """The short profile; name and date of birth come from KPS and are not asked."""

    education = forms.ChoiceField(label=_("Education"), choices=EducationLevel.choices)
    licence_classes = forms.MultipleChoiceField(
        label=_("Driving licence classes"),
        choices=LicenceClass.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    personal_status = forms.ChoiceField(
        label=_("Personal status"),
        choices=PersonalStatus.choices,
        initial=PersonalStatus.NORMAL,
        help_text=_(
            "Only if you want to be considered for such vacancies. Kept encrypted, shown to nobody, and compared only "
            "with vacancies that ask for it by law."
        ),
    )
    about = forms.CharField(
        label=_("About me"), widget=forms.Textarea(attrs={"rows": 5}), max_length=2000, required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    GROUPS = (
        (_("Where you live"), ("province", "district")),
        (_("What you have learned"), ("education", "licence_classes")),
        (_("About you"), ("personal_status", "about")),
    )
    field_order = tuple(name for _legend, names in GROUPS for name in names)

    @property
    def groups(self) -> list[tuple[object, list[forms.BoundField]]]:
        """For `c-field-groups`: each legend with its bound fields."""
        return [(legend, [self[name] for name in names]) for legend, names in self.GROUPS]

    def values(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        names = ("education", "licence_classes", "personal_status", "about")
        district = cleaned.get("district")
        place = {"province_id": cleaned["province"].pk, "district_id": district.pk if district else None}
        return {name: cleaned[name] for name in names} | place


class OccupationForm(forms.Form):
    """One more occupation, with its months."""

    occupation = OccupationField(label=_("Occupation"))
    experience_months = CountField(label=_("Experience (months)"), least=0, most=600, initial=0)
