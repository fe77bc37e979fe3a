"""How many points somebody can have at most, by occupation, province and years of experience: the best people are found
without reading those who cannot be among them.

A *cell* is a stretch of the narrow table's index: one occupation, one province, from so many years of experience to so
many. A *tier* is the cells in which somebody may reach its floor, without those of the tiers before. Once enough people
have reached a floor, nobody outside its tiers can stand before them. Where the floors lie has no bearing on who is
found, nor in which order.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.utils import timezone

from imece.employment.matching.domain.wanted import LAST_PLATE, Wanted
from imece.employment.matching.domain.weights import Weights, weights

STEPS = (30, 50)
"""How far below the best possible score the floors lie: each question costs too."""
LEAST, MOST = -(2**31), 2**31 - 1


class Cells(NamedTuple):
    """The same stretch of one occupation in several provinces: first and last `SeekerRow.experience_key`."""

    occupation: int
    provinces: list[int]
    first: int
    last: int


@dataclass(frozen=True)
class Tier:
    """`floor`: nobody outside this tier and those before it reaches so many points."""

    floor: int
    cells: list[Cells]


def tiers_of(wanted: Wanted, documents: int) -> Iterator[Tier]:
    """`documents`: the points of the papers asked for, which all who are ranked have."""
    worth = weights()
    places = [*_without_experience(wanted, worth)]
    best = max(points for _, _, points in places) + worth.experience_years_most * worth.experience_year
    months = _month_number(max(wanted.demands.on, timezone.localdate()))
    read = [worth.experience_years_most + 1] * len(places)
    for floor in (best - step for step in STEPS):
        stretches: dict[tuple[int, int, int], list[int]] = {}
        for place, (occupation, provinces, points) in enumerate(places):
            years = max(0, -((points - floor) // worth.experience_year))
            if years < read[place]:
                stretches.setdefault((occupation, years, read[place]), []).extend(provinces)
                read[place] = years
        cells = [
            Cells(occupation, provinces, first, last)
            for (occupation, years, before), provinces in stretches.items()
            for first, last in _keys(years, before, months, worth)
        ]
        yield Tier(floor + documents, cells)


def _without_experience(wanted: Wanted, worth: Weights) -> Iterator[tuple[int, tuple[int, ...], int]]:
    """Occupation, provinces, the most that a row of them can have beside documents and experience."""
    preferred = min(len(wanted.preferred), worth.preferred_most) * worth.preferred
    for place, occupation in enumerate(wanted.occupations):
        points = preferred + (worth.occupation_accepted if place else worth.occupation_main)
        for provinces, nearest in _provinces_by_points(
            wanted.province, wanted.provinces, wanted.distances, worth
        ):
            yield occupation, provinces, points + nearest


@lru_cache(maxsize=1024)
def _provinces_by_points(
    work: int, searched: tuple[int, ...] | None, distances: tuple[int, ...], worth: Weights
) -> tuple[tuple[tuple[int, ...], int], ...]:
    """Provinces with the most points that a place can give there.

    Who would work in another province than his own has a row there too: if that is searched, his own says the same
    or more, so a row counts as one of somebody who lives there, or where nobody is looked for.
    """
    area = range(1, LAST_PLATE + 1) if searched is None else searched
    steps = [min(km // worth.distance_step_km * worth.distance_step, worth.distance_most) for km in distances]
    outside = [steps[plate - 1] for plate in range(1, LAST_PLATE + 1) if plate not in area]
    by_points: dict[int, list[int]] = {}
    for province in area:
        nearest = worth.wants_place if province == work else -min([steps[province - 1], *outside])
        by_points.setdefault(nearest, []).append(province)
    return tuple((tuple(provinces), points) for points, provinces in by_points.items())


def _keys(years: int, read: int, months: int, worth: Weights) -> tuple[tuple[int, int], tuple[int, int]]:
    """From `years` up to where was read before; of those who have it all, and of those who gain more each month.

    These have at most as many months more as lie between the months' numbers.
    """
    is_first = read > worth.experience_years_most
    has_all = (years * 12, MOST if is_first else read * 12 - 1)
    gains = (years * 12 - months if years else LEAST, -1 if is_first else read * 12 - months - 1)
    return has_all, gains


def _month_number(day: date) -> int:
    return day.year * 12 + day.month
