"""P3.6: invited, answered, interviewed, sent off, reported, placed; CAN-01, CAN-02, CAN-03, CAN-05."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from imece.core.actor import system_actor
from imece.core.errors import NOT_PERMITTED, Problem
from imece.core.notifications.models import OutboxMessage
from imece.employment.selection.domain import interviews, rounds, steps, workflow
from imece.employment.selection.domain.queries import candidates_in_scope
from imece.employment.selection.enums import AnswerChannel, CandidateState
from imece.employment.selection.models import Candidate
from tests.cast import Cast, actor_of
from tests.employment.main_job import (
    AFTER_INTERVIEW,
    INTERVIEW,
    NOW,
    TODAY,
    make_candidate,
    make_profile,
    make_vacancy,
)

pytestmark = pytest.mark.django_db


def take_to(candidate: Candidate, state: CandidateState, cast: Cast) -> None:
    """Along the main way up to `state`."""
    employer = actor_of(cast.manager, cast.workplace.organisation)
    seeker = actor_of(candidate.job_seeker.person)
    later = AFTER_INTERVIEW
    way = (
        (CandidateState.INVITED, lambda: invite(candidate, employer)),
        (CandidateState.ACCEPTED, lambda: answer(candidate, seeker)),
        (CandidateState.SUITABLE, lambda: result(candidate, employer)),
        (
            CandidateState.SENT,
            lambda: steps.send_off_candidate(
                candidate=candidate, actor=employer, now=later, today=later.date()
            ),
        ),
        (
            CandidateState.REPORTED,
            lambda: steps.report_placement(
                candidate=candidate, started_on=later.date(), actor=employer, now=later
            ),
        ),
    )
    for reached, step in way:
        step()
        candidate.refresh_from_db()
        assert candidate.state == reached
        if reached == state:
            return


def invite(candidate: Candidate, actor) -> None:
    interviews.invite_candidate(
        candidate=candidate, interview_at=INTERVIEW, interview_place="Çankaya", actor=actor, now=NOW
    )


def answer(candidate: Candidate, actor, accepts: bool = True) -> None:
    steps.answer_invitation(
        candidate=candidate, accepts=accepts, channel=AnswerChannel.PORTAL, actor=actor, now=NOW
    )


def result(candidate: Candidate, actor, found=CandidateState.SUITABLE) -> None:
    steps.record_result(candidate=candidate, result=found, reason="Deneme", actor=actor, now=AFTER_INTERVIEW)


@pytest.fixture
def candidate(cast: Cast) -> Candidate:
    return make_candidate(make_vacancy(cast.manager, cast.workplace), cast.seeker)


def test_the_whole_way_and_each_step_is_told(cast: Cast, candidate: Candidate) -> None:
    take_to(candidate, CandidateState.REPORTED, cast)
    feed = system_actor("sgk")
    steps.confirm_placement(
        candidate=candidate, started_on=AFTER_INTERVIEW.date(), actor=feed, now=AFTER_INTERVIEW
    )
    assert candidate.state == CandidateState.PLACED
    told = OutboxMessage.objects.filter(person_id=cast.seeker.pk).order_by("id")
    assert [message.notice for message in told] == [
        "selection.applied", "selection.invited",
        "selection.step", "selection.step", "selection.step", "selection.placed",
    ]  # fmt: skip
    assert "Gazaltı kaynakçısı" in told[1].subject


def test_who_applies_has_his_receipt(cast: Cast, candidate: Candidate) -> None:
    """P3.6: number, title, employer, the last application day, and where to follow it."""
    receipt = OutboxMessage.objects.get(person_id=cast.seeker.pk)
    assert receipt.notice == "selection.applied"
    assert receipt.subject == "Başvurunuz alındı: Gazaltı kaynakçısı"
    facts = (
        candidate.round.number,
        candidate.round.organisation.name,
        "21.12.2026",
        f"/basvurularim/{candidate.pk}/",
    )
    assert [fact for fact in facts if fact not in receipt.body] == []


def test_who_is_chosen_learns_it_and_its_end(cast: Cast) -> None:
    """P3.6: he did nothing himself, finds it under his applications, and may withdraw."""
    vacancy = make_vacancy(cast.manager, cast.workplace)
    employer = actor_of(cast.manager, cast.workplace.organisation)
    candidate = rounds.add_candidate(
        selection_round=vacancy.round,
        job_seeker=make_profile(cast.seeker),
        source=CandidateState.SELECTED,
        actor=employer,
        now=NOW,
    )
    rounds.end_round(selection_round=vacancy.round, actor=employer, now=NOW)
    chosen, ended = OutboxMessage.objects.filter(person_id=cast.seeker.pk).order_by("id")
    assert (chosen.notice, ended.notice) == ("selection.selected", "selection.round_ended")
    assert f"/basvurularim/{candidate.pk}/" in chosen.body


def test_an_invitation_lies_ahead(cast: Cast, candidate: Candidate) -> None:
    employer = actor_of(cast.manager, cast.workplace.organisation)
    with pytest.raises(Problem) as caught:
        interviews.invite_candidate(
            candidate=candidate,
            interview_at=NOW - timedelta(hours=1),
            interview_place="x",
            actor=employer,
            now=NOW,
        )
    assert caught.value.code == "CAN-105"


def test_no_result_before_the_interview(cast: Cast, candidate: Candidate) -> None:
    take_to(candidate, CandidateState.ACCEPTED, cast)
    employer = actor_of(cast.manager, cast.workplace.organisation)
    with pytest.raises(Problem) as caught:
        steps.record_result(
            candidate=candidate, result=CandidateState.SUITABLE, reason="", actor=employer, now=NOW
        )
    assert caught.value.code == "CAN-103"


def test_a_result_can_still_be_changed_until_sent_off(cast: Cast, candidate: Candidate) -> None:
    """CAN-01."""
    take_to(candidate, CandidateState.SUITABLE, cast)
    employer = actor_of(cast.manager, cast.workplace.organisation)
    result(candidate, employer, CandidateState.ABSENT)
    assert candidate.state == CandidateState.ABSENT
    result(candidate, employer)
    assert candidate.state == CandidateState.SUITABLE


def test_staff_enter_an_answer_with_its_channel(cast: Cast, candidate: Candidate) -> None:
    """CAN-02: by post or phone; the person's own answer is always «portal»."""
    employer = actor_of(cast.manager, cast.workplace.organisation)
    invite(candidate, employer)
    officer = actor_of(cast.officer, cast.unit)
    steps.answer_invitation(
        candidate=candidate, accepts=True, channel=AnswerChannel.PHONE, actor=officer, now=NOW
    )
    assert (candidate.state, candidate.answer_channel) == (CandidateState.ACCEPTED, AnswerChannel.PHONE)


