"""The demo's data: one of each role, made through the verbs, synthetic and saying so, loaded once."""

import json
import stat
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from imece.accounts.enums import OrganisationKind
from imece.accounts.models import Organisation, Person
from imece.accounts.public import actor_for, capacities
from imece.core.actor import ActorKind
from imece.core.demo_people import NAME, read_people
from imece.core.identity_numbers import make_person_number
from imece.core.models import AuditRecord
from imece.employment.benefits.models import Declaration
from imece.employment.community_work.models import AttendanceMark, Participant
from imece.employment.data_rights.models import DataRequest
from imece.employment.dismissals.models import DismissalNotice
from imece.employment.home.domain.demo import CAST, EMPLOYER, load_demo
from imece.employment.home.domain.duties import duties_of
from imece.employment.selection.enums import CandidateState, ObjectionState
from imece.employment.selection.models import Candidate, Objection
from imece.employment.surveys.models import SurveyResponse
from imece.employment.vacancies.enums import VacancyState
from imece.employment.vacancies.models import OpenVacancy, Vacancy


@pytest.fixture
def demo(db: None, tmp_path: Path) -> Path:
    call_command("make_registry", verbosity=0)
    assert load_demo(home=tmp_path, now=timezone.now(), tell=lambda line: None)
    return tmp_path


def test_the_demo_has_everything_to_look_at(demo: Path) -> None:
    """One load, looked at from all sides: it is the slowest fixture of the suite."""
    people = read_people(demo)
    assert [person.key for person in people] == [role.key for role in CAST]
    assert stat.S_IMODE((demo / NAME).stat().st_mode) == 0o600
    assert all(Person.objects.get(national_id=one.login).check_password(one.password) for one in people[:2])
    kinds = set(Organisation.objects.values_list("kind", flat=True))
    assert kinds == set(OrganisationKind) - {OrganisationKind.PARTNER}
    assert all("deneme" in name for name in Organisation.objects.values_list("name", flat=True))
    states = set(Candidate.objects.values_list("state", flat=True))
    main_way = {"applied", "invited", "accepted", "suitable", "sent", "reported", "placed"}
    assert main_way <= states
    assert set(Vacancy.objects.values_list("state", flat=True)) == {
        VacancyState.DRAFT, VacancyState.OPEN, VacancyState.CLOSED,
    }  # fmt: skip
    assert OpenVacancy.objects.count() == Vacancy.objects.filter(state=VacancyState.OPEN).count()
    assert Objection.objects.filter(state=ObjectionState.OPEN).exists()
    assert set(DataRequest.objects.values_list("state", flat=True)) == {"answered", "open"}
    _no_post_is_filled_twice()
    _the_duties_have_something_to_show()
    assert AuditRecord.objects.filter(actor_kind=ActorKind.JOB_SEEKER).exists()
    assert not load_demo(home=demo, now=timezone.now(), tell=lambda line: None)
    assert json.loads((demo / NAME).read_text())["people"]


def _no_post_is_filled_twice() -> None:
    filled = (CandidateState.REPORTED, CandidateState.PLACED)
    for vacancy in Vacancy.objects.select_related("round"):
        assert vacancy.round.candidates.filter(state__in=filled).count() <= vacancy.post_count


def _the_duties_have_something_to_show() -> None:
    """A table owed, a quota gap, a notice that can be corrected, declarations, a programme, an open survey."""
    assert {row.state for row in Declaration.objects.all()} == {"draft", "in_review", "suitable"}
    assert DismissalNotice.objects.count() == 2
    assert AttendanceMark.objects.count() == 2 * Participant.objects.count() == 6
    assert SurveyResponse.objects.count() == 3
    person = Person.objects.get(national_id=make_person_number(EMPLOYER.serial))
    capacity = capacities(person, timezone.localdate())[0]
    actor = actor_for(person, capacity.membership, capacity.organisation)
    sources = {duty.key.split("-")[0] for duty in duties_of(actor, timezone.localdate())}
    assert sources == {"cizelge", "kontenjan", "tescil", "cikarma", "kco", "istem"}
