"""KVK-06: who asks that a line of the trail be erased is told until when the law keeps it, with the article."""

from datetime import UTC, date, datetime

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from imece.accounts.models import Person
from imece.core.errors import Problem
from imece.core.models import AuditRecord
from imece.exchange.catalogue.models import ServiceVersion
from imece.exchange.ledger.models import LedgerEntry
from imece.exchange.transparency.domain.erasure import ask_erasure
from imece.exchange.transparency.domain.mine import look_at_me
from imece.exchange.transparency.models import ErasureRequest
from tests.cast import actor_of, make_person, sign_in
from tests.exchange.cast import ExchangeCast
from tests.exchange.entries import Log

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def row(log: Log, exchange_cast: ExchangeCast, service: ServiceVersion, citizen: Person) -> LedgerEntry:
    """At half past midnight of 29 February in Türkiye."""
    at = datetime(2024, 2, 28, 21, 30, tzinfo=UTC)
    return log.add(exchange_cast.bank, service=service, asked_at=at, subject=citizen.national_id, user="1001")


def ask(person: Person, row: LedgerEntry) -> ErasureRequest:
    actor = actor_of(person)
    look = look_at_me(actor, row.shard, row.sequence, now=NOW)
    return ask_erasure(look=look, actor=actor, now=NOW)


def test_KVK_06_the_row_stays_and_the_answer_names_the_day(citizen: Person, row: LedgerEntry) -> None:
    request = ask(citizen, row)
    assert request.kept_until == date(2029, 3, 1)  # five years; there is no 29 February 2029
    assert bytes(LedgerEntry.objects.get().sealed) == bytes(row.sealed)
    actions = ("ledger.erasure_answered", "transparency.erasure_answered")
    assert AuditRecord.objects.filter(action__in=actions).count() == 2


def test_asked_again_the_same_answer_stands(citizen: Person, row: LedgerEntry) -> None:
    assert ask(citizen, row) == ask(citizen, row)
    assert AuditRecord.objects.filter(action="transparency.erasure_answered").count() == 1


def test_nobody_asks_about_anothers_line(row: LedgerEntry) -> None:
    with pytest.raises(Problem, match="CORE-404"):
        ask(make_person(602, "Deneme", "Başka"), row)
    assert not ErasureRequest.objects.exists()


def test_an_answer_once_given_is_not_changed(citizen: Person, row: LedgerEntry) -> None:
    ask(citizen, row)
    with pytest.raises(Exception, match="permission denied"), transaction.atomic():
        ErasureRequest.objects.update(kept_until=date(2030, 1, 1))


def test_the_page_takes_the_request_and_shows_the_answer_with_its_articles(
    citizen: Person, row: LedgerEntry
) -> None:
    client = sign_in(Client(), citizen, None)
    url = reverse("erasure_ask", args=[row.shard, row.sequence])
    assert url in client.get(reverse("who_asked")).content.decode()
    assert "01.03.2029" not in client.get(url).content.decode()
    page = client.post(url, follow=True).content.decode()
    for words in ("01.03.2029", "6.3", "6698", "md. 14"):
        assert words in page
    assert "01.03.2029" in client.get(reverse("who_asked")).content.decode()
