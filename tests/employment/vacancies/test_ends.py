"""Copying, extending, closing with figures, and announcing on its day (P3.7, P3.10, VAC-31)."""

from datetime import timedelta
from typing import Any

import pytest

from imece.core.actor import system_actor
from imece.core.errors import Problem
from imece.core.notifications.models import OutboxMessage
from imece.core.transactions import acting
from imece.employment.selection.enums import CandidateState
from imece.employment.vacancies.domain.copy import copy_vacancy
from imece.employment.vacancies.domain.create import change_vacancy
from imece.employment.vacancies.domain.finish import (
    Placed,
    close_vacancy,
    extend_vacancy,
    publish_due_vacancies,
)
from imece.employment.vacancies.domain.lines import lines_of, set_lines
from imece.employment.vacancies.domain.review import return_vacancy
from imece.employment.vacancies.enums import ClosingOutcome, VacancyState
from imece.employment.vacancies.models import Vacancy
from tests.cast import Cast, actor_of
from tests.employment.main_job import NOW, TODAY, days_from_now, make_candidate, make_draft, make_vacancy
from tests.employment.selection.test_steps import take_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def vacancy(cast: Cast) -> Vacancy:
    return make_vacancy(cast.manager, cast.workplace, post_count=3)


def manager(cast: Cast) -> Any:
    return actor_of(cast.manager, cast.workplace.organisation)


def close(cast: Cast, vacancy: Vacancy, placed: Placed, outcome: ClosingOutcome, reason: str) -> None:
    close_vacancy(
        vacancy=vacancy, outcome=outcome, placed=placed, reason=reason, actor=manager(cast), now=NOW
    )


@pytest.mark.parametrize(
    ("placed", "outcome", "reason", "code"),
    [
        (Placed(3, 1), ClosingOutcome.FILLED_THROUGH_US, "", "VAC-132"),
        (Placed(1, 1), ClosingOutcome.NO_SUITABLE_CANDIDATE, " ", "VAC-133"),
        (Placed(2, 1), ClosingOutcome.NO_SUITABLE_CANDIDATE, "Deneme", "VAC-134"),
        (Placed(0, 0), ClosingOutcome.FILLED_OTHERWISE, "Deneme", "VAC-135"),
        (Placed(3, 0), ClosingOutcome.FILLED_OTHERWISE, "", "VAC-135"),
        (Placed(0, 3), ClosingOutcome.FILLED_THROUGH_US, "", "VAC-135"),
    ],
)
def test_P3_7_figures_outcome_and_reason_fit_together(
    cast: Cast, vacancy: Vacancy, placed: Placed, outcome: ClosingOutcome, reason: str, code: str
) -> None:
    with pytest.raises(Problem) as caught:
        close(cast, vacancy, placed, outcome, reason)
    assert caught.value.code == code
    vacancy.refresh_from_db()
    assert vacancy.state == VacancyState.OPEN


@pytest.mark.parametrize(
    ("placed", "outcome", "reason"),
    [
        (Placed(2, 1), ClosingOutcome.FILLED_THROUGH_US, ""),
        (Placed(1, 0), ClosingOutcome.NO_SUITABLE_CANDIDATE, "Belgesi olan bulunamadı."),
    ],
)
def test_P3_7_what_was_said_is_kept(
    cast: Cast, vacancy: Vacancy, placed: Placed, outcome: ClosingOutcome, reason: str
) -> None:
    close(cast, vacancy, placed, outcome, reason)
    vacancy.refresh_from_db()
    said = (vacancy.state, vacancy.placed_through_us_count, vacancy.placed_otherwise_count)
    assert said == (VacancyState.CLOSED, placed.through_us, placed.otherwise)


@pytest.mark.parametrize(("days", "code"), [(60, ""), (61, "VAC-101"), (30, "VAC-131"), (10, "VAC-131")])
def test_VAC_31_extended_to_a_later_day_within_the_bounds(
    cast: Cast, vacancy: Vacancy, days: int, code: str
) -> None:
    extended = {"vacancy": vacancy, "last_application_on": days_from_now(days), "actor": manager(cast)}
    if not code:
        extend_vacancy(**extended, now=NOW)
        vacancy.refresh_from_db()
        assert vacancy.last_application_on == days_from_now(days)
        return
    with pytest.raises(Problem) as caught:
        extend_vacancy(**extended, now=NOW)
    assert caught.value.code == code


