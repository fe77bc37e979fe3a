"""P1.5: a profile from what KPS says; changed by its owner alone; two tabs; active and inactive."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from imece.core.errors import CHANGED_MEANWHILE, NOT_PERMITTED, Problem
from imece.core.models import AuditRecord
from imece.employment.jobseekers.models import JobSeeker
from imece.employment.jobseekers.public import (
    Birth,
    age_on,
    change_profile,
    create_profile,
    own_profile,
    set_active,
    set_occupations,
)
from imece.exchange.models import Question
from tests.cast import Cast, actor_of
from tests.employment.main_job import NOW, make_profile, welder

pytestmark = pytest.mark.django_db


def test_birth_and_identity_come_from_the_register_with_their_source(cast: Cast) -> None:
    profile = make_profile(cast.seeker)
    assert (profile.birth_year, profile.birth_month, profile.birth_day) == (1990, 5, 19)
    question = Question.objects.get(subject=cast.seeker.national_id)
    assert profile.identity_source == f"registry #{question.pk}"


def test_an_employer_makes_no_profile(cast: Cast) -> None:
    with pytest.raises(Problem) as caught:
        create_profile(
            person=cast.manager, values={}, actor=actor_of(cast.manager, cast.workplace.organisation), now=NOW
        )
    assert caught.value.kind is NOT_PERMITTED


def test_a_change_is_recorded_without_the_special_category(cast: Cast) -> None:
    """KVK-03: the trail says what changed, never the status."""
    profile = make_profile(cast.seeker)
    values = {"education": "bachelor", "personal_status": "disabled"}
    change_profile(profile=profile, values=values, version=1, actor=actor_of(cast.seeker), now=NOW)
    details = AuditRecord.objects.get(action="jobseekers.profile_changed").details
    assert details == {"education": ["upper_secondary", "bachelor"]}


def test_two_tabs(cast: Cast) -> None:
    profile = make_profile(cast.seeker)
    actor = actor_of(cast.seeker)
    change_profile(profile=profile, values={"about": "Bir"}, version=1, actor=actor, now=NOW)
    with pytest.raises(Problem) as caught:
        change_profile(profile=profile, values={"about": "İki"}, version=1, actor=actor, now=NOW)
    assert caught.value.kind is CHANGED_MEANWHILE
    profile.refresh_from_db()
    assert profile.about == "Bir"


def test_active_and_inactive(cast: Cast) -> None:
    profile = make_profile(cast.seeker)
    set_active(profile=profile, is_active=False, actor=actor_of(cast.seeker))
    own = own_profile(actor_of(cast.seeker))
    assert own is not None
    assert not own.is_active


def test_occupations_are_replaced_not_added_up(cast: Cast) -> None:
    profile = make_profile(cast.seeker, months=0)
    actor = actor_of(cast.seeker)
    set_occupations(profile=profile, occupations=[(welder().pk, 5)], actor=actor)
    set_occupations(profile=profile, occupations=[(welder().pk, 9)], actor=actor)
    assert [line.experience_months for line in profile.occupations.all()] == [9]


def test_one_profile_a_person(cast: Cast) -> None:
    make_profile(cast.seeker)
    with pytest.raises(ValidationError, match="Person"), transaction.atomic():
        make_profile(cast.seeker)
    assert JobSeeker.objects.count() == 1


@pytest.mark.parametrize(
    "birth, on, age",
    [
        pytest.param(Birth(2008, 5, 10), "2026-05-09", 17, id="the day before"),
        pytest.param(Birth(2008, 5, 10), "2026-05-10", 18, id="the birthday"),
        pytest.param(Birth(2008, 5, None), "2026-05-30", 17, id="unknown day: the last of the month"),
        pytest.param(Birth(2008, 5, None), "2026-05-31", 18, id="unknown day: reached"),
        pytest.param(Birth(2008, None, None), "2026-12-30", 17, id="unknown month: the last day of the year"),
        pytest.param(Birth(2008, 2, 29), "2026-02-28", 17, id="leap day: not yet"),
        pytest.param(Birth(2008, 2, 29), "2026-03-01", 18, id="leap day: reached"),
    ],
)
def test_age_with_unknown_parts(birth: Birth, on: str, age: int) -> None:
    """ID-09."""
    from datetime import date

    assert age_on(birth, date.fromisoformat(on)) == age
