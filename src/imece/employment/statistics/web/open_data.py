"""**Açık veri**: what everybody may take away, with its columns explained; an occupation's own file (P14.1, P15.1)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from imece.core.columns import Column, Kind
from imece.core.errors import Text
from imece.core.parameters import Parameters
from imece.core.web.access import public
from imece.core.web.requests import ActorRequest
from imece.employment.statistics.domain.open_data import (
    THRESHOLD,
    market_lines,
    month_lines,
    published_years,
    workforce_lines,
    workforce_years,
)
from imece.employment.statistics.domain.queries import reckoned_at
from imece.employment.statistics.enums import ReckoningName
from imece.employment.statistics.web.files import csv_response
from imece.reference.public import find_occupation, occupation_names, provinces


@dataclass(frozen=True)
class Field:
    """A column of a file with the sentence that explains it."""

    column: Column
    meaning: Text


def _number(name: str, label: Text, meaning: Text) -> Field:
    return Field(Column(name=name, label=label, kind=Kind.INTEGER), meaning)


MONTH = Field(Column(name="month", label=_("Month")), _("Year and month, as 2026-11"))
PROVINCE = (
    _number("province_code", _("Plate number"), _("The province; empty: all of Türkiye")),
    Field(Column(name="province", label=_("Province")), _("Its name")),
)
OCCUPATION = (
    Field(
        Column(name="occupation_code", label=_("Occupation code")),
        _("Its code in the Dictionary of Occupations; empty: all occupations"),
    ),
    Field(Column(name="occupation", label=_("Occupation")), _("Its name")),
)
MONTH_FIELDS = (
    MONTH,
    *PROVINCE,
    *OCCUPATION,
    _number("vacancy_count", pgettext_lazy("a number", "Vacancies"), _("Vacancies published in the month")),
    _number("post_count", _("Posts"), _("The posts of those vacancies")),
    _number(
        "placement_count",
        _("Placements"),
        _("Confirmed placements through a vacancy whose work began in the month"),
    ),
)
MARKET_FIELDS = (
    *OCCUPATION,
    *PROVINCE,
    _number(
        "vacancy_count",
        pgettext_lazy("a number", "Open vacancies"),
        _("Vacancies open now; nothing is hidden, all are announced"),
    ),
    _number("post_count", _("Open posts"), _("The posts of those vacancies")),
    _number(
        "seeker_count",
        _("Job seekers"),
        _("Active profiles that seek the occupation; one person may seek several"),
    ),
)


@dataclass(frozen=True)
class DataSet:
    """What the page says of one file."""

    title: Text
    text: Text
    rhythm: Text
    fields: Sequence[Field]
    reckoning: ReckoningName

    @property
    def columns(self) -> list[Column]:
        return [one.column for one in self.fields]


MONTHS = DataSet(
    _("Vacancies by month, province and occupation"),
    _(
        "How many vacancies were published, with how many posts, and how many placements began. One file a year."
    ),
    _("Made anew every night, all months: a placement may be confirmed later."),
    MONTH_FIELDS,
    ReckoningName.HISTORY,
)
MARKET = DataSet(
    _("Demand and supply by occupation and province"),
    _("Open vacancies and those who seek such work, as they are now."),
    _("Made anew every hour."),
    MARKET_FIELDS,
    ReckoningName.MARKET,
)

WORKFORCE = DataSet(
    _("Workers by month, province and occupation"),
    _("How many people worked at the month's end, by the monthly workforce tables. One file a year."),
    _("Made anew every night, all months: a table may be filed or corrected later."),
    (
        MONTH,
        *PROVINCE,
        *OCCUPATION,
        _number(
            "worker_count", _("Workers"), _("Workers at the month's end, of employers that filed a table")
        ),
    ),
    ReckoningName.DUTIES,
)


@public
def open_data(request: ActorRequest) -> HttpResponseBase:
    """The list of the files: what is in them, their columns, when they were made."""
    years = [(str(year), reverse("open_data_months", args=[year])) for year in published_years()]
    market_at = reckoned_at(ReckoningName.MARKET)
    sets = [
        (MONTHS, reckoned_at(ReckoningName.HISTORY), years),
        (MARKET, market_at, [(_("All occupations"), reverse("open_data_market"))] if market_at else []),
    ]
    of_workforce = [(str(year), reverse("open_data_workforce", args=[year])) for year in workforce_years()]
    sets.append((WORKFORCE, reckoned_at(ReckoningName.DUTIES), of_workforce))
    threshold = Parameters(timezone.localdate()).integer(THRESHOLD)
    return render(request, "statistics/open_data.html", {"sets": sets, "threshold": threshold})


@public
def months_file(request: ActorRequest, year: int) -> HttpResponseBase:
    if year not in published_years():
        raise Http404
    rows = month_lines(year, _province_names(), occupation_names(), timezone.localdate())
    return csv_response(f"istemler-{year}", MONTHS.columns, rows)


@public
def workforce_file(request: ActorRequest, year: int) -> HttpResponseBase:
    if year not in workforce_years():
        raise Http404
    rows = workforce_lines(year, _province_names(), occupation_names(), timezone.localdate())
    return csv_response(f"isgucu-{year}", WORKFORCE.columns, rows)


@public
def market_file(request: ActorRequest) -> HttpResponseBase:
    rows = market_lines(_province_names(), occupation_names(), timezone.localdate())
    return csv_response("arz-talep", MARKET.columns, rows)


@public
def occupation_file(request: ActorRequest, code: str) -> HttpResponseBase:
    """The lines of one occupation, as on its page of the dictionary."""
    found = find_occupation(code)
    if found is None:
        raise Http404
    names = {found.pk: (found.code, found.name)}
    rows = market_lines(_province_names(), names, timezone.localdate(), occupation_id=found.pk)
    return csv_response(f"arz-talep-{found.code}", MARKET.columns, rows)


def _province_names() -> dict[int, str]:
    return dict(provinces().values_list("code", "name"))
