"""P3.5, VAC-04: all at once in SQL is the same as one by one in Python, for conditions and for points."""

from typing import Any

import pytest

from imece.core.parameters import Parameters
from imece.employment.jobseekers.models import JobSeeker
from imece.employment.matching.domain.cards import cards_of
from imece.employment.matching.domain.search import find_people
from imece.employment.matching.domain.wanted import Wanted, wanted_for
from imece.employment.vacancies.models import Vacancy
from imece.employment.vacancies.public import FACTS_OF_A_PERSON, Finding, facts_of, unmet_conditions
from tests.cast import Cast
from tests.employment.main_job import NOW, TODAY, make_vacancy
from tests.employment.matching.people import DEMANDS, PROVINCES, change_demands, draw_profiles, occupations

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW)]


@pytest.fixture
def vacancy(cast: Cast) -> Vacancy:
    return make_vacancy(cast.manager, cast.workplace, occupation_id=occupations()[0].pk, min_education="illiterate",
                        min_experience_months=0)  # fmt: skip


def find(vacancy: Vacancy, area: str = "country", **more: Any) -> tuple[Wanted, list[Any]]:
    wanted = wanted_for(vacancy, TODAY, area=area, **more)
    return wanted, find_people(wanted, Parameters(TODAY))[:]


def test_vac_04_sql_finds_whom_the_judgement_finds(vacancy: Vacancy) -> None:
    """80 drawn people × 40 sets of demands: the same people, the same points, and the page says nothing is missing."""
    drawn = [profile.pk for profile in draw_profiles(80)]
    profiles = [*JobSeeker.objects.filter(pk__in=drawn).prefetch_related(*FACTS_OF_A_PERSON)]
    faults, telling = [], 0
    for demands in DEMANDS:
        vacancy = change_demands(vacancy, demands)
        wanted, ranked = find(vacancy)
        fitting = {
            one.pk for one in profiles if is_sought(one, wanted) and not unmet_of(one, wanted, vacancy)
        }
        telling += 0 < len(fitting) < len(profiles)
        cards = cards_of(wanted, vacancy, ranked, 1, None)
        if {one.job_seeker_id for one in ranked} != fitting:
            faults.append(f"other people: {demands}")
        if [card.score for card in cards] != [one.score for one in ranked]:
            faults.append(f"other points: {demands}")
        if any(card.unmet for card in cards):
            faults.append(f"unmet on the page: {demands}")
    assert faults == []
    assert telling > len(DEMANDS) - 4, "people are drawn who fit and who do not"


def is_sought(profile: JobSeeker, wanted: Wanted) -> bool:
    return any(one.occupation_id in wanted.occupations for one in profile.occupations.all())


def unmet_of(profile: JobSeeker, wanted: Wanted, vacancy: Vacancy) -> list[Finding]:
    return unmet_conditions(wanted.demands, facts_of(profile, vacancy))


@pytest.mark.parametrize("area", ["province", "km250", "country"])
def test_area_and_preferences(vacancy: Vacancy, area: str) -> None:
    """Who lives or wants to work in a searched province; preferred skills add points in SQL as in Python."""
    draw_profiles(40)
    wanted, ranked = find(vacancy, area, preferred=("excel", "ilk yardım"))
    assert ranked
    cards = cards_of(wanted, vacancy, ranked, 1, None)
    assert [card.score for card in cards] == [one.score for one in ranked]
    provinces = set(PROVINCES) if area != "province" else {6}
    sought = {
        one.pk: {one.province_id, *one.sought_places.values_list("province_id", flat=True)}
        for one in JobSeeker.objects.filter(pk__in=[one.job_seeker_id for one in ranked])
    }
    assert all(places & provinces for places in sought.values())
    assert any("preferred" in {part.part for part in card.parts} for card in cards)


def test_best_first_and_nobody_twice(vacancy: Vacancy) -> None:
    draw_profiles(50)
    vacancy = change_demands(vacancy, {"_accepted": [1, 2, 3]})
    _, ranked = find(vacancy)
    ids = [one.job_seeker_id for one in ranked]
    assert len(ids) == len(set(ids)) > 30
    assert [one.score for one in ranked] == sorted((one.score for one in ranked), reverse=True)
