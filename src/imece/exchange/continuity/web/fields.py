"""Fields of this room's forms: an instant typed in one line, and services chosen from the catalogue."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from imece.exchange.continuity.domain.queries import service_names

MOMENT = "%d.%m.%Y %H:%M"


class MomentField(forms.DateTimeField):
    """A day and a time on the clocks of Türkiye, typed as 21.11.2026 19:00."""

    default_error_messages = {
        "invalid": _("This is not a day and a time. Write it as 21.11.2026 19:00."),
    }

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("For example 21.11.2026 19:00"))
        widget = forms.DateTimeInput(
            format=MOMENT, attrs={"autocomplete": "off", "maxlength": "16", "class": "is-date"}
        )
        super().__init__(input_formats=[MOMENT], widget=widget, **options)


def service_choices() -> list[tuple[str, str]]:
    return [(name, name) for name in service_names()]


class ServicesField(forms.MultipleChoiceField):
    """None chosen means all."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("None chosen: all services."))
        super().__init__(choices=service_choices, required=False, **options)
