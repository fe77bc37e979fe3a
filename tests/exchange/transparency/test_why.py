"""X5.5, KVK-05, KVK-11: what the citizen sees of questions about him; asking why and what follows."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from imece.accounts.models import Person, PersonAlias
from imece.core.actor import Actor, system_actor
from imece.core.errors import Problem
from imece.core.notifications.models import OutboxMessage
from imece.core.transactions import acting
from imece.exchange.agreements.models import Purpose
from imece.exchange.catalogue.models import ServiceVersion
from imece.exchange.ledger.enums import Outcome
from imece.exchange.ledger.models import LedgerEntry
from imece.exchange.parties.enums import OfficialRole
from imece.exchange.parties.models import Official
from imece.exchange.transparency.domain.delays import delay_looks, lift_delay
from imece.exchange.transparency.domain.mine import look_at_me, looks_at_me
from imece.exchange.transparency.domain.why import answer_why, ask_why, follow_requests
from imece.exchange.transparency.domain.words import file_kind
from imece.exchange.transparency.enums import WhyState
from imece.exchange.transparency.models import WhyRequest
from tests.cast import actor_of, person_number
from tests.exchange.cast import ExchangeCast
from tests.exchange.entries import Log

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def row(
    log: Log, exchange_cast: ExchangeCast, service: ServiceVersion, purpose: Purpose, citizen: Person
) -> LedgerEntry:
    return log.add(
        exchange_cast.bank, asked_at=NOW - timedelta(days=1), service=service, purpose=purpose, fields=0b101,
        subject=citizen.national_id, user="1001", file="KREDI-2026/17",
    )  # fmt: skip


def looks(person: Person, now: datetime = NOW) -> list:
    return list(looks_at_me(actor_of(person), now=now).looks)


def ask(citizen: Person, row: LedgerEntry, now: datetime = NOW, words: str = "") -> WhyRequest:
    actor = actor_of(citizen)
    look = look_at_me(actor, row.shard, row.sequence, now=now)
    return ask_why(look=look, words=words, actor=actor, now=now)


def test_X5_5_who_when_why_which_fields_under_what_kind_of_file(citizen: Person, row: LedgerEntry) -> None:
    (look,) = looks(citizen)
    told = look.told
    assert (told.institution, told.service) == ("Örnek Bankası A.Ş. (deneme)", "deneme.kisi v1")
    assert (told.purpose, told.legal_ground) == (
        "Kredi başvurusunun değerlendirilmesi",
        "5411 sayılı Kanun md. 76",
    )
    assert (list(told.fields), look.file_kind) == (["ad", "adres"], "KREDI")
    assert "1001" not in f"{told.purpose}{told.service}{told.fields}{look.file_kind}"


def test_X5_5_only_ones_own_newest_first_with_former_numbers(
    citizen: Person, row: LedgerEntry, log: Log, exchange_cast: ExchangeCast
) -> None:
    former, other = person_number(777), person_number(778)
    with acting(system_actor("test")):
        PersonAlias.objects.create(person=citizen, old_number=former, source="KPS", recorded_at=NOW)
    newer = log.add(exchange_cast.hospital, asked_at=NOW, subject=former, outcome=Outcome.NO_GRANT)
    log.add(exchange_cast.bank, asked_at=NOW, subject=other)
    log.add(exchange_cast.bank, asked_at=NOW, subject=former, outcome=Outcome.INTENDED)
    assert [look.told.entry for look in looks(citizen)] == [newer, row]
    assert looks(citizen)[0].told.was_given is False


def test_KVK_11_nobody_reads_anothers_page(row: LedgerEntry, exchange_cast: ExchangeCast) -> None:
    stranger = exchange_cast.hospital_manager
    assert looks(stranger) == []
    with pytest.raises(Problem, match="CORE-404"):
        look_at_me(actor_of(stranger), row.shard, row.sequence, now=NOW)
    with pytest.raises(Problem, match="CORE-403"):
        looks_at_me(actor_of(stranger, exchange_cast.hospital.organisation), now=NOW)


def test_own_queries_are_marked_and_not_asked_about(
    citizen: Person, log: Log, exchange_cast: ExchangeCast
) -> None:
    log.add(exchange_cast.provider, asked_at=NOW, subject=citizen.national_id, user=citizen.national_id)
    (look,) = looks(citizen)
    assert (look.is_own, look.may_ask) == (True, False)


def test_X5_5_a_lawful_delay_hides_until_its_day_and_when_lifted_all_appears(
    citizen: Person, row: LedgerEntry, desk: Actor, exchange_cast: ExchangeCast
) -> None:
    asked_on = timezone.localdate(row.asked_at)
    embargo = delay_looks(
        institution=exchange_cast.bank, number=citizen.national_id, asked_from=asked_on, asked_until=asked_on,
        hidden_until=date(2026, 12, 1), legal_ground="5271 md. 153", decision_number="2026/1", actor=desk, now=NOW,
    )  # fmt: skip
    assert citizen.national_id not in embargo.subject_key
    assert looks(citizen) == []
    with pytest.raises(Problem, match="CORE-404"):
        ask(citizen, row)
    assert len(looks(citizen, datetime(2026, 12, 1, 20, 59, tzinfo=UTC))) == 0
    assert len(looks(citizen, datetime(2026, 12, 1, 21, 1, tzinfo=UTC))) == 1  # 2 December in Türkiye
    lift_delay(embargo=embargo, actor=desk, now=NOW)
    assert len(looks(citizen)) == 1
    with pytest.raises(Problem, match="TRN-010"):
        lift_delay(embargo=embargo, actor=desk, now=NOW)


def test_a_delay_hides_one_institution_in_its_days_alone(
    citizen: Person, row: LedgerEntry, desk: Actor, exchange_cast: ExchangeCast, log: Log
) -> None:
    log.add(exchange_cast.hospital, asked_at=row.asked_at, subject=citizen.national_id)
    log.add(exchange_cast.bank, asked_at=NOW, subject=citizen.national_id)
    day = timezone.localdate(row.asked_at)
    delay_looks(
        institution=exchange_cast.bank, number=citizen.national_id, asked_from=day, asked_until=day,
        hidden_until=date(2026, 12, 1), legal_ground="5271 md. 153", decision_number="2026/1", actor=desk, now=NOW,
    )  # fmt: skip
    assert [str(look.told.institution) for look in looks(citizen)] == [
        "Örnek Bankası A.Ş. (deneme)", "Özel Şifa Hastanesi (deneme)",
    ]  # fmt: skip


def test_KVK_05_asked_once_answered_word_by_word(
    citizen: Person, row: LedgerEntry, auditor: Actor, exchange_cast: ExchangeCast
) -> None:
    request = ask(citizen, row, words="Kredi istemedim.")
    assert request.due_on == date(2026, 12, 20)
    with pytest.raises(Problem, match="TRN-004"):
        ask(citizen, row)
    assert looks(citizen)[0].request == request
    answer_why(request=request, answer="Kefalet incelemesi.", actor=auditor, now=NOW)
    request.refresh_from_db()
    assert (request.state, request.answer) == (WhyState.ANSWERED, "Kefalet incelemesi.")
    notices = list(
        OutboxMessage.objects.filter(person_id=citizen.pk).order_by("pk").values_list("notice", flat=True)
    )
    assert notices == ["transparency.why_received", "transparency.why_answered"]
    told = set(
        OutboxMessage.objects.filter(notice="transparency.why_opened").values_list("person_id", flat=True)
    )
    assert told == {exchange_cast.bank_manager.pk, exchange_cast.bank_auditor.pk}


def test_who_could_not_prove_itself_cannot_be_asked(citizen: Person, log: Log) -> None:
    row = log.add(None, asked_at=NOW, subject=citizen.national_id, outcome=Outcome.TOKEN_REFUSED)
    with pytest.raises(Problem, match="TRN-013"):
        ask(citizen, row)


def test_only_the_institution_answers(
    citizen: Person, row: LedgerEntry, exchange_cast: ExchangeCast, desk: Actor
) -> None:
    request = ask(citizen, row)
    hospital = actor_of(exchange_cast.hospital_manager, exchange_cast.hospital.organisation)
    for actor in (hospital, desk, actor_of(citizen)):
        with pytest.raises(Problem, match="CORE-403"):
            answer_why(request=request, answer="Deneme", actor=actor, now=NOW)


def test_KVK_05_reminded_once_then_escalated_to_the_contact_and_the_citizen_told(
    citizen: Person, row: LedgerEntry, auditor: Actor, exchange_cast: ExchangeCast
) -> None:
    with acting(system_actor("test")):
        Official.objects.create(
            institution=exchange_cast.bank, role=OfficialRole.DATA_PROTECTION, national_id=person_number(790),
            name="Deneme İrtibat", title="Müdür", email="kvkk@example.org", valid_from=date(2026, 1, 1),
        )  # fmt: skip
    request = ask(citizen, row)
    assert follow_requests(now=NOW + timedelta(days=22)) == (0, 0)
    assert follow_requests(now=NOW + timedelta(days=23)) == (1, 0)
    assert follow_requests(now=NOW + timedelta(days=24)) == (0, 0)
    assert follow_requests(now=NOW + timedelta(days=30)) == (0, 0)  # the last day itself
    assert follow_requests(now=NOW + timedelta(days=31)) == (0, 1)
    assert follow_requests(now=NOW + timedelta(days=32)) == (0, 0)
    request.refresh_from_db()
    assert request.state == WhyState.ESCALATED
    assert OutboxMessage.objects.get(notice="transparency.why_overdue").destination == "kvkk@example.org"
    body = OutboxMessage.objects.get(notice="transparency.why_escalated").body
    assert "Kişisel Verileri Koruma Kurul" in body
    assert "19.01.2027" in body
    answer_why(request=request, answer="Geç kaldık.", actor=auditor, now=NOW + timedelta(days=33))
    assert request.state == WhyState.ANSWERED


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("KREDI-2026/17", "KREDI"),
        ("2026/17", ""),
        ("", ""),
        ("İcra dosyası 5", "İcra dosyası"),
        ("TAPU", "TAPU"),
    ],
)
def test_the_kind_of_a_file_is_told_without_its_number(file: str, kind: str) -> None:
    assert file_kind(file) == kind


def test_pages_go_on_from_the_last_line(citizen: Person, log: Log, exchange_cast: ExchangeCast) -> None:
    for minute in range(17):
        asked_at = NOW - timedelta(minutes=minute)
        log.add(exchange_cast.bank, asked_at=asked_at, subject=citizen.national_id)
    first = looks_at_me(actor_of(citizen), now=NOW)
    second = looks_at_me(actor_of(citizen), after=first.next_cursor, now=NOW)
    assert (len(first.looks), len(second.looks), second.next_cursor) == (15, 2, "")
