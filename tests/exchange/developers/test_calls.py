"""**Çağrılarım**: the own institution's rows of the ledger with the reason of each refusal, and nobody else's."""

import uuid
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from imece.core.permissions import is_permitted
from imece.exchange.catalogue.models import ServiceVersion
from imece.exchange.developers.outcomes import CODES, WORDS, outcome_code, outcome_words
from imece.exchange.developers.public import start_counts
from imece.exchange.developers.web.calls import _list
from imece.exchange.gateway.problems import CATALOGUE
from imece.exchange.ledger.enums import Outcome
from imece.exchange.ledger.models import LedgerEntry
from imece.exchange.parties.models import Institution
from tests.cast import actor_of, sign_in
from tests.exchange.cast import ExchangeCast
from tests.lists import assert_constant_queries

pytestmark = pytest.mark.django_db


def add_calls(
    institution: Institution, count: int, outcome: Outcome = Outcome.FOUND, at: datetime | None = None
) -> None:
    service = ServiceVersion.objects.get(name="registry.person", version=1)
    begun = LedgerEntry.objects.count()
    at = at or timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("select ledger_make_partition(%s::date)", [at.date()])
    LedgerEntry.objects.bulk_create(
        LedgerEntry(
            asked_at=at, shard=0, sequence=begun + place, institution_id=institution.pk,
            institution_sequence=begun + place + 1, request_id=uuid.uuid4(), service_id=service.pk, agreement_id=0,
            grant_id=0, credential_id=0, unit_id=0, purpose_id=0, fields=1, tariff=0, folded=0, subject_key=b"",
            address=b"\x7f\0\0\x01", sealed=b"", outcome=int(outcome), duration_us=1500, leaf=bytes(32),
        )
        for place in range(count)
    )  # fmt: skip


def page(client: Client, **query: str) -> str:
    answer = client.get(reverse("my_calls"), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_refusal_stands_with_its_reason_and_code(exchange_cast: ExchangeCast, client: Client) -> None:
    """Outside a wrong address looks as a wrong password; here the institution reads which it was."""
    add_calls(exchange_cast.bank, 1, Outcome.ADDRESS_REFUSED)
    sign_in(client, exchange_cast.bank_technician, exchange_cast.bank.organisation)
    text = page(client)
    assert "statik IP" in text
    assert "GWY-001" in text
    assert "registry.person v1" in text


def test_anothers_calls_are_not_there(exchange_cast: ExchangeCast, client: Client) -> None:
    add_calls(exchange_cast.hospital, 2, Outcome.DAY_EXCEEDED)
    sign_in(client, exchange_cast.bank_manager, exchange_cast.bank.organisation)
    assert "GWY-031" not in page(client)
    sign_in(client, exchange_cast.hospital_manager, exchange_cast.hospital.organisation)
    assert "GWY-031" in page(client)


def test_they_go_back_thirty_days(exchange_cast: ExchangeCast) -> None:
    now = timezone.now()
    add_calls(exchange_cast.bank, 1, at=now - timedelta(days=29))
    add_calls(exchange_cast.bank, 4, at=now - timedelta(days=31))
    add_calls(exchange_cast.bank, 2, Outcome.NO_GRANT)
    counts = start_counts(actor_of(exchange_cast.bank_manager, exchange_cast.bank.organisation), now)
    assert counts == {"answered_calls": 1, "refused_calls": 2}


def test_they_are_narrowed_by_outcome_and_number(exchange_cast: ExchangeCast, client: Client) -> None:
    add_calls(exchange_cast.bank, 1, Outcome.FOUND)
    add_calls(exchange_cast.bank, 1, Outcome.SUSPENDED)
    found, suspended = LedgerEntry.objects.order_by("sequence")
    sign_in(client, exchange_cast.bank_manager, exchange_cast.bank.organisation)
    for text in (
        page(client, outcome=str(int(Outcome.SUSPENDED))),
        page(client, request_id=str(suspended.request_id)),
    ):
        assert str(suspended.request_id) in text
        assert str(found.request_id) not in text
    assert client.get(reverse("my_calls"), {"request_id": "x", "outcome": "y"}).status_code in {200, 422}


def test_rows_cost_no_further_queries(exchange_cast: ExchangeCast) -> None:
    assert_constant_queries(
        _list().respond,
        actor_of(exchange_cast.bank_manager, exchange_cast.bank.organisation),
        make_rows=lambda count: add_calls(exchange_cast.bank, count),
    )


@pytest.mark.parametrize(
    ("person", "sees", "tries"),
    [("bank_manager", True, True), ("bank_technician", True, True), ("bank_auditor", True, False)],
)
def test_who_may(exchange_cast: ExchangeCast, person: str, sees: bool, tries: bool) -> None:
    actor = actor_of(getattr(exchange_cast, person), exchange_cast.bank.organisation)
    assert (is_permitted(actor, "developers.calls"), is_permitted(actor, "developers.try")) == (sees, tries)


def test_staff_of_headquarters_have_no_calls(exchange_cast: ExchangeCast) -> None:
    actor = actor_of(exchange_cast.technician, exchange_cast.head_institution)
    assert not is_permitted(actor, "developers.calls")


def test_every_outcome_has_words_and_every_refusal_a_code_of_the_catalogue() -> None:
    assert WORDS.keys() == set(Outcome)
    refused = {one for one in Outcome if 200 <= one < 400}
    assert CODES.keys() == refused
    assert set(CODES.values()) <= CATALOGUE.keys()
    assert (outcome_words(999), outcome_code(999)) == ("999", "")
