"""The short form of a labour request (P3.3), and what its ends ask for."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.parameters import Parameters
from imece.core.submissions import OnceForm
from imece.core.ui.fields import CountField, DateField, MoneyField
from imece.employment.jobseekers.enums import PersonalStatus
from imece.employment.vacancies.enums import ClosingOutcome, WorkKind
from imece.employment.vacancies.models import Vacancy
from imece.reference.enums import EducationLevel
from imece.reference.web.fields import OccupationField, PlaceForm

USUAL_DAYS = 30  # VAC-31


def in_usual_days() -> Any:
    return timezone.localdate() + timedelta(days=USUAL_DAYS)


def usual_week() -> int:
    """A full week of the law (4857 md. 63), offered as the start."""
    return Parameters(timezone.localdate()).integer("full_week_hours")


class VacancyForm(PlaceForm, OnceForm):
    """One short page. Province and district come from PlaceForm; every value is judged again by the domain."""

    occupation = OccupationField(label=_("Occupation"))
    title = forms.CharField(
        label=_("Heading of the announcement"),
        max_length=150,
        help_text=_("What people read first in the list."),
    )
    description = forms.CharField(
        label=_("Description of the work"),
        max_length=4000,
        help_text=_("Tasks, hours, what you offer. Without phone numbers or links."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
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

    @property
    def groups(self) -> list[tuple[object, list[forms.BoundField]]]:
        """For `c-field-groups`: each legend with its bound fields."""
        return [(legend, [self[name] for name in names]) for legend, names in self.GROUPS]

    def values(self) -> dict[str, Any]:
        """Cleaned values under the names of the domain."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "token"}
        for name in ("occupation", "province", "district"):
            values[f"{name}_id"] = values.pop(name).pk
        return values

    @staticmethod
    def initial_of(vacancy: Vacancy) -> dict[str, Any]:
        return {name: getattr(vacancy, name) for name in VacancyForm.base_fields if hasattr(vacancy, name)}


class ChangeForm(VacancyForm):
    """The same page for a vacancy that exists; `version` finds out whether another tab was faster."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def values(self) -> dict[str, Any]:
        values = super().values()
        del values["version"]
        return values


class CloseForm(forms.Form):
    outcome = forms.ChoiceField(label=_("Outcome"), choices=ClosingOutcome.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Explanation"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Why the remaining posts were not filled, or how they were."),
    )


class CancelForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class ExtendForm(forms.Form):
    last_application_on = DateField(label=_("New last application date"), initial=in_usual_days)


class NothingToFill(forms.Form):
    """For a step that needs only its button."""
