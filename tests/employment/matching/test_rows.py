"""The narrow table is true in the transaction of every change, and can be made anew."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from imece.core.actor import system_actor
from imece.core.transactions import acting
from imece.employment.jobseekers.models import JobSeeker, Schooling, SoughtPlace, WorkPeriod
from imece.employment.jobseekers.public import (
    Birth,
    change_profile,
    experience_by_occupation,
    set_active,
    set_occupations,
)
from imece.employment.matching.domain import bits
from imece.employment.matching.domain.rows import refresh_rows
from imece.employment.matching.domain.strengths import experience_on
from imece.employment.matching.models import SeekerRow
from tests.cast import Cast, actor_of
from tests.employment.main_job import NOW, TODAY, make_profile, welder
from tests.employment.matching.people import draw_profiles, occupations

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW)]


def rows(profile: JobSeeker) -> list[SeekerRow]:
    return [*SeekerRow.objects.filter(job_seeker=profile).order_by("occupation_id", "province_id")]


def test_it_follows_every_verb_of_the_profile(cast: Cast) -> None:
    actor = actor_of(cast.seeker)
    profile = make_profile(cast.seeker, months=24, licence_classes=["C"])
    (row,) = rows(profile)
    assert (row.occupation_id, row.province_id, row.experience_months) == (welder().pk, 6, 24)
    assert row.licences == bits.licence_mask(["C", "C1", "B", "B1", "M", "F"])
    profile.refresh_from_db()
    change_profile(
        profile=profile, values={"education": "bachelor"}, version=profile.version, actor=actor, now=NOW
    )
    assert rows(profile)[0].education == bits.EDUCATION_RANK["bachelor"]
    set_occupations(profile=profile, occupations=[(one.pk, 1) for one in occupations()[:3]], actor=actor)
    assert len(rows(profile)) == 3
    set_active(profile=profile, is_active=False, actor=actor)
    assert rows(profile) == []
    set_active(profile=profile, is_active=True, actor=actor)
    assert len(rows(profile)) == 3


def test_one_row_a_province_he_would_work_in(cast: Cast) -> None:
    profile = make_profile(cast.seeker)
    with acting(system_actor("test")):
        SoughtPlace.objects.create(job_seeker=profile, province_id=42)
    refresh_rows([profile.pk])
    assert [(row.province_id, row.lives_in) for row in rows(profile)] == [(6, 6), (42, 6)]


@pytest.mark.parametrize(
    ("spans", "stated"),
    [
        ([], 7),
        ([("2020-01-01", "2020-12-31")], 0),
        ([("2020-01-01", "2020-12-31"), ("2020-06-01", "2021-05-31")], 3),
        ([("2020-01-01", "2020-01-20"), ("2021-01-01", "2021-01-20")], 0),
        ([("2024-03-15", None)], 0),
        ([("2024-03-15", None)], 400),
        ([("2019-02-28", "2020-02-29")], 0),
    ],
)
def test_months_are_those_of_the_profile(
    cast: Cast, spans: list[tuple[str, str | None]], stated: int
) -> None:
    """The same as `jobseekers` reckons today and on a later day (VAC-04)."""
    profile = make_profile(cast.seeker, months=stated or 1)
    with acting(system_actor("test")):
        for began, ended in spans:
            WorkPeriod.objects.create(
                job_seeker=profile,
                occupation=welder(),
                employer_name="Deneme",
                began_on=began,
                ended_on=ended,
            )
    refresh_rows([profile.pk])
    row = rows(profile)[0]
    for day in (TODAY, TODAY + timedelta(days=45)):
        known = experience_by_occupation(JobSeeker.objects.get(pk=profile.pk), day)[welder().pk].months
        assert experience_on(row, day) == known, day


def test_birth_is_the_last_day_it_can_be(cast: Cast) -> None:
    for known in ((1990, None, None), (1990, 2, None), (1990, 2, 3), (1992, 2, None)):
        year, month, day = known
        (profile,) = draw_profiles(
            1, seed=year + (month or 0) + (day or 0), birth_year=year, birth_month=month
        )
        with acting(system_actor("test")):
            JobSeeker.objects.filter(pk=profile.pk).update(birth_month=month, birth_day=day)
        refresh_rows([profile.pk])
        assert rows(profile)[0].birth_on == Birth(year, month, day).latest


def test_a_school_that_ends_later_is_marked(cast: Cast) -> None:
    profile = make_profile(cast.seeker, education="primary")
    with acting(system_actor("test")):
        Schooling.objects.create(
            job_seeker=profile, level="bachelor", school="Örnek", graduated_on=TODAY + timedelta(days=10)
        )
    refresh_rows([profile.pk])
    row = rows(profile)[0]
    assert row.education == bits.EDUCATION_RANK["primary"]
    assert row.flags & bits.FINISHES_SCHOOL_LATER


def test_the_command_makes_it_anew(cast: Cast) -> None:
    draw_profiles(5)
    before = sorted(
        SeekerRow.objects.values_list("job_seeker_id", "occupation_id", "province_id", "licences")
    )
    SeekerRow.objects.all().delete()
    call_command("rebuild_matching")
    after = sorted(SeekerRow.objects.values_list("job_seeker_id", "occupation_id", "province_id", "licences"))
    assert after == before != []


def test_the_whole_is_undone_with_the_change(cast: Cast) -> None:
    """A change that fails leaves the rows as they were."""
    profile = make_profile(cast.seeker)

    def fail_after_the_change() -> None:
        with acting(system_actor("test")):
            set_active(profile=profile, is_active=False, actor=actor_of(cast.seeker))
            assert rows(profile) == []
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_after_the_change()
    assert len(rows(profile)) == 1
