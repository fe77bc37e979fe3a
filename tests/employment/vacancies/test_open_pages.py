"""What everybody sees: search, icons, announcement, the employer's name; and what the employer takes home (P4.1)."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from imece.core.errors import Problem
from imece.core.models import Parameter
from imece.employment.selection.enums import CandidateState
from imece.employment.selection.models import Candidate
from imece.employment.vacancies.domain.finish import cancel_vacancy
from imece.employment.vacancies.enums import VacancyState
from imece.employment.vacancies.reports import ResultList
from tests.cast import Cast, actor_of, sign_in
from tests.employment.main_job import AFTER_INTERVIEW, NOW, cankaya, make_candidate, make_vacancy, welder
from tests.employment.selection.test_steps import take_to

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_that_time() -> object:
    with time_machine.travel(NOW, tick=False):
        yield


def shown(client: Client, **criteria: object) -> str:
    return client.get(reverse("open_vacancies"), criteria).content.decode()


def test_found_by_place_occupation_number_and_word(cast: Cast, client: Client) -> None:
    """P2.1's everyday ways; each alone, and each a miss when it does not fit."""
    number = make_vacancy(cast.manager, cast.workplace).number
    hits = [{"province": 6}, {"province": 6, "district": cankaya().pk}, {"occupation": welder().code}]
    hits += [{"number": number}, {"number": number.lstrip("0")}, {"words": "KAYNAKCI"}]
    assert all(number in shown(client, **criteria) for criteria in hits)
    misses = [{"province": 34}, {"number": "99999999999"}, {"words": "berber"}, {"work_kind": "seasonal"}]
    assert not any(reverse("announcement", args=[number]) in shown(client, **criteria) for criteria in misses)


@pytest.mark.parametrize(
    ("status", "icon", "words"),
    [
        ("disabled", "disabled", "Engellilere açık"),
        ("ex_convict", "ex-convict", "Eski hükümlülere açık"),
        ("terror_affected", "terror-victim", "Terör mağdurlarına açık"),
    ],
)
def test_a_category_vacancy_bears_its_icon_with_words(
    cast: Cast, client: Client, status: str, icon: str, words: str
) -> None:
    """P0.9, VAC-05: in the list of those who may see it and on the announcement, with a text alternative."""
    number = make_vacancy(cast.manager, cast.workplace, personal_status=status).number
    sign_in(client, cast.officer, cast.unit)
    for page in (shown(client), client.get(reverse("announcement", args=[number])).content.decode()):
        assert f"icons.svg#{icon}" in page
        assert words in page


def test_VAC_12_the_list_says_kind_occupation_posts_work_place_and_last_day(
    cast: Cast, client: Client
) -> None:
    vacancy = make_vacancy(cast.manager, cast.workplace, post_count=7)
    page = shown(client).partition('<ul class="results">')[2]
    told = ("Özel", vacancy.occupation.name, "7 açık iş", "Tam zamanlı", "Çankaya", "21.12.2026")
    assert [words for words in told if words not in page] == []
    announcement = client.get(reverse("announcement", args=[vacancy.number])).content.decode()
    assert "<dt>İşyeri Türü</dt><dd>Özel</dd>" in announcement


@pytest.mark.parametrize("is_published", [False, True])
def test_the_employers_name_needs_a_sign_in_unless_published(
    cast: Cast, client: Client, is_published: bool
) -> None:
    """P2.1, VAC-12."""
    vacancy = make_vacancy(cast.manager, cast.workplace, is_name_published=is_published)
    url = reverse("announcement", args=[vacancy.number])
    name = cast.workplace.organisation.name
    assert (name in client.get(url).content.decode()) == is_published
    assert (name in shown(client)) == is_published
    sign_in(client, cast.seeker)
    assert name in client.get(url).content.decode()


def test_an_announcement_stays_readable_and_takes_nobody_once_over(cast: Cast, client: Client) -> None:
    """VAC-07, VAC-10: at the first minute after the last day in Istanbul."""
    vacancy = make_vacancy(cast.manager, cast.workplace, last_application_on=NOW.date())
    url = reverse("announcement", args=[vacancy.number])

    def says_over_at(moment: datetime) -> bool:
        with time_machine.travel(moment, tick=False):
            sign_in(client, cast.seeker)
            return "VAC-203" in client.get(url).content.decode()

    midnight = NOW.replace(hour=0, minute=0) + timedelta(days=1)
    assert not says_over_at(midnight - timedelta(minutes=1))
    assert says_over_at(midnight)


def test_T_VAC_13_closing_is_proposed_when_all_posts_are_filled(cast: Cast, client: Client) -> None:
    vacancy = make_vacancy(cast.manager, cast.workplace, post_count=1)
    proposal = reverse("vacancy_step", args=[vacancy.number, "kapat"])
    sign_in(client, cast.manager, cast.workplace.organisation)
    url = reverse("vacancy_detail", args=[vacancy.number])
    assert not client.get(url).context["is_filled"]
    take_to(make_candidate(vacancy, cast.seeker), CandidateState.REPORTED, cast)
    answer = client.get(url)
    assert answer.context["is_filled"]
    assert proposal in answer.content.decode()


def test_GEN_03_cancelling_after_somebody_was_sent_is_a_switch(cast: Cast) -> None:
    vacancy = make_vacancy(cast.manager, cast.workplace)
    take_to(make_candidate(vacancy, cast.seeker), CandidateState.SENT, cast)
    actor = actor_of(cast.manager, cast.workplace.organisation)
    with pytest.raises(Problem) as refusal:
        cancel_vacancy(vacancy=vacancy, reason="deneme", actor=actor, now=AFTER_INTERVIEW)
    assert refusal.value.code == "VAC-104"
    Parameter.objects.filter(name="vacancy_cancel_after_sending").update(value=True)
    cancel_vacancy(vacancy=vacancy, reason="deneme", actor=actor, now=AFTER_INTERVIEW)
    vacancy.refresh_from_db()
    assert vacancy.state == VacancyState.CANCELLED


def test_P4_1_the_result_list_holds_the_own_results_alone(cast: Cast) -> None:
    vacancy = make_vacancy(cast.manager, cast.workplace)
    with_result = make_candidate(vacancy, cast.seeker)
    make_candidate(vacancy, cast.other_seeker)  # applied, no result yet
    take_to(with_result, CandidateState.SENT, cast)
    report = ResultList()
    own = actor_of(cast.manager, cast.workplace.organisation)
    stranger = actor_of(cast.other_manager, cast.other_workplace.organisation)
    rows = list(report.rows(own, {"number": vacancy.number.lstrip("0")}))
    assert rows == [Candidate.objects.get(pk=with_result.pk)]
    assert list(report.rows(own, {"first_on": (AFTER_INTERVIEW + timedelta(days=1)).date()})) == []
    assert list(report.rows(own, {"state": CandidateState.ABSENT})) == []
    assert list(report.rows(stranger, {})) == []
