"""**Size uygun ilanlar** on the job seeker's start page: the same reasons, the other way round."""

import pytest
from django.test import Client

from imece.employment.home.web.views import start
from imece.employment.jobseekers.public import set_active
from imece.employment.matching.domain.suggestions import suggestions
from imece.employment.vacancies.domain.apply import apply_to_vacancy
from tests.cast import Cast, actor_of, sign_in
from tests.employment.main_job import NOW, make_profile, make_vacancy
from tests.employment.matching.people import occupations
from tests.employment.matching.test_pages import text_of
from tests.lists import assert_constant_queries

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW)]


def test_what_fits_is_suggested_best_first(cast: Cast) -> None:
    profile = make_profile(cast.seeker, months=24)
    near = make_vacancy(cast.manager, cast.workplace, title="Yakın iş")
    far = make_vacancy(cast.manager, cast.workplace, title="Uzak iş", province_id=34, district_id="34-01")
    make_vacancy(cast.manager, cast.workplace, title="Çok deneyim", min_experience_months=100)
    make_vacancy(cast.manager, cast.workplace, title="Başka meslek", occupation_id=occupations()[0].pk)
    assert [one.vacancy for one in suggestions(profile, NOW)] == [near, far]
    text = text_of(sign_in(Client(), cast.seeker).get("/baslangic/"))
    assert "Size uygun ilanlar" in text
    assert text.index("Yakın iş") < text.index("Uzak iş")
    assert "tam bu meslek aranıyor (+100)" in text
    assert "Çok deneyim" not in text


def test_not_what_he_applied_to_and_nothing_while_inactive(cast: Cast) -> None:
    profile = make_profile(cast.seeker)
    vacancy = make_vacancy(cast.manager, cast.workplace)
    assert len(suggestions(profile, NOW)) == 1
    apply_to_vacancy(vacancy=vacancy, profile=profile, actor=actor_of(cast.seeker), now=NOW)
    assert suggestions(profile, NOW) == []
    make_vacancy(cast.manager, cast.workplace)
    set_active(profile=profile, is_active=False, actor=actor_of(cast.seeker))
    assert suggestions(profile, NOW) == suggestions(None, NOW) == []


def test_the_start_page_costs_the_same_queries(cast: Cast) -> None:
    make_profile(cast.seeker)

    def make(count: int) -> None:
        for _ in range(count):
            make_vacancy(cast.manager, cast.workplace)

    assert_constant_queries(start, actor_of(cast.seeker), make, sizes=(1, 4, 8))
