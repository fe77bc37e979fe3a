"""P0.1: each list of the main job costs the same queries however many rows it has."""

from datetime import timedelta
from itertools import count

import pytest

from imece.core.actor import ANONYMOUS
from imece.employment.home.web.views import landing, start
from imece.employment.selection.models import Candidate
from imece.employment.selection.web.employer.views import round_candidates
from imece.employment.selection.web.seeker.views import my_applications
from imece.employment.vacancies.domain.apply import apply_to_vacancy
from imece.employment.vacancies.web.employer.views import vacancy_list
from imece.employment.vacancies.web.open.search import search
from tests.cast import Cast, actor_of, make_person
from tests.employment.main_job import NOW, make_candidate, make_profile, make_vacancy
from tests.lists import assert_constant_queries

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW)]
serials = count(100)


def make_vacancies(cast: Cast):
    return lambda amount: [
        make_vacancy(cast.manager, cast.workplace, title=f"İlan {n}") for n in range(amount)
    ]


def test_vacancies_of_the_employer(cast: Cast) -> None:
    actor = actor_of(cast.manager, cast.workplace.organisation)
    assert_constant_queries(vacancy_list, actor, make_vacancies(cast))


@pytest.mark.parametrize("view", [search, landing])
def test_open_vacancies(cast: Cast, view) -> None:
    assert_constant_queries(view, ANONYMOUS, make_vacancies(cast), sizes=(1, 3, 6))


def test_candidates_of_a_vacancy(cast: Cast) -> None:
    vacancy = make_vacancy(cast.manager, cast.workplace)

    def make(amount: int) -> None:
        for _ in range(amount):
            make_candidate(vacancy, make_person(next(serials), "Deneme", "Aday"))

    actor = actor_of(cast.manager, cast.workplace.organisation)
    assert_constant_queries(lambda request: round_candidates(request, vacancy.round_id), actor, make)


def test_own_applications(cast: Cast) -> None:
    profile = make_profile(cast.seeker)
    actor = actor_of(cast.seeker)

    def make(amount: int) -> None:
        for vacancy in make_vacancies(cast)(amount):
            apply_to_vacancy(vacancy=vacancy, profile=profile, actor=actor, now=NOW)

    assert_constant_queries(my_applications, actor, make)


def test_interviews_on_the_start_page(cast: Cast) -> None:
    from imece.employment.selection.public import answer_invitation, invite_candidate

    vacancy = make_vacancy(cast.manager, cast.workplace)
    actor = actor_of(cast.manager, cast.workplace.organisation)

    def make(amount: int) -> None:
        for _ in range(amount):
            person = make_person(next(serials), "Deneme", "Aday")
            candidate = make_candidate(vacancy, person)
            at = NOW + timedelta(days=1)
            invite_candidate(
                candidate=candidate, interview_at=at, interview_place="Deneme", actor=actor, now=NOW
            )
            answer_invitation(
                candidate=candidate, accepts=True, channel="portal", actor=actor_of(person), now=NOW
            )

    assert_constant_queries(start, actor, make, sizes=(1, 3, 5))
    assert Candidate.objects.count() == 5


def test_lists_over_all_rounds_and_objections(cast: Cast) -> None:
    """Sevk İşlemleri, the day's interviews, refusals of work, and the queue of objections."""
    from imece.employment.selection.domain.objections import contest_decision
    from imece.employment.selection.domain.steps import refuse_candidate
    from imece.employment.selection.enums import CandidateState
    from imece.employment.selection.web.employer.days import dispatches, interview_day
    from imece.employment.selection.web.staff.views import objections, refusals
    from tests.employment.main_job import AFTER_INTERVIEW, INTERVIEW
    from tests.employment.selection.test_steps import invite, take_to

    employer, officer = actor_of(cast.manager, cast.workplace.organisation), actor_of(cast.officer, cast.unit)
    vacancy = make_vacancy(cast.manager, cast.workplace, post_count=20)

    def make(amount: int) -> None:
        for _ in range(amount):
            person = make_person(next(serials), "Deneme", "Aday")
            candidate = make_candidate(vacancy, person)
            take_to(candidate, CandidateState.SENT, cast)
            refused = {"by": CandidateState.REFUSED_BY_CANDIDATE, "reason": "Deneme", "now": AFTER_INTERVIEW}
            refuse_candidate(candidate=candidate, actor=employer, **refused)
            contest_decision(candidate=candidate, words="x", actor=actor_of(person), now=AFTER_INTERVIEW)

    def invite_some(amount: int) -> None:
        for _ in range(amount):
            invite(make_candidate(vacancy, make_person(next(serials), "Deneme", "Aday")), employer)

    made = iter((1, 2))
    assert_constant_queries(dispatches, employer, lambda amount: make(next(made, 0)), sizes=(1, 3))
    for view in (refusals, objections):
        assert_constant_queries(view, officer, lambda amount: make(amount if amount < 3 else 0), sizes=(1, 3))
    day = f"{INTERVIEW:%d.%m.%Y}"
    assert_constant_queries(interview_day, employer, invite_some, sizes=(1, 3, 6), gun=day)
