"""P3.3 the short form's verb: number, round, search row; VAC-30 wage, VAC-31 last day."""

from decimal import Decimal

import pytest
from django.db import connection

from imece.core.errors import CHANGED_MEANWHILE, Problem
from imece.employment.vacancies.domain.create import change_vacancy
from imece.employment.vacancies.domain.queries import vacancies_in_scope
from imece.employment.vacancies.domain.search import SearchCriteria
from imece.employment.vacancies.domain.search.audience import EVERYBODY
from imece.employment.vacancies.domain.search.results import found_on_page
from imece.employment.vacancies.domain.search.statement import Search
from imece.employment.vacancies.enums import VacancyState
from imece.employment.vacancies.models import Vacancy
from tests.cast import Cast, actor_of
from tests.employment.main_job import NOW, days_from_now, make_draft, make_vacancy

pytestmark = pytest.mark.django_db


def found(**criteria) -> list[str]:
    search = Search(SearchCriteria(**criteria), EVERYBODY, NOW)
    return [row.vacancy.number for row in found_on_page(search, 0, 15)]


def test_an_open_vacancy_is_found_at_once(cast: Cast) -> None:
    vacancy = make_vacancy(cast.manager, cast.workplace)
    assert vacancy.state == VacancyState.OPEN
    assert vacancy.number.isdigit()
    assert len(vacancy.number) == 11
    assert found(provinces=(6,), districts=(vacancy.district_id,)) == [vacancy.number]
    assert found(occupations=(vacancy.occupation.code,)) == [vacancy.number]
    assert found(provinces=(34,)) == []


@pytest.mark.parametrize(
    "words", ["kaynakçı", "KAYNAKÇI", "kaynakci", "kaynakçılar", "gazaltı kaynakçısı", "çelik atölye"]
)
def test_words_find_it_inflected_folded_and_in_the_text(cast: Cast, words: str) -> None:
    vacancy = make_vacancy(cast.manager, cast.workplace)
    assert found(words=words) == [vacancy.number]


def test_hostile_words_find_nothing_and_break_nothing(cast: Cast) -> None:
    make_vacancy(cast.manager, cast.workplace)
    for words in ("' | 'a", "!!! & (", "\\'; drop table", "<script>", "kaynakçı & !"):
        found(words=words)


def test_a_draft_is_found_by_nobody(cast: Cast) -> None:
    draft = make_draft(cast.manager, cast.workplace)
    assert found() == []
    officer = actor_of(cast.officer, cast.unit)
    assert not vacancies_in_scope(officer).filter(pk=draft.pk).exists()


@pytest.mark.parametrize(
    "wage, is_taken", [("33029.99", False), ("33030.00", True)], ids=["T-VAC-08-a", "T-VAC-08-b"]
)
def test_the_minimum_wage(cast: Cast, wage: str, is_taken: bool) -> None:
    if is_taken:
        assert make_vacancy(cast.manager, cast.workplace, wage_min_amount=Decimal(wage)).pk
        return
    with pytest.raises(Problem) as caught:
        make_vacancy(cast.manager, cast.workplace, wage_min_amount=Decimal(wage))
    assert caught.value.code == "VAC-102"
    assert "33.029,99" in caught.value.message
    assert not Vacancy.objects.exists()


@pytest.mark.parametrize("hours, is_taken", [(45, True), (46, False)])
def test_the_full_week_is_the_laws(cast: Cast, hours: int, is_taken: bool) -> None:
    """4857 md. 63, from the dated parameter."""
    if is_taken:
        assert make_vacancy(cast.manager, cast.workplace, weekly_hours=hours).pk
        return
    with pytest.raises(Problem) as caught:
        make_vacancy(cast.manager, cast.workplace, weekly_hours=hours)
    assert (caught.value.code, caught.value.field) == ("VAC-106", "weekly_hours")


def test_part_time_is_paid_pro_rata(cast: Cast) -> None:
    """VAC-30: 33030.00 x 20 / 45 = 14680.00."""
    assert make_vacancy(cast.manager, cast.workplace, weekly_hours=20, wage_min_amount=Decimal("14680.00")).pk
    with pytest.raises(Problem) as caught:
        make_vacancy(cast.manager, cast.workplace, weekly_hours=20, wage_min_amount=Decimal("14679.99"))
    assert caught.value.code == "VAC-102"


@pytest.mark.parametrize("days, is_taken", [(-1, False), (0, True), (60, True), (61, False)])
def test_the_last_day_lies_within_sixty_days(cast: Cast, days: int, is_taken: bool) -> None:
    def make() -> Vacancy:
        return make_vacancy(cast.manager, cast.workplace, last_application_on=days_from_now(days))

    if is_taken:
        assert make().pk
        return
    with pytest.raises(Problem) as caught:
        make()
    assert (caught.value.code, caught.value.field) == ("VAC-101", "last_application_on")


def test_a_change_moves_the_search_row_and_the_round(cast: Cast) -> None:
    vacancy = make_vacancy(cast.manager, cast.workplace)
    actor = actor_of(cast.manager, cast.workplace.organisation)
    values = {"title": "Argon kaynakçısı", "post_count": 3}
    changed = change_vacancy(vacancy=vacancy, values=values, version=1, actor=actor, now=NOW)
    assert found(words="argon") == [vacancy.number]
    assert (changed.round.title, changed.round.place_count) == ("Argon kaynakçısı", 3)


def test_two_tabs(cast: Cast) -> None:
    vacancy = make_vacancy(cast.manager, cast.workplace)
    actor = actor_of(cast.manager, cast.workplace.organisation)
    change_vacancy(vacancy=vacancy, values={"title": "Bir"}, version=1, actor=actor, now=NOW)
    with pytest.raises(Problem) as caught:
        change_vacancy(vacancy=vacancy, values={"title": "İki"}, version=1, actor=actor, now=NOW)
    assert caught.value.kind is CHANGED_MEANWHILE


def test_the_special_category_of_a_person_is_unreadable_in_the_table(cast: Cast) -> None:
    """KVK-03."""
    from tests.employment.main_job import make_profile

    profile = make_profile(cast.seeker, personal_status="disabled")
    with connection.cursor() as cursor:
        cursor.execute("select personal_status from jobseekers_jobseeker where id = %s", [profile.pk])
        stored = bytes(cursor.fetchone()[0])
    assert b"disabled" not in stored
    assert len(stored) > 20
    profile.refresh_from_db()
    assert profile.personal_status == "disabled"
