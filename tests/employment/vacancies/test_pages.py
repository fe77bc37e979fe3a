"""Over HTTP: bad input answered, nothing lost, nothing twice (P3.1, P3.3, P2.2, P3.7)."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from imece.core.formats import format_date
from imece.employment.vacancies.models import Vacancy
from tests.cast import PASSWORD, Cast, sign_in
from tests.employment.main_job import cankaya, make_candidate, make_profile, make_vacancy, welder

pytestmark = pytest.mark.django_db
NEW = "/isveren/istemler/yeni/"


def typed(**changes: object) -> dict[str, object]:
    return {
        "occupation": welder().code, "title": "Gazaltı kaynakçısı", "description": "Kaynak yapılacaktır.",
        "post_count": "2", "personal_status": "normal", "work_kind": "full_time", "weekly_hours": "45",
        "wage_min_amount": "45.000", "wage_max_amount": "", "min_education": "primary", "min_experience_months": "0",
        "province": "6", "district": cankaya().pk, "interview_place": "",
        "last_application_on": format_date(timezone.localdate() + timedelta(days=20)),
    } | changes  # fmt: skip


@pytest.fixture
def manager(cast: Cast, client: Client) -> Client:
    return sign_in(client, cast.manager, cast.workplace.organisation)


def test_sent_twice_it_is_one_vacancy(manager: Client) -> None:
    token = "0f3c1c1e-6a58-4a1b-9a2e-5f6b7c8d9e0f"
    answers = [manager.post(NEW, typed(token=token)) for _ in range(2)]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Vacancy.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"wage_min_amount": "100"}, "asgari ücretin altında"),
        ({"last_application_on": "01.01.2020"}, "Son başvuru tarihi 01.01.2020 olamaz"),
        ({"post_count": "iki"}, "“iki”"),
        ({"title": ""}, "“İlan başlığı” boş"),
        ({"wage_max_amount": "44.999,99"}, "«44.999,99»"),
        ({"wage_min_amount": "12.000.000.000"}, "«12.000.000.000,00»"),
    ],
)
def test_wrong_value_is_named_and_the_rest_is_kept(
    manager: Client, changes: dict[str, str], said: str
) -> None:
    response = manager.post(NEW, typed(**changes))
    text = response.content.decode()
    assert response.status_code == 422
    assert said in text
    assert "Kaynak yapılacaktır." in text
    assert not Vacancy.objects.exists()


def test_hostile_words_stay_words(manager: Client) -> None:
    response = manager.post(NEW, typed(title="<script>alert(1)</script>"), follow=True)
    assert "<script>alert" not in response.content.decode()
    assert Vacancy.objects.get().title == "<script>alert(1)</script>"


def test_every_reason_why_not_stands_on_the_announcement(cast: Cast, client: Client) -> None:
    vacancy = make_vacancy(
        cast.manager, cast.workplace, now=timezone.now(), min_education="bachelor", min_experience_months=36,
        last_application_on=timezone.localdate() + timedelta(days=20),
    )  # fmt: skip
    make_profile(cast.seeker)
    text = sign_in(client, cast.seeker).get(f"/is-ilanlari/{vacancy.number}/").content.decode()
    assert "VAC-207" in text
    assert "VAC-208" in text
    assert 'action="/is-ilanlari/' not in text


def test_VAC_01_the_list_offers_the_manuals_actions_and_the_number_its_announcement(
    cast: Cast, manager: Client
) -> None:
    """VAC-07: the number is the link to the announcement."""
    vacancy = make_vacancy(cast.manager, cast.workplace, now=timezone.now())
    page = manager.get("/isveren/istemler/", {"secili": vacancy.pk}).content.decode()
    offered = ("İşgücü İstemi Detayı / Detayını Gör", "Eleman Seç", "Aday Gör", "Kapat", "İptal Et")
    places = [page.find(f"{label}</button>") for label in offered]
    assert places == sorted(places)
    assert places[0] > 0
    assert f'href="/is-ilanlari/{vacancy.number}/"' in page


def test_impossible_step_says_why_and_changes_nothing(cast: Cast, manager: Client) -> None:
    vacancy = make_vacancy(cast.manager, cast.workplace, now=timezone.now())
    make_candidate(vacancy, cast.seeker, now=timezone.now())
    address = f"/isveren/istemler/{vacancy.number}/sil/"
    assert "why-not" in manager.get(address).content.decode()
    manager.post(address)
    vacancy.refresh_from_db()
    assert vacancy.state == "open"


@pytest.mark.parametrize(("left", "offered"), [(3, 30), (45, 60)])
def test_a_later_day_is_offered_for_the_extension(
    cast: Cast, manager: Client, left: int, offered: int
) -> None:
    today = timezone.localdate()
    vacancy = make_vacancy(
        cast.manager, cast.workplace, now=timezone.now(), last_application_on=today + timedelta(days=left)
    )
    page = manager.get(f"/isveren/istemler/{vacancy.number}/uzat/").content.decode()
    assert f'value="{format_date(today + timedelta(days=offered))}"' in page


def test_session_that_ended_keeps_the_short_form(cast: Cast, client: Client) -> None:
    """P1.6: sent too late, it is kept, given back after signing in, and saved with every word."""
    enter(client, cast)
    client.get(NEW)
    with time_machine.travel(timezone.now() + timedelta(minutes=45)):
        assert client.post(NEW, typed(title="İğne oyası ustası")).status_code == 401
        assert not Vacancy.objects.exists()
        enter(client, cast)
        kept = client.get("/oturum/form/")
        assert client.post(NEW, dict(kept.context["fields"])).status_code == 302
    assert Vacancy.objects.get().title == "İğne oyası ustası"


def enter(client: Client, cast: Cast) -> None:
    client.post("/giris/isveren/", {"login": cast.manager.national_id, "password": PASSWORD})
    client.post("/firma-sec/", {"organisation": cast.workplace.organisation.pk})
