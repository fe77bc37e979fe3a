"""The charts of the page of vacancies: each answers one question, with one definition of columns for table and file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.columns import Column, Kind, format_cell
from imece.core.errors import Text
from imece.core.formats import format_decimal, format_integer, format_month
from imece.core.ui.charts import Bar, Value, bars
from imece.core.workflow.moves import TABLES
from imece.employment.statistics.domain.funnel import Stage, Stay, funnel, stays
from imece.employment.statistics.domain.queries import (
    Period,
    candidates_by_state,
    counts_by_month,
    open_vacancies_by_province,
    stay_lengths,
)
from imece.reference.public import provinces


@dataclass(frozen=True)
class Chart:
    """`name` is the word in the address of its file; `rows_of` asks, `value_of` makes a bar of a row."""

    name: str
    title: Text
    columns: Sequence[Column]
    rows_of: Callable[[Actor, Period], Sequence[Any]]
    value_of: Callable[[Any], Value] | None = None
    note: Text = ""
    keys: Sequence[Text] = ()


@dataclass(frozen=True)
class Drawn:
    """A chart with its rows, for the template."""

    chart: Chart
    rows: Sequence[Any]
    csv: str

    @property
    def is_empty(self) -> bool:
        return not any(value.number or value.second for value in self._values())

    @property
    def bars(self) -> list[Bar]:
        return bars(self._values())

    @property
    def lines(self) -> list[list[tuple[str, str]]]:
        """Cells with their alignment."""
        language = get_language() or "tr"
        columns = self.chart.columns
        return [
            [(format_cell(column, row, language), column.align) for column in columns] for row in self.rows
        ]

    def _values(self) -> list[Value]:
        return [self.chart.value_of(row) for row in self.rows] if self.chart.value_of else []


def _number(value: int) -> str:
    return format_integer(value, get_language() or "tr")


# ------------------------------------------------------------------------------------------ how far
def _stages(actor: Actor, period: Period) -> list[Stage]:
    return funnel(candidates_by_state(actor, period))


def _stage_value(stage: Stage) -> Value:
    text = _("{count} ({share} per cent)").format(
        count=_number(stage.count), share=format_decimal(stage.of_first, 1, get_language() or "tr")
    )
    return Value(str(stage.label), stage.count, text)


# ------------------------------------------------------------------------------------------ how long
@dataclass(frozen=True)
class NamedStay:
    subject: Text
    state: Text
    stay: Stay


SUBJECTS = {"vacancy": _("Vacancy"), "candidate": _("Candidate")}


def _stays(actor: Actor, period: Period) -> list[NamedStay]:
    """In the order in which the tables of moves name the states."""
    lengths = stay_lengths(actor, period)
    named = []
    for workflow, subject in SUBJECTS.items():
        known = stays((state, days, count) for flow, state, days, count in lengths if flow == workflow)
        labels = TABLES[workflow].state_labels
        named += [NamedStay(subject, labels[state], known[state]) for state in labels if state in known]
    return named


def _stay_value(named: NamedStay) -> Value:
    stay = named.stay
    text = _("{median} / {ninth} days").format(
        median=_number(stay.median_days), ninth=_number(stay.ninth_days)
    )
    return Value(f"{named.subject}: {named.state}", stay.median_days, text, stay.ninth_days)


# ------------------------------------------------------------------------------------------ where
@dataclass(frozen=True)
class ProvinceCount:
    code: int
    name: str
    count: int


def province_counts(actor: Actor, period: Period) -> list[ProvinceCount]:
    """All 81, in alphabetical order."""
    counts = open_vacancies_by_province(actor, period.occupation_id)
    names = provinces().values_list("code", "name")
    return [ProvinceCount(code, name, counts.get(code, 0)) for code, name in names]


FUNNEL = Chart(
    name="asamalar",
    title=_("How far do candidates come?"),
    note=_("Who applied or was chosen in these months, and the stage each has reached by now."),
    columns=(
        Column(name="label", label=_("Stage")),
        Column(name="count", label=_("Candidates"), kind=Kind.INTEGER),
        Column(name="of_first", label=_("Per cent of all"), kind=Kind.DECIMAL, places=1),
        Column(name="of_before", label=_("Per cent of the stage before"), kind=Kind.DECIMAL, places=1),
    ),
    rows_of=_stages,
    value_of=_stage_value,
)
STAYS = Chart(
    name="sureler",
    title=_("Where does it take long?"),
    note=_("Whole days in a state, of the stays that ended in these months."),
    keys=(_("half took no longer"), _("nine in ten took no longer")),
    columns=(
        Column(name="subject", label=_("What")),
        Column(name="state", label=_("State")),
        Column(name="count", label=_("Stays"), accessor="stay.count", kind=Kind.INTEGER),
        Column(name="median", label=_("Half: days at most"), accessor="stay.median_days", kind=Kind.INTEGER),
        Column(
            name="ninth", label=_("Nine in ten: days at most"), accessor="stay.ninth_days", kind=Kind.INTEGER
        ),
    ),
    rows_of=_stays,
    value_of=_stay_value,
)
MONTHS = Chart(
    name="aylar",
    title=_("How many vacancies month by month?"),
    note=_(
        "Vacancies published in the month. The table also has their posts, and the placements that began."
    ),
    columns=(
        Column(
            name="month",
            label=_("Month"),
            accessor=lambda row: format_month(row.month, get_language() or "tr"),
        ),
        Column(name="vacancy_count", label=pgettext_lazy("a number", "Vacancies"), kind=Kind.INTEGER),
        Column(name="post_count", label=_("Posts"), kind=Kind.INTEGER),
        Column(name="placement_count", label=_("Placements"), kind=Kind.INTEGER),
    ),
    rows_of=counts_by_month,
    value_of=lambda row: Value(
        format_month(row.month, get_language() or "tr"), row.vacancy_count, _number(row.vacancy_count)
    ),
)
PROVINCES = Chart(
    name="iller",
    title=_("Where are the open vacancies?"),
    columns=(
        Column(name="code", label=_("Plate number"), kind=Kind.INTEGER),
        Column(name="name", label=_("Province")),
        Column(name="count", label=pgettext_lazy("a number", "Open vacancies"), kind=Kind.INTEGER),
    ),
    rows_of=province_counts,
)
CHARTS = {chart.name: chart for chart in (FUNNEL, STAYS, MONTHS, PROVINCES)}
