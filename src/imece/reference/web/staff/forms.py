"""What staff write when they keep the dictionary and the special days; each change says why."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from imece.core.ui.fields import DateField
from imece.reference.domain.queries import files_of, provinces
from imece.reference.enums import OccupationFileKind, SpecialDayKind, SpecialDayScope
from imece.reference.models import Occupation
from imece.reference.web.fields import OccupationField


def long_text(label: Any, rows: int = 4, **options: Any) -> forms.CharField:
    options.setdefault("max_length", 20_000)
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **options)


class ReasonForm(forms.Form):
    """The reason stands last on every page of staff's."""

    reason = long_text(_("Reason for the change"), rows=2, max_length=1000)

    def __init__(self, *args: Any, occupation: Occupation | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.occupation = occupation
        self.order_fields([*(name for name in self.fields if name != "reason"), "reason"])


class TextsForm(ReasonForm):
    name = forms.CharField(label=_("occupation"), max_length=200)
    description = long_text(_("description"), required=False)
    tasks = long_text(_("tasks"), required=False, help_text=_("One task a line."))
    tools = long_text(_("tools"), required=False)
    environment = long_text(_("working environment"), required=False)
    education = long_text(_("education"), required=False)

    @property
    def texts(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if name not in {"reason", "code"}}


class NewOccupationForm(TextsForm):
    code = forms.RegexField(
        r"^[0-9]{4}\.[0-9]{2}$",
        label=_("Occupation code"),
        help_text=_("For example 8332.02; its first four digits are the ISCO-08 unit group."),
        error_messages={"invalid": _("An occupation code has the form NNNN.NN, for example 8332.02.")},
    )
    field_order = ("code",)


class SynonymsForm(ReasonForm):
    names = long_text(_("Synonyms"), rows=6, required=False, help_text=_("One everyday name a line."))

    def clean_names(self) -> list[str]:
        names = [line.strip() for line in self.cleaned_data["names"].splitlines() if line.strip()]
        if too_long := [name for name in names if len(name) > 100]:
            raise forms.ValidationError(
                _("“%(name)s…” is longer than 100 letters."), "too_long", {"name": too_long[0][:40]}
            )
        return names


class RetireForm(ReasonForm):
    replaced_by = OccupationField(
        label=_("replaced by"), required=False, help_text=_("Leave it empty when no other takes its place.")
    )


class FileForm(ReasonForm):
    kind = forms.ChoiceField(label=_("kind"), choices=OccupationFileKind.choices, widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("title"), max_length=200, help_text=_("A file of the same kind and title gets the new text.")
    )
    text = long_text(_("text"), rows=12, max_length=100_000)


class RemoveFileForm(ReasonForm):
    file = forms.ModelChoiceField(
        label=_("occupation file"), queryset=files_of(None), empty_label=_("Choose")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["file"].queryset = files_of(self.occupation)  # type: ignore[attr-defined]


class SpecialDayForm(forms.Form):
    """CAL-04: one day of administrative leave with the decision it rests on."""

    day = DateField(label=_("day"))
    kind = forms.ChoiceField(label=_("kind"), choices=SpecialDayKind.choices)
    scope = forms.ChoiceField(label=_("scope"), choices=SpecialDayScope.choices)
    province = forms.ModelChoiceField(
        label=_("province"),
        queryset=provinces(),
        required=False,
        empty_label=_("Choose"),
        help_text=_("Only when the scope is one province."),
    )
    note = forms.CharField(
        label=_("decision it rests on"),
        max_length=300,
        help_text=_("The notice or decision, with its number and date."),
    )
