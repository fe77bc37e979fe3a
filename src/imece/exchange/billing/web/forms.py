from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from imece.core.formats import UnreadableValue, parse_date
from imece.core.submissions import OnceForm
from imece.exchange.billing.domain.queries import institutions

FIRST_YEAR, LAST_YEAR = 2005, 2199


class MonthField(forms.Field):
    """11.2026 or 2026-11: the month's first day as a date."""

    def to_python(self, value: Any) -> Any:
        text = str(value or "").strip()
        if not text:
            return None
        parts = text.replace("/", ".").replace("-", ".").split(".")
        if len(parts) == 2 and len(parts[0]) == 4:
            parts.reverse()
        try:
            month = parse_date(f"01.{parts[0]}.{parts[1]}")
        except (UnreadableValue, IndexError):
            month = None
        if month is None or not FIRST_YEAR <= month.year <= LAST_YEAR:
            raise forms.ValidationError(
                _("«%(value)s» is no month. Write it like 11.2026."), params={"value": text[:20]}
            )
        return month


class StatementCriteria(forms.Form):
    month = MonthField(label=_("Month"), required=False, help_text=_("Like 11.2026."))


class DeskCriteria(StatementCriteria):
    institution = forms.CharField(
        label=_("Institution code"), required=False, max_length=11, help_text=_("Like KRM-0000001.")
    )


class IssueForm(OnceForm):
    institution: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(label=_("Institution"), queryset=None)
    month = MonthField(label=_("Month"), help_text=_("Like 11.2026."))
    reason = forms.CharField(
        label=_("Reason of the correction"),
        help_text=_("Only when a statement of this month was issued before; the institution reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["institution"].queryset = institutions()  # type: ignore[attr-defined]


class OwnCountsForm(forms.Form):
    file = forms.FileField(
        label=_("Your own counts"),
        help_text=_("Excel (.xlsx) or CSV, at most 2 MB: day, service, version, answered queries."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )
