"""A small labour market: two vacancies in Ankara, one of another employer in Konya, candidates at every stage."""

from datetime import datetime, timedelta

import pytest

from imece.core.actor import system_actor
from imece.employment.employers.models import Workplace
from imece.employment.selection.enums import CandidateState
from imece.employment.selection.public import confirm_placement
from imece.employment.statistics.public import reckon_history, reckon_market
from imece.employment.vacancies.models import Vacancy
from imece.reference.models import District
from tests.cast import KONYA, Cast, make_person
from tests.employment.main_job import AFTER_INTERVIEW, NOW, make_candidate, make_vacancy
from tests.employment.selection.test_steps import take_to

LATER = NOW + timedelta(days=40)


def reckon(now: datetime = LATER) -> None:
    actor = system_actor("test")
    reckon_market(actor=actor, now=now)
    reckon_history(actor=actor, now=now)


def konya() -> dict[str, object]:
    return {"province_id": KONYA, "district_id": District.objects.filter(province_id=KONYA)[0].pk}


def add_vacancy(cast: Cast, workplace: Workplace | None = None, **changes: object) -> Vacancy:
    manager = cast.manager if workplace in (None, cast.workplace) else cast.other_manager
    return make_vacancy(manager, workplace or cast.workplace, **changes)


def add_candidate(cast: Cast, vacancy: Vacancy, serial: int, state: CandidateState) -> None:
    candidate = make_candidate(vacancy, make_person(serial, "Deneme", f"Kişi{serial}"))
    if state == CandidateState.PLACED:
        take_to(candidate, CandidateState.REPORTED, cast)
        entered = {"started_on": AFTER_INTERVIEW.date(), "now": AFTER_INTERVIEW + timedelta(days=9)}
        confirm_placement(candidate=candidate, actor=system_actor("test"), **entered)
    elif state != CandidateState.APPLIED:
        take_to(candidate, state, cast)


@pytest.fixture
def market(cast: Cast) -> Cast:
    first = add_vacancy(cast, post_count=3)
    add_vacancy(cast, post_count=2)
    add_vacancy(cast, cast.other_workplace, post_count=4, **konya())
    states = [CandidateState.APPLIED, CandidateState.INVITED, CandidateState.SUITABLE, CandidateState.PLACED]
    for serial, state in enumerate(states, start=50):
        add_candidate(cast, first, serial, state)
    return cast
