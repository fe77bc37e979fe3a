"""The wizard's other pages (P8.4–P8.8). Each is checked against the grid as soon as that page is right."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from imece.core.formats import format_date, format_integer, whole_of
from imece.core.ui.fields import CountField, DateField, NationalIdField
from imece.employment.workforce.domain import grid
from imece.employment.workforce.domain.rules import next_month
from imece.employment.workforce.domain.tables import Person
from imece.employment.workforce.enums import (
    Direction,
    DismissalKind,
    ExemptionKind,
    NeedNextMonth,
    Row,
    Sex,
)
from imece.employment.workforce.web.employer.forms.lines import LinesForm

CHOOSE = [("", "–")]


def occupation_field() -> forms.CharField:
    return forms.CharField(
        label=_("Occupation"), max_length=200, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "list": "occupations"}),
    )  # fmt: skip


def choice_field(label: Any, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[*CHOOSE, *choices], required=False)


class PersonsForm(LinesForm):
    """Lines of persons hired or left in `month`, the table's."""

    most = 60
    line_title = _("Person")
    OPTIONAL: ClassVar[tuple[str, ...]] = ("dismissal",)

    def __init__(self, *args: Any, month: Any = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.month = month

    def _must(self, name: str) -> bool:
        return name not in self.OPTIONAL

    def _check_line(self, number: int, values: dict[str, Any], occupations: Mapping[str, int]) -> None:
        super()._check_line(number, values, occupations)
        on, direction = values["on"], values["direction"]
        if on and self.month and not self.month <= on < next_month(self.month):
            text = _("%(day)s is not in the month of the table.") % {"day": format_date(on)}
            self.add_error(f"line{number}_on", text)
        if values["dismissal"] and direction != Direction.LEFT:
            self.add_error(
                f"line{number}_dismissal", _("Only who left has a kind of dismissal. Choose none here.")
            )


class DetailsForm(PersonsForm):
    """**Çizelge Detayları** (P8.4). `sources`: lists of persons that need not be typed, with their counts by cell."""

    source = forms.ChoiceField(
        label=_("Persons from a list"), required=False,
        help_text=_("Besides those, the persons written below are counted."),
    )  # fmt: skip
    line_fields = {
        "direction": lambda: choice_field(_("Hired or left"), Direction.choices),
        "national_id": lambda: NationalIdField(label=_("T.C. identity number"), required=False),
        "given_names": lambda: forms.CharField(label=_("Given names"), max_length=100, required=False),
        "surname": lambda: forms.CharField(label=_("Surname"), max_length=100, required=False),
        "sex": lambda: choice_field(_("Sex"), Sex.choices),
        "row": lambda: choice_field(_("Group"), Row.choices),
        "occupation": occupation_field,
        "on": lambda: DateField(label=_("Hired or left on"), required=False),
        "dismissal": lambda: choice_field(_("Kind of dismissal"), DismissalKind.choices),
        "is_internal": lambda: forms.BooleanField(
            label=_("Only moved between rows of the grid (no turnover)"), required=False
        ),
    }
    OPTIONAL = ("surname", "dismissal", "is_internal")

    def __init__(
        self, *args: Any, blocks: grid.Grid | None = None,
        sources: Mapping[str, tuple[Any, Mapping[grid.Listed, int]]] | None = None, **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self.blocks, self.sources = blocks, sources or {}
        if self.sources:
            choices = [(key, label) for key, (label, _counts) in self.sources.items()]
            field = self.fields["source"]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("None: only those below")), *choices]
        else:
            del self.fields["source"]

    def clean(self) -> dict[str, Any]:
        """AIC-31, and B5 and B6 against the grid: every disagreement is named (P8.4)."""
        cleaned = super().clean()
        if self.errors:
            return cleaned
        cleaned["persons"] = [_person(values) for values in cleaned["lines"]]
        for text in _twice(cleaned["persons"]):
            self.add_error(None, text)
        if self.blocks is not None:
            lines = [grid.DetailLine(one.row, one.sex, one.direction) for one in cleaned["persons"]]
            _label, counted = self.sources.get(cleaned.get("source") or "", ("", {}))
            for finding in grid.check_details(self.blocks, lines, counted):
                self.add_error(None, f"{finding.equation}: {finding.text}")
        return cleaned

    def summary_lines(self) -> list[tuple[str, str]]:
        source = self.sources.get(str(self["source"].value())) if self.sources else None
        first = [(str(_("Persons from a list")), str(source[0]))] if source else []
        return first + super().summary_lines()


def _person(values: Mapping[str, Any]) -> Person:
    return Person(
        Direction(values["direction"]), values["national_id"], values["given_names"], values["surname"],
        Sex(values["sex"]), Row(values["row"]), values["occupation_id"], values["on"],
        dismissal=values["dismissal"] or "", is_internal=bool(values["is_internal"]),
    )  # fmt: skip


