"""Whom a vacancy looks for: what its conditions and the score are reckoned from."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property

from django.db.models import prefetch_related_objects

from imece.employment.matching.domain.conditions import Asked, asked_of
from imece.employment.matching.enums import SearchArea
from imece.employment.selection.models import Candidate
from imece.employment.vacancies.models import Vacancy
from imece.employment.vacancies.public import DEMANDS_OF_A_VACANCY, Demands, demands_of
from imece.reference.models import ProvinceDistance
from imece.reference.public import provinces_within

LAST_PLATE = 81
RADIUS_KM = {SearchArea.PROVINCE: 0, SearchArea.KM_100: 100, SearchArea.KM_250: 250}
MOST_PREFERENCES = 5


@dataclass(frozen=True)
class Wanted:
    """`occupations`: the vacancy's own first, then those accepted too. `provinces`: where people are looked for;
    None is all of Türkiye. `distances`: road km from each province (by plate number) to the work.
    `preferred`: skills that the employer would like and does not demand. `known`: who is a candidate already.
    """

    occupations: tuple[int, ...]
    province: int
    demands: Demands
    provinces: tuple[int, ...] | None
    distances: tuple[int, ...]
    preferred: tuple[str, ...] = ()
    known: frozenset[int] = field(default_factory=frozenset)
    seed: int = 0  # draws the order of people with equal points anew for each vacancy

    @cached_property
    def asked(self) -> list[Asked]:
        """The hard conditions."""
        return asked_of(self.demands)

    @property
    def has_single_rows(self) -> bool:
        """Nobody can stand in it twice: one occupation in one province."""
        return len(self.occupations) == 1 and self.provinces is not None and len(self.provinces) == 1


def wanted_for(
    vacancy: Vacancy, today: date, *, area: str = SearchArea.PROVINCE, preferred: Iterable[str] = ()
) -> Wanted:
    """Of a vacancy that is written down; who is a candidate already is not looked for again."""
    prefetch_related_objects([vacancy], *DEMANDS_OF_A_VACANCY)
    candidates = Candidate.objects.filter(round_id=vacancy.round_id)
    accepted = [one.occupation_id for one in vacancy.accepted_occupations.all()]
    return make_wanted(
        demands_of(vacancy, today),
        occupations=[vacancy.occupation_id, *accepted],
        province=vacancy.province_id,
        area=area,
        preferred=tuple(preferred)[:MOST_PREFERENCES],
        known=frozenset(candidates.values_list("job_seeker_id", flat=True)),
        seed=vacancy.pk,
    )


def make_wanted(
    demands: Demands,
    *,
    occupations: Iterable[int],
    province: int,
    area: str,
    preferred: tuple[str, ...] = (),
    known: frozenset[int] = frozenset(),
    seed: int = 0,
) -> Wanted:
    return Wanted(
        occupations=tuple(dict.fromkeys(occupations)),
        province=province,
        demands=demands,
        provinces=provinces_of(area, province),
        distances=distances_to(province),
        preferred=preferred,
        known=known,
        seed=seed,
    )


def provinces_of(area: str, province: int) -> tuple[int, ...] | None:
    if area == SearchArea.COUNTRY:
        return None
    radius = RADIUS_KM.get(SearchArea(area), 0)
    return tuple(provinces_within(radius, province).values_list("pk", flat=True)) if radius else (province,)


@cache
def distances_to(province: int) -> tuple[int, ...]:
    """Road km by plate number 1 … 81; 0 within the province."""
    known = dict(ProvinceDistance.objects.filter(destination=province).values_list("origin", "distance_km"))
    return tuple(known.get(plate, 0) for plate in range(1, LAST_PLATE + 1))
