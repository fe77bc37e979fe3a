"""What is asked of programmes, participants and days."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from imece.core.formats import format_month
from imece.core.submissions import OnceForm
from imece.core.ui.fields import CountField, DateField, MoneyField, NationalIdField
from imece.employment.community_work.domain.participants import Declared
from imece.employment.community_work.domain.programmes import ProgrammeValues
from imece.employment.community_work.domain.queries import months_of, programme_kinds
from imece.employment.community_work.enums import Attendance, LeaveGround, SelectionMethod
from imece.employment.community_work.models import Participant, Programme
from imece.employment.employers.models import Workplace
from imece.reference.web.fields import PlaceForm

REASON = forms.Textarea(attrs={"rows": 3})
WORK_WEEK = ["0", "1", "2", "3", "4"]
MONDAY_TO_SUNDAY = [(str(number), name) for number, name in WEEKDAYS.items()]


class ProgrammeCriteria(forms.Form):
    """**TYP Arama**."""

    number = forms.CharField(label=_("TYP number"), max_length=20, required=False)
    title = forms.CharField(label=_("Name of the programme"), max_length=200, required=False)
    kind = forms.ModelChoiceField(
        label=_("Kind of programme"), queryset=programme_kinds(), required=False, empty_label=_("All")
    )
    first = DateField(label=_("Runs on or after"), required=False)
    last = DateField(label=_("Runs on or before"), required=False)


class ProgrammeForm(OnceForm, PlaceForm):
    """A new programme, or an existing one; `workplaces` are the public bodies of the officer's scope."""

    workplace: "forms.ModelChoiceField[Workplace]" = forms.ModelChoiceField(
        label=_("Contractor (public body)"), queryset=None, empty_label=_("Choose")
    )
    kind = forms.ModelChoiceField(
        label=_("Kind of programme"), queryset=programme_kinds(), required=False, empty_label=_("Choose")
    )
    new_kind = forms.CharField(
        label=_("Another kind"),
        max_length=120,
        required=False,
        help_text=_("Only for a kind that is not in the list; from then on it stands there."),
    )
    title = forms.CharField(label=_("Name of the programme"), max_length=200)
    starts_on = DateField(label=_("First day"))
    ends_on = DateField(label=_("Last day"))
    weekdays = forms.MultipleChoiceField(
        label=_("Days of work"),
        choices=MONDAY_TO_SUNDAY,
        initial=WORK_WEEK,
        widget=forms.CheckboxSelectMultiple,
    )
    weekly_hours = CountField(label=_("Hours a week"), least=1, most=168, initial=45)
    place_count = CountField(label=_("Places"), least=1, most=100_000)
    selection = forms.ChoiceField(
        label=_("Choosing of participants"), choices=SelectionMethod.choices, widget=forms.RadioSelect
    )
    field_order = ("workplace", "kind", "new_kind", "title", "province", "district")

    def __init__(self, *args: Any, workplaces: QuerySet[Workplace] | None, **options: Any) -> None:
        super().__init__(*args, **options)
        if workplaces is None:
            del self.fields["workplace"]
            return
        field = self.fields["workplace"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = workplaces

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not values.get("kind") and not (values.get("new_kind") or "").strip():
            self.add_error("kind", ValidationError(_("Choose a kind, or name another one below.")))
        first, last = values.get("starts_on"), values.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", ValidationError(_("The last day is not before the first.")))
        return values

    def values(self) -> ProgrammeValues:
        cleaned = self.cleaned_data
        return ProgrammeValues(
            kind=cleaned["kind"],
            new_kind=cleaned["new_kind"],
            title=cleaned["title"],
            district=cleaned["district"],
            starts_on=cleaned["starts_on"],
            ends_on=cleaned["ends_on"],
            weekdays=[int(day) for day in cleaned["weekdays"]],
            weekly_hours=cleaned["weekly_hours"],
            place_count=cleaned["place_count"],
            selection=SelectionMethod(cleaned["selection"]),
        )


class ProgrammeChangeForm(ProgrammeForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


def initial_of(programme: Programme) -> dict[str, Any]:
    names = ("title", "starts_on", "ends_on", "weekly_hours", "place_count", "selection", "version")
    return {name: getattr(programme, name) for name in names} | {
        "kind": programme.kind_id,
        "province": programme.province_id,
        "district": programme.district_id,
        "weekdays": [str(day) for day in programme.weekdays],
    }


class ParticipantForm(forms.Form):
    national_id = NationalIdField(label=_("T.C. identity number"))
    entered_on = DateField(label=_("First day of taking part"))
    household_income = MoneyField(
        label=_("Income of the household a month"), help_text=_("It is checked and not kept (TYP-02).")
    )
    is_pensioner = forms.BooleanField(label=_("Draws a pension"), required=False)
    is_student = forms.BooleanField(label=_("Student (not of open education)"), required=False)
    another_of_the_household_takes_part = forms.BooleanField(
        label=_("Somebody else of the household takes part"), required=False
    )

    def declared(self) -> Declared:
        return Declared(
            **{
                name: self.cleaned_data[name]
                for name in self.fields
                if name not in ("national_id", "entered_on")
            }
        )


class LeaveForm(forms.Form):
    left_on = DateField(label=_("Last day of taking part"), initial=timezone.localdate)
    ground = forms.ChoiceField(
        label=_("Why the person left"), choices=LeaveGround.choices, widget=forms.RadioSelect
    )


class AttendanceChoice(forms.Form):
    """**Devam takip**: whose month is listed. The names of the fields stand in the address."""

    kisi: "forms.ModelChoiceField[Participant]" = forms.ModelChoiceField(
        label=_("Person"), queryset=None, empty_label=_("Choose")
    )
    ay = forms.ChoiceField(label=_("Month"))

    def __init__(
        self, *args: Any, programme: Programme, people: QuerySet[Participant], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        person, month = self.fields["kisi"], self.fields["ay"]
        assert isinstance(person, forms.ModelChoiceField)
        assert isinstance(month, forms.ChoiceField)
        person.queryset = people
        language = get_language() or "tr"
        month.choices = [(f"{one:%Y-%m}", format_month(one, language)) for one in months_of(programme)]

    @property
    def month(self) -> date:
        return date.fromisoformat(f"{self.cleaned_data['ay']}-01")


class _ReasonForm(forms.Form):
    """A month that was approved is corrected only with a reason (TYP-11); else nobody is asked for one."""

    reason = forms.CharField(
        label=_("Reason of the correction"),
        help_text=_("The month was approved; what stood there before is kept."),
        widget=REASON,
        max_length=500,
    )

    def __init__(self, *args: Any, needs_reason: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not needs_reason:
            del self.fields["reason"]

    @property
    def reason_given(self) -> str:
        return self.cleaned_data.get("reason", "")


class MarkForm(_ReasonForm):
    kind = forms.ChoiceField(
        label=_("Kind of attendance"), choices=Attendance.choices, widget=forms.RadioSelect
    )
    field_order = ("kind", "reason")

    @property
    def kind_given(self) -> Attendance:
        return Attendance(self.cleaned_data["kind"])


class RemoveForm(_ReasonForm):
    pass
