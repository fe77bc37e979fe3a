"""How a house asks another (P7 **Bilgileri Getir**): each question on record with person, purpose and file."""

import pytest
from django.db import DatabaseError, transaction

from imece.core.actor import system_actor
from imece.core.errors import Problem
from imece.exchange.client import ask
from imece.exchange.contract import SERVICES, Reason
from imece.exchange.models import Question
from tests.cast import Cast, actor_of, person_number

pytestmark = pytest.mark.django_db
REASON = Reason(purpose="Deneme", file="D-1")


def test_a_known_person_is_answered_and_the_question_stays(cast: Cast) -> None:
    actor = actor_of(cast.manager, cast.workplace.organisation)
    answer = ask("registry.person", cast.seeker.national_id, reason=REASON, actor=actor)
    assert answer.facts is not None
    assert answer.facts["given_names"] == "Iraz"
    row = Question.objects.get(pk=answer.question_id)
    assert (row.subject, row.purpose, row.file) == (cast.seeker.national_id, "Deneme", "D-1")
    assert (row.person_id, row.organisation_id) == (cast.manager.pk, cast.workplace.organisation_id)
    assert row.was_found


def test_only_the_declared_fields_come_back(cast: Cast) -> None:
    answer = ask("registry.person", cast.seeker.national_id, reason=REASON, actor=actor_of(cast.seeker))
    declared = {field.name for field in SERVICES["registry.person", 1].fields}
    assert answer.facts is not None
    assert set(answer.facts) == declared


def test_an_unknown_person_is_an_answer_and_on_record(cast: Cast) -> None:
    answer = ask("registry.person", person_number(9000), reason=REASON, actor=actor_of(cast.seeker))
    assert answer.facts is None
    assert not Question.objects.get(pk=answer.question_id).was_found


@pytest.mark.parametrize("reason", [Reason("", "D-1"), Reason("Deneme", " ")], ids=["no purpose", "no file"])
def test_without_a_reason_nothing_is_asked(cast: Cast, reason: Reason) -> None:
    with pytest.raises(Problem) as caught:
        ask("registry.person", cast.seeker.national_id, reason=reason, actor=system_actor("test"))
    assert caught.value.code == "EXC-001"
    assert not Question.objects.exists()


def test_the_record_cannot_be_changed(cast: Cast) -> None:
    answer = ask("registry.person", cast.seeker.national_id, reason=REASON, actor=actor_of(cast.seeker))
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Question.objects.filter(pk=answer.question_id).update(purpose="başka")


@pytest.mark.parametrize("key", ["' or 1=1 --", "1'; drop table core_audit; --", "%", "\\"])
def test_hostile_keys_find_nobody(cast: Cast, key: str) -> None:
    assert ask("registry.person", key, reason=REASON, actor=actor_of(cast.seeker)).facts is None


def test_an_impossible_key_is_refused_with_what_is_wrong(cast: Cast) -> None:
    with pytest.raises(Problem) as caught:
        ask("registry.person", "1" * 41, reason=REASON, actor=actor_of(cast.seeker))
    assert caught.value.code == "EXC-002"
