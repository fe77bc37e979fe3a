"""The short form of a labour request (P3.3)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from imece.core.submissions import OnceForm
from imece.core.ui.fields import CountField, DateField, MoneyField
from imece.employment.jobseekers.enums import PersonalStatus
from imece.employment.vacancies.enums import WorkKind
from imece.employment.vacancies.web.employer.forms.offer import in_usual_days, usual_week
from imece.employment.vacancies.web.employer.forms.texts import description_field, title_field
from imece.reference.enums import EducationLevel
from imece.reference.web.fields import OccupationField, PlaceForm


class VacancyForm(PlaceForm, OnceForm):
    """One short page. Province and district come from PlaceForm; every value is judged again by the domain."""

    occupation = OccupationField(label=_("Occupation"))
    title = title_field()
    description = description_field()
    post_count = CountField(label=_("Number of open posts"), least=1, most=5000, initial=1)
    personal_status = forms.ChoiceField(
        label=_("Personal status"),
        choices=PersonalStatus.choices,
        initial=PersonalStatus.NORMAL,
        help_text=_(
            "A vacancy for disabled people, ex-convicts or those affected by terror is seen as such."
        ),
    )
    work_kind = forms.ChoiceField(
        label=_("Kind of work"), choices=WorkKind.choices, initial=WorkKind.FULL_TIME
    )
    weekly_hours = CountField(label=_("Hours a week"), least=1, most=168, initial=usual_week)
    wage_min_amount = MoneyField(
        label=_("Lowest gross wage a month"),
        help_text=_("Not below the minimum wage for the hours a week; you are told at once."),
    )
    wage_max_amount = MoneyField(label=_("Highest gross wage a month"), required=False)
    min_education = forms.ChoiceField(
        label=_("Lowest education"), choices=EducationLevel.choices, initial=EducationLevel.ILLITERATE
    )
    min_experience_months = CountField(label=_("Lowest experience (months)"), least=0, most=600, initial=0)
    interview_place = forms.CharField(label=_("Interview address"), max_length=300, required=False)
    last_application_on = DateField(
        label=_("Last application date"),
        initial=in_usual_days,
        help_text=_("Whether somebody fits is judged as of this day."),
    )
    is_name_published = forms.BooleanField(
        label=_("Show the employer's name to everybody"),
        required=False,
        help_text=_("Otherwise only people who have signed in see it."),
    )
    GROUPS = (
        (_("The work"), ("occupation", "title", "description", "post_count", "work_kind", "weekly_hours")),
        (_("The wage, gross a month"), ("wage_min_amount", "wage_max_amount")),
        (_("Whom you look for"), ("min_education", "min_experience_months", "personal_status")),
        (_("Where"), ("province", "district", "interview_place")),
        (_("The announcement"), ("last_application_on", "is_name_published")),
    )
    field_order = tuple(name for _legend, names in GROUPS for name in names)

    def __init__(self, *args: Any, is_public: bool = False, **options: Any) -> None:
        """A public body does not choose its last day: it follows the announcement (VAC-23)."""
        super().__init__(*args, **options)
        if is_public:
            del self.fields["last_application_on"]

    @property
    def groups(self) -> list[tuple[object, list[forms.BoundField]]]:
        """For `c-field-groups`: each legend with its bound fields."""
        return [
            (legend, [self[name] for name in names if name in self.fields]) for legend, names in self.GROUPS
        ]

    def values(self) -> dict[str, Any]:
        """Cleaned values under the names of the domain."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "token"}
        for name in ("occupation", "province", "district"):
            values[f"{name}_id"] = values.pop(name).pk
        return values
