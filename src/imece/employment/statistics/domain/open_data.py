"""What is published for everybody, with small cells hidden (P14.1, P15.1)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Max, Min

from imece.core.parameters import Parameters
from imece.employment.statistics.domain.suppression import (
    Published,
    PublishedTree,
    hide_small,
    hide_small_in_tree,
)
from imece.employment.statistics.models import MarketFigure, VacancyFigure, WorkforceFigure

THRESHOLD = "small_cell_threshold"
MEASURES = ("vacancy_count", "post_count", "placement_count")
Names = Mapping[int, tuple[str, str]]
"""Occupation → code and name."""


@dataclass(frozen=True)
class MonthLine:
    """One line of the file of vacancies. Empty `province_code`: Türkiye; empty `occupation_code`: all. None: hidden."""

    month: str
    province_code: int | None
    province: str
    occupation_code: str
    occupation: str
    vacancy_count: int | None
    post_count: int | None
    placement_count: int | None


@dataclass(frozen=True)
class MarketLine:
    """One line of demand and supply. Vacancies are announced to everybody; only people are hidden."""

    occupation_code: str
    occupation: str
    province_code: int | None
    province: str
    vacancy_count: int
    post_count: int
    seeker_count: int | None


@dataclass(frozen=True)
class Market:
    """Demand and supply of one occupation: counts by plate code, job seekers with small numbers hidden."""

    vacancies: dict[int, int]
    posts: dict[int, int]
    seekers: Published[int]
    threshold: int


def published_years() -> list[int]:
    """Years of which there are figures, newest first."""
    span = VacancyFigure.objects.aggregate(first=Min("month"), last=Max("month"))
    if span["first"] is None:
        return []
    return list(range(span["last"].year, span["first"].year - 1, -1))


def published_market(occupation_id: int, today: date) -> Market:
    rows = MarketFigure.objects.filter(occupation_id=occupation_id)
    return _market(
        rows.values_list("province_id", "vacancy_count", "post_count", "seeker_count"),
        Parameters(today).integer(THRESHOLD),
    )


def _market(rows: Iterable[tuple[int, int, int, int]], threshold: int) -> Market:
    known = list(rows)
    seekers = {province: count for province, _, _, count in known}
    return Market(
        vacancies={province: count for province, count, _, _ in known if count},
        posts={province: count for province, _, count, _ in known if count},
        seekers=hide_small(seekers, threshold),
        threshold=threshold,
    )


def market_lines(
    provinces: Mapping[int, str], occupations: Names, today: date, *, occupation_id: int | None = None
) -> Iterator[MarketLine]:
    """By occupation (or of one): first Türkiye, then each province that has vacancies or job seekers."""
    threshold = Parameters(today).integer(THRESHOLD)
    wanted = {"occupation_id": occupation_id} if occupation_id else {"occupation__isnull": False}
    rows = MarketFigure.objects.filter(**wanted).order_by("occupation__code", "province_id")
    values = rows.values_list("occupation_id", "province_id", "vacancy_count", "post_count", "seeker_count")
    for occupation, group in groupby(values.iterator(), key=lambda row: row[0]):
        market = _market((row[1:] for row in group), threshold)
        code, name = occupations[occupation]
        total = (sum(market.vacancies.values()), sum(market.posts.values()), market.seekers.total)
        yield MarketLine(code, name, None, "", *total)
        for province in sorted(market.seekers.cells):
            demand = (market.vacancies.get(province, 0), market.posts.get(province, 0))
            yield MarketLine(
                code, name, province, provinces[province], *demand, market.seekers.cells[province]
            )


def month_lines(
    year: int, provinces: Mapping[int, str], occupations: Names, today: date
) -> Iterator[MonthLine]:
    """By month: Türkiye, then each province with its occupations. Each measure is hidden by itself."""
    threshold = Parameters(today).integer(THRESHOLD)
    rows = VacancyFigure.objects.filter(month__year=year, occupation__isnull=False)
    ordered = rows.order_by("month", "province_id").values_list(
        "month", "province_id", "occupation_id", *MEASURES
    )
    for month, group in groupby(ordered.iterator(), key=lambda row: row[0]):
        yield from _lines_of_month(f"{month:%Y-%m}", list(group), threshold, provinces, occupations)


def _lines_of_month(
    month: str, rows: list[tuple[int, ...]], threshold: int, provinces: Mapping[int, str], occupations: Names
) -> Iterator[MonthLine]:
    trees = [_tree(rows, place, threshold) for place in range(len(MEASURES))]
    yield MonthLine(month, None, "", "", "", *(tree.total for tree in trees))
    for province in sorted({row[1] for row in rows}):
        of_province = (month, province, provinces[province])
        yield MonthLine(*of_province, "", "", *(tree.totals[province] for tree in trees))
        inside = sorted({occupations[row[2]] + (row[2],) for row in rows if row[1] == province})
        for code, name, occupation in inside:
            counts = [tree.cells.get(province, {}).get(occupation) for tree in trees]
            if any(count != 0 for count in counts):
                yield MonthLine(*of_province, code, name, *counts)


def _tree(rows: Sequence[tuple[Any, ...]], place: int, threshold: int) -> PublishedTree[int, int]:
    cells: dict[int, dict[int, int]] = {}
    for _month, province, occupation, *counts in rows:
        cells.setdefault(province, {})[occupation] = counts[place]
    return hide_small_in_tree(cells, threshold)


@dataclass(frozen=True)
class WorkforceLine:
    """One line of the file of the workforce. Empty `province_code`: Türkiye; empty `occupation_code`: all."""

    month: str
    province_code: int | None
    province: str
    occupation_code: str
    occupation: str
    worker_count: int | None


def workforce_years() -> list[int]:
    """Years of which there are monthly tables, newest first."""
    years = WorkforceFigure.objects.filter(occupation__isnull=False).values_list("month__year", flat=True)
    return sorted(set(years.distinct()), reverse=True)


def workforce_lines(
    year: int, provinces: Mapping[int, str], occupations: Names, today: date
) -> Iterator[WorkforceLine]:
    """By month: Türkiye, then each province with its occupations; small numbers of workers are hidden."""
    threshold = Parameters(today).integer(THRESHOLD)
    rows = WorkforceFigure.objects.filter(month__year=year, occupation__isnull=False)
    values = rows.order_by("month", "province_id").values_list(
        "month", "province_id", "occupation_id", "worker_count"
    )
    for month, group in groupby(values.iterator(), key=lambda row: row[0]):
        known = list(group)
        tree, name = _tree(known, 0, threshold), f"{month:%Y-%m}"
        yield WorkforceLine(name, None, "", "", "", tree.total)
        for province in sorted({row[1] for row in known}):
            yield WorkforceLine(name, province, provinces[province], "", "", tree.totals[province])
            for occupation, count in sorted(
                tree.cells.get(province, {}).items(), key=lambda cell: occupations[cell[0]]
            ):
                if count != 0:
                    yield WorkforceLine(name, province, provinces[province], *occupations[occupation], count)
