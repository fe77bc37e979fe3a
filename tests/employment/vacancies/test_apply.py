"""P2.2 Başvur: every reason why not, exactly; VAC-04 as of the last application date."""

from datetime import timedelta

import pytest

from imece.core.errors import Problem
from imece.employment.jobseekers.public import set_active
from imece.employment.selection.enums import CandidateState
from imece.employment.vacancies.domain import apply as applying
from imece.employment.vacancies.domain.finish import close_vacancy
from tests.cast import Cast, actor_of
from tests.employment.main_job import NOW, make_candidate, make_profile, make_vacancy

DISABLED = {"personal_status": "disabled", "disability": '{"groups": ["visual"], "rate": 45}'}
pytestmark = pytest.mark.django_db


def reasons(vacancy, profile, now=NOW) -> list[str]:
    return [problem.code for problem in applying.check_eligibility(vacancy, profile, now).problems]


def test_who_fits_applies_and_stands_on_the_list(cast: Cast) -> None:
    vacancy = make_vacancy(cast.manager, cast.workplace)
    candidate = make_candidate(vacancy, cast.seeker)
    assert (candidate.state, candidate.source) == (CandidateState.APPLIED, CandidateState.APPLIED)
    assert reasons(vacancy, candidate.job_seeker) == ["VAC-204"]


def test_without_a_profile(cast: Cast) -> None:
    assert reasons(make_vacancy(cast.manager, cast.workplace), None) == ["VAC-201"]


def test_while_the_profile_is_inactive(cast: Cast) -> None:
    profile = make_profile(cast.seeker)
    set_active(profile=profile, is_active=False, actor=actor_of(cast.seeker))
    profile.refresh_from_db()
    assert reasons(make_vacancy(cast.manager, cast.workplace), profile) == ["VAC-202"]


def test_once_it_is_closed(cast: Cast) -> None:
    vacancy = make_vacancy(cast.manager, cast.workplace)
    actor = actor_of(cast.manager, cast.workplace.organisation)
    close_vacancy(vacancy=vacancy, outcome="no_longer_needed", reason="Deneme", actor=actor, now=NOW)
    assert reasons(vacancy, make_profile(cast.seeker)) == ["VAC-203"]


def test_after_the_last_day_even_before_it_is_expired(cast: Cast) -> None:
    vacancy = make_vacancy(cast.manager, cast.workplace)
    assert reasons(vacancy, make_profile(cast.seeker), NOW + timedelta(days=31)) == ["VAC-203"]


def test_every_unmet_condition_at_once_with_both_values(cast: Cast) -> None:
    vacancy = make_vacancy(cast.manager, cast.workplace, min_education="bachelor", min_experience_months=36)
    profile = make_profile(cast.seeker, months=24)
    problems = applying.check_eligibility(vacancy, profile, NOW).problems
    assert [problem.code for problem in problems] == ["VAC-207", "VAC-208"]
    assert "36" in problems[1].message
    assert "24" in problems[1].message


def test_a_category_vacancy_takes_only_its_registrants(cast: Cast) -> None:
    """VAC-21; the status is read from its encrypted column."""
    vacancy = make_vacancy(cast.manager, cast.workplace, personal_status="disabled")
    assert reasons(vacancy, make_profile(cast.seeker, personal_status="normal")) == ["VAC-206"]
    assert reasons(vacancy, make_profile(cast.other_seeker, **DISABLED)) == []


def test_applying_twice_is_refused(cast: Cast) -> None:
    vacancy = make_vacancy(cast.manager, cast.workplace)
    candidate = make_candidate(vacancy, cast.seeker)
    with pytest.raises(Problem) as caught:
        applying.apply_to_vacancy(
            vacancy=vacancy, profile=candidate.job_seeker, actor=actor_of(cast.seeker), now=NOW
        )
    assert caught.value.code == "VAC-204"
