"""P2.2: the page of an application repeats what fits and what is missing, by what the profile says now."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from imece.core.actor import system_actor
from imece.core.transactions import acting
from imece.employment.selection.models import Candidate
from imece.employment.vacancies.domain.finish import cancel_vacancy
from tests.cast import Cast, actor_of, sign_in
from tests.employment.main_job import NOW, make_candidate, make_vacancy

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_that_time() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def candidate(cast: Cast) -> Candidate:
    return make_candidate(make_vacancy(cast.manager, cast.workplace), cast.seeker)


def page(client: Client, cast: Cast, candidate: Candidate) -> str:
    sign_in(client, cast.seeker)
    answer = client.get(reverse("my_application", args=[candidate.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_P2_2_whoever_fits_reads_which_conditions_he_meets(
    client: Client, cast: Cast, candidate: Candidate
) -> None:
    text = page(client, cast, candidate)
    assert "Profiliniz bütün koşulları karşılıyor." in text
    assert "Deneyim" in text


def test_P2_2_what_is_missing_now_is_told_with_value_source_and_remedy(
    client: Client, cast: Cast, candidate: Candidate
) -> None:
    with acting(system_actor("test")):
        candidate.job_seeker.occupations.update(experience_months=2)
    text = page(client, cast, candidate)
    assert "VAC-208" in text
    assert f"next=%2Fbasvurularim%2F{candidate.pk}%2F" in text
    assert "Kaynak:" in text
    assert "Profiliniz bütün koşulları karşılıyor." not in text


def test_nothing_is_judged_any_more_when_the_round_has_ended(
    client: Client, cast: Cast, candidate: Candidate
) -> None:
    actor = actor_of(cast.manager, cast.workplace.organisation)
    cancel_vacancy(vacancy=candidate.round.vacancy, reason="x", actor=actor, now=NOW)
    assert "fit-heading" not in page(client, cast, candidate)
