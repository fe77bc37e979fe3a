"""P2.2 Başvur: every reason why not, exactly; VAC-04 as of the last application date."""

from datetime import date, timedelta

import pytest
from django.test import Client

from imece.core.actor import system_actor
from imece.core.errors import Problem
from imece.core.formats import format_date, format_instant
from imece.core.transactions import acting
from imece.employment.jobseekers.domain.background import add_line
from imece.employment.jobseekers.enums import LineKind
from imece.employment.jobseekers.public import set_active, set_occupations
from imece.employment.selection.enums import CandidateState
from imece.employment.selection.public import CANDIDATE
from imece.employment.vacancies.domain import apply as applying
from imece.employment.vacancies.domain import known_facts
from imece.employment.vacancies.domain.finish import close_vacancy
from imece.employment.vacancies.models import AcceptedOccupation, Vacancy
from imece.reference.models import Occupation
from tests.cast import Cast, actor_of, sign_in
from tests.employment.main_job import NOW, make_candidate, make_profile, make_vacancy

DISABLED = {
    "personal_status": "disabled",
    "disability": '{"groups": ["visual"], "rate": 45, "report_on": "2024-05-06"}',
}
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


def test_who_withdrew_is_told_so_and_offered_nothing_to_contest(cast: Cast, client: Client) -> None:
    vacancy = make_vacancy(cast.manager, cast.workplace)
    candidate = make_candidate(vacancy, cast.seeker)
    CANDIDATE.apply("withdraw", thing=candidate, actor=actor_of(cast.seeker), now=NOW)
    (problem,) = applying.check_eligibility(vacancy, candidate.job_seeker, NOW).problems
    assert problem.code == "VAC-233"
    assert format_date(NOW.date()) in problem.message
    page = sign_in(client, cast.seeker).get(f"/is-ilanlari/{vacancy.number}/").content.decode()
    assert "geri çektiniz" in page
    assert "/itiraz/" not in page


def change(vacancy: Vacancy, **values: object) -> None:
    """What the short form does not ask yet."""
    with acting(system_actor("test")):
        Vacancy.objects.filter(pk=vacancy.pk).update(**values)
    vacancy.refresh_from_db()


def test_each_reason_names_value_source_and_remedy(cast: Cast) -> None:
    """P2.2: «KPS, 12.05.2026 14:03» or «your profile, changed …», and when time alone would change it."""
    vacancy = make_vacancy(cast.manager, cast.workplace, min_experience_months=36)
    change(vacancy, min_age=70)
    profile = make_profile(cast.seeker, months=24)
    age, experience = applying.check_eligibility(vacancy, profile, NOW).reasons
    assert age.source == f"KPS, {format_instant(NOW)}"
    assert age.possible_from == date(2060, 5, 19)
    assert format_instant(profile.changed_at) in experience.source
    assert experience.possible_from is None
    assert experience.problem.remedy


def test_work_that_goes_on_counts_up_to_the_last_application_date(cast: Cast) -> None:
    """P3.4: months are those of the last application date, not of today."""
    vacancy = make_vacancy(cast.manager, cast.workplace, min_experience_months=12)
    profile = make_profile(cast.seeker, months=0)
    period = {"occupation": vacancy.occupation, "employer_name": "Deneme", "began_on": date(2025, 12, 22)}
    add_line(profile=profile, kind=LineKind.WORK, values=period, actor=actor_of(cast.seeker), now=NOW)
    assert vacancy.last_application_on == date(2026, 12, 21)
    assert reasons(vacancy, profile) == []
    change(vacancy, last_application_on=date(2026, 12, 20))
    assert reasons(vacancy, profile) == ["VAC-208"]
    found = applying.check_eligibility(vacancy, profile, NOW).reasons[0]
    assert found.possible_from == date(2027, 1, 20)


def test_experience_in_any_accepted_occupation_counts(cast: Cast) -> None:
    vacancy = make_vacancy(cast.manager, cast.workplace)
    other = Occupation.objects.exclude(pk=vacancy.occupation_id).order_by("code")[0]
    profile = make_profile(cast.seeker, months=0)
    set_occupations(profile=profile, occupations=[(other.pk, 24)], actor=actor_of(cast.seeker))
    assert reasons(vacancy, profile) == ["VAC-208"]
    with acting(system_actor("test")):
        AcceptedOccupation.objects.create(vacancy=vacancy, occupation=other)
    assert reasons(vacancy, profile) == []


def test_the_special_category_is_opened_only_where_it_is_asked(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """KVK-03: an everyday vacancy never looks at it."""
    opened = []
    monkeypatch.setattr(known_facts, "_special_category", lambda profile: opened.append(profile) or {})
    profile = make_profile(cast.seeker, **DISABLED)
    applying.check_eligibility(make_vacancy(cast.manager, cast.workplace), profile, NOW)
    assert opened == []
    special = make_vacancy(cast.manager, cast.workplace, personal_status="disabled")
    applying.check_eligibility(special, profile, NOW)
    assert opened == [profile]
