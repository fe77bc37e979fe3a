"""Contest this: what may be contested, how long, who answers by when, and what an upheld objection changes."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from imece.core.actor import Actor, system_actor
from imece.core.errors import NOT_PERMITTED, Problem
from imece.core.notifications.models import OutboxMessage
from imece.core.transactions import acting
from imece.core.workflow.machine import WRONG_STATE
from imece.employment.selection.domain import objections, steps
from imece.employment.selection.domain.queries import objections_in_scope
from imece.employment.selection.domain.workflow import OBJECTION
from imece.employment.selection.enums import CandidateState, ObjectionGround, ObjectionState
from imece.employment.selection.models import Candidate, Objection
from imece.employment.selection.moves import OBJECTION_MOVES
from tests.cast import Cast, actor_of, sign_in
from tests.employment.main_job import AFTER_INTERVIEW, NOW, make_candidate, make_profile, make_vacancy
from tests.employment.moves_matrix import cases
from tests.employment.selection.test_steps import result, take_to

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(AFTER_INTERVIEW, tick=False)]
WORDS = "Belgem görüşmede sorulmadı."


@pytest.fixture
def candidate(cast: Cast) -> Candidate:
    """Found unsuitable, with the reason «Deneme»."""
    candidate = make_candidate(make_vacancy(cast.manager, cast.workplace), cast.seeker)
    take_to(candidate, CandidateState.SUITABLE, cast)
    result(candidate, actor_of(cast.manager, cast.workplace.organisation), CandidateState.UNSUITABLE)
    return candidate


def contest(candidate: Candidate, actor: Actor, now: Any = AFTER_INTERVIEW, words: str = WORDS) -> Objection:
    return objections.contest_decision(candidate=candidate, words=words, actor=actor, now=now)


def decide(objection: Objection, actor: Actor, is_upheld: bool = True, reason: str = "Belgesi var.") -> None:
    objections.answer_objection(
        objection=objection, is_upheld=is_upheld, reason=reason, actor=actor, now=AFTER_INTERVIEW
    )


def test_it_keeps_the_decision_with_its_reason_and_has_a_day(cast: Cast, candidate: Candidate) -> None:
    objection = contest(candidate, actor_of(cast.seeker))
    assert objection.ground == ObjectionGround.UNSUITABLE
    assert objection.decision.endswith(": Deneme")
    assert objection.due_on == timezone.localdate(AFTER_INTERVIEW) + timedelta(days=30)
    receipt = OutboxMessage.objects.get(notice="selection.objection_opened")
    assert "24.12.2026" in receipt.body


def test_the_same_decision_is_contested_once_a_new_one_again(cast: Cast, candidate: Candidate) -> None:
    seeker, officer = actor_of(cast.seeker), actor_of(cast.officer, cast.unit)
    decide(contest(candidate, seeker), officer, is_upheld=False)
    with pytest.raises(Problem, match="CAN-112"):
        contest(candidate, seeker)
    employer = actor_of(cast.manager, cast.workplace.organisation)
    later = AFTER_INTERVIEW + timedelta(hours=1)
    steps.record_result(
        candidate=candidate, result=CandidateState.ABSENT, reason="", actor=employer, now=later
    )
    assert contest(candidate, seeker, now=later).ground == ObjectionGround.ABSENT


def test_while_one_waits_no_second_is_opened(cast: Cast, candidate: Candidate) -> None:
    seeker = actor_of(cast.seeker)
    contest(candidate, seeker)
    later = AFTER_INTERVIEW + timedelta(hours=1)
    steps.record_result(
        candidate=candidate,
        result=CandidateState.ABSENT,
        reason="",
        actor=actor_of(cast.manager, cast.workplace.organisation),
        now=later,
    )
    with pytest.raises(Problem, match="CAN-112"):
        contest(candidate, seeker, now=later)


def test_after_the_days_it_is_too_late(cast: Cast, candidate: Candidate) -> None:
    seeker = actor_of(cast.seeker)
    with pytest.raises(Problem, match="CAN-111"):
        contest(candidate, seeker, now=AFTER_INTERVIEW + timedelta(days=31))
    assert contest(candidate, seeker, now=AFTER_INTERVIEW + timedelta(days=30))


def test_what_is_no_decision_against_him_is_not_contested(cast: Cast) -> None:
    candidate = make_candidate(make_vacancy(cast.manager, cast.workplace), cast.seeker)
    with pytest.raises(Problem, match="CAN-110"):
        contest(candidate, actor_of(cast.seeker))


def test_empty_words_are_refused(cast: Cast, candidate: Candidate) -> None:
    with pytest.raises(Problem, match="CAN-113"):
        contest(candidate, actor_of(cast.seeker), words="  ")


def test_an_upheld_one_asks_the_employer_to_look_again(cast: Cast, candidate: Candidate) -> None:
    objection = contest(candidate, actor_of(cast.seeker))
    decide(objection, actor_of(cast.officer, cast.unit))
    assert (objection.state, objection.answer) == (ObjectionState.UPHELD, "Belgesi var.")
    told = OutboxMessage.objects.get(notice="selection.objection_answered", person_id=cast.seeker.pk)
    assert "Belgesi var." in told.body
    employer = OutboxMessage.objects.filter(
        notice="selection.objection_upheld", person_id=cast.manager.pk
    ).get()
    assert "Belgesi var." in employer.body
    assert WORDS not in employer.body


def test_a_rejected_one_tells_the_employer_nothing(cast: Cast, candidate: Candidate) -> None:
    decide(contest(candidate, actor_of(cast.seeker)), actor_of(cast.officer, cast.unit), is_upheld=False)
    assert not OutboxMessage.objects.filter(notice="selection.objection_upheld").exists()


def test_an_answer_needs_its_reason(cast: Cast, candidate: Candidate) -> None:
    with pytest.raises(Problem, match="WF-002"):
        decide(contest(candidate, actor_of(cast.seeker)), actor_of(cast.officer, cast.unit), reason=" ")


def test_who_may_not_apply_becomes_a_candidate_when_the_unit_agrees(cast: Cast, client: Any) -> None:
    """From «you cannot apply»: the reasons go along; upheld, he stands among the applicants."""
    vacancy = make_vacancy(cast.manager, cast.workplace, min_experience_months=60)
    profile = make_profile(cast.seeker)
    sign_in(client, cast.seeker)
    assert (
        f"/is-ilanlari/{vacancy.number}/itiraz/"
        in client.get(f"/is-ilanlari/{vacancy.number}/").content.decode()
    )
    assert "TİHEK" in client.get(f"/is-ilanlari/{vacancy.number}/itiraz/").content.decode()  # NDR-08
    page = client.post(f"/is-ilanlari/{vacancy.number}/itiraz/", {"words": WORDS})
    objection = Objection.objects.get()
    assert page["Location"] == f"/itirazlarim/{objection.pk}/"
    assert objection.ground == ObjectionGround.NOT_ELIGIBLE
    assert "60" in objection.decision
    again = client.post(f"/is-ilanlari/{vacancy.number}/itiraz/", {"words": WORDS})
    assert (again["Location"], Objection.objects.count()) == (page["Location"], 1)
    announcement = client.get(f"/is-ilanlari/{vacancy.number}/").content.decode()
    assert "Bu karara itiraz ettiniz</a>: Cevap bekliyor" in announcement
    assert "/itiraz/" not in announcement
    assert "Sizin sözleriniz" in client.get(page["Location"]).content.decode()
    decide(objection, actor_of(cast.officer, cast.unit))
    candidate = Candidate.objects.get(round=vacancy.round, job_seeker=profile)
    assert (candidate.state, candidate.source) == (CandidateState.APPLIED, CandidateState.APPLIED)


def test_who_may_apply_has_nothing_to_contest(cast: Cast, client: Any) -> None:
    vacancy = make_vacancy(cast.manager, cast.workplace)
    make_profile(cast.seeker)
    page = sign_in(client, cast.seeker).post(f"/is-ilanlari/{vacancy.number}/itiraz/", {"words": WORDS})
    assert (page.status_code, Objection.objects.count()) == (302, 0)


def test_scope(cast: Cast, candidate: Candidate) -> None:
    contest(candidate, actor_of(cast.seeker))
    sees = {
        "unit": actor_of(cast.officer, cast.unit),
        "headquarters": actor_of(cast.headquarters, cast.head_institution),
        "himself": actor_of(cast.seeker),
    }
    blind = {
        "the employer": actor_of(cast.manager, cast.workplace.organisation),
        "another unit": actor_of(cast.other_officer, cast.other_unit),
        "another seeker": actor_of(cast.other_seeker),
    }
    seen = {name for name, actor in (sees | blind).items() if objections_in_scope(actor).exists()}
    assert seen == set(sees)


@pytest.mark.parametrize("state, move, is_listed", cases(OBJECTION_MOVES))
def test_the_listed_moves_and_no_other(cast: Cast, candidate: Candidate, state, move, is_listed) -> None:
    objection = contest(candidate, actor_of(cast.seeker))
    if state != ObjectionState.OPEN:
        with acting(system_actor("test")):
            Objection.objects.filter(pk=objection.pk).update(state=state)
    actor = {
        "objections.own": actor_of(cast.seeker),
        "objections.answer": actor_of(cast.officer, cast.unit),
    }[move.permission]
    made = {"thing": objection, "actor": actor, "now": AFTER_INTERVIEW, "reason": "Deneme"}
    if is_listed:
        OBJECTION.apply(move.name, **made)
        assert objection.state == move.to_state
        return
    with pytest.raises(Problem) as caught:
        OBJECTION.apply(move.name, **made)
    assert caught.value.kind is WRONG_STATE


@pytest.mark.parametrize("move", OBJECTION_MOVES.moves, ids=lambda move: move.name)
@pytest.mark.parametrize("role", ["manager", "other_seeker"])
def test_strangers_make_no_move(cast: Cast, candidate: Candidate, role: str, move) -> None:
    objection = contest(candidate, actor_of(cast.seeker))
    organisations = {"manager": cast.workplace.organisation, "other_seeker": None}
    actor = actor_of(getattr(cast, role), organisations[role])
    with pytest.raises(Problem) as caught:
        OBJECTION.apply(move.name, thing=objection, actor=actor, now=AFTER_INTERVIEW, reason="Deneme")
    assert caught.value.kind is NOT_PERMITTED


# ---- pages
def test_the_person_contests_on_the_page_and_takes_it_back(
    cast: Cast, candidate: Candidate, client: Any
) -> None:
    sign_in(client, cast.seeker)
    assert "TİHEK" in client.get(f"/basvurularim/{candidate.pk}/itiraz/").content.decode()  # NDR-08
    assert "Bu karara itiraz et" in client.get(f"/basvurularim/{candidate.pk}/").content.decode()
    empty = client.post(f"/basvurularim/{candidate.pk}/itiraz/", {"words": ""})
    assert empty.status_code == 422
    client.post(f"/basvurularim/{candidate.pk}/itiraz/", {"words": WORDS})
    objection = Objection.objects.get()
    assert objection.interview_topics == []
    page = client.get(f"/itirazlarim/{objection.pk}/").content.decode()
    assert WORDS in page
    assert "24.12.2026" in page
    client.post(f"/itirazlarim/{objection.pk}/")
    assert Objection.objects.get().state == ObjectionState.WITHDRAWN
    assert "Bu karara itiraz et" not in client.get(f"/basvurularim/{candidate.pk}/").content.decode()


def test_NDR_03_what_was_asked_at_the_interview_is_told_to_the_unit(
    cast: Cast, candidate: Candidate, client: Any
) -> None:
    """4857 md. 5, 6701 md. 6: the topics stand beside the words, with the article."""
    sign_in(client, cast.seeker)
    typed = {"words": WORDS, "interview_topics": ["pregnancy", "religion"]}
    client.post(f"/basvurularim/{candidate.pk}/itiraz/", typed)
    objection = Objection.objects.get()
    assert objection.interview_topics == ["pregnancy", "religion"]
    page = sign_in(client, cast.officer, cast.unit).get(f"/itirazlar/{objection.pk}/").content.decode()
    assert "Gebelik, çocuk, çocuk isteği" in page
    assert "6701 md. 6 (NDR-03)" in page


def test_the_queue_stands_in_the_order_of_its_days_and_is_answered(
    cast: Cast, candidate: Candidate, client: Any, time_machine: Any
) -> None:
    objection = contest(candidate, actor_of(cast.seeker))
    other = make_candidate(candidate.round.vacancy, cast.other_seeker, now=NOW)
    steps.remove_candidate(
        candidate=other, actor=actor_of(cast.manager, cast.workplace.organisation), now=AFTER_INTERVIEW
    )
    contest(other, actor_of(cast.other_seeker), now=AFTER_INTERVIEW + timedelta(days=5))
    time_machine.move_to(AFTER_INTERVIEW + timedelta(days=32))
    sign_in(client, cast.officer, cast.unit)
    queue = client.get("/itirazlar/").content.decode()
    assert queue.index("Iraz Gündoğar") < queue.index("İdris Şıkça")
    assert "2 gün gecikti" in queue
    assert "3 gün kaldı" in queue
    page = client.get(f"/itirazlar/{objection.pk}/").content.decode()
    assert WORDS in page
    assert "Deneme" in page
    assert client.post(f"/itirazlar/{objection.pk}/", {"is_upheld": "no"}).status_code == 422
    client.post(f"/itirazlar/{objection.pk}/", {"is_upheld": "no", "reason": "Deneyim yetersiz."})
    assert "Iraz Gündoğar" not in client.get("/itirazlar/").content.decode()
    assert "Iraz Gündoğar" in client.get("/itirazlar/?state=rejected").content.decode()