def test_an_employer_does_not_answer_for_the_candidate(cast: Cast, candidate: Candidate) -> None:
    """CAN-02: on the portal only the person; what came by post or phone is entered, and the person is told."""
    employer = actor_of(cast.manager, cast.workplace.organisation)
    invite(candidate, employer)
    with pytest.raises(Problem) as caught:
        answer(candidate, employer)
    assert caught.value.code == "CAN-108"
    steps.answer_invitation(
        candidate=candidate, accepts=False, channel=AnswerChannel.POST, actor=employer, now=NOW
    )
    line = workflow.CANDIDATE.history(candidate).last()
    assert (line.move, line.actor_name, line.details) == ("decline", employer.name, {"channel": "post"})
    told = OutboxMessage.objects.filter(person_id=cast.seeker.pk).latest("id")
    assert told.notice == "selection.answer_entered"
    assert "Posta ile" in told.body


def test_another_employer_enters_no_answer(cast: Cast, candidate: Candidate) -> None:
    invite(candidate, actor_of(cast.manager, cast.workplace.organisation))
    stranger = actor_of(cast.other_manager, cast.other_workplace.organisation)
    with pytest.raises(Problem) as caught:
        steps.answer_invitation(
            candidate=candidate, accepts=True, channel=AnswerChannel.PHONE, actor=stranger, now=NOW
        )
    assert caught.value.kind is NOT_PERMITTED


