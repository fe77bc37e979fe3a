"""**Kontenjan**: what if, and the workers whom the quota counts."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.ui.fields import CountField, DateField, NationalIdField
from imece.employment.workforce.domain.quota import Headcount
from imece.employment.workforce.enums import Group


def _count(label: Any) -> CountField:
    return CountField(label=label, required=False, most=10_000_000)


class WhatIfForm(forms.Form):
    """A GET form: its address can be shared. Empty boxes are 0."""

    month = forms.CharField(
        label=_("Month"), max_length=7, help_text=_("For example 2026-03; the law of that month is asked.")
    )
    sector = forms.ChoiceField(
        label=_("Sector"), choices=[("private", _("Private sector")), ("public", _("Public sector"))],
    )  # fmt: skip
    is_agriculture = forms.BooleanField(label=_("Agriculture or forestry (threshold 51)"), required=False)
    full_time = _count(_("Full-time workers at the month's end (rows 1 and 2)"))
    part_time_hours = _count(_("Hours of part-time work in the month"))
    underground = _count(_("Underground and underwater workers"))
    private_security = _count(_("Private security workers (Law 5188)"))
    otherwise_exempt = _count(_("Exempt workers"))
    disabled = _count(_("Disabled worker"))
    ex_convict = _count(_("Ex-convict worker"))
    terror_affected = _count(_("Worker under the Anti-Terror Law"))

    COUNTS = ("full_time", "part_time_hours", "underground", "private_security", "otherwise_exempt")

    def clean_month(self) -> date:
        text = self.cleaned_data["month"]
        try:
            month = date.fromisoformat(f"{text}-01")
        except ValueError:
            raise forms.ValidationError(
                _("“%(text)s” is no month. Write it as 2026-03."), params={"text": text}
            ) from None
        if not date(2006, 1, 1) <= month <= timezone.localdate():
            raise forms.ValidationError(_("%(text)s lies outside 2006 and today."), params={"text": text})
        return month

    @property
    def headcount(self) -> Headcount:
        given = self.cleaned_data
        return Headcount(
            is_public=given["sector"] == "public",
            is_agriculture=given["is_agriculture"],
            employed={group: given[group.value] or 0 for group in Group},
            **{name: given[name] or 0 for name in self.COUNTS},
        )


class WorkerForm(forms.Form):
    national_id = NationalIdField(
        label=_("T.C. identity number"), help_text=_("The name comes from the register.")
    )
    group = forms.ChoiceField(label=_("Group"), choices=Group.choices)
    report_percent = CountField(
        label=_("Per cent of the report"), required=False, least=1, most=100,
        help_text=_("Only for the disabled; 40 or more by the health board's report."),
    )  # fmt: skip
    hired_on = DateField(label=_("Hired on"), latest=timezone.localdate)
    hired_through_us = forms.BooleanField(label=_("Hired through İŞKUR"), required=False)
    registered_on = DateField(
        label=_("Registered with İŞKUR on"), required=False, latest=timezone.localdate,
        help_text=_("Only for who was not hired through İŞKUR."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        percent = cleaned.get("report_percent")
        if cleaned.get("group") == Group.DISABLED and not self.errors and percent is None:
            self.add_error("report_percent", _("Write the per cent of the report of a disabled worker."))
        if cleaned.get("group") == Group.DISABLED and percent is not None and percent < 40:
            text = _("%(percent)s per cent is below 40: the quota does not count this worker.")
            self.add_error("report_percent", text % {"percent": percent})
        return cleaned


class LeaveForm(forms.Form):
    left_on = DateField(label=_("Left on"), latest=timezone.localdate)


class RegisterForm(forms.Form):
    registered_on = DateField(label=_("Registered with İŞKUR on"), latest=timezone.localdate)
