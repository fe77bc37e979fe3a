"""**Etki Analizi Anketi**: the list, one survey with its answers, and the results as charts for staff."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor, ActorKind
from imece.core.columns import Column, Kind, format_cell
from imece.core.formats import format_integer, whole_of
from imece.core.lists import Empty, ListPage, PageAction, RowAction
from imece.core.permissions import is_permitted
from imece.core.reports.delimited import render_csv
from imece.core.reports.sheet import Sheet
from imece.core.scope import get_in_scope
from imece.core.ui.charts import Bar, Value, bars
from imece.core.web.access import needs
from imece.core.web.requests import ActorRequest
from imece.employment.surveys.domain.queries import Result, responses_in_scope, results_of, years_of
from imece.employment.surveys.domain.questionnaires import questionnaire
from imece.employment.surveys.enums import QuestionKind, SurveyKind
from imece.employment.surveys.models import SurveyResponse
from imece.employment.surveys.web.forms import SurveyCriteria
from imece.employment.surveys.web.wizard import SURVEY_WIZARD

YEAR, FILE = "yil", "dosya"  # in the address


def response_url(row: SurveyResponse) -> str:
    return reverse("survey_response", args=[row.pk])


def _listed(actor: Actor, criteria: Mapping[str, Any]) -> QuerySet[SurveyResponse]:
    rows = responses_in_scope(actor).filter(kind=SurveyKind.GENERAL)
    return rows.filter(year=criteria["year"]) if criteria.get("year") else rows


SURVEYS = ListPage(
    name="surveys",
    title=_("Impact analysis survey"),
    intro=_(
        "Once a year, by the head office for itself and its branches of the province; branches fill in none."
    ),
    columns=(
        Column(name="year", label=_("Year"), accessor=lambda row: str(row.year), order_by=("year",)),
        Column(
            name="kind",
            label=_("Survey"),
            accessor=lambda row: f"{row} · {row.workplace.organisation.name}",
            link=response_url,
        ),
        Column(name="saved_at", label=_("Saved at"), kind=Kind.INSTANT, order_by=("saved_at",)),
    ),
    rows=_listed,
    criteria_form=SurveyCriteria,
    order=("-year", "-saved_at", "-id"),
    actions=(RowAction(name="see", label=_("See its details"), url=response_url, is_main=True),),
    page_actions=(
        PageAction(
            label=_("Fill in a new survey"),
            url=lambda: SURVEY_WIZARD.url("start"),
            is_shown=lambda actor: is_permitted(actor, "surveys.edit"),
        ),
        PageAction(
            label=_("Results of the surveys"),
            url=lambda: reverse("survey_results"),
            is_shown=lambda actor: is_permitted(actor, "surveys.results"),
            is_main=False,
        ),
    ),
    row_label=lambda row: f"{row} {row.workplace.organisation.name}",
    empty=Empty(
        text=_("No survey is filled in yet."),
        hint=_("The newest stands first; a filled-in survey can be changed."),
    ),
)


@needs("surveys.view")
def survey_list(request: ActorRequest) -> HttpResponse:
    return SURVEYS.respond(request)


@needs("surveys.view")
def survey_response(request: ActorRequest, response_id: int) -> HttpResponse:
    """**Detayını Gör**: the answers under the questions that were asked then."""
    actor = request.actor
    found = get_in_scope(responses_in_scope(actor), actor, pk=response_id)
    asked = questionnaire(SurveyKind(found.kind), found.questionnaire)
    sections = [
        (
            section.label,
            [{"label": q.label, "value": q.told(found.answers.get(q.code))} for q in section.questions],
        )
        for section in asked.sections
    ]
    may_edit = is_permitted(actor, "surveys.edit", found)
    context = {
        "response": found,
        "sections": sections,
        "change_url": SURVEY_WIZARD.url("edit", key=str(found.pk)) if may_edit else "",
        "breadcrumbs": [(SURVEYS.title, reverse("surveys")), (str(found), None)],
    }
    return render(request, "surveys/response.html", context)


# ------------------------------------------------------------------------------------------ results, for staff
COUNT_COLUMNS = (
    Column(name="label", label=_("Answer")),
    Column(name="count", label=pgettext_lazy("a number", "Workplaces"), kind=Kind.INTEGER),
    Column(name="of_all", label=_("Per cent"), kind=Kind.DECIMAL, places=1),
)
SUM_COLUMN = Column(name="total", label=_("Sum"), kind=Kind.INTEGER)


@dataclass(frozen=True)
class Drawn:
    """A question's chart with its table and file."""

    result: Result
    csv: str

    @property
    def columns(self) -> Sequence[Column]:
        return columns_of(self.result)

    @property
    def bars(self) -> list[Bar]:
        language = get_language() or "tr"
        return bars(
            Value(line.label, line.count, format_integer(line.count, language)) for line in self.result.lines
        )

    @property
    def lines(self) -> list[list[tuple[str, str]]]:
        language = get_language() or "tr"
        return [
            [(format_cell(column, line, language), column.align) for column in self.columns]
            for line in self.result.lines
        ]


def columns_of(result: Result) -> Sequence[Column]:
    return (*COUNT_COLUMNS, SUM_COLUMN) if result.question.kind == QuestionKind.COUNT else COUNT_COLUMNS


@needs("surveys.results")
def survey_results(request: ActorRequest) -> HttpResponse:
    """A chart for each question of one year, in the officer's scope; `?dosya=` gives its numbers as CSV."""
    actor = request.actor
    years = years_of(actor, SurveyKind.GENERAL)
    asked = whole_of(request.GET.get(YEAR), 4)
    year = asked if asked in years else (years[0] if years else None)
    results = results_of(actor, SurveyKind.GENERAL, year) if year else []
    if code := request.GET.get(FILE):
        return _file(next((one for one in results if one.question.code == code), None), year)
    context = {
        "year": year,
        "years": years,
        "drawn": [Drawn(one, f"{request.path}?{YEAR}={year}&{FILE}={one.question.code}") for one in results],
        "scope": "" if actor.kind == ActorKind.HEADQUARTERS_STAFF else actor.organisation_name,
        "breadcrumbs": [(SURVEYS.title, reverse("surveys")), (_("Results of the surveys"), None)],
    }
    return render(request, "surveys/results.html", context)


def _file(result: Result | None, year: int | None) -> HttpResponse:
    if result is None:
        raise Http404
    output, language = io.StringIO(newline=""), get_language() or "tr"
    sheet = Sheet(
        title="", issuer="", made_at=timezone.now(), columns=columns_of(result), rows=result.lines, language=language
    )  # fmt: skip
    render_csv(sheet, output)
    response = HttpResponse(output.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="anket-{year}-{result.question.code}.csv"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
