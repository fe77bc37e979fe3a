"""KPS-52: who joins while the register does not answer is not sent away; he waits as not verified, and is told."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from imece.accounts.domain.waiting import ask_again
from imece.accounts.models import WaitingIdentity
from imece.core.errors import Problem
from imece.core.notifications.models import OutboxMessage
from imece.employment.jobseekers.domain.joining import join
from imece.employment.jobseekers.domain.profiles import NOT_REGISTERED
from imece.employment.jobseekers.models import JobSeeker
from imece.registry.models import RegisteredPerson
from tests.cast import Cast, actor_of, sign_in
from tests.employment.main_job import NOW, cankaya

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=10)


@pytest.fixture
def no_road(settings: Settings) -> str:
    """Returns what carried the questions before, to be put back when the road is mended."""
    before: str = settings.EXCHANGE_ROAD
    settings.EXCHANGE_ROAD = "tests.silence.silent_road"
    return before


def _values() -> dict[str, object]:
    return {"education": "bachelor", "province_id": 6, "district_id": cankaya().pk}


def _join(cast: Cast) -> object:
    return join(person=cast.seeker, values=_values(), actor=actor_of(cast.seeker), now=NOW)


def test_kps_52_it_goes_on_as_not_verified_and_is_no_profile(cast: Cast, no_road: str) -> None:
    assert isinstance(_join(cast), WaitingIdentity)
    _join(cast)
    assert WaitingIdentity.objects.get().given == _values()
    assert not JobSeeker.objects.exists()


def test_kps_52_the_clock_asks_again_until_an_answer_comes(
    cast: Cast, no_road: str, settings: Settings
) -> None:
    _join(cast)
    assert ask_again(now=LATER) == 0
    waiting = WaitingIdentity.objects.get()
    assert (waiting.tries, waiting.asked_at) == (2, LATER)
    settings.EXCHANGE_ROAD = no_road
    assert ask_again(now=LATER) == 1
    profile = JobSeeker.objects.get()
    assert (profile.birth_year, profile.education, profile.identity_at) == (1990, "bachelor", LATER)
    assert not WaitingIdentity.objects.exists()
    assert OutboxMessage.objects.get(notice="accounts.identity_verified").person_id == cast.seeker.pk


def test_kps_52_somebody_the_register_does_not_know_is_told(
    cast: Cast, no_road: str, settings: Settings
) -> None:
    _join(cast)
    settings.EXCHANGE_ROAD = no_road
    RegisteredPerson.objects.filter(number=cast.seeker.national_id).delete()
    assert ask_again(now=LATER) == 1
    assert not JobSeeker.objects.exists()
    assert not WaitingIdentity.objects.exists()
    assert OutboxMessage.objects.filter(notice="accounts.identity_refused").exists()


def test_a_refusal_of_the_register_is_no_outage(cast: Cast) -> None:
    RegisteredPerson.objects.filter(number=cast.seeker.national_id).delete()
    with pytest.raises(Problem) as caught:
        _join(cast)
    assert caught.value.kind is NOT_REGISTERED
    assert not WaitingIdentity.objects.exists()


def test_kps_52_the_page_says_so_and_saving_asks_again(cast: Cast, no_road: str, settings: Settings) -> None:
    client = sign_in(Client(), cast.seeker)
    typed = {"province": 6, "district": cankaya().pk, "education": "bachelor"}
    assert client.post("/ozgecmis/", typed).url == "/ozgecmis/"
    page = client.get("/ozgecmis/").content.decode()
    assert "Kimlik doğrulanamadı" in page
    assert '<option value="bachelor" selected>' in page
    settings.EXCHANGE_ROAD = no_road
    assert client.post("/ozgecmis/", typed).url == "/ozgecmis/meslekler/"
    assert JobSeeker.objects.filter(person=cast.seeker).exists()
    assert not WaitingIdentity.objects.exists()
