"""ADR 0016: searches with words are asked in tiers, the newest rows first; what is found does not hang on them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from imece.core.actor import system_actor
from imece.core.transactions import acting
from imece.employment.vacancies.domain.finish import cancel_vacancy
from imece.employment.vacancies.domain.search import SearchCriteria, Sort, recency
from imece.employment.vacancies.domain.search.audience import EVERYBODY
from imece.employment.vacancies.domain.search.statement import Search
from imece.employment.vacancies.domain.search_rows import rewrite_open_rows, write_open_row
from imece.employment.vacancies.models import AcceptedOccupation, OpenOccupation, OpenVacancy, Vacancy
from imece.reference.models import Occupation
from tests.cast import Cast, actor_of
from tests.employment.main_job import NOW, make_vacancy

pytestmark = pytest.mark.django_db
AGES = [timedelta(hours=hours) for hours in (0, 1, 7, 9, 30, 40, 100, 200, 700, 3_000)]


@pytest.fixture(autouse=True)
def _at_that_time() -> Iterator[None]:
    recency._lengths.cache_clear()
    with time_machine.travel(NOW, tick=False):
        yield
    recency._lengths.cache_clear()


@pytest.fixture
def aged(cast: Cast) -> list[Vacancy]:
    """Newest first; every third has the word in its heading."""
    vacancies = []
    for number, age in enumerate(AGES):
        title = "Tersanede usta" if number % 3 == 0 else "Usta"
        more = {"title": title, "description": "Tersanede çalışacak", "now": NOW - age}
        last = (NOW - age + timedelta(days=20)).date()
        vacancies.append(make_vacancy(cast.manager, cast.workplace, last_application_on=last, **more))
    return vacancies


def pages(criteria: SearchCriteria) -> list[int]:
    """Three by three: a page may end in any tier."""
    search = Search(criteria, EVERYBODY, NOW)
    return [key for start in range(0, len(AGES) + 3, 3) for key in search.keys(start, start + 3)]


@pytest.mark.parametrize("tiers", [(), (0,), (1, 2), (2, 5), (4, 8), (7, 8)])
@pytest.mark.parametrize("sort", [Sort.DATE, Sort.RELEVANCE])
def test_tiers_change_neither_hits_nor_order(
    aged: list[Vacancy], monkeypatch: Any, tiers: tuple[int, ...], sort: Sort
) -> None:
    monkeypatch.setattr(recency, "TIERS", tiers)
    order = aged
    if sort == Sort.RELEVANCE:
        order = [
            *(one for one in aged if "Tersane" in one.title),
            *(one for one in aged if one.title == "Usta"),
        ]
    assert pages(SearchCriteria(words="tersane", sort=sort)) == [one.pk for one in order]
    assert bool(recency.tiers(NOW)) == bool(tiers)


def test_tiers_divide_all_rows(aged: list[Vacancy], monkeypatch: Any) -> None:
    monkeypatch.setattr(recency, "TIERS", (2, 5))
    tiers = recency.tiers(NOW)
    assert len(tiers) == 3
    found = [
        set(OpenVacancy.objects.filter(words__matches=tier).values_list("pk", flat=True)) for tier in tiers
    ]
    assert all(found)
    assert sum(len(one) for one in found) == len(set.union(*found)) == len(aged)


def test_few_rows_are_not_divided(aged: list[Vacancy]) -> None:
    assert recency.tiers(NOW) == ()


def test_how_dense_the_market_is_is_asked_once_in_a_while(aged: list[Vacancy]) -> None:
    recency.tiers(NOW)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        recency.tiers(NOW + timedelta(seconds=1))
    assert not asked.captured_queries


def test_another_machines_clock_may_run_ahead(aged: list[Vacancy], cast: Cast, monkeypatch: Any) -> None:
    """A vacancy published on the other side of a span's end still stands first."""
    monkeypatch.setattr(recency, "TIERS", (1, 2))
    edge = datetime.fromtimestamp((int(NOW.timestamp()) // (8 * 3600) + 1) * 8 * 3600, UTC)
    ahead = make_vacancy(
        cast.manager, cast.workplace, description="Tersanede", now=edge + timedelta(seconds=1)
    )
    criteria = SearchCriteria(words="tersane", sort=Sort.DATE)
    assert Search(criteria, EVERYBODY, edge - timedelta(seconds=1)).keys(0, 1) == [ahead.pk]


# ------------------------------------------------------------------------------------------ rows of occupations
def test_rows_of_occupations_follow_the_vacancy(cast: Cast) -> None:
    vacancy = make_vacancy(cast.manager, cast.workplace)
    vacancy.refresh_from_db()
    turner, miller = Occupation.objects.exclude(pk=vacancy.occupation_id).order_by("code")[:2]
    with acting(system_actor("test")):
        for one in (turner, miller):
            AcceptedOccupation.objects.create(vacancy=vacancy, occupation=one)
        write_open_row(vacancy)
    assert _occupations() == {vacancy.occupation_id, turner.pk, miller.pk}
    both = SearchCriteria(occupations=(turner.code, vacancy.occupation.code))
    search = Search(both, EVERYBODY, NOW)
    assert (search.keys(0, 5), search.count(9)) == ([vacancy.pk], 1)
    with acting(system_actor("test")):
        vacancy.accepted_occupations.filter(occupation=turner).delete()
    rewrite_open_rows()
    assert _occupations() == {vacancy.occupation_id, miller.pk}
    actor = actor_of(cast.manager, cast.workplace.organisation)
    cancel_vacancy(vacancy=vacancy, reason="x", actor=actor, now=NOW)
    assert _occupations() == set()


def _occupations() -> set[int]:
    return set(OpenOccupation.objects.values_list("occupation_id", flat=True))