def test_who_began_to_change_it_before_an_extension_does_not_undo_it(cast: Cast, vacancy: Vacancy) -> None:
    """P0.4: his page still holds the old last day."""
    shown = vacancy.version
    extend_vacancy(vacancy=vacancy, last_application_on=days_from_now(60), actor=manager(cast), now=NOW)
    old = {"last_application_on": days_from_now(30)}
    with pytest.raises(Problem) as caught:
        change_vacancy(vacancy=vacancy, values=old, version=shown, actor=manager(cast), now=NOW)
    assert caught.value.code == "CORE-409"


def test_CAN_05_no_fewer_posts_are_asked_for_than_are_filled(cast: Cast, vacancy: Vacancy) -> None:
    for person in (cast.seeker, cast.other_seeker):
        take_to(make_candidate(vacancy, person), CandidateState.REPORTED, cast)
    asked = {"vacancy": vacancy, "version": 1, "actor": manager(cast), "now": NOW}
    with pytest.raises(Problem) as caught:
        change_vacancy(values={"post_count": 1}, **asked)
    assert (caught.value.code, caught.value.field) == ("VAC-159", "post_count")
    assert change_vacancy(values={"post_count": 2}, **asked).post_count == 2


def test_P3_10_a_copy_is_a_draft_without_the_old_days(cast: Cast, vacancy: Vacancy) -> None:
    english = {
        "language": "en",
        "reading": "B1",
        "writing": "",
        "speaking": "",
        "document": "",
        "min_score": None,
    }
    with acting(system_actor("test")):
        Vacancy.objects.filter(pk=vacancy.pk).update(interviews_from=TODAY)
        vacancy.refresh_from_db()
        set_lines(vacancy, {"languages": [english]})
    later = NOW + timedelta(days=40)
    copy = copy_vacancy(vacancy=vacancy, actor=manager(cast), now=later)
    assert (copy.state, copy.copied_from, copy.title) == (VacancyState.DRAFT, vacancy, vacancy.title)
    assert copy.number != vacancy.number
    assert (copy.interviews_from, copy.published_at) == (None, None)
    assert copy.last_application_on == TODAY + timedelta(days=70)
    assert lines_of(copy) == lines_of(vacancy)
    assert not copy.round.candidates.exists()


def test_a_draft_with_a_first_day_is_announced_on_that_day(cast: Cast) -> None:
    vacancy = make_draft(cast.manager, cast.workplace, starts_on=days_from_now(3))
    kept = make_draft(cast.manager, cast.workplace)
    assert publish_due_vacancies(now=NOW + timedelta(days=2)) == 0
    assert publish_due_vacancies(now=NOW + timedelta(days=3)) == 1
    vacancy.refresh_from_db()
    kept.refresh_from_db()
    assert (vacancy.state, kept.state) == (VacancyState.OPEN, VacancyState.DRAFT)


def test_what_could_not_be_announced_on_its_day_is_told_once(cast: Cast) -> None:
    """Its wage was lawful when it was written; the night's job does not try it again every night."""
    vacancy = make_draft(cast.manager, cast.workplace, starts_on=days_from_now(3), wage_min_amount="100.00")
    for day in (3, 4):
        assert publish_due_vacancies(now=NOW + timedelta(days=day)) == 0
    vacancy.refresh_from_db()
    assert (vacancy.state, vacancy.starts_on) == (VacancyState.DRAFT, None)
    told = OutboxMessage.objects.get(notice="vacancies.not_published")
    assert "asgari ücretin altında" in told.body


def test_what_the_unit_gave_back_waits_for_its_employer(cast: Cast) -> None:
    """Announced, changed, sent to the unit, given back: no night's job sends it again as it was."""
    vacancy = make_vacancy(cast.manager, cast.workplace)
    change_vacancy(vacancy=vacancy, values={"title": "Bayan eleman"}, version=1, actor=manager(cast), now=NOW)
    vacancy.refresh_from_db()
    officer = actor_of(cast.officer, cast.unit)
    return_vacancy(vacancy=vacancy, reason="Cinsiyeti çıkarın.", actor=officer, now=NOW)
    assert publish_due_vacancies(now=NOW + timedelta(days=1)) == 0
    vacancy.refresh_from_db()
    assert vacancy.state == VacancyState.DRAFT
