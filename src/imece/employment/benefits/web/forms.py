"""Forms of the declaration's pages."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor, ActorKind
from imece.core.identity_numbers import check_person_number
from imece.core.parameters import Parameters
from imece.core.submissions import OnceForm
from imece.core.ui.fields import CountField, DateField
from imece.core.uploads.papers import PaperField
from imece.employment.benefits.domain.declarations import FIELDS
from imece.employment.benefits.domain.rules import SHORT_TIME
from imece.employment.benefits.enums import (
    DeclarationKind,
    DeclarationState,
    FindingKind,
    FindingResult,
    Ground,
    PaperKind,
)
from imece.employment.employers.models import Workplace
from imece.employment.employers.public import workplaces_in_scope
from imece.reference.public import provinces


class Criteria(forms.Form):
    """BLD-01: the unit, then the firm; only then declarations are listed and chosen."""

    unit = forms.ChoiceField(label=_("Unit"))
    firm = forms.CharField(
        label=_("Firm"), max_length=100, help_text=_("İŞKUR number, or words of the title.")
    )
    kind = forms.ChoiceField(
        label=_("Kind of declaration"), required=False, choices=[("", _("All")), *DeclarationKind.choices]
    )
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *DeclarationState.choices]
    )
    number = forms.CharField(label=_("Number of the declaration"), max_length=20, required=False)

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        units = _units_of(actor)
        self.fields["unit"] = forms.ChoiceField(label=_("Unit"), choices=[("", "–"), *units])
        if len(units) == 1:
            self.fields["unit"].initial = units[0][0]
        if actor.kind == ActorKind.EMPLOYER:
            own = [(one.number, f"{one.name} ({one.number})") for one in workplaces_in_scope(actor)]
            self.fields["firm"] = forms.ChoiceField(label=_("Firm"), choices=[("", "–"), *own])


def _units_of(actor: Actor) -> list[tuple[str, str]]:
    """Provinces in which the actor has anything to look for."""
    names = {str(one.code): one.name for one in provinces()}
    if actor.kind == ActorKind.UNIT_STAFF:
        own = {str(actor.province)}
    elif actor.kind == ActorKind.EMPLOYER:
        own = {
            str(one) for one in workplaces_in_scope(actor).order_by().values_list("province_id", flat=True)
        }
    else:
        own = set(names)
    return [(code, name) for code, name in names.items() if code in own]


class DeclarationForm(OnceForm):
    """One page; what only short-time work needs says so."""

    workplace: "forms.ModelChoiceField[Workplace]" = forms.ModelChoiceField(
        label=_("Workplace"), queryset=None, empty_label=None
    )
    kind = forms.ChoiceField(label=_("Kind of declaration"), choices=DeclarationKind)
    starts_on = DateField(
        label=_("Starts on"),
        help_text=_("KÇÖ: the first day of short-time work; İÖ and İKT: the day of leaving."),
    )
    ends_on = DateField(label=_("Ends on"), required=False)
    ground = forms.ChoiceField(
        label=_("Ground of the request"),
        choices=[("", "–"), *Ground.choices],
        required=False,
        help_text=_("KÇÖ only. Shortage of cash, difficulty of payment and stock are indirect and refused."),
    )
    normal_hours = CountField(
        label=_("Normal weekly hours"), least=1, most=66, required=False, help_text=_("KÇÖ only.")
    )
    short_hours = CountField(label=_("Weekly hours in short-time work"), most=66, initial=0, required=False)
    stopped_weeks = CountField(
        label=_("Weeks for which a part stops altogether"), most=26, initial=0, required=False
    )
    union_told_on = DateField(
        label=_("Trade union told on"),
        required=False,
        latest=timezone.localdate,
        help_text=_("KÇÖ only, if there is one."),
    )
    reason = forms.CharField(
        label=_("Reason in words"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, workplaces: QuerySet[Workplace], is_new: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if is_new:
            self.fields["workplace"].queryset = workplaces  # type: ignore[attr-defined]
        else:
            del self.fields["workplace"], self.fields["kind"]
        self.kind_of_record = ""
        self.law = Parameters(timezone.localdate()).read("full_week_hours", *SHORT_TIME)
        self.fields["normal_hours"].initial = self.law.integer("full_week_hours")
        for name, text in (
            ("ends_on", _("KÇÖ only: {kco_least_weeks} weeks at least, {kco_months} months at most.")),
            ("short_hours", _("KÇÖ only: cut by {kco_hours_cut} at least; 0 when the work stops.")),
            (
                "stopped_weeks",
                _(
                    "KÇÖ only: {kco_stopped_weeks} weeks at least, where the hours are not cut by {kco_hours_cut}."
                ),
            ),
        ):
            self.fields[name].help_text = text.format(**{row.name: row.value for row in self.law.used})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kind = self.kind_of_record or cleaned.get("kind")
        if kind == DeclarationKind.SHORT_TIME:
            for name, text in (
                ("ground", _("Choose the ground of short-time work.")),
                ("ends_on", _("Type the last day of short-time work.")),
            ):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, text)
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is not before the first."))
        return cleaned

    def values(self) -> dict[str, Any]:
        given = {name: self.cleaned_data[name] for name in FIELDS}
        given["normal_hours"] = given["normal_hours"] or self.law.integer("full_week_hours")
        for name in ("short_hours", "stopped_weeks"):
            given[name] = given[name] or 0
        return given


class WorkersForm(forms.Form):
    """The list as a file. `what` is the pressed button."""

    WHAT: Sequence[tuple[str, Any]] = (
        ("all", _("Upload")),
        ("right", _("Take the right rows alone")),
        ("errors", _("Download the wrong rows")),
    )
    file = forms.FileField(label=_("File (.xlsx or .csv)"))
    what = forms.ChoiceField(choices=WHAT, required=False, widget=forms.HiddenInput)


class PaperForm(forms.Form):
    """A paper attached: the employer's kinds to a draft, the unit's own in its review."""

    kind = forms.ChoiceField(label=_("Kind of paper"))
    file = PaperField()

    def __init__(self, *args: Any, kinds: Sequence[PaperKind], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"] = forms.ChoiceField(
            label=_("Kind of paper"), choices=[(kind.value, kind.label) for kind in kinds]
        )


class FindingForm(OnceForm):
    """BLD-09: the report of the inspection, or the board's decision."""

    kind = forms.ChoiceField(label=_("Report or decision"))
    number = forms.CharField(label=_("Number of the report or decision"), max_length=60)
    found_on = DateField(label=_("Day of the report or decision"), latest=timezone.localdate)
    result = forms.ChoiceField(label=_("Result"), choices=FindingResult)
    note = forms.CharField(
        label=_("What was found"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, kinds: Sequence[FindingKind], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"] = forms.ChoiceField(
            label=_("Report or decision"), choices=[(kind.value, kind.label) for kind in kinds]
        )


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class OptionalReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class NothingToFill(forms.Form):
    pass


class AnnouncedForm(forms.Form):
    on = DateField(label=_("Announced at the workplace on"), latest=timezone.localdate)


class FinalListForm(forms.Form):
    """BLD-10. A line a number; whoever is not named stays in the list."""

    left_out = forms.CharField(
        label=_("Identity numbers of those who are left out"),
        required=False,
        max_length=70_000,
        widget=forms.Textarea(attrs={"rows": 8, "inputmode": "numeric"}),
        help_text=_("One on each line. Empty: the list becomes final as it was declared."),
    )

    def clean_left_out(self) -> list[str]:
        """Raises for the first line that is no identity number."""
        numbers = []
        for line in self.cleaned_data["left_out"].split():
            checked = check_person_number(line)
            if not checked.is_valid:
                raise forms.ValidationError(f"{line[:20]}: {checked.message}")
            numbers.append(checked.value)
        return numbers


class EndForm(forms.Form):
    back_on = DateField(label=_("Normal work again on"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        days = Parameters(timezone.localdate()).integer("kco_end_working_days")
        text = _("Tell İŞKUR, the workers and the union {days} working days before (BLD-11).")
        self.fields["back_on"].help_text = text.format(days=days)
