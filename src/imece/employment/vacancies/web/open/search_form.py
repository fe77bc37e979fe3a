"""The fields of each way to search (VAC-08), over one form: their names are the parameters of the address."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from imece.employment.employers.enums import Sector
from imece.employment.jobseekers.enums import PersonalStatus
from imece.employment.vacancies.domain.search import Mode, SearchCriteria, WorkPlace
from imece.employment.vacancies.domain.search.criteria import EVERYWHERE_KM, RADII_KM, WORDS_LENGTH
from imece.employment.vacancies.domain.search.query_string import vacancy_number
from imece.employment.vacancies.enums import Position, WorkArea, WorkKind
from imece.reference.web.fields import OccupationField, PlaceForm

ATTRIBUTES: Final[Mapping[str, str]] = {
    "words": "words",
    "number": "number",
    "employer": "employer",
    "occupation": "occupations",
    "province": "provinces",
    "district": "districts",
    "radius_km": "radius_km",
    "personal_status": "personal_statuses",
    "sector": "sectors",
    "work_place": "work_places",
    "work_kind": "work_kinds",
    "work_area": "work_areas",
    "position": "positions",
}
"""Form field → what it sets in the criteria."""

FIELDS: Final[Mapping[Mode, tuple[str, ...]]] = {
    Mode.BOX: ("words", "province", "radius_km"),
    Mode.PLACE: ("province", "district"),
    Mode.OCCUPATION: ("province", "occupation"),
    Mode.STATUS: ("province", "occupation", "personal_status"),
    Mode.QUICK: ("personal_status", "sector", "work_place", "work_kind", "province"),
    Mode.DETAILED: (
        "occupation", "personal_status", "sector", "work_place", "work_kind", "work_area", "position",
        "employer", "province", "district",
    ),
    Mode.NUMBER: ("number",),
    Mode.KEYWORD: ("words",),
}  # fmt: skip

NOT_A_NUMBER = _("“%(value)s” is not a vacancy number. Write its digits, at most 11.")


def _choice(label: Any, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", _("All")), *choices.choices], required=False)


class SearchForm(PlaceForm):
    """Holds the fields of one mode; a criterion with several values, or of another mode, is carried along unseen."""

    places_required = False
    words = forms.CharField(label=_("Keyword"), max_length=WORDS_LENGTH, required=False)
    number = forms.CharField(label=_("Vacancy number"), max_length=20, required=False)
    occupation = OccupationField(label=_("Occupation"), required=False)
    personal_status = _choice(_("Personal status"), PersonalStatus)
    sector = _choice(_("Kind of workplace"), Sector)
    work_place = _choice(_("Place of work"), WorkPlace)
    work_kind = _choice(_("Kind of work"), WorkKind)
    work_area = _choice(_("Work area"), WorkArea)
    position = _choice(_("Position"), Position)
    employer = forms.CharField(
        label=_("Workplace title"),
        max_length=WORDS_LENGTH,
        required=False,
        help_text=_("Without signing in only names that are published are found."),
    )
    radius_km = forms.TypedChoiceField(
        label=_("How far"),
        required=False,
        coerce=int,
        choices=[
            ("", _("Only this province")),
            *((km, _("{km} km around").format(km=km)) for km in RADII_KM),
            (EVERYWHERE_KM, _("All of Türkiye, nearest first")),
        ],
        help_text=_("By road between provinces."),
    )

    def __init__(self, mode: Mode, criteria: SearchCriteria, query: QueryDict | None) -> None:
        super().__init__(query)
        several = {name for name, attribute in ATTRIBUTES.items() if _has_several(criteria, attribute)}
        names = [name for name in FIELDS[mode] if name not in several]
        self.fields = {name: self.fields[name] for name in names}
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                field.empty_label = _("All")
        if mode == Mode.BOX:
            self.fields["words"].label = _("What work are you looking for?")
            self.fields["words"].help_text = _(
                "Occupation, place, kind of work, a number: in your own words."
            )

    def clean_number(self) -> str:
        typed: str = self.cleaned_data["number"].strip()
        if typed and not vacancy_number(typed):
            raise ValidationError(NOT_A_NUMBER, "number", {"value": typed})
        return typed

    def applied(self, criteria: SearchCriteria) -> SearchCriteria:
        """The address's criteria, with the occupation as the picker understood it."""
        occupation = self.cleaned_data.get("occupation")
        return criteria.with_(occupations=(occupation.code,)) if occupation else criteria


def _has_several(criteria: SearchCriteria, attribute: str) -> bool:
    value = getattr(criteria, attribute)
    return isinstance(value, tuple) and len(value) > 1
