"""X7.3: the register of breaches with its clocks."""

import io
import uuid
from datetime import datetime, timedelta
from typing import Any

import pypdf
import pytest
from django.db import IntegrityError, connection
from django.test import Client
from django.urls import reverse

from imece.core.actor import Actor
from imece.core.errors import Problem
from imece.core.models import AuditRecord
from imece.core.notifications.models import OutboxMessage
from imece.core.transactions import acting
from imece.exchange.catalogue.models import ServiceVersion
from imece.exchange.continuity.domain import breaches as verbs
from imece.exchange.continuity.domain.affected import count_affected
from imece.exchange.continuity.domain.affected_persons import list_affected
from imece.exchange.continuity.domain.queries import breaches_in_scope
from imece.exchange.continuity.enums import (
    Addressee,
    BreachKind,
    BreachNoticeState,
    BreachState,
    DataCategory,
)
from imece.exchange.continuity.models import AffectedListing, Breach, BreachNotice
from imece.exchange.ledger.domain import reading
from imece.exchange.ledger.enums import Outcome
from imece.reference.public import ISTANBUL
from tests.cast import actor_of, person_number, sign_in
from tests.exchange.cast import ExchangeCast
from tests.exchange.entries import Log

pytestmark = pytest.mark.django_db
LEARNED = datetime(2026, 3, 6, 15, 0, tzinfo=ISTANBUL)  # a Friday
DUE = datetime(2026, 3, 9, 15, 0, tzinfo=ISTANBUL)
IRAZ, IDRIS, OTHER = person_number(701), person_number(702), person_number(703)


def facts(**more: Any) -> verbs.BreachFacts:
    given = {
        "kind": BreachKind.UNLAWFUL_QUERY, "title": "Amaç dışı sorgu (deneme)", "source": "Dosyasız sorgu",
        "learned_at": LEARNED, "categories": [DataCategory.IDENTITY],
    }  # fmt: skip
    return verbs.BreachFacts(**given | more)


@pytest.fixture
def breach(exchange_cast: ExchangeCast, bank_auditor: Actor) -> Breach:
    """Found by the bank; the other party is the provider."""
    return verbs.record_breach(
        facts=facts(), found_by=exchange_cast.bank, other_parties=[exchange_cast.provider], actor=bank_auditor,
        now=LEARNED + timedelta(minutes=20),
    )  # fmt: skip


def notice(breach: Breach, addressee: Addressee) -> BreachNotice:
    return breach.notices.select_related("breach", "institution").get(addressee=addressee)


def tell(one: BreachNotice, operator: Actor, told_at: datetime = DUE, **more: Any) -> None:
    verbs.tell_addressee(
        notice=one, told_at=told_at, how="KEP", actor=operator, now=DUE + timedelta(days=3), **more
    )


def code_of(call: Any) -> str:
    with pytest.raises(Problem) as caught:
        call()
    return caught.value.code


def test_T_CAL_05_the_boards_clock_runs_over_the_week_end_from_learning(breach: Breach) -> None:
    clocks = {one.addressee: one.due_at for one in breach.notices.all()}
    assert clocks == {
        Addressee.OTHER_PARTY: None, Addressee.BOARD: DUE, Addressee.PERSONS: None, Addressee.REGISTER: None,
    }  # fmt: skip


def test_KVK_07_late_only_with_reasons_not_even_past_the_verb(breach: Breach, operator: Actor) -> None:
    board = notice(breach, Addressee.BOARD)
    late = DUE + timedelta(minutes=1)
    assert code_of(lambda: tell(board, operator, late)) == "CON-020"
    with pytest.raises(IntegrityError), acting(operator):
        BreachNotice.objects.filter(pk=board.pk).update(state=BreachNoticeState.TOLD, told_at=late)
    tell(board, operator, late, late_reason="Kapsam belirlenemedi")
    assert (board.state, board.late_reason) == (BreachNoticeState.TOLD, "Kapsam belirlenemedi")


