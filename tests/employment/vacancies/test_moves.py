"""Every state × move × role of the vacancy, generated from its table; the database refuses what no move makes."""

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from imece.core.actor import Actor, system_actor
from imece.core.errors import NOT_PERMITTED, Problem
from imece.core.models import AuditRecord, Transition
from imece.core.transactions import acting
from imece.core.workflow.machine import REASON_MISSING, WRONG_STATE
from imece.employment.selection.enums import CandidateState
from imece.employment.selection.models import Candidate
from imece.employment.selection.public import invite_candidate
from imece.employment.vacancies.domain.finish import close_vacancy, expire_due_vacancies
from imece.employment.vacancies.domain.workflow import VACANCY
from imece.employment.vacancies.enums import ClosingOutcome, VacancyState
from imece.employment.vacancies.models import Vacancy
from imece.employment.vacancies.moves import VACANCY_MOVES
from tests.cast import Cast, actor_of
from tests.employment.main_job import NOW, days_from_now, make_candidate, make_draft, make_vacancy
from tests.employment.moves_matrix import cases

pytestmark = pytest.mark.django_db
MANAGERS_MOVES = {"publish", "submit", "refer", "withdraw", "delete", "extend", "close", "cancel"}
OFFICERS_MOVES = {"approve", "return", "reject"}
TO_REVIEW = {"submit", "refer"}


def draft_for(cast: Cast, move) -> Vacancy:
    """With something to review where the move sends it there, without it where it does not."""
    changes = {"description": "BAYAN ELEMAN ARANIYOR"} if move.name in TO_REVIEW else {}
    return make_draft(cast.manager, cast.workplace, **changes)


def put_into(vacancy: Vacancy, state: str) -> None:
    """Straight into a state, past the guards: the owner's triggers are for the running platform, not for this."""
    with acting(system_actor("test")), connection.cursor() as cursor:
        for step in _path_to(state):
            cursor.execute("update vacancies_vacancy set state = %s where id = %s", [step, vacancy.pk])
    vacancy.refresh_from_db()


def _path_to(state: str) -> list[str]:
    """A legal way from a draft: the trigger would refuse a jump."""
    ways = {
        "draft": [],
        "in_review": ["in_review"],
        "rejected": ["in_review", "rejected"],
        "open": ["open"],
        "expired": ["open", "expired"],
        "closed": ["open", "closed"],
        "cancelled": ["open", "cancelled"],
        "deleted": ["deleted"],
    }
    return ways[state]


@pytest.mark.parametrize("state, move, is_listed", cases(VACANCY_MOVES))
def test_managers_make_the_listed_moves_and_no_other(cast: Cast, state, move, is_listed) -> None:
    vacancy = draft_for(cast, move)
    put_into(vacancy, state.value)
    actor = actor_of(cast.manager, cast.workplace.organisation)
    made = {"thing": vacancy, "actor": actor, "now": NOW, "reason": "Deneme"}
    if not (is_listed and move.name in MANAGERS_MOVES):
        with pytest.raises(Problem) as caught:
            VACANCY.apply(move.name, **made)
        assert caught.value.kind is (WRONG_STATE if move.name in MANAGERS_MOVES else NOT_PERMITTED)
        assert vacancy.state == state
        return
    VACANCY.apply(move.name, **made)
    assert vacancy.state == move.to_state
    assert Transition.objects.filter(workflow="vacancy", object_id=vacancy.pk, move=move.name).count() == 1
    assert AuditRecord.objects.filter(action=f"vacancy.{move.name}", subject_id=str(vacancy.pk)).count() == 1


@pytest.mark.parametrize("move", VACANCY_MOVES.moves, ids=lambda move: move.name)
@pytest.mark.parametrize(
    "role", ["clerk", "other_manager", "officer", "other_officer", "headquarters", "seeker"]
)
def test_roles(cast: Cast, role: str, move) -> None:
    """The clerk has the right «vacancies», the officer decides on reviews of his own province; nobody else moves."""
    vacancy = draft_for(cast, move)
    put_into(vacancy, str(move.from_states[0]))
    organisations = {
        "clerk": cast.workplace.organisation,
        "other_manager": cast.other_workplace.organisation,
        "officer": cast.unit,
        "other_officer": cast.other_unit,
        "headquarters": cast.head_institution,
        "seeker": None,
    }
    actor = actor_of(getattr(cast, role), organisations[role])
    why_not = VACANCY.why_not(move, vacancy, actor, NOW)
    theirs = {"clerk": MANAGERS_MOVES, "officer": OFFICERS_MOVES}.get(role, set())
    assert (why_not == "") == (move.name in theirs)


@pytest.mark.parametrize("move", ["close", "cancel"])
def test_a_reason_is_asked_for(cast: Cast, move: str) -> None:
    vacancy = make_vacancy(cast.manager, cast.workplace)
    with pytest.raises(Problem) as caught:
        VACANCY.apply(move, thing=vacancy, actor=actor_of(cast.manager, cast.workplace.organisation), now=NOW)
    assert caught.value.kind is REASON_MISSING


def test_the_database_refuses_a_jump_even_from_a_bulk_update(cast: Cast) -> None:
    vacancy = make_draft(cast.manager, cast.workplace)
    refused = pytest.raises(DatabaseError, match="may not go from draft to closed")
    with acting(system_actor("test")), refused, transaction.atomic():
        Vacancy.objects.filter(pk=vacancy.pk).update(state=VacancyState.CLOSED)


def test_expired_the_day_after_and_not_before(cast: Cast) -> None:
    vacancy = make_vacancy(cast.manager, cast.workplace, last_application_on=days_from_now(2))
    last_moment = NOW.replace(hour=23, minute=59) + timedelta(days=2)
    assert expire_due_vacancies(now=last_moment) == 0
    assert expire_due_vacancies(now=last_moment + timedelta(minutes=1)) == 1
    vacancy.refresh_from_db()
    assert vacancy.state == VacancyState.EXPIRED
    assert not hasattr(vacancy, "open_row") or not vacancy.round.is_open


def test_after_the_last_day_those_who_applied_are_invited_until_the_request_is_closed(cast: Cast) -> None:
    vacancy = make_vacancy(cast.manager, cast.workplace)
    candidate = make_candidate(vacancy, cast.seeker)
    manager = actor_of(cast.manager, cast.workplace.organisation)
    later = NOW + timedelta(days=40)
    assert expire_due_vacancies(now=later) == 1
    candidate.refresh_from_db()
    other = make_candidate(make_vacancy(cast.manager, cast.workplace, title="Deneme"), cast.other_seeker)
    assert invite(candidate, manager, later).state == CandidateState.INVITED
    close_vacancy(
        vacancy=Vacancy.objects.get(pk=other.round.vacancy.pk),
        outcome=ClosingOutcome.NO_SUITABLE_CANDIDATE,
        reason="Deneme",
        actor=manager,
        now=later,
    )
    with pytest.raises(Problem) as caught:
        invite(Candidate.objects.get(pk=other.pk), manager, later)
    assert caught.value.code == "CAN-102"


def invite(candidate: Candidate, actor: Actor, now: datetime) -> Candidate:
    invite_candidate(
        candidate=candidate,
        interview_at=now + timedelta(days=3),
        interview_place="Deneme Mah. 1",
        actor=actor,
        now=now,
    )
    return Candidate.objects.get(pk=candidate.pk)
