"""P3.5, 4857 art. 5, 6701 art. 3: what the law forbids never moves the ranking. Metamorphic: change it, rank again."""

from collections.abc import Iterable
from typing import Any

import pytest
from django.db import models

from imece.accounts.models import Person
from imece.core.actor import system_actor
from imece.core.parameters import Parameters
from imece.core.transactions import acting
from imece.employment.jobseekers.enums import MilitaryStatus, Sex
from imece.employment.jobseekers.models import JobSeeker
from imece.employment.matching.domain.cards import cards_of
from imece.employment.matching.domain.rows import refresh_rows
from imece.employment.matching.domain.rules import Strengths
from imece.employment.matching.domain.search import find_people
from imece.employment.matching.domain.wanted import wanted_for
from imece.employment.matching.enums import SearchArea
from imece.employment.matching.models import SeekerRow
from imece.employment.vacancies.models import Vacancy
from imece.registry.models import RegisteredPerson
from tests.cast import Cast, make_registered_person
from tests.employment.main_job import NOW, TODAY, make_vacancy
from tests.employment.matching.people import change_demands, draw_profiles, occupations

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW)]

# What may count (or only says when and how a row was written); every other column of a person must not.
MAY_COUNT = {
    "education", "province", "district", "licence_classes", "has_src", "has_psychotechnic", "computer_skills",
    "sought_work_kinds", "lowest_wage_amount", "accepts_travel", "accepts_nights",
}  # fmt: skip
NO_PERSON = {"id", "person", "is_active", "version", "changed_at", "special_consent_at"}
FORBIDDEN: dict[str, tuple[Any, ...]] = {
    "birth_year": (1962, 1985, 2004),
    "birth_month": (1, 7, 12),
    "birth_day": (1, 15, 28),
    "sex": (Sex.FEMALE, Sex.MALE, ""),
    "nationality": ("TR", "SY", ""),
    "has_blue_card": (False, True, False),
    "identity_source": ("registry #1", "registry #2", ""),
    "identity_at": (None, NOW, None),
    "military_status": (MilitaryStatus.DONE, MilitaryStatus.NOT_DONE, ""),
    "military_deferred_until": (None, TODAY, None),
    "about": ("Emekliyim.", "Hamileyim.", ""),
    "personal_status": ("disabled", "ex_convict", "normal"),
    "disability": ('{"groups": ["visual"], "rate": 60}', "", '{"groups": [], "rate": 0}'),
}


@pytest.fixture
def vacancy(cast: Cast) -> Vacancy:
    made = make_vacancy(cast.manager, cast.workplace, occupation_id=occupations()[0].pk)
    return change_demands(made, {"has_night_work": True, "has_travel": True, "_accepted": [1, 2]})


def ranking(vacancy: Vacancy) -> list[tuple[int, int, str]]:
    """Order, points and words."""
    wanted = wanted_for(vacancy, TODAY, area=SearchArea.COUNTRY, preferred=("excel",))
    ranked = find_people(wanted, Parameters(TODAY))[:]
    cards = cards_of(wanted, vacancy, ranked, 1, None)
    return [(card.job_seeker_id, card.score, str((card.adding, card.deducting))) for card in cards]


def columns_of(model: type[models.Model]) -> set[str]:
    return {field.name for field in model._meta.concrete_fields}


def test_every_column_of_a_profile_is_named_here() -> None:
    """A new column must be said to count or not to."""
    unknown = columns_of(JobSeeker) - MAY_COUNT - NO_PERSON - FORBIDDEN.keys()
    assert unknown == set(), "may it move the ranking? Put it into MAY_COUNT or FORBIDDEN"


@pytest.mark.parametrize("column", FORBIDDEN)
def test_the_ranking_does_not_move(vacancy: Vacancy, column: str) -> None:
    """For each column, also the sealed ones: same order, same points, same words, whatever it holds."""
    fixed = {"birth_year": 1990, "birth_month": 3, "birth_day": 3}
    people = [one.pk for one in draw_profiles(25, seed=3, **fixed)]
    before = ranking(vacancy)
    assert len(before) > 10
    for value in FORBIDDEN[column]:
        with acting(system_actor("test")):
            JobSeeker.objects.filter(pk__in=people).update(**{column: value})
        refresh_rows(people)
        assert ranking(vacancy) == before, value


def test_name_number_and_register_do_not_move_it(vacancy: Vacancy) -> None:
    """Name, e-mail and phone of the account; sex, birthplace and religion as the register may hold them."""
    people = draw_profiles(25, seed=3, birth_year=1990)
    before = ranking(vacancy)
    with acting(system_actor("test")):
        Person.objects.filter(job_seeker__in=people).update(
            given_names="Başka", surname="Biri", phone="+905320000000", email="", language="en"
        )
        registered = make_registered_person(77, "Bir", "Kişi")
        for field in RegisteredPerson._meta.concrete_fields:
            if isinstance(field, models.CharField) and not field.unique and field.name != "number":
                RegisteredPerson.objects.filter(pk=registered.pk).update(**{field.name: "E"})
    assert ranking(vacancy) == before


def test_the_score_knows_no_forbidden_thing() -> None:
    """Neither the score's input nor the narrow table has a field for it; `birth_on` is for age conditions alone."""
    words = {
        "sex",
        "birth",
        "name",
        "nationality",
        "religion",
        "military",
        "status",
        "disability",
        "age",
        "citizen",
    }

    def named(fields: Iterable[str]) -> set[str]:
        return {field for field in fields if words & set(field.split("_"))}

    assert named(Strengths.__struct_fields__) == set()
    assert named(columns_of(SeekerRow)) == {"birth_on"}
