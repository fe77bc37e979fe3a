"""X5.5: unusual use is found by rules with dated thresholds, explained, and judged. PRO-06: samples by lot."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from imece.core.actor import Actor, system_actor
from imece.core.errors import Problem
from imece.core.models import Parameter
from imece.core.notifications.models import OutboxMessage
from imece.core.transactions import acting
from imece.exchange.ledger.enums import Outcome
from imece.exchange.ledger.models import LedgerEntry
from imece.exchange.transparency.domain.delays import unwatch_person, watch_person
from imece.exchange.transparency.domain.flags import explain_flag, judge_flag
from imece.exchange.transparency.domain.rules import is_night, usual_count, volume_threshold
from imece.exchange.transparency.domain.samples import close_sample, draw_sample, hand_in_sample, justify
from imece.exchange.transparency.domain.watch import watch_day, watch_hour
from imece.exchange.transparency.enums import FlagState, SampleState, UsageRuleName, Verdict
from imece.exchange.transparency.models import JustificationSample, UsageFlag, WatchedPerson
from tests.cast import actor_of, person_number
from tests.exchange.cast import ExchangeCast
from tests.exchange.entries import Log

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 19)
NOON = datetime(2026, 11, 19, 9, tzinfo=UTC)  # 12.00 in Türkiye
NIGHT = datetime(2026, 11, 19, 0, 30, tzinfo=UTC)  # 03.30
NOW = datetime(2026, 11, 20, 0, 20, tzinfo=UTC)
PERSONS = [person_number(800 + n) for n in range(12)]


def threshold(**values: int) -> None:
    """A lower threshold is a row, not a program."""
    with acting(system_actor("test")):
        for name, value in values.items():
            Parameter.objects.filter(name=name).update(value=value)


def flags(rule: str) -> list[UsageFlag]:
    return list(UsageFlag.objects.filter(rule=rule))


def test_night_counts_only_the_night_and_needs_its_number(log: Log, exchange_cast: ExchangeCast) -> None:
    threshold(usage_night_count=3)
    for minute in range(2):
        log.add(exchange_cast.bank, asked_at=NIGHT + timedelta(minutes=minute))
    log.add(exchange_cast.bank, asked_at=NOON)
    watch_day(day=DAY, now=NOW)
    assert flags("night") == []
    log.add(exchange_cast.bank, asked_at=NIGHT + timedelta(minutes=9))
    watch_day(day=DAY, now=NOW)
    (flag,) = flags("night")
    assert (flag.count, flag.threshold, flag.institution) == (3, 3, exchange_cast.bank)
    assert {row["name"] for row in flag.parameters} >= {"usage_night_count"}


def test_volume_against_the_institutions_own_usual(log: Log, exchange_cast: ExchangeCast) -> None:
    threshold(usage_volume_least=4, usage_volume_factor=3)
    for day in range(1, 29):  # two a day before
        for minute in range(2):
            log.add(exchange_cast.bank, asked_at=NOON - timedelta(days=day, minutes=minute))
    for minute in range(5):
        log.add(exchange_cast.bank, asked_at=NOON + timedelta(minutes=minute))
        log.add(exchange_cast.hospital, asked_at=NOON + timedelta(minutes=minute))
    watch_day(day=DAY, now=NOW)
    (flag,) = flags("volume")
    assert (flag.institution, flag.count, flag.threshold) == (exchange_cast.hospital, 5, 4)
    log.add(exchange_cast.bank, asked_at=NOON)
    watch_day(day=DAY, now=NOW)
    assert {one.institution for one in flags("volume")} == {exchange_cast.bank, exchange_cast.hospital}


def test_one_person_by_many_users_and_many_persons_by_one(log: Log, exchange_cast: ExchangeCast) -> None:
    threshold(usage_users_of_one_subject=3, usage_subjects_of_one_user=4)
    for number in range(3):
        log.add(exchange_cast.bank, asked_at=NOON, subject=PERSONS[0], user=f"10{number}")
        log.add(exchange_cast.bank, asked_at=NOON, subject=PERSONS[1], user="100")  # the same pair again
    for person in PERSONS[4:8]:
        log.add(exchange_cast.bank, asked_at=NOON, subject=person, user="200")
    watch_day(day=DAY, now=NOW)
    (by_many,), (by_one,) = flags("subject_by_many"), flags("subjects_by_one")
    assert (by_many.count, by_one.count) == (3, 4)
    assert len(by_one.places) == 4


def test_colleagues_and_the_watched_list_at_once(log: Log, exchange_cast: ExchangeCast, desk: Actor) -> None:
    colleague = exchange_cast.bank_technician.national_id
    watch_person(number=PERSONS[2], reason="Deneme", actor=desk, now=NOON)
    log.add(exchange_cast.bank, asked_at=NOON, subject=colleague, user="1")
    log.add(exchange_cast.hospital, asked_at=NOON, subject=colleague, user="1")  # nobody's colleague there
    log.add(exchange_cast.hospital, asked_at=NOON, subject=PERSONS[2], user="1")
    watch_hour(now=NOON + timedelta(minutes=10))
    assert [flag.institution for flag in flags("colleagues")] == [exchange_cast.bank]
    assert [flag.institution for flag in flags("watched")] == [exchange_cast.hospital]
    assert OutboxMessage.objects.filter(person_id=exchange_cast.hospital_manager.pk).count() == 1
    assert watch_hour(now=NOON + timedelta(minutes=70)) == []  # seen twice, flagged once


def test_the_watched_list_holds_fingerprints_alone(desk: Actor) -> None:
    person = watch_person(number=PERSONS[2], reason="Deneme", actor=desk, now=NOON)
    assert PERSONS[2] not in f"{WatchedPerson.objects.values().get()}"
    with pytest.raises(Problem, match="TRN-009"):
        watch_person(number=PERSONS[2], reason="Deneme", actor=desk, now=NOON)
    unwatch_person(person=person, actor=desk, now=NOON)
    assert watch_person(number=PERSONS[2], reason="Yeniden", actor=desk, now=NOON).pk == person.pk


def test_an_open_flag_grows_and_an_answered_one_stays(
    log: Log, exchange_cast: ExchangeCast, auditor: Actor
) -> None:
    colleague = exchange_cast.bank_technician.national_id
    log.add(exchange_cast.bank, asked_at=NOON, subject=colleague)
    watch_day(day=DAY, now=NOW)
    log.add(exchange_cast.bank, asked_at=NOON, subject=colleague)
    watch_day(day=DAY, now=NOW)
    (flag,) = flags("colleagues")
    assert flag.count == 2
    explain_flag(flag=flag, explanation="Maaş hesabı.", actor=auditor, now=NOW)
    log.add(exchange_cast.bank, asked_at=NOON, subject=colleague)
    watch_day(day=DAY, now=NOW)
    assert UsageFlag.objects.get(pk=flag.pk).count == 2


@pytest.mark.parametrize(
    ("is_sustained", "state"), [(True, FlagState.SUSTAINED), (False, FlagState.EXPLAINED)]
)
def test_X5_5_a_flag_is_explained_then_judged_each_with_words(
    log: Log, exchange_cast: ExchangeCast, auditor: Actor, desk: Actor, is_sustained: bool, state: str
) -> None:
    log.add(exchange_cast.bank, asked_at=NOON, subject=exchange_cast.bank_technician.national_id)
    (flag,) = watch_day(day=DAY, now=NOW)
    with pytest.raises(Problem, match="WF-002"):
        explain_flag(flag=flag, explanation=" ", actor=auditor, now=NOW)
    explain_flag(flag=flag, explanation="Maaş hesabı.", actor=auditor, now=NOW)
    with pytest.raises(Problem, match="CORE-403"):
        judge_flag(flag=flag, is_sustained=is_sustained, reason="Deneme", actor=auditor, now=NOW)
    judge_flag(flag=flag, is_sustained=is_sustained, reason="Deneme", actor=desk, now=NOW)
    assert flag.state == state
    hospital = actor_of(exchange_cast.hospital_manager, exchange_cast.hospital.organisation)
    with pytest.raises(Problem, match="CORE-403"):
        explain_flag(flag=flag, explanation="Deneme", actor=hospital, now=NOW)


@pytest.mark.parametrize(
    ("hour", "night"), [(21, False), (22, True), (23, True), (0, True), (5, True), (6, False)]
)
def test_the_night_passes_midnight(hour: int, night: bool) -> None:
    assert is_night(datetime(2026, 11, 19, hour), from_hour=22, until_hour=6) == night


def test_every_rule_has_its_dated_numbers() -> None:
    from imece.exchange.transparency.domain.usage import NUMBERS, USAGE_RULES

    assert {rule.name for rule in USAGE_RULES} == set(UsageRuleName)
    assert set(NUMBERS) <= set(Parameter.objects.values_list("name", flat=True))
    assert usual_count([10, 18], days=28) == 1
    assert volume_threshold(1, factor=3, least=1000) == 1000


@pytest.fixture
def asked(log: Log, exchange_cast: ExchangeCast) -> list[LedgerEntry]:
    made = [
        log.add(exchange_cast.bank, asked_at=NOON + timedelta(minutes=n), subject=PERSONS[n])
        for n in range(8)
    ]
    log.add(exchange_cast.bank, asked_at=NOON, outcome=Outcome.NO_GRANT)
    log.add(exchange_cast.hospital, asked_at=NOON)
    return made


def draw(exchange_cast: ExchangeCast, desk: Actor, **more: Any) -> JustificationSample:
    given: dict[str, Any] = {
        "institution": exchange_cast.bank, "first_on": DAY, "last_on": DAY, "size": 3, "due_on": date(2026, 12, 1),
        "now": NOW, **more,
    }  # fmt: skip
    return draw_sample(actor=desk, **given)


def test_PRO_06_a_sample_is_drawn_among_answered_questions_of_the_institution(
    asked: list[LedgerEntry], exchange_cast: ExchangeCast, desk: Actor
) -> None:
    drawn = {item.sequence for item in draw(exchange_cast, desk).items.all()}
    assert len(drawn) == 3
    assert drawn <= {row.sequence for row in asked}
    assert draw(exchange_cast, desk, size=50).items.count() == 8
    lots = {frozenset(one.sequence for one in draw(exchange_cast, desk).items.all()) for _n in range(12)}
    assert len(lots) > 1, "the lot always falls alike"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"first_on": date(2026, 11, 1), "last_on": date(2026, 11, 2)}, "TRN-005"),
        ({"first_on": date(2026, 11, 20)}, "TRN-007"),
        ({"due_on": date(2026, 11, 20)}, "TRN-008"),
    ],
)
def test_a_sample_that_cannot_be_drawn(
    asked: list[LedgerEntry], exchange_cast: ExchangeCast, desk: Actor, given: Any, code: str
) -> None:
    with pytest.raises(Problem, match=code):
        draw(exchange_cast, desk, **given)


def test_PRO_06_each_question_is_justified_handed_in_and_judged(
    asked: list[LedgerEntry], exchange_cast: ExchangeCast, desk: Actor, auditor: Actor
) -> None:
    sample = draw(exchange_cast, desk)
    first, *others = sample.items.all()
    assert justify(sample=sample, answers={first.pk: "Kredi dosyası 17"}, actor=auditor, now=NOW) == 1
    with pytest.raises(Problem, match="TRN-006"):
        hand_in_sample(sample=sample, actor=auditor, now=NOW)
    justify(sample=sample, answers={one.pk: "Bilinmiyor" for one in others}, actor=auditor, now=NOW)
    hand_in_sample(sample=sample, actor=auditor, now=NOW)
    with pytest.raises(Problem, match="TRN-011"):
        justify(sample=sample, answers={first.pk: "Sonradan"}, actor=auditor, now=NOW)
    verdicts = {first.pk: Verdict.ACCEPTED, others[0].pk: Verdict.REJECTED}
    close_sample(sample=sample, verdicts=verdicts, reason="Biri dosyasız.", actor=desk, now=NOW)
    assert (sample.state, sample.decision) == (SampleState.CLOSED, "Biri dosyasız.")
    assert [item.verdict for item in sample.items.all()].count(Verdict.REJECTED) == 1