def _twice(persons: Sequence[Person]) -> Iterable[str]:
    seen: set[tuple[str, str]] = set()
    for person in persons:
        key = (person.national_id, person.direction)
        if key in seen and not person.is_internal:
            text = _("%(name)s stands twice as «%(direction)s» (AIC-31). Take one of the two lines out.")
            yield text % {
                "name": f"{person.given_names} {person.surname}",
                "direction": Direction(person.direction).label,
            }
        seen.add(key)


class OccupationsForm(LinesForm):
    """**Mesleklere Göre Dağılım** (P8.5)."""

    most = 600
    line_title = _("Occupation")
    line_fields = {
        "occupation": occupation_field,
        "count": lambda: CountField(label=_("Workers"), required=False, most=10_000_000),
    }

    def __init__(self, *args: Any, blocks: grid.Grid | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.blocks = blocks

    def clean(self) -> dict[str, Any]:
        """B7: the sum is the month's end, no occupation twice, none with 0."""
        cleaned = super().clean()
        if self.errors:
            return cleaned
        counts: dict[int, int] = {}
        for line in cleaned["lines"]:
            if line["occupation_id"] in counts:
                text = _("B7: %(occupation)s stands twice. Add its numbers up in one line.")
                self.add_error(None, text % {"occupation": line["occupation"]})
            counts[line["occupation_id"]] = line["count"]
        cleaned["counts"] = counts
        if self.blocks is not None:
            names = {line["occupation_id"]: line["occupation"] for line in cleaned["lines"]}
            named = {str(names[key]): count for key, count in counts.items()}
            for finding in grid.check_occupations(self.blocks, named):
                self.add_error(None, f"{finding.equation}: {finding.text}")
        return cleaned

    @property
    def total(self) -> str:
        counts = [self[f"line{number}_count"].value() for number in self.numbers]
        readable = (
            str(one).replace(".", "") if not isinstance(one, int) else str(one) for one in counts if one
        )
        return format_integer(sum(whole_of(one) or 0 for one in readable))

    @property
    def month_end(self) -> str:
        return format_integer(self.blocks.end_of()) if self.blocks is not None else "–"


class ExemptionsForm(LinesForm):
    """**Muafiyet Bilgileri** (P8.6). Who works underground is counted in the grid, and only read here."""

    most = 20
    blanks = 2
    line_title = _("Other exemption")
    private_security = CountField(
        label=_("Private security workers (Law 5188)"), required=False, most=1_000_000,
        help_text=_("Left out of the base of the quota (QUO-08)."),
    )  # fmt: skip
    line_fields = {
        "count": lambda: CountField(label=_("Exempt workers"), required=False, least=1, most=1_000_000),
        "reason": lambda: forms.CharField(label=_("Reason"), max_length=300, required=False),
    }

    def __init__(self, *args: Any, extras: grid.Extras | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.extras = extras or grid.Extras()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors:
            security = cleaned.get("private_security") or 0
            found = [(ExemptionKind.PRIVATE_SECURITY, security, "")] if security else []
            found += [(ExemptionKind.OTHER, line["count"], line["reason"]) for line in cleaned["lines"]]
            cleaned["exemptions"] = found
        return cleaned

    @property
    def underground(self) -> list[dict[str, str]]:
        labels = {
            Sex.MALE: _("Underground and underwater, men"),
            Sex.FEMALE: _("Underground and underwater, women"),
        }
        return [
            {"label": str(labels[sex]), "value": format_integer(self.extras.underground.get(sex, 0))}
            for sex in Sex
        ]

    def summary_lines(self) -> list[tuple[str, str]]:
        lines = [(row["label"], row["value"]) for row in self.underground]
        security = self["private_security"]
        lines.append((str(security.label), str(security.value() or 0)))
        return lines + super().summary_lines()


class NeedsForm(forms.Form):
    """**İstihdam Bilgileri** (P8.7, AIC-20)."""

    wants_joint_course = forms.BooleanField(label=_("Joint occupational course wanted"), required=False)
    wants_in_company_training = forms.BooleanField(label=_("In-company training wanted"), required=False)
    need_next_month = forms.ChoiceField(
        label=_("Need of workers next month"), choices=NeedNextMonth.choices, initial=NeedNextMonth.UNCHANGED
    )
    needs_apprentices = forms.BooleanField(label=_("Apprentices needed next month"), required=False)
    quota_preference = forms.CharField(
        label=_("Preference about compulsory hiring"), max_length=200, required=False
    )


class HardToFillForm(LinesForm):
    """**Karşılanmasında Güçlük Çekilen Meslekler** (P8.8, AIC-21), the hardest first."""

    most = 30
    line_title = _("Occupation")
    line_fields = {
        "occupation": occupation_field,
        "count": lambda: CountField(label=_("Workers needed"), required=False, least=1, most=1_000_000),
    }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors:
            keys = [line["occupation_id"] for line in cleaned["lines"]]
            if len(set(keys)) != len(keys):
                self.add_error(None, _("An occupation stands twice. Take one of the two lines out."))
            cleaned["hard_to_fill"] = [(line["occupation_id"], line["count"]) for line in cleaned["lines"]]
        return cleaned
