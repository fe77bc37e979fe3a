"""KVK-05, KVK-06, KVK-09, KVK-11: asking, answering, and what the database itself refuses."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from imece.core.actor import system_actor
from imece.core.errors import NOT_PERMITTED, Problem
from imece.core.models import AuditRecord, Transition
from imece.core.notifications.models import OutboxMessage
from imece.core.transactions import acting
from imece.employment.data_rights.domain.queries import data_requests_in_scope, decision_of, waiting_counts
from imece.employment.data_rights.domain.requests import open_data_request, reveal_subject_number
from imece.employment.data_rights.domain.telling import last_day_to_complain
from imece.employment.data_rights.enums import (
    DataArea,
    DataRequestOutcome,
    DataRequestState,
    OnBehalf,
    SubjectRight,
)
from imece.employment.data_rights.models import DataRequest
from tests.cast import Cast, actor_of, make_membership, person_number
from tests.employment.data_rights.requests import (
    NOW,
    REPLY,
    WORDS,
    answer_one,
    desk_of,
    new_request,
    open_one,
    seeker_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]
KEPT_UNTIL = date(2036, 12, 31)
FOR_WARD = {
    "on_behalf": OnBehalf.WARD,
    "subject_number": person_number(701),
    "representation": "Vasilik kararı, Ankara 3. Sulh Hukuk 2025/12",
}


def test_KVK_05_a_request_has_its_number_and_its_day_and_both_sides_are_told(cast: Cast) -> None:
    request = open_one(cast)
    assert request.number.startswith("VB-2026-")
    assert (request.state, request.due_on) == (DataRequestState.OPEN, date(2026, 12, 21))
    receipt = OutboxMessage.objects.get(notice="data_rights.received")
    assert (receipt.person_id, request.number in receipt.subject) == (cast.seeker.pk, True)
    assert "21.12.2026" in receipt.body
    desk = OutboxMessage.objects.get(notice="data_rights.opened")
    assert desk.person_id == cast.headquarters.pk
    assert WORDS not in desk.body
    assert cast.seeker.surname not in desk.body
    record = AuditRecord.objects.get(action="data_request.begin")
    assert record.details["right"] == "information"
    assert open_one(cast).number > request.number


def test_KVK_05_the_answer_is_read_word_by_word_and_who_decided_is_named(cast: Cast) -> None:
    request = open_one(cast)
    answer_one(cast, request)
    request.refresh_from_db()
    assert (request.state, request.outcome, request.answer) == ("answered", "fulfilled", REPLY)
    told = OutboxMessage.objects.get(notice="data_rights.answered")
    assert (told.person_id, REPLY in told.body) == (cast.seeker.pk, False)
    assert "24.12.2026" in told.body  # 30 days after the answer of the 24th
    decision = decision_of(request)
    assert decision is not None
    assert decision.actor_name == cast.headquarters.full_name
    assert Transition.objects.filter(workflow="data_request", object_id=request.pk).count() == 2
    assert waiting_counts(desk_of(cast)) == {"all": 0, "overdue": 0}


def test_the_time_to_complain_ends_sixty_days_after_the_request(cast: Cast) -> None:
    request = open_one(cast)
    assert last_day_to_complain(request) == date(2027, 1, 20)
    answer_one(cast, request, now=NOW + timedelta(days=50))
    assert last_day_to_complain(request) == date(2027, 1, 20)


def test_words_are_asked_for(cast: Cast) -> None:
    with pytest.raises(Problem, match="DTR-001"):
        open_one(cast, words=" \n ")
    with pytest.raises(Problem, match="DTR-005"):
        answer_one(cast, open_one(cast), words="  ")


# ---- for somebody else
def test_KVK_11_for_another_with_number_and_ground(cast: Cast) -> None:
    request = open_one(cast, **FOR_WARD)
    request.refresh_from_db()
    number = person_number(701)
    assert request.subject_number == number
    assert request.masked_number == f"{number[:3]}******{number[-2:]}"
    with connection.cursor() as cursor:
        cursor.execute("select subject from data_rights_datarequest where id = %s", [request.pk])
        assert number.encode() not in bytes(cursor.fetchone()[0])


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"on_behalf": OnBehalf.DECEASED}, "DTR-002"),
        (FOR_WARD | {"representation": " "}, "DTR-002"),
        (FOR_WARD | {"subject_number": ""}, "DTR-002"),
        (FOR_WARD | {"on_behalf": OnBehalf.MYSELF}, "DTR-003"),
        (FOR_WARD | {"subject_number": person_number(7)}, "DTR-004"),  # the seeker's own
    ],
)
def test_KVK_11_for_whom_and_on_what_ground(cast: Cast, changes: dict[str, Any], code: str) -> None:
    with pytest.raises(Problem, match=code):
        open_one(cast, **changes)
    assert not DataRequest.objects.exists()


def test_KVK_10_seeing_the_number_whole_is_an_act(cast: Cast) -> None:
    request = open_one(cast, **FOR_WARD)
    assert reveal_subject_number(request=request, actor=desk_of(cast)) == person_number(701)
    record = AuditRecord.objects.get(action="data_requests.number_shown")
    assert (record.person_id, record.subject_id) == (cast.headquarters.pk, str(request.pk))
    with pytest.raises(Problem) as caught:
        reveal_subject_number(request=request, actor=seeker_of(cast))
    assert caught.value.kind is NOT_PERMITTED


# ---- what a law keeps
def test_KVK_06_an_erasure_refused_names_the_law_and_the_day(cast: Cast) -> None:
    request = open_one(cast, right=SubjectRight.ERASURE)
    refused = {"outcome": DataRequestOutcome.REFUSED, "is_kept_by_law": True}
    for missing in ({}, {"kept_ground": "4904 md. 1"}, {"kept_until": KEPT_UNTIL}):
        with pytest.raises(Problem, match="DTR-006"):
            answer_one(cast, request, **refused | missing)
    with pytest.raises(Problem, match="DTR-008"):
        answer_one(cast, request, **refused, kept_ground="4904 md. 1", kept_until=date(2026, 11, 23))
    answer_one(cast, request, **refused, kept_ground="4904 md. 1", kept_until=KEPT_UNTIL)
    request.refresh_from_db()
    assert (request.kept_ground, request.kept_until) == ("4904 md. 1", KEPT_UNTIL)


@pytest.mark.parametrize(
    ("right", "outcome"),
    [
        (SubjectRight.ERASURE, DataRequestOutcome.FULFILLED),
        (SubjectRight.CORRECTION, DataRequestOutcome.REFUSED),
    ],
)
def test_KVK_06_no_law_is_named_where_no_erasure_is_refused(
    cast: Cast, right: SubjectRight, outcome: DataRequestOutcome
) -> None:
    request = open_one(cast, right=right)
    with pytest.raises(Problem, match="DTR-007"):
        answer_one(cast, request, outcome=outcome, kept_ground="4904 md. 1", kept_until=KEPT_UNTIL)


def test_an_erasure_may_be_refused_on_other_grounds(cast: Cast) -> None:
    request = open_one(cast, right=SubjectRight.ERASURE)
    answer_one(cast, request, outcome=DataRequestOutcome.REFUSED)
    assert (request.kept_ground, request.kept_until) == ("", None)


# ---- who may
def test_only_the_person_asks_and_only_the_desk_answers(cast: Cast) -> None:
    for actor in (actor_of(cast.manager, cast.workplace.organisation), desk_of(cast)):
        with pytest.raises(Problem) as caught:
            open_data_request(new=new_request(), actor=actor, now=NOW)
        assert caught.value.kind is NOT_PERMITTED


def test_staff_without_the_right_see_nothing_and_are_told_nothing(cast: Cast) -> None:
    make_membership(cast.other_seeker, cast.head_institution, "audit")
    request = open_one(cast)
    blind = {
        "without the right": actor_of(cast.other_seeker, cast.head_institution),
        "a unit": actor_of(cast.officer, cast.unit),
        "an employer": actor_of(cast.manager, cast.workplace.organisation),
        "another person": actor_of(cast.other_seeker),
    }
    sees = {"himself": seeker_of(cast), "the desk": desk_of(cast)}
    seen = {name for name, actor in (sees | blind).items() if data_requests_in_scope(actor).exists()}
    assert seen == set(sees)
    assert set(OutboxMessage.objects.values_list("person_id", flat=True)) == {
        cast.seeker.pk, cast.headquarters.pk,
    }  # fmt: skip
    assert request.is_waiting


def test_KVK_09_nobody_answers_himself(cast: Cast) -> None:
    request = open_data_request(new=new_request(), actor=actor_of(cast.headquarters), now=NOW)
    with pytest.raises(Problem) as caught:
        answer_one(cast, request)
    assert caught.value.kind is NOT_PERMITTED


# ---- past the verbs
@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"answer": "Deneme"}, "data_request_answer_is_whole"),
        ({"state": DataRequestState.ANSWERED}, "data_request_answer_is_whole"),
        ({"kept_ground": "4904"}, "data_request_kept_by_law_is_whole"),
        ({"kept_until": KEPT_UNTIL}, "data_request_kept_by_law_is_whole"),
        ({"kept_ground": "4904", "kept_until": KEPT_UNTIL}, "data_request_kept_by_law_is_whole"),
        ({"on_behalf": OnBehalf.DECEASED}, "data_request_represented_is_named"),
        ({"representation": "Vasi"}, "data_request_represented_is_named"),
        ({"subject": b"10000000146"}, "data_request_represented_is_named"),
    ],
)
def test_the_database_refuses_half_of_anything(cast: Cast, changes: dict[str, Any], constraint: str) -> None:
    request = open_one(cast)
    refused = pytest.raises(DatabaseError, match=constraint)
    with acting(system_actor("test")), refused, transaction.atomic():
        DataRequest.objects.filter(pk=request.pk).update(**changes)


def test_a_change_by_nobody_is_refused(cast: Cast) -> None:
    request = open_one(cast)
    with pytest.raises(DatabaseError), transaction.atomic():
        DataRequest.objects.filter(pk=request.pk).update(words="Deneme")


def test_a_number_is_given_once(cast: Cast) -> None:
    first, second = open_one(cast), open_one(cast, area=DataArea.OTHER)
    refused = pytest.raises(DatabaseError, match="number")
    with acting(system_actor("test")), refused, transaction.atomic():
        DataRequest.objects.filter(pk=second.pk).update(number=first.number)
