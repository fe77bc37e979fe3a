"""The monthly attendance sheet as PDF and Excel (P5.2)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.columns import Column, Kind
from imece.core.reports.report import Report, register_report
from imece.employment.community_work.domain.queries import programmes_in_scope
from imece.employment.community_work.domain.sheet import Line, sheet_lines
from imece.employment.community_work.enums import Attendance

LONGEST_MONTH = 31


class SheetCriteria(forms.Form):
    number = forms.CharField(label=_("TYP number"), max_length=20)
    month = forms.CharField(
        label=_("Month"), max_length=7, help_text=_("Year and month, for example 2026-05")
    )

    def clean_month(self) -> str:
        """Kept as text: the run stores what was asked."""
        try:
            return f"{date.fromisoformat(self.cleaned_data['month'] + '-01'):%Y-%m}"
        except ValueError as error:
            text = _("“%(value)s” is no month. Write it as 2026-05.")
            raise ValidationError(text, params={"value": self.cleaned_data["month"]}) from error


def _letter(number: int) -> Any:
    return lambda line: line.letters[number - 1] if number <= len(line.letters) else ""


def _count(kind: Attendance) -> Column:
    return Column(
        name=f"count_{kind.name}",
        label=kind.label,
        accessor=lambda line: line.marks[kind],
        kind=Kind.INTEGER,
    )


@register_report
class AttendanceSheet(Report):
    """One line a person: a letter for each day (TYP-08), the counts, the days paid and the pay (TYP-06, TYP-10)."""

    code = "attendance-sheet"
    title = _("Monthly attendance sheet")
    permission = "community_work.view"
    criteria_form = SheetCriteria
    columns = (
        Column(
            name="national_id",
            label=_("T.C. identity number"),
            accessor="participant.job_seeker.person.national_id",
            kind=Kind.ID_NUMBER,
        ),
        Column(name="name", label=_("Name"), accessor="participant.job_seeker.person.full_name"),
        *(
            Column(name=f"day_{number}", label=str(number), accessor=_letter(number))
            for number in range(1, LONGEST_MONTH + 1)
        ),
        *(_count(kind) for kind in Attendance),
        Column(name="paid_days", label=_("Days paid"), kind=Kind.INTEGER),
        Column(name="pay_amount", label=_("Gross pay"), kind=Kind.MONEY),
    )

    def rows(self, actor: Actor, criteria: Mapping[str, Any]) -> list[Line]:
        programme = programmes_in_scope(actor).filter(number=criteria["number"].strip()).first()
        return sheet_lines(programme, date.fromisoformat(f"{criteria['month']}-01")) if programme else []
