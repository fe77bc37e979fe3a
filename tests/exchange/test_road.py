"""Our own houses on the road: the question of `exchange.client` over HTTP, with the house's own key (X3.5, X4.4)."""

import time
from collections.abc import Iterator

import pytest
from django.utils import timezone
from pytest_django import Settings

from imece.accounts.domain.waiting import ask_again
from imece.accounts.models import WaitingIdentity
from imece.core.actor import Actor, ActorKind, system_actor
from imece.core.errors import Problem
from imece.core.models import AuditRecord
from imece.core.transactions import acting
from imece.employment.jobseekers.domain.joining import join
from imece.employment.jobseekers.models import JobSeeker
from imece.exchange import road
from imece.exchange.access.domain.own_road import OPERATOR, connect_houses
from imece.exchange.agreements.models import Agreement, Grant, Suspension
from imece.exchange.client import ask, ask_many
from imece.exchange.contract import Reason
from imece.exchange.ledger.enums import Outcome
from imece.exchange.ledger.models import LedgerEntry
from imece.exchange.models import Question
from imece.exchange.parties.models import Institution
from imece.exchange.parties.public import sign_own_undertaking
from tests.cast import actor_of, make_person, make_registered_person, person_number
from tests.exchange.gateway.road import Road, road_over

REASON = Reason(purpose="Deneme", file="D-1")
SYSTEM = system_actor("tests")


@pytest.fixture
def house_road(fresh_database: str, settings: Settings) -> Iterator[Road]:
    connect_houses(actor=OPERATOR, now=timezone.now())
    make_registered_person(7001, "Iraz", "Çalışkan")
    with road_over(fresh_database) as running:
        settings.EXCHANGE_ROAD = "imece.exchange.road.over_http"
        settings.EXCHANGE_URL = running.url
        road.TOKENS = road.Tokens()
        yield running


def test_a_house_asks_over_http_and_keeps_the_receipt(house_road: Road) -> None:
    answer = ask("registry.person", person_number(7001), reason=REASON, actor=SYSTEM)
    assert answer.facts is not None
    assert answer.facts["surname"] == "Çalışkan"
    question = Question.objects.get(pk=answer.question_id)
    row = LedgerEntry.objects.get(sequence=question.receipt["sequence"])
    assert row.outcome == Outcome.FOUND
    assert row.institution_id == Institution.objects.get(house="employment").pk
    assert bytes(row.leaf).hex() == question.receipt["leaf"]


@pytest.mark.parametrize("key", [person_number(9001), "' or 1=1 --", "12345678901"])
def test_whom_the_register_cannot_know_is_an_answer(house_road: Road, key: str) -> None:
    answer = ask("registry.person", key, reason=REASON, actor=SYSTEM)
    assert answer.facts is None
    assert not Question.objects.get(pk=answer.question_id).was_found


def test_many_are_asked_in_portions_and_answered_in_their_order(house_road: Road) -> None:
    known, strange = person_number(7001), person_number(9001)
    keys = [known, strange, "12345678901"] * 40
    answers = ask_many("registry.person", keys, reason=REASON, actor=SYSTEM)
    assert [bool(one.facts) for one in answers] == [True, False, False] * 40
    assert [one.subject for one in Question.objects.order_by("pk")] == keys
    first = Question.objects.get(pk=answers[0].question_id)
    assert first.receipt["sequence"] != Question.objects.get(pk=answers[3].question_id).receipt["sequence"]


def test_a_member_of_staff_asks_in_his_own_name_and_needs_an_undertaking(house_road: Road) -> None:
    officer = Actor(
        ActorKind.UNIT_STAFF, person_id=4711, name="Deneme Memur", organisation_name="Deneme birimi"
    )
    with pytest.raises(Problem) as caught:
        ask("registry.person", person_number(7001), reason=REASON, actor=officer)
    assert (caught.value.code, caught.value.kind.article) == ("EXC-005", "PRO-08")
    sign_own_undertaking(actor=officer, now=timezone.now())
    _until_answered(officer)


def _until_answered(actor: Actor) -> None:
    """The new rights are felt within a second."""
    deadline = time.monotonic() + 2
    while True:
        try:
            assert ask("registry.person", person_number(7001), reason=REASON, actor=actor).facts is not None
            return
        except Problem:
            if time.monotonic() > deadline:
                raise


def test_kps_52_an_outage_is_a_coded_problem_and_nothing_is_kept_of_it(house_road: Road) -> None:
    ask("registry.person", person_number(7001), reason=REASON, actor=SYSTEM)
    before = Question.objects.count()
    house_road.stop()
    with pytest.raises(Problem) as caught:
        ask("registry.person", person_number(7001), reason=REASON, actor=SYSTEM)
    assert (caught.value.code, caught.value.kind.status) == ("EXC-003", 503)
    assert Question.objects.count() == before


def test_kps_52_who_joins_while_the_road_is_stopped_is_verified_later(house_road: Road) -> None:
    person = make_person(7002, "Işıl", "Çınar")
    values = {"education": "primary", "province_id": 6, "district_id": None}
    house_road.stop()
    now = timezone.now()
    assert isinstance(join(person=person, values=values, actor=actor_of(person), now=now), WaitingIdentity)
    assert ask_again(now=now) == 0
    house_road.start()
    assert ask_again(now=now) == 1
    assert JobSeeker.objects.get(person=person).identity_at == now
    assert LedgerEntry.objects.filter(outcome=Outcome.FOUND).count() == 1


def test_a_token_that_is_no_longer_taken_is_replaced(house_road: Road) -> None:
    ask("registry.person", person_number(7001), reason=REASON, actor=SYSTEM)
    road.TOKENS._known["employment"] = ("made.up", time.monotonic() + 500)
    assert ask("registry.person", person_number(7001), reason=REASON, actor=SYSTEM).facts is not None


def test_a_suspended_house_is_refused_with_the_reason(house_road: Road) -> None:
    with acting(SYSTEM):
        Suspension.objects.create(
            agreement=Agreement.objects.get(),
            by="provider",
            reason="Deneme gerekçesi",
            suspended_at=timezone.now(),
        )
    time.sleep(0.6)
    with pytest.raises(Problem, match="Deneme gerekçesi"):
        ask("registry.person", person_number(7001), reason=REASON, actor=SYSTEM)


def test_connecting_again_changes_nothing(db: None) -> None:
    assert len(connect_houses(actor=OPERATOR, now=timezone.now())) == 2
    assert connect_houses(actor=OPERATOR, now=timezone.now()) == []
    assert Institution.objects.exclude(house="").count() == 2


def test_a_later_release_that_needs_another_field_gets_it(db: None) -> None:
    """ID-08: the road answers no field that was not granted, so an old grant would hide the blue card for ever."""
    now = timezone.now()
    connect_houses(actor=OPERATOR, now=now)
    person = Grant.objects.filter(service="registry.person")
    asked = list(person.get().fields)
    with acting(OPERATOR):
        person.update(fields=[name for name in asked if name != "register"])
    assert [grant.fields for grant in connect_houses(actor=OPERATOR, now=now)] == [asked]
    assert person.get().fields == asked
    assert AuditRecord.objects.filter(action="grants.changed_for_a_house").count() == 1
