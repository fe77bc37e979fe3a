"""Criterion elasticity: what each condition costs, counted in one statement; small counts are not told."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from imece.core.parameters import Parameters
from imece.employment.matching.domain.elasticity import count_costs
from imece.employment.matching.domain.search import find_people
from imece.employment.matching.domain.wanted import wanted_for
from imece.employment.matching.domain.words import told_count
from imece.employment.vacancies.models import Vacancy
from imece.employment.vacancies.public import Condition
from tests.cast import Cast, sign_in
from tests.employment.main_job import NOW, TODAY, make_draft, make_vacancy
from tests.employment.matching.people import DEMANDS, change_demands, draw_profiles, occupations
from tests.employment.matching.test_pages import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW)]


@pytest.fixture
def vacancy(cast: Cast) -> Vacancy:
    return make_vacancy(
        cast.manager, cast.workplace, occupation_id=occupations()[0].pk, min_education="illiterate",
        min_experience_months=0,
    )  # fmt: skip


def counted(vacancy: Vacancy) -> Any:
    return count_costs(wanted_for(vacancy, TODAY, area="country"))


def test_it_counts_whom_the_list_finds(vacancy: Vacancy) -> None:
    draw_profiles(40)
    for demands in DEMANDS[::4]:
        changed = change_demands(vacancy, demands)
        ranked = find_people(wanted_for(changed, TODAY, area="country"), Parameters(TODAY))[:]
        assert counted(changed).fitting == len(ranked), demands


def test_without_a_condition_it_counts_as_if_it_were_not_asked(vacancy: Vacancy) -> None:
    draw_profiles(60)
    both = counted(change_demands(vacancy, {"licence_classes": ["B"], "min_education": "upper_secondary"}))
    only_school = counted(change_demands(vacancy, {"min_education": "upper_secondary"}))
    licence = next(cost for cost in both.costs if cost.condition == Condition.LICENCE)
    assert licence.without == only_school.fitting
    assert licence.excluded == only_school.fitting - both.fitting > 0
    assert [cost.excluded for cost in both.costs] == sorted(
        (cost.excluded for cost in both.costs), reverse=True
    )


def test_the_reserved_category_has_its_price_too(vacancy: Vacancy) -> None:
    """VAC-21: of those who have said anything, how many are not registered so."""
    draw_profiles(40)
    changed = counted(change_demands(vacancy, {"personal_status": "ex_convict"}))
    status = next(cost for cost in changed.costs if cost.condition == Condition.PERSONAL_STATUS)
    assert 0 < status.fitting < status.without


def test_one_statement_counts_all(vacancy: Vacancy) -> None:
    wanted = wanted_for(change_demands(vacancy, {"licence_classes": ["B"], "needs_src": True}), TODAY)
    with CaptureQueriesContext(connection) as captured:
        count_costs(wanted)
    assert len(captured) == 1


@pytest.mark.parametrize(
    ("count", "told"), [(0, "0"), (1, "5'ten az"), (4, "5'ten az"), (5, "5"), (840, "840")]
)
def test_small_counts_are_not_told(count: int, told: str) -> None:
    assert told_count(count) == told


class TestPages:
    @pytest.fixture
    def manager(self, cast: Cast, client: Client) -> Client:
        return sign_in(client, cast.manager, cast.workplace.organisation)

    def test_of_a_draft(self, manager: Client, cast: Cast) -> None:
        draft = make_draft(cast.manager, cast.workplace, occupation_id=occupations()[0].pk)
        draw_profiles(20, birth_year=1990)
        text = text_of(manager.get(f"/isveren/istemler/{draft.number}/kac-kisi/?area=country"))
        assert "Orada bu işi arayan:" in text
        assert "Deneyim" in text

    def test_of_criteria_in_the_address(self, manager: Client) -> None:
        draw_profiles(40, birth_year=1990, province_id=6, district_id=None, licence_classes=[])
        url = f"/isveren/eslesme/kac-kisi/?occupation={occupations()[0].code}&province=6&licence_classes=B"
        text = text_of(manager.get(url))
        assert "0 kişi uyuyor." in text
        assert "Sürücü Belgesi</strong>: bu şart olmasa" in text
        fragment = manager.get(url, headers={"HX-Request": "true"})
        assert "<html" not in text_of(fragment)
        assert 'id="fit-counts"' in text_of(fragment)

    @pytest.mark.parametrize(
        "query", ["", "?occupation=yok&province=999", "?province=6", "?min_education=yok"]
    )
    def test_incomplete_criteria_ask_for_more(self, manager: Client, query: str) -> None:
        page = manager.get(f"/isveren/eslesme/kac-kisi/{query}")
        assert page.status_code == 200
        assert "Bir meslek ve bir il seçin" in text_of(page)

    def test_another_employers_draft_does_not_exist(self, cast: Cast) -> None:
        draft = make_draft(cast.manager, cast.workplace)
        other = sign_in(Client(), cast.other_manager, cast.other_workplace.organisation)
        assert other.get(f"/isveren/istemler/{draft.number}/kac-kisi/").status_code == 404