def test_in_time_needs_no_reason(breach: Breach, operator: Actor) -> None:
    board = notice(breach, Addressee.BOARD)
    tell(board, operator)
    assert board.told_at == DUE


def test_PRO_10_the_other_party_is_told_and_sees_it_from_then_on(
    breach: Breach, operator: Actor, exchange_cast: ExchangeCast
) -> None:
    provider = actor_of(exchange_cast.provider_manager, exchange_cast.provider.organisation)
    assert not breaches_in_scope(provider).exists()
    tell(notice(breach, Addressee.OTHER_PARTY), operator, LEARNED + timedelta(hours=1))
    assert breaches_in_scope(provider).get() == breach
    message = OutboxMessage.objects.get(notice="continuity.breach")
    assert message.person_id == exchange_cast.provider_manager.pk
    assert breach.title not in message.body


def test_who_sees_a_breach(
    breach: Breach, operator: Actor, bank_auditor: Actor, bank_technician: Actor
) -> None:
    assert breaches_in_scope(bank_auditor).get() == breach
    assert breaches_in_scope(operator).get() == breach
    assert not breaches_in_scope(bank_technician).exists()


def test_KVK_08_it_closes_when_everybody_was_told(breach: Breach, operator: Actor) -> None:
    verbs.contain_breach(breach=breach, measures="Yetki kapatıldı", actor=operator, now=LEARNED)
    close = {"breach": breach, "reason": "Tamam", "actor": operator, "now": DUE}
    assert code_of(lambda: verbs.close_breach(**close)) == "CON-021"
    for addressee in (Addressee.BOARD, Addressee.OTHER_PARTY, Addressee.PERSONS):
        tell(notice(breach, addressee), operator)
    register = notice(breach, Addressee.REGISTER)
    verbs.waive_notice(notice=register, reason="KPS sorgusu değil", actor=operator, now=DUE)
    verbs.close_breach(**close)
    assert breach.state == BreachState.CLOSED


def test_the_board_is_always_owed(breach: Breach, operator: Actor) -> None:
    board = notice(breach, Addressee.BOARD)
    assert code_of(lambda: verbs.waive_notice(notice=board, reason="x", actor=operator, now=DUE)) == "CON-022"
    verbs.dismiss_breach(breach=breach, reason="İhlal değil", actor=operator, now=DUE)
    assert breach.state == BreachState.DISMISSED
    assert not verbs.owed_notices().exists()


def test_times_that_cannot_be(
    breach: Breach, operator: Actor, exchange_cast: ExchangeCast, bank_auditor: Actor
) -> None:
    early = LEARNED - timedelta(hours=1)
    assert code_of(lambda: tell(notice(breach, Addressee.BOARD), operator, early)) == "CON-015"
    future = {"found_by": exchange_cast.bank, "actor": bank_auditor, "now": early}
    assert code_of(lambda: verbs.record_breach(facts=facts(), **future)) == "CON-016"


def test_an_institution_neither_contains_nor_tells(breach: Breach, bank_auditor: Actor) -> None:
    call = {"breach": breach, "measures": "x", "actor": bank_auditor, "now": DUE}
    assert code_of(lambda: verbs.contain_breach(**call)) == "CORE-403"
    assert code_of(lambda: tell(notice(breach, Addressee.BOARD), bank_auditor)) == "CORE-403"


def test_when_it_was_learned_is_never_changed(breach: Breach, operator: Actor) -> None:
    verbs.update_breach(
        breach=breach, facts=facts(learned_at=DUE, person_count=3, title="Yeni"), actor=operator, now=DUE
    )
    breach.refresh_from_db()
    assert (breach.learned_at, breach.person_count, breach.title) == (LEARNED, 3, "Yeni")
    assert AuditRecord.objects.filter(action="continuity.breach_updated").count() == 1


