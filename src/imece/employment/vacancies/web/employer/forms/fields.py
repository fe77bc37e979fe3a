"""Fields that several sections of the wizard use."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from imece.core.errors import Text
from imece.core.ui.fields import MoneyField

NOT_ASKED: Text = _("Not asked")


def optional(choices: Any, empty: Text = NOT_ASKED) -> list[tuple[str, Text]]:
    return [("", empty), *choices]


def shown_if(name: str, *values: str) -> dict[str, str]:
    """For `wizard.js`: the field is hidden while `name` has none of `values` and it is empty itself.

    Without JavaScript it stands there with its hint, and İşlem Sonu says when it does not fit.
    """
    return {"data-shown-if": name, "data-shown-for": " ".join(values)}


class LinesField(forms.CharField):
    """Several short texts, one a line; cleans to a list without empty ones."""

    def __init__(self, *, longest: int, most: int = 10, **options: Any) -> None:
        options.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        options.setdefault("help_text", _("One a line."))
        super().__init__(required=False, max_length=(longest + 2) * most, **options)
        self.longest, self.most = longest, most

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        lines = [line.strip() for line in str(super().clean(value)).splitlines() if line.strip()]
        if len(lines) > self.most:
            raise ValidationError(
                _("%(count)s lines are too many. Write at most %(most)s."),
                params={"count": len(lines), "most": self.most},
            )
        if too_long := next((line for line in lines if len(line) > self.longest), None):
            raise ValidationError(
                _("“%(line)s” is too long. Write at most %(most)s letters a line."),
                params={"line": too_long, "most": self.longest},
            )
        return list(dict.fromkeys(lines))


class PointsField(MoneyField):
    """Points of an exam, with at most two places."""

    unit = ""
    MOST = MoneyField.MOST.__class__("9999.99")
    default_error_messages = {
        "decimal": _("“%(value)s” are no points. Write them as 72,5."),
        "places": _("“%(value)s” has more than two places after the comma."),
    }
