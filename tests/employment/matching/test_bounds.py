"""P3.4, P3.5: the first people, found without scoring everybody, are those whom scoring everybody puts first."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby, pairwise
from typing import Any

import msgspec
import pytest

from imece.employment.matching.domain import bounds, search
from imece.employment.matching.domain.conditions import special_of
from imece.employment.matching.domain.ranking import count, rank, rank_all
from imece.employment.matching.domain.search import Found
from imece.employment.matching.domain.wanted import Wanted, distances_to, wanted_for
from imece.employment.matching.models import SeekerRow
from imece.employment.vacancies.models import Vacancy
from tests.cast import Cast
from tests.employment.main_job import NOW, TODAY, make_vacancy
from tests.employment.matching.people import DEMANDS, change_demands, draw_profiles, occupations

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW)]
ALL = 1_000
AREAS: dict[str, Callable[[Wanted], tuple[int, ...] | None]] = {
    "country": lambda wanted: None,
    "where the work is": lambda wanted: (wanted.province,),
    "some provinces": lambda wanted: (wanted.province, 42),
    "elsewhere": lambda wanted: (34, 42),
}
LADDERS = [(15, 30, 50), (), (1,), (0, 5, 60), (200,)]


@pytest.fixture(autouse=True)
def _many(monkeypatch: Any) -> None:
    monkeypatch.setattr(search, "MANY", 20)


@pytest.fixture
def vacancy(cast: Cast) -> Vacancy:
    return make_vacancy(cast.manager, cast.workplace, occupation_id=occupations()[0].pk, min_education="illiterate",
                        min_experience_months=0)  # fmt: skip


def draw_experience(dice: random.Random) -> None:
    """Any number of months, also of those who still gain more; few different points, so that many are equal."""
    rows = [*SeekerRow.objects.order_by("job_seeker_id", "occupation_id")]
    for _work, of_work in groupby(rows, key=lambda row: (row.job_seeker_id, row.occupation_id)):
        months = dice.choice((0, 11, 12, 59, 60, 119, 120, 121, 400))
        since = dice.choice(
            (None, None, TODAY, TODAY - timedelta(days=dice.randrange(1500)), date(2020, 2, 29))
        )
        for row in of_work:
            row.experience_months, row.gains_from = months, since
    SeekerRow.objects.bulk_update(rows, ["experience_months", "gains_from"])


def assert_same(wanted: Wanted, what: Any) -> int:
    everybody = rank_all(wanted, ALL)
    for limit in (1, 15, 40, ALL):
        assert rank(wanted, limit) == everybody[:limit], (what, limit)
        assert count(wanted, limit) == min(len(everybody), limit), (what, limit)
        if special_of(wanted.demands):
            continue  # their sealed statuses are opened in the order of the ranking
        found = Found(wanted, limit)
        assert (len(found), found.people) == (min(len(everybody), limit), min(len(everybody), limit + 1))
        assert found[10:25] == everybody[:limit][10:25], (what, limit)
    return len(everybody)


@pytest.mark.parametrize("area", AREAS)
def test_P3_5_the_first_are_those_of_everybody(vacancy: Vacancy, area: str) -> None:
    """Every set of demands, with and without preferences, further occupations, somebody already known."""
    drawn = draw_profiles(100)
    draw_experience(random.Random(5))
    telling = 0
    for number, demands in enumerate(DEMANDS):
        accepted = {"_accepted": [1, 2]} if number % 3 == 0 else {}
        changed = change_demands(vacancy, demands | accepted)
        preferred = ("excel", "ilk yardım") if number % 2 else ()
        wanted = wanted_for(changed, TODAY, preferred=preferred)
        known = frozenset(one.pk for one in drawn[:number])
        telling += assert_same(replace(wanted, provinces=AREAS[area](wanted), known=known), demands) > 15
    assert telling > (5 if area in ("country", "elsewhere") else 0)


@pytest.mark.parametrize("steps", LADDERS, ids=str)
@pytest.mark.parametrize("province", [6, 34, 80])
def test_floors_and_distances_change_nobody(
    vacancy: Vacancy, monkeypatch: Any, steps: tuple[int, ...], province: int
) -> None:
    """Work near and far from all; days before, on and long after the row was written."""
    monkeypatch.setattr(bounds, "STEPS", steps)
    draw_profiles(120, seed=2)
    draw_experience(random.Random(province))
    wanted = wanted_for(change_demands(vacancy, DEMANDS[-2]), TODAY, area="country", preferred=("excel",))
    wanted = replace(wanted, province=province, distances=distances_to(province))
    for days in (-400, 0, 30, 2_000):
        asked = replace(
            wanted, demands=msgspec.structs.replace(wanted.demands, on=TODAY + timedelta(days=days))
        )
        for area in AREAS.values():
            assert_same(replace(asked, provinces=area(asked)), (days, area))


def test_a_cell_is_read_once(vacancy: Vacancy, monkeypatch: Any) -> None:
    """The first tier is small; a later one goes on where the one before ended, until everything is read."""
    monkeypatch.setattr(bounds, "STEPS", (15, 30, 50, 500))
    wanted = wanted_for(change_demands(vacancy, {"_accepted": [1]}), TODAY, area="country")
    tiers = [*bounds.tiers_of(wanted, documents=0)]
    assert sum(len(one.provinces) for one in tiers[0].cells) < 2 * 81 / 5
    stretches: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for occupation, provinces, first, last in (cells for tier in tiers for cells in tier.cells):
        for province in provinces:
            stretches.setdefault((occupation, province), []).append((first, last))
    assert len(stretches) == 2 * 81
    for cells in stretches.values():
        ends = sorted(cells)
        assert (ends[0][0], ends[-1][1]) == (bounds.LEAST, bounds.MOST)
        assert all(before[1] + 1 == after[0] for before, after in pairwise(ends))