def test_the_form_for_the_board_has_what_the_decision_asks(breach: Breach, operator: Actor) -> None:
    """KVK-07: time, source, categories, numbers, effects, measures."""
    told = facts(person_count=2, record_count=3, effects="Etki yok", measures="Kapatıldı")
    verbs.update_breach(breach=breach, facts=told, actor=operator, now=DUE)
    pdf = pypdf.PdfReader(io.BytesIO(verbs.breach_form(breach=breach, actor=operator, now=DUE)))
    words = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    expected = (
        breach.number, "Dosyasız sorgu", "06.03.2026 15:00", "09.03.2026 15:00", "Kimlik", "Etki yok", "Kapatıldı",
    )  # fmt: skip
    assert [one for one in expected if one not in words] == []


def add_entry(
    sequence: int, institution: int, service: int, subject: bytes, at: datetime, outcome: Outcome
) -> None:
    """One row as the gateway writes it; only what is counted matters here."""
    with connection.cursor() as cursor:
        cursor.execute("select ledger_make_partition(%s)", [at.date().replace(day=1)])
        cursor.execute(
            "insert into ledger_entry (shard, sequence, institution_id, institution_sequence, asked_at, request_id,"
            " service_id, agreement_id, grant_id, credential_id, unit_id, purpose_id, fields, tariff, folded,"
            " subject_key, address, sealed, outcome, duration_us, leaf) values (0, %s, %s, %s, %s, %s, %s, 0, 0, 0, 0,"
            " 0, 1, 0, 0, %s, %s, %s, %s, 1, %s)",
            [sequence, institution, sequence + 1, at, uuid.uuid4(), service, subject, b"\x7f\0\0\1", b"x", outcome,
             b"\0" * 32],
        )  # fmt: skip


def test_the_affected_are_counted_from_the_ledger_and_named_nowhere(
    breach: Breach, operator: Actor, exchange_cast: ExchangeCast
) -> None:
    services = list(ServiceVersion.objects.order_by("pk")[:2])
    bank, hospital = exchange_cast.bank.pk, exchange_cast.hospital.pk
    inside, outside = LEARNED - timedelta(hours=5), LEARNED - timedelta(days=5)
    found = Outcome.FOUND
    add_entry(1, bank, services[0].pk, b"a" * 16, inside, found)
    add_entry(2, bank, services[0].pk, b"a" * 16, inside, found)
    add_entry(3, bank, services[0].pk, b"b" * 16, inside, found)
    add_entry(4, bank, services[0].pk, b"c" * 16, inside, Outcome.USER_REFUSED)
    add_entry(5, hospital, services[0].pk, b"d" * 16, inside, found)
    add_entry(6, bank, services[0].pk, b"e" * 16, outside, found)
    add_entry(7, bank, services[1].pk, b"f" * 16, inside, found)
    assert code_of(lambda: count_affected(breach=breach, actor=operator)) == "CON-023"
    bounds = {"asked_from": LEARNED - timedelta(days=1), "asked_until": LEARNED}
    narrow = facts(suspect=exchange_cast.bank, services=[services[0].name], **bounds)
    verbs.update_breach(breach=breach, facts=narrow, actor=operator, now=DUE)
    answer = count_affected(breach=breach, actor=operator)
    [line] = answer.lines
    assert (line.institution, line.service, line.record_count, line.person_count) == (
        str(exchange_cast.bank), str(services[0]), 3, 2,
    )  # fmt: skip
    verbs.update_breach(breach=breach, facts=facts(**bounds), actor=operator, now=DUE)
    assert count_affected(breach=breach, actor=operator).record_count == 5
    assert AuditRecord.objects.filter(action="continuity.affected_counted").count() == 2


