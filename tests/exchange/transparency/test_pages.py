"""The pages, from the citizen's question to the auditor's verdict; scope and lists."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from imece.accounts.models import Person
from imece.core.actor import Actor
from imece.core.models import AuditRecord
from imece.exchange.agreements.models import Purpose
from imece.exchange.catalogue.models import ServiceVersion
from imece.exchange.ledger.models import LedgerEntry
from imece.exchange.transparency.domain.delays import delay_looks, watch_person
from imece.exchange.transparency.domain.mine import look_at_me
from imece.exchange.transparency.domain.samples import draw_sample
from imece.exchange.transparency.domain.watch import watch_hour
from imece.exchange.transparency.domain.why import ask_why
from imece.exchange.transparency.models import Embargo, TrailSearch, UsageFlag, WatchedPerson, WhyRequest
from imece.exchange.transparency.web import citizen as citizen_pages
from imece.exchange.transparency.web import desk as desk_pages
from imece.exchange.transparency.web import flags, samples, trail, why
from tests.cast import actor_of, person_number, sign_in
from tests.exchange.cast import ExchangeCast
from tests.exchange.entries import Log, ask_on_paper
from tests.lists import assert_constant_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def row(
    log: Log,
    exchange_cast: ExchangeCast,
    service: ServiceVersion,
    purpose: Purpose,
    citizen: Person,
    now: datetime,
) -> LedgerEntry:
    return log.add(
        exchange_cast.bank, asked_at=now, service=service, purpose=purpose, fields=0b101,
        subject=citizen.national_id, user="1001", file="KREDI-2026/17",
    )  # fmt: skip


@pytest.fixture
def at_bank(exchange_cast: ExchangeCast) -> Client:
    return sign_in(Client(), exchange_cast.bank_auditor, exchange_cast.bank.organisation)


@pytest.fixture
def at_desk(exchange_cast: ExchangeCast) -> Client:
    return sign_in(Client(), exchange_cast.technician, exchange_cast.head_institution)


@pytest.fixture
def at_home(citizen: Person) -> Client:
    return sign_in(Client(), citizen)


def ask(citizen: Person, row: LedgerEntry, now: datetime) -> WhyRequest:
    actor = actor_of(citizen)
    return ask_why(look=look_at_me(actor, row.shard, row.sequence, now=now), words="", actor=actor, now=now)


def text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.content.decode()[:3000]
    return answer.content.decode()


def test_the_citizen_asks_and_the_institution_answers(
    at_home: Client, at_bank: Client, row: LedgerEntry
) -> None:
    page = text(at_home.get(reverse("who_asked")))
    for words in (
        "Verilerime kim baktı?",
        "Örnek Bankası",
        "Kredi başvurusunun",
        "5411",
        "KREDI",
        "ad, adres",
    ):
        assert words in page
    assert "1001" not in page
    assert "KREDI-2026/17" not in page
    address = reverse("why_ask", args=[row.shard, row.sequence])
    assert "Nedenini sor" in page
    assert address in page
    text(at_home.get(address))
    assert at_home.post(address, {"words": "Kredi istemedim."}).status_code == 302
    request = WhyRequest.objects.get()
    inbox = text(at_bank.get(reverse("why_inbox")))
    assert reverse("why_request", args=[request.pk]) in inbox
    page = text(at_bank.get(reverse("why_request", args=[request.pk])))
    assert "Kredi istemedim." in page
    text(at_bank.post(reverse("why_request", args=[request.pk]), {"answer": ""}), 422)
    assert at_bank.post(reverse("why_request", args=[request.pk]), {"answer": "Kefalet."}).status_code == 302
    mine = text(at_home.get(reverse("my_why_request", args=[request.pk])))
    assert "Kefalet." in mine
    assert "Nasuh Akar" in mine
    assert "Kefalet." not in text(at_home.get(reverse("my_why_requests")))
    assert at_home.get(address).status_code == 302  # asked once, then it leads to the request


def test_pressed_twice_is_one_request(at_home: Client, row: LedgerEntry) -> None:
    address = reverse("why_ask", args=[row.shard, row.sequence])
    token = "4d1c0f6e-8a3a-4f5e-9f61-2b1f0c9d7a11"
    for _n in range(2):
        assert at_home.post(address, {"words": "", "token": token}).status_code == 302
    assert WhyRequest.objects.count() == 1


def test_an_empty_page_says_what_may_come(at_home: Client, exchange_cast: ExchangeCast) -> None:
    page = text(at_home.get(reverse("who_asked")))
    assert "Hiçbir kurum hakkınızda sorgu yapmadı." in page
    text(at_home.get(reverse("who_asked"), {"sonra": "bozuk"}), 400)


def test_X5_4_nothing_is_searched_before_it_is_asked_and_personal_fields_need_a_reason(
    at_desk: Client, row: LedgerEntry, citizen: Person
) -> None:
    page = text(at_desk.get(reverse("trail")))
    assert TrailSearch.objects.count() == 0
    assert "Örnek Bankası A.Ş. (deneme)</td>" not in page
    page = text(at_desk.get(reverse("trail"), {"subject": citizen.national_id}))
    assert TrailSearch.objects.count() == 1
    address = reverse("trail_entry", args=[row.shard, row.sequence])
    assert address in page
    page = text(at_desk.get(address))
    assert citizen.national_id not in page
    assert "KREDI-2026/17" not in page
    text(at_desk.post(address, {"reason": ""}), 422)
    answer = at_desk.post(address, {"reason": "Şikâyet 12"})
    page = text(answer)
    assert citizen.national_id in page
    assert "KREDI-2026/17" in page
    assert answer["Cache-Control"] == "no-store"
    assert citizen.national_id not in text(at_desk.get(address))
    assert "Şikâyet 12" in text(at_desk.get(address))
    assert "kişiye göre" in text(at_desk.get(reverse("trail_searches")))


def test_KPS_07_the_institution_sees_its_own_trail(
    at_bank: Client, row: LedgerEntry, log: Log, exchange_cast: ExchangeCast
) -> None:
    others = log.add(exchange_cast.hospital)
    page = text(at_bank.get(reverse("own_trail"), {"outcome": ""}))
    assert reverse("trail_entry", args=[row.shard, row.sequence]) in page
    assert reverse("trail_entry", args=[others.shard, others.sequence]) not in page
    text(at_bank.get(reverse("trail_entry", args=[others.shard, others.sequence])), 404)
    text(at_bank.get(f"/degisim/iz/0/{'9' * 30}/"), 404)
    text(at_bank.get(reverse("trail")), 403)
    assert AuditRecord.objects.filter(action="access.outside_scope").count() == 2


@pytest.mark.parametrize(
    "criteria",
    [
        {"user": "1001"},
        {"first_on": "20.11.2026", "last_on": "01.11.2026"},
        {"sonra": "x", "outcome": ""},
        {"service": "x"},
    ],
)
def test_wrong_criteria_are_named(at_desk: Client, row: LedgerEntry, criteria: dict) -> None:
    page = at_desk.get(reverse("trail"), criteria).content.decode()
    assert "error-summary" in page or "KEY-001" in page


def test_the_report_has_its_page(at_bank: Client, row: LedgerEntry) -> None:
    text(at_bank.get(reverse("trail_report")))
    day = timezone.localdate().strftime("%d.%m.%Y")
    answer = at_bank.post(reverse("trail_report"), {"first_on": day, "last_on": day})
    assert answer.status_code == 302
    page = text(at_bank.get(answer.url))
    assert "KREDI-2026/17" not in page
    assert "Kredi başvurusunun" in page


def test_find_usage_pages_by_number_newest_first(
    at_home: Client, row: LedgerEntry, log: Log, exchange_cast: ExchangeCast, citizen: Person, now: datetime
) -> None:
    older = log.add(exchange_cast.hospital, asked_at=now - timedelta(days=1), subject=citizen.national_id)
    found = at_home.get(reverse("find_usage")).json()["usage"]
    assert [one["receiver"] for one in found] == [exchange_cast.bank.code, exchange_cast.hospital.code]
    assert (found[0]["fields"], found[0]["legalBasis"]) == (["ad", "adres"], "5411 sayılı Kanun md. 76")
    assert "1001" not in f"{found}"
    second = at_home.get(reverse("find_usage"), {"offset": "2", "limit": "1"}).json()["usage"]
    assert [one["logtime"] for one in second] == [older.asked_at.isoformat()]
    period = at_home.get(reverse("usage_period")).json()
    assert period == {"from": older.asked_at.isoformat(), "to": row.asked_at.isoformat()}
    assert Client().get(reverse("usage_heartbeat")).json()["status"] == "ok"


@pytest.mark.parametrize(
    "query", [{"offset": "0"}, {"limit": "1001"}, {"offset": "²"}, {"limit": "9" * 40}, {"offset": "x"}]
)
def test_find_usage_names_a_wrong_number(at_home: Client, query: dict) -> None:
    assert "TRN-012" in text(at_home.get(reverse("find_usage"), query), 400)


def test_a_flag_is_explained_and_judged_on_its_page(
    at_bank: Client, at_desk: Client, log: Log, exchange_cast: ExchangeCast, now: datetime
) -> None:
    log.add(exchange_cast.bank, asked_at=now, subject=exchange_cast.bank_technician.national_id)
    (flag,) = watch_hour(now=now + timedelta(seconds=1))
    address = reverse("usage_flag", args=[flag.pk])
    assert address in text(at_bank.get(reverse("my_usage_flags")))
    assert "Kurum çalışanını sorgulama" in text(at_bank.get(address))
    assert at_bank.post(address, {"explanation": "Maaş hesabı açılıyordu."}).status_code == 302
    page = text(at_desk.get(address))
    assert "Maaş hesabı" in page
    assert at_desk.post(address, {"is_sustained": "no", "reason": "Yeterli."}).status_code == 302
    assert UsageFlag.objects.get().state == "explained"
    assert address in text(at_desk.get(reverse("usage_flags"), {"state": "explained"}))
    assert "<textarea" not in text(at_desk.get(address))


def test_a_sample_goes_there_and_back(
    at_bank: Client, at_desk: Client, row: LedgerEntry, exchange_cast: ExchangeCast
) -> None:
    text(at_desk.get(reverse("sample_new")))
    day, due = timezone.localdate(), timezone.localdate() + timedelta(days=9)
    given = {
        "institution": exchange_cast.bank.pk, "first_on": f"{day:%d.%m.%Y}", "last_on": f"{day:%d.%m.%Y}",
        "size": "5", "due_on": f"{due:%d.%m.%Y}", "note": "Deneme",
    }  # fmt: skip
    answer = at_desk.post(reverse("sample_new"), given)
    assert answer.status_code == 302, text(answer)
    page = text(at_bank.get(answer.url))
    name = page.split('name="item-')[1].split('"')[0]
    text(at_bank.post(answer.url, {f"item-{name}": "", "hand_in": "1"}), 422)
    assert at_bank.post(answer.url, {f"item-{name}": "Kredi dosyası", "hand_in": "1"}).status_code == 302
    assert "Kredi dosyası" in text(at_desk.get(answer.url))
    assert at_desk.post(answer.url, {f"item-{name}": "accepted", "reason": "Yeterli."}).status_code == 302
    assert "Gerekçeli" in text(at_bank.get(answer.url))
    for address in ("samples", "my_samples"):
        text((at_desk if address == "samples" else at_bank).get(reverse(address)))


def test_delays_and_the_watched_list_are_kept_on_their_pages(
    at_desk: Client, citizen: Person, exchange_cast: ExchangeCast
) -> None:
    given = {
        "institution": exchange_cast.bank.pk, "number": citizen.national_id, "asked_from": "01.11.2026",
        "asked_until": "30.11.2026", "hidden_until": "31.12.2026", "legal_ground": "5271 md. 153",
        "decision_number": "2026/1",
    }  # fmt: skip
    text(at_desk.get(reverse("delay_new")))
    assert at_desk.post(reverse("delay_new"), given).status_code == 302
    page = text(at_desk.get(reverse("delays")))
    assert "2026/1" in page
    assert citizen.national_id not in page
    assert at_desk.post(reverse("delay_lift", args=[Embargo.objects.get().pk])).status_code == 302
    assert Embargo.objects.get().lifted_at is not None
    text(at_desk.get(reverse("watched_new")))
    assert (
        at_desk.post(reverse("watched_new"), {"number": citizen.national_id, "reason": "x"}).status_code
        == 302
    )
    text(at_desk.post(reverse("watched_new"), {"number": citizen.national_id, "reason": "x"}), 422)
    text(at_desk.get(reverse("watched")))
    assert at_desk.post(reverse("watched_end", args=[WatchedPerson.objects.get().pk])).status_code == 302
    assert WatchedPerson.objects.get().ended_at is not None


LISTS = ["own_trail", "trail_searches", "my_usage_flags", "my_samples", "why_inbox", "trail_report"]
DESK = ["trail", "usage_flags", "samples", "sample_new", "why_requests", "delays", "delay_new", "watched"]


@pytest.mark.parametrize("name", [*LISTS, *DESK])
def test_nobody_without_the_right(name: str, exchange_cast: ExchangeCast, citizen: Person) -> None:
    technician = sign_in(Client(), exchange_cast.bank_technician, exchange_cast.bank.organisation)
    for client in (technician, sign_in(Client(), citizen)):
        text(client.get(reverse(name)), 403)


@pytest.mark.parametrize("name", LISTS)
def test_empty_lists_say_so(name: str, at_bank: Client) -> None:
    text(at_bank.get(reverse(name)))


def test_lists_cost_the_same_for_many_rows(
    log: Log, exchange_cast: ExchangeCast, desk: Actor, auditor: Actor, citizen: Person, now: datetime
) -> None:
    def make_requests(count: int) -> None:
        for _n in range(count):
            ask(citizen, log.add(exchange_cast.bank, asked_at=now, subject=citizen.national_id), now)

    assert_constant_queries(why.why_inbox, auditor, make_requests)
    for view, actor in ((why.why_requests, desk), (citizen_pages.my_why_requests, actor_of(citizen))):
        assert_constant_queries(view, actor, lambda count: None)


def test_looks_cost_the_same_for_many_rows(
    log: Log, exchange_cast: ExchangeCast, citizen: Person, now: datetime
) -> None:
    def make_looks(count: int) -> None:
        for _n in range(count):
            log.add(exchange_cast.bank, asked_at=now, subject=citizen.national_id)

    assert_constant_queries(citizen_pages.who_asked, actor_of(citizen), make_looks)


def test_the_trail_costs_the_same_for_many_rows(
    log: Log, exchange_cast: ExchangeCast, desk: Actor, now: datetime
) -> None:
    def make_rows(count: int) -> None:
        for _n in range(count):
            log.add(exchange_cast.bank, asked_at=now)

    assert_constant_queries(trail.trail, desk, make_rows, outcome="")
    assert_constant_queries(trail.trail_searches, desk, lambda count: None)


def test_flags_and_samples_cost_the_same_for_many_rows(
    log: Log, exchange_cast: ExchangeCast, desk: Actor, auditor: Actor, now: datetime
) -> None:
    numbers = iter(range(900, 999))
    log.add(exchange_cast.bank, asked_at=now)

    def make_flags(count: int) -> None:
        for _n in range(count):
            number = person_number(next(numbers))
            watch_person(number=number, reason="Deneme", actor=desk, now=now)
            log.add(exchange_cast.bank, asked_at=now, subject=number)
        watch_hour(now=now + timedelta(seconds=1))

    def make_samples(count: int) -> None:
        days: Any = {"first_on": date(2020, 1, 1), "last_on": timezone.localdate(now), "size": 3}
        due_on = timezone.localdate(now) + timedelta(days=9)
        for _n in range(count):
            draw_sample(institution=exchange_cast.bank, **days, due_on=due_on, actor=desk, now=now)

    assert_constant_queries(flags.my_usage_flags, auditor, make_flags)
    assert_constant_queries(flags.usage_flags, desk, lambda count: None)
    assert_constant_queries(samples.samples, desk, make_samples)
    assert_constant_queries(samples.my_samples, auditor, lambda count: None)
    assert_constant_queries(desk_pages.watched, desk, lambda count: None)


def test_X7_1_what_was_asked_on_paper_stands_on_the_persons_own_page(
    at_home: Client, citizen: Person, exchange_cast: ExchangeCast, now: datetime
) -> None:
    assert "Kâğıtla sorulanlar" not in text(at_home.get(reverse("who_asked")))
    ask_on_paper(exchange_cast.bank, citizen.national_id, now)
    page = text(at_home.get(reverse("who_asked")))
    for words in (
        "Kâğıtla sorulanlar",
        "Örnek Bankası",
        "Kişi bilgileri",
        "F-1",
        "Bulundu",
        "kâğıt formun numarasını",
    ):
        assert words in page
    for words in ("KREDI-2026/17", "1001", "Deneme Memur", "Hiçbir kurum"):
        assert words not in page
    stranger = sign_in(Client(), exchange_cast.bank_technician)
    assert "F-1" not in text(stranger.get(reverse("who_asked")))
    day = timezone.localdate(now - timedelta(hours=1))
    delay_looks(
        institution=exchange_cast.bank, number=citizen.national_id, asked_from=day, asked_until=day,
        hidden_until=day + timedelta(days=30), legal_ground="CMK md. 157", decision_number="2026/1", now=now,
        actor=actor_of(exchange_cast.technician, exchange_cast.head_institution),
    )  # fmt: skip
    assert "F-1" not in text(at_home.get(reverse("who_asked")))
