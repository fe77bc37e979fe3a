"""Quotas that are not met, workplace by workplace, for staff of the scope (P15.1)."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.columns import Column, Kind
from imece.core.formats import format_month
from imece.core.lists import Empty, ListPage
from imece.core.web.access import needs
from imece.core.web.requests import ActorRequest
from imece.employment.statistics.domain.duties import MONTHS_ANEW, quota_gaps
from imece.employment.statistics.domain.queries import month_after

SHOWN_MONTHS = 12


class GapCriteria(forms.Form):
    """The newest month that was reckoned, when none is chosen."""

    month = forms.ChoiceField(label=_("Month"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        this_month = timezone.localdate().replace(day=1)
        months = [month_after(this_month, -back) for back in range(1, SHOWN_MONTHS + MONTHS_ANEW)]
        language, field = get_language() or "tr", self.fields["month"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("The newest")), *((f"{one}", format_month(one, language)) for one in months)]


def _rows(actor: Actor, criteria: Any) -> Any:
    month = criteria.get("month")
    return quota_gaps(actor, date.fromisoformat(month) if month else None)


GAPS = ListPage(
    name="quota-gaps",
    title=_("Workplaces with a quota gap"),
    columns=(
        Column(name="workplace", label=_("Workplace"), accessor="workplace.name"),
        Column(name="number", label=_("İŞKUR number"), accessor="workplace.number"),
        Column(name="province", label=_("Province"), accessor="workplace.province.name"),
        Column(name="month", label=_("Month"), accessor=lambda row: f"{row.month:%m.%Y}"),
        Column(
            name="missing", label=_("People missing"), accessor="missing_count", kind=Kind.INTEGER,
            order_by=("missing_count",),
        ),
        Column(name="fine", label=_("Fine of the month"), accessor="fine_amount", kind=Kind.MONEY),
    ),
    rows=_rows,
    criteria_form=GapCriteria,
    order=("-missing_count", "id"),
    intro=_("By the tables filed until last night; the fine is an estimate of one month (QUO-16)."),
    row_label=lambda row: row.workplace.name,
    empty=Empty(text=_("No quota gap is known for the month.")),
)  # fmt: skip


@needs("statistics.duties")
def quota_gap_list(request: ActorRequest) -> HttpResponse:
    return GAPS.respond(request)
