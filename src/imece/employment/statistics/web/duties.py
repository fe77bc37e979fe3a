"""Workforce and duties in figures, for staff (P15.1), with files of the same numbers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor, ActorKind
from imece.core.columns import Column, Kind, format_cell
from imece.core.errors import Text
from imece.core.formats import format_date, format_integer, format_month
from imece.core.parameters import Parameters
from imece.core.ui.charts import Bar, Value, bars
from imece.core.ui.province_map import Place, ProvinceMap
from imece.core.web.access import needs
from imece.core.web.requests import ActorRequest
from imece.employment.statistics.domain.duties import (
    Asked,
    Named,
    duties_of_month,
    reckoned_months,
    workforce_by_month,
    workforce_by_occupation,
    workforce_by_province,
)
from imece.employment.statistics.domain.queries import reckoned_at
from imece.employment.statistics.enums import ReckoningName
from imece.employment.statistics.models import DutyFigure
from imece.employment.statistics.web.files import csv_response
from imece.employment.workforce.public import due_on
from imece.reference.public import holidays_for, province_outlines, provinces
from imece.reference.web.fields import OccupationField

FILE, OCCUPATIONS_SHOWN = "dosya", 20
WORKERS = Column(name="count", label=pgettext_lazy("a number", "Workers"), kind=Kind.INTEGER)


class DutyCriteria(forms.Form):
    """A month of which there are figures, newest first, and one occupation; empty means the newest, and all."""

    month = forms.ChoiceField(label=_("Month"), required=False)
    occupation = OccupationField(label=_("Occupation"), required=False)

    def __init__(self, *args: Any, months: Sequence[date], **options: Any) -> None:
        super().__init__(*args, **options)
        self.months, field = months, self.fields["month"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(f"{one:%Y-%m}", _month(one)) for one in months]

    @property
    def asked(self) -> Asked:
        cleaned = getattr(self, "cleaned_data", {})
        chosen, occupation = cleaned.get("month"), cleaned.get("occupation")
        month = date.fromisoformat(f"{chosen}-01") if chosen else self.months[0]
        return Asked(month, occupation.pk if occupation else None)


@dataclass(frozen=True)
class Plot:
    """One question: its rows give the bars, the table and the file."""

    name: str
    title: Text
    note: Text
    columns: Sequence[Column]
    rows_of: Callable[[Actor, Asked], Sequence[Any]]
    number_of: Callable[[Any], int]
    label_of: Callable[[Any], str] = lambda row: row.name


def _month(day: date) -> str:
    return format_month(day, get_language() or "tr")


def _months(actor: Actor, asked: Asked) -> list[Named]:
    return [Named(_month(month), count) for month, count in workforce_by_month(actor, asked)]


def _occupations(actor: Actor, asked: Asked) -> list[Named]:
    return workforce_by_occupation(actor, asked, OCCUPATIONS_SHOWN)


def _provinces(actor: Actor, asked: Asked) -> list[Named]:
    """All 81, in alphabetical order."""
    counts = workforce_by_province(actor, asked)
    return [Named(name, counts.get(code, 0), code) for code, name in provinces().values_list("code", "name")]


def _due(row: DutyFigure) -> str:
    holidays, law = holidays_for(province=row.province_id), Parameters(timezone.localdate())
    return format_date(due_on(row.month, holidays, law))


def _open(row: DutyFigure) -> int:
    return row.owed_count - row.filed_count


MONTHS = Plot(
    name="isgucu-aylar",
    title=_("How many people work, month by month?"),
    note=_("Workers at the month's end, by the tables filed until last night."),
    columns=(Column(name="name", label=_("Month")), WORKERS),
    rows_of=_months,
    number_of=lambda row: row.count,
)
OCCUPATIONS = Plot(
    name="isgucu-meslekler",
    title=_("In which occupations do most people work?"),
    note=_("The twenty largest of the month, whatever occupation is chosen above."),
    columns=(Column(name="name", label=_("Occupation")), WORKERS),
    rows_of=_occupations,
    number_of=lambda row: row.count,
)
TABLES = Plot(
    name="cizelge-borcu",
    title=_("Who owes a workforce table?"),
    note=_("Head offices that must file the month's table (AIC-01) and have not, by province."),
    columns=(
        Column(name="province", label=_("Province"), accessor="province.name"),
        Column(name="due", label=_("Due on"), accessor=_due),
        Column(name="owed", label=_("Must file"), accessor="owed_count", kind=Kind.INTEGER),
        Column(name="filed", label=_("Filed"), accessor="filed_count", kind=Kind.INTEGER),
        Column(name="open", label=_("Not filed"), accessor=_open, kind=Kind.INTEGER),
    ),
    rows_of=duties_of_month,
    number_of=_open,
    label_of=lambda row: row.province.name,
)
QUOTAS = Plot(
    name="kontenjan-acigi",
    title=_("Where are quotas not met?"),
    note=_("People missing from the protected groups; the fine is an estimate of one month (QUO-16)."),
    columns=(
        Column(name="province", label=_("Province"), accessor="province.name"),
        Column(name="gaps", label=_("Employers with a gap"), accessor="gap_count", kind=Kind.INTEGER),
        Column(name="missing", label=_("People missing"), accessor="missing_count", kind=Kind.INTEGER),
        Column(name="fine", label=_("Fine of the month"), accessor="fine_amount", kind=Kind.MONEY),
    ),
    rows_of=duties_of_month,
    number_of=lambda row: row.missing_count,
    label_of=lambda row: row.province.name,
)
PROVINCES = Plot(
    name="isgucu-iller",
    title=_("Where do people work?"),
    note="",
    columns=(
        Column(name="code", label=_("Plate number"), kind=Kind.INTEGER),
        Column(name="name", label=_("Province")),
        WORKERS,
    ),
    rows_of=_provinces,
    number_of=lambda row: row.count,
)
PLOTS: Mapping[str, Plot] = {one.name: one for one in (MONTHS, OCCUPATIONS, TABLES, QUOTAS, PROVINCES)}


@dataclass(frozen=True)
class DrawnPlot:
    """Speaks as `charts.Drawn` does to the template."""

    chart: Plot
    rows: Sequence[Any]
    csv: str

    @property
    def is_empty(self) -> bool:
        return not any(self.chart.number_of(row) for row in self.rows)

    @property
    def bars(self) -> list[Bar]:
        plot, language = self.chart, get_language() or "tr"
        numbers = [(plot.label_of(row), plot.number_of(row)) for row in self.rows]
        return bars(Value(label, number, format_integer(number, language)) for label, number in numbers)

    @property
    def lines(self) -> list[list[tuple[str, str]]]:
        language, columns = get_language() or "tr", self.chart.columns
        return [
            [(format_cell(column, row, language), column.align) for column in columns] for row in self.rows
        ]


@needs("statistics.duties")
def duty_figures(request: ActorRequest) -> HttpResponseBase:
    """The page, or with `?dosya=` one plot's rows as CSV."""
    actor = request.actor
    months = reckoned_months(actor)
    is_asked = any(name.split("_")[0] in DutyCriteria.base_fields for name in request.GET)
    form = DutyCriteria(request.GET if is_asked else None, months=months)
    context: dict[str, Any] = {"form": form, "scope": _scope(actor), "has_figures": bool(months)}
    if form.is_bound and not form.is_valid():
        return render(request, "statistics/duties.html", context | {"has_errors": True}, status=422)
    if not months:
        return render(request, "statistics/duties.html", context)
    if name := request.GET.get(FILE):
        return _file(actor, name, form.asked)
    return render(request, "statistics/duties.html", context | _drawn(request, form.asked))


