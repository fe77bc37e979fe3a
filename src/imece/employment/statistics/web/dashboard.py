"""The page of figures about labour requests: from the own scope, for the months and the occupation chosen."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, pgettext
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor, ActorKind
from imece.core.formats import format_month
from imece.core.ui.province_map import Place, ProvinceMap
from imece.core.web.access import needs
from imece.core.web.requests import ActorRequest
from imece.employment.statistics.domain.queries import Period, is_live, month_after, months, reckoned_at
from imece.employment.statistics.enums import ReckoningName
from imece.employment.statistics.web.charts import (
    CHARTS,
    FUNNEL,
    MONTHS,
    PROVINCES,
    STAYS,
    Chart,
    Drawn,
    ProvinceCount,
)
from imece.employment.statistics.web.files import csv_response
from imece.reference.public import province_outlines
from imece.reference.web.fields import OccupationField

OFFERED_MONTHS = 36
USUAL_MONTHS = 12
FILE = "dosya"


class Criteria(forms.Form):
    """Months, newest first, and one occupation; empty means the last year and all occupations."""

    first = forms.ChoiceField(label=_("First month"), required=False)
    last = forms.ChoiceField(label=_("Last month"), required=False)
    occupation = OccupationField(label=_("Occupation"), required=False)

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today.replace(day=1)
        language = get_language() or "tr"
        offered = months(month_after(self.today, 1 - OFFERED_MONTHS), self.today)
        choices = [(f"{month:%Y-%m}", format_month(month, language)) for month in reversed(offered)]
        for name, usual in (("first", month_after(self.today, 1 - USUAL_MONTHS)), ("last", self.today)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
            field.initial = f"{usual:%Y-%m}"

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if {"first", "last"} <= values.keys() and self.month("first") > self.month("last"):
            language = get_language() or "tr"
            words = {name: format_month(self.month(name), language) for name in ("first", "last")}
            text = gettext(
                "The first month %(first)s lies after the last month %(last)s. Choose an earlier one."
            )
            self.add_error("first", text % words)
        return values

    def month(self, name: str) -> date:
        chosen = getattr(self, "cleaned_data", {}).get(name) or self.fields[name].initial
        return date.fromisoformat(f"{chosen}-01")

    @property
    def period(self) -> Period:
        occupation = getattr(self, "cleaned_data", {}).get("occupation")
        return Period(self.month("first"), self.month("last"), occupation.pk if occupation else None)


@needs("statistics.view")
def vacancy_figures(request: ActorRequest) -> HttpResponseBase:
    """The page, or with `?dosya=` one chart's rows as CSV."""
    form = Criteria(request.GET if _is_asked(request) else None, today=timezone.localdate())
    if form.is_bound and not form.is_valid():
        return render(request, "statistics/vacancies.html", {"form": form, "has_errors": True}, status=422)
    if name := request.GET.get(FILE):
        return _file(request.actor, name, form.period)
    return render(request, "statistics/vacancies.html", _context(request, form))


def _is_asked(request: ActorRequest) -> bool:
    return any(name.split("_")[0] in Criteria.base_fields for name in request.GET)


def _file(actor: Actor, name: str, period: Period) -> HttpResponseBase:
    chart = CHARTS.get(name)
    if chart is None:
        raise Http404
    return csv_response(f"istem-{name}", chart.columns, chart.rows_of(actor, period))


def _context(request: ActorRequest, form: Criteria) -> dict[str, Any]:
    actor, period = request.actor, form.period
    live = is_live(actor)
    drawn = {chart.name: _drawn(request, chart, period) for chart in (FUNNEL, STAYS, MONTHS)}
    rows = PROVINCES.rows_of(actor, period)
    return {
        "form": form,
        "reset_url": request.path if form.is_bound else "",
        "charts": drawn.values(),
        "map": _map(request, rows, form),
        "scope": _scope_text(actor),
        "is_live": live,
        "history_at": None if live else reckoned_at(ReckoningName.HISTORY),
        "market_at": None if live else reckoned_at(ReckoningName.MARKET),
    }


def _drawn(request: ActorRequest, chart: Chart, period: Period) -> Drawn:
    return Drawn(chart, chart.rows_of(request.actor, period), _file_url(request, chart))


def _file_url(request: ActorRequest, chart: Chart) -> str:
    query = request.GET.copy()
    query[FILE] = chart.name
    return f"{request.path}?{query.urlencode()}"


def _map(request: ActorRequest, rows: Sequence[ProvinceCount], form: Criteria) -> ProvinceMap:
    occupation = getattr(form, "cleaned_data", {}).get("occupation")
    return ProvinceMap(
        id=PROVINCES.name,
        title=PROVINCES.title,
        unit=pgettext("a number", "Open vacancies"),
        places=[
            Place(row.code, row.name, row.count, _leads_to(request.actor, row, occupation)) for row in rows
        ],
        outlines=province_outlines(),
        total=sum(row.count for row in rows),
        csv=_file_url(request, PROVINCES),
        language=get_language() or "tr",
    )


def _leads_to(actor: Actor, row: ProvinceCount, occupation: Any) -> str:
    """Staff come to the open vacancies of the province; the public search would show an employer others' too."""
    if not row.count or not actor.is_staff:
        return ""
    query = {"province": row.code} | ({"occupation": occupation.code} if occupation else {})
    return f"{reverse('open_vacancies')}?{urlencode(query)}"


def _scope_text(actor: Actor) -> str:
    if actor.kind == ActorKind.HEADQUARTERS_STAFF:
        return gettext("All of Türkiye")
    return actor.organisation_name