def test_only_the_feed_confirms(cast: Cast, candidate: Candidate) -> None:
    """P3.6: an employer's word is *bildirildi*; İşe Yerleşti comes from SGK alone."""
    take_to(candidate, CandidateState.REPORTED, cast)
    employer = actor_of(cast.manager, cast.workplace.organisation)
    with pytest.raises(Problem) as caught:
        steps.confirm_placement(candidate=candidate, started_on=TODAY, actor=employer, now=AFTER_INTERVIEW)
    assert caught.value.code in {"CORE-403", "CAN-106"}


def test_a_start_before_the_send_off_is_refused(cast: Cast, candidate: Candidate) -> None:
    """CAN-03."""
    take_to(candidate, CandidateState.SENT, cast)
    employer = actor_of(cast.manager, cast.workplace.organisation)
    with pytest.raises(Problem) as caught:
        steps.report_placement(candidate=candidate, started_on=TODAY, actor=employer, now=AFTER_INTERVIEW)
    assert caught.value.code == "CAN-106"


def test_places_never_overrun(cast: Cast) -> None:
    """CAN-05, T-VAC-13 in small: one post, the second placement is refused."""
    vacancy = make_vacancy(cast.manager, cast.workplace, post_count=1)
    first, second = make_candidate(vacancy, cast.seeker), make_candidate(vacancy, cast.other_seeker)
    take_to(second, CandidateState.SENT, cast)
    take_to(first, CandidateState.REPORTED, cast)
    employer = actor_of(cast.manager, cast.workplace.organisation)
    with pytest.raises(Problem) as caught:
        steps.report_placement(
            candidate=second, started_on=AFTER_INTERVIEW.date(), actor=employer, now=AFTER_INTERVIEW
        )
    assert caught.value.code == "CAN-104"


def test_a_report_is_taken_back_until_sgk_confirms(cast: Cast, candidate: Candidate) -> None:
    """The wrong person was reported: the place is free again, and he is told where he stands."""
    employer = actor_of(cast.manager, cast.workplace.organisation)
    take_to(candidate, CandidateState.REPORTED, cast)
    steps.take_back_report(
        candidate=candidate, reason="Başkasıyla karıştırıldı.", actor=employer, now=AFTER_INTERVIEW
    )
    candidate.refresh_from_db()
    assert (candidate.state, candidate.started_on) == (CandidateState.SENT, None)
    first_day = AFTER_INTERVIEW.date()
    feed = system_actor("sgk")
    steps.confirm_placement(candidate=candidate, started_on=first_day, actor=feed, now=AFTER_INTERVIEW)
    with pytest.raises(Problem) as caught:
        steps.take_back_report(candidate=candidate, reason="Geç kaldık.", actor=employer, now=AFTER_INTERVIEW)
    assert caught.value.code == "WF-001"


def test_scope(cast: Cast, candidate: Candidate) -> None:
    sees = {
        "own": actor_of(cast.manager, cast.workplace.organisation),
        "unit": actor_of(cast.officer, cast.unit),
        "headquarters": actor_of(cast.headquarters, cast.head_institution),
        "herself": actor_of(cast.seeker),
    }
    blind = {
        "another employer": actor_of(cast.other_manager, cast.other_workplace.organisation),
        "another unit": actor_of(cast.other_officer, cast.other_unit),
        "another seeker": actor_of(cast.other_seeker),
    }
    assert {name for name, actor in (sees | blind).items() if candidates_in_scope(actor).exists()} == set(
        sees
    )


@pytest.mark.parametrize("is_in_transaction", [True, False])
def test_CAN_05_the_round_is_locked_by_a_move_and_not_by_a_page(
    cast: Cast, candidate: Candidate, monkeypatch, is_in_transaction: bool
) -> None:
    """A page asks why not outside a transaction: locking there was an error at every send-off."""
    monkeypatch.setattr(workflow, "connection", SimpleNamespace(in_atomic_block=is_in_transaction))
    with CaptureQueriesContext(connection) as asked:
        workflow.place_is_left(candidate, actor_of(cast.manager, cast.workplace.organisation), NOW)
    assert any("FOR UPDATE" in query["sql"] for query in asked) == is_in_transaction
