from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from imece.core.ui.fields import CountField
from imece.reference.enums import EducationLevel
from imece.reference.web.fields import OccupationField, PlaceForm


class ProfileForm(PlaceForm):
    """What a profile begins with; name and date of birth come from KPS, all else is asked later, section by section."""

    education = forms.ChoiceField(
        label=_("Education"), choices=EducationLevel.choices, initial=EducationLevel.PRIMARY
    )
    field_order = ("province", "district", "education")

    def values(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        district = cleaned.get("district")
        place = {"province_id": cleaned["province"].pk, "district_id": district.pk if district else None}
        return {"education": cleaned["education"]} | place


class OccupationForm(forms.Form):
    """One more occupation, with its months."""

    occupation = OccupationField(label=_("Occupation"))
    experience_months = CountField(label=_("Experience (months)"), least=0, most=600, initial=0)
