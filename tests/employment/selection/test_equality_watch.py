"""NDR-01: shares of invitations and hires by sex and age, compared; small groups never."""

from fractions import Fraction

import pytest
import time_machine
from django.test import Client

from imece.core.actor import system_actor
from imece.core.errors import Problem
from imece.core.rule_registry import ask
from imece.core.transactions import acting
from imece.employment.jobseekers.models import JobSeeker
from imece.employment.selection.domain.equality_watch import Group, ratio_of, watched_employers
from imece.employment.selection.models import Candidate
from tests.cast import Cast, actor_of, make_person, sign_in
from tests.employment.main_job import NOW, TODAY, make_candidate, make_vacancy

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ((10, 4), (10, 5), Fraction(4, 5)),
        ((10, 5), (20, 5), Fraction(1, 2)),
        ((10, 0), (10, 5), Fraction(0)),
        ((10, 0), (10, 0), None),
        ((4, 0), (10, 5), None),
    ],
)
def test_NDR_01_the_smaller_share_by_the_larger(one: tuple, other: tuple, ratio: Fraction | None) -> None:
    assert ratio_of(Group(*one), Group(*other), 5) == ratio


@pytest.mark.parametrize(("chosen", "answer"), [(4, False), (3, True)])
def test_NDR_01_can_be_asked(chosen: int, answer: bool) -> None:
    """Just four fifths is not looked at, less is."""
    question = f'{{"one": {{"applied": 10, "chosen": {chosen}}}, "other": {{"applied": 10, "chosen": 5}}}}'
    assert ask("NDR-01", question, TODAY).as_json()["value"] is answer


def applied(cast: Cast, women: int, men: int) -> None:
    """As many of each; every man is invited, no woman."""
    vacancy = make_vacancy(cast.manager, cast.workplace)
    for place in range(women + men):
        sex = "female" if place < women else "male"
        candidate = make_candidate(vacancy, make_person(700 + place, "Deneme", "Kişi"))
        with acting(system_actor("test")):
            JobSeeker.objects.filter(pk=candidate.job_seeker_id).update(sex=sex, birth_year=1990)
            if sex == "male":
                Candidate.objects.filter(pk=candidate.pk).update(interview_at=NOW)


def test_NDR_01_an_employer_who_invites_no_woman_is_shown_to_his_unit_alone(
    cast: Cast, client: Client
) -> None:
    applied(cast, women=5, men=5)
    (found,) = watched_employers(actor_of(cast.officer, cast.unit), NOW)
    assert (found.ground, found.what, found.ratio_pct) == ("sex", "invited", 0)
    assert (found.first, found.second) == (Group(5, 0), Group(5, 5))
    assert watched_employers(actor_of(cast.other_officer, cast.other_unit), NOW) == []
    with pytest.raises(Problem):
        watched_employers(actor_of(cast.manager, cast.workplace.organisation), NOW)
    with time_machine.travel(NOW, tick=False):
        page = sign_in(client, cast.officer, cast.unit).get("/secim/esit-davranma/").content.decode()
    assert cast.workplace.organisation.name in page


def test_NDR_01_groups_of_few_are_not_compared(cast: Cast) -> None:
    applied(cast, women=4, men=5)
    assert watched_employers(actor_of(cast.officer, cast.unit), NOW) == []