class TestNaming:
    """KVK-08: to tell the persons one must know who they are; each look is on record with its reason."""

    @pytest.fixture
    def rows(self, breach: Breach, operator: Actor, exchange_cast: ExchangeCast) -> Breach:
        """The bank asked twice about one person in two months and once about another; more does not count."""
        log, bank = Log(), exchange_cast.bank
        february = datetime(2026, 2, 27, 12, 0, tzinfo=ISTANBUL)
        log.add(bank, asked_at=february, subject=IRAZ)
        log.add(bank, asked_at=LEARNED - timedelta(hours=5), subject=IRAZ)
        log.add(bank, asked_at=LEARNED - timedelta(hours=4), subject=IDRIS)
        log.add(bank, asked_at=LEARNED - timedelta(hours=3), subject=OTHER, outcome=Outcome.USER_REFUSED)
        log.add(exchange_cast.hospital, asked_at=LEARNED - timedelta(hours=2), subject=OTHER)
        log.add(bank, asked_at=LEARNED + timedelta(hours=1), subject=OTHER)
        bounds = {"asked_from": february - timedelta(days=1), "asked_until": LEARNED, "suspect": bank}
        verbs.update_breach(breach=breach, facts=facts(**bounds), actor=operator, now=DUE)
        return breach

    def test_X7_3_each_person_once_with_how_often_and_when(
        self, rows: Breach, operator: Actor, exchange_cast: ExchangeCast
    ) -> None:
        found = list_affected(breach=rows, reason="İlgili kişilere bildirim", actor=operator, now=DUE)
        assert [(one.number, one.record_count) for one in found.persons] == [(IRAZ, 2), (IDRIS, 1)]
        assert (found.persons[0].first_at.month, found.persons[0].last_at.month) == (2, 3)
        assert found.persons[0].institutions == str(exchange_cast.bank)
        listing = AffectedListing.objects.get()
        assert (listing.person_count, listing.reason) == (2, "İlgili kişilere bildirim")
        record = AuditRecord.objects.get(action="continuity.affected_named")
        assert record.purpose == "İlgili kişilere bildirim"
        assert IRAZ not in f"{record.details} {listing.reason}"

    def test_a_destroyed_month_is_counted_and_names_nobody(
        self, rows: Breach, operator: Actor, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(reading, "_open", lambda row: None)
        found = list_affected(breach=rows, reason="Deneme", actor=operator, now=DUE)
        assert (found.persons, found.unreadable_count) == ([], 3)

    def test_not_without_a_reason_a_span_and_the_right(
        self, breach: Breach, operator: Actor, bank_auditor: Actor
    ) -> None:
        call = {"breach": breach, "now": DUE}
        assert code_of(lambda: list_affected(reason=" ", actor=operator, **call)) == "CON-024"
        assert code_of(lambda: list_affected(reason="x", actor=operator, **call)) == "CON-023"
        assert code_of(lambda: list_affected(reason="x", actor=bank_auditor, **call)) == "CORE-403"

    def test_the_page_names_them_after_the_reason_alone(
        self, rows: Breach, exchange_cast: ExchangeCast
    ) -> None:
        client = sign_in(Client(), exchange_cast.technician, exchange_cast.head_institution)
        url = reverse("breach_persons", args=[rows.pk])
        assert IRAZ not in client.get(url).content.decode()
        assert client.post(url, {"reason": ""}).status_code == 422
        shown = client.post(url, {"reason": "Bildirim"})
        assert IRAZ in shown.content.decode()
        assert shown["Cache-Control"] == "no-store"
        taken = client.post(url, {"reason": "Bildirim", "csv": "1"})
        assert taken["Content-Type"].startswith("text/csv")
        assert [line.split(";")[0] for line in taken.content.decode().splitlines()[1:]] == [IRAZ, IDRIS]
        assert "Bildirim" in client.get(url).content.decode()  # who had them named


def test_PRO_10_a_told_institution_opens_its_page_and_not_before(
    breach: Breach, operator: Actor, exchange_cast: ExchangeCast
) -> None:
    client = sign_in(Client(), exchange_cast.provider_manager, exchange_cast.provider.organisation)
    url = reverse("my_breach", args=[breach.pk])
    assert client.get(url).status_code == 404
    tell(notice(breach, Addressee.OTHER_PARTY), operator, LEARNED + timedelta(hours=1))
    page = client.get(url)
    assert breach.title in page.content.decode()
    assert reverse("breach_persons", args=[breach.pk]) not in page.content.decode()
