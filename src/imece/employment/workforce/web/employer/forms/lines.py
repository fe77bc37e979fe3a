"""Pages with lines: filled ones and a few blank ones below; «Add lines» brings more. All work by plain posting."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.errors import Text
from imece.employment.workforce.domain.queries import occupations_named

NAME = re.compile(r"line(\d{1,4})_(\w+)\Z")


@dataclass(frozen=True)
class Line:
    """One line as it is drawn."""

    number: int
    fields: list[Any]
    remove: Any


class LinesForm(forms.Form):
    """Each line has the fields of `line_fields`; a line with **Çıkar** ticked, or with nothing in it, is no line.

    `cleaned_data["lines"]`: the lines' own values, in their order.
    """

    most: ClassVar[int] = 500
    blanks: ClassVar[int] = 3
    line_title: ClassVar[Text] = _("Line")
    line_fields: ClassVar[Mapping[str, Any]] = {}  # name → function of nothing that makes the field

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        used = self._used()
        numbers = [one for one in used if not self._given.get(_key(one, "remove"))][: self.most]
        last = max(used, default=0)  # a line taken out does not come back under its number
        free = max(0, self.most - len(numbers))
        self.numbers = [*numbers, *range(last + 1, last + 1 + min(self.blanks, free))]
        for number in self.numbers:
            for name, make in self.line_fields.items():
                self.fields[_key(number, name)] = make()
            self.fields[_key(number, "remove")] = forms.BooleanField(label=_("Take out"), required=False)

    @property
    def _given(self) -> Mapping[str, Any]:
        return self.data if self.is_bound else self.initial

    def _used(self) -> list[int]:
        """Numbers of the lines in which something stands."""
        found: set[int] = set()
        for key, value in self._given.items():
            hit = NAME.match(key)
            if hit and hit[2] in self.line_fields and value not in ("", None, False):
                found.add(int(hit[1]))
        return sorted(found)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        lines = [(number, self._line(cleaned, number)) for number in self.numbers]
        lines = [(number, values) for number, values in lines if any(values.values())]
        occupations = occupations_named(
            (str(values.get("occupation") or "") for _number, values in lines), on=timezone.localdate()
        )
        for number, values in lines:
            self._check_line(number, values, occupations)
        cleaned["lines"] = [values for _number, values in lines]
        return cleaned

    def _line(self, cleaned: Mapping[str, Any], number: int) -> dict[str, Any]:
        if cleaned.get(_key(number, "remove")):
            return {}
        return {name: cleaned.get(_key(number, name)) for name in self.line_fields}

    def _check_line(self, number: int, values: dict[str, Any], occupations: Mapping[str, int]) -> None:
        for name in self.line_fields:
            key = _key(number, name)
            if values[name] in (None, "") and self._must(name) and key not in self.errors:
                text = _("“%(label)s” is empty. Fill it in, or take the line out.")
                self.add_error(key, text % {"label": self.fields[key].label})
        if typed := values.get("occupation"):
            values["occupation_id"] = occupations.get(str(typed))
            if values["occupation_id"] is None:
                text = _("“%(text)s” is no occupation of the dictionary. Write its code or its whole name.")
                self.add_error(_key(number, "occupation"), text % {"text": typed})

    def _must(self, name: str) -> bool:
        return True

    @property
    def drawn(self) -> Iterator[Line]:
        for place, number in enumerate(self.numbers, start=1):
            fields = [self[_key(number, name)] for name in self.line_fields]
            yield Line(place, fields, self[_key(number, "remove")])

    @property
    def others(self) -> list[Any]:
        """The page's fields that belong to no line."""
        return [bound for bound in self if not NAME.match(bound.name)]

    def summary_lines(self) -> list[tuple[str, str]]:
        told = []
        for line in self.drawn:
            shown = [shown_value(bound) for bound in line.fields]
            if any(shown):
                told.append((f"{self.line_title} {line.number}", ", ".join(one for one in shown if one)))
        return told[:50]


def _key(number: int, name: str) -> str:
    return f"line{number}_{name}"


def shown_value(bound: Any) -> str:
    """As it was typed, a choice by its words."""
    value = bound.value()
    if value in (None, "", False):
        return ""
    if isinstance(bound.field, forms.BooleanField):
        return str(bound.label)
    choices = dict(getattr(bound.field, "choices", ()))
    return str(choices.get(value, value))


def initial_lines(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Rows of a saved table as the initial values of such a page."""
    return {
        _key(number, name): value for number, row in enumerate(rows, start=1) for name, value in row.items()
    }
