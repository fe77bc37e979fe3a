"""Heading and description of an announcement: looked through while they are written (NDR-06)."""

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

FINDINGS = "text-findings"
WHILE_WRITING = {
    "hx-post": reverse_lazy("check_text"),
    "hx-trigger": "input changed delay:800ms",
    "hx-params": "title,description,personal_status,csrfmiddlewaretoken",
    "hx-target": f"#{FINDINGS}",
    "hx-swap": "innerHTML",
    "hx-sync": f"#{FINDINGS}:replace",
}
"""Without JavaScript the same is said when the form is sent."""


class CheckedTextarea(forms.Textarea):
    """With the place below it where the findings appear and are read out."""

    template_name = "vacancies/widgets/checked_text.html"

    def get_context(self, name: str, value: object, attrs: dict[str, object] | None) -> dict[str, object]:
        return {**super().get_context(name, value, attrs), "findings": FINDINGS}


def title_field() -> forms.CharField:
    return forms.CharField(
        label=_("Heading of the announcement"),
        max_length=150,
        help_text=_("What people read first in the list."),
        widget=forms.TextInput(attrs=WHILE_WRITING),
    )


def description_field() -> forms.CharField:
    return forms.CharField(
        label=_("Description of the work"),
        max_length=4000,
        help_text=_("Tasks, hours, what you offer. Without phone numbers or links."),
        widget=CheckedTextarea(attrs={"rows": 6, **WHILE_WRITING}),
    )