def _file(actor: Actor, name: str, asked: Asked) -> HttpResponseBase:
    plot = PLOTS.get(name)
    if plot is None:
        raise Http404
    return csv_response(f"{name}-{asked.month:%Y-%m}", plot.columns, plot.rows_of(actor, asked))


def _drawn(request: ActorRequest, asked: Asked) -> dict[str, Any]:
    actor = request.actor
    drawn = [
        DrawnPlot(plot, plot.rows_of(actor, asked), _file_url(request, plot))
        for plot in (TABLES, QUOTAS, MONTHS, OCCUPATIONS)
    ]
    return {
        "charts": drawn,
        "map": _map(request, asked),
        "month_name": _month(asked.month),
        "reckoned_at": reckoned_at(ReckoningName.DUTIES),
        "reset_url": request.path if request.GET else "",
    }


def _file_url(request: ActorRequest, plot: Plot) -> str:
    query = request.GET.copy()
    query[FILE] = plot.name
    return f"{request.path}?{query.urlencode()}"


def _map(request: ActorRequest, asked: Asked) -> ProvinceMap:
    rows = PROVINCES.rows_of(request.actor, asked)
    return ProvinceMap(
        id=PROVINCES.name,
        title=PROVINCES.title,
        unit=WORKERS.label,
        places=[Place(row.code, row.name, row.count) for row in rows],
        outlines=province_outlines(),
        total=sum(row.count for row in rows),
        csv=_file_url(request, PROVINCES),
        language=get_language() or "tr",
    )


def _scope(actor: Actor) -> Text:
    return _("All of Türkiye") if actor.kind == ActorKind.HEADQUARTERS_STAFF else actor.organisation_name
