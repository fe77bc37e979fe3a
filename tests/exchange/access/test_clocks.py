"""What time does to credentials: told 90, 60, 30, 14, 7 and 1 days before, then over (study, pain 10)."""

from datetime import timedelta

import pytest

from imece.core.notifications.models import OutboxMessage
from imece.exchange.access.domain.clocks import end_credentials, tell_of_ends
from imece.exchange.access.domain.rules import due_notices
from imece.exchange.access.enums import CredentialState, FormReason
from imece.exchange.access.models import ExpiryNotice
from tests.exchange.access.stories import NOW, active_credential, approved_form
from tests.exchange.cast import ExchangeCast, make_institution
from tests.exchange.rows import make_credential

pytestmark = pytest.mark.django_db


def told() -> int:
    return OutboxMessage.objects.filter(notice="access.credential_ends").count()


@pytest.mark.parametrize(
    ("days", "already", "due"),
    [
        (91, (), []),
        (90, (), [90]),
        (89, (90,), []),
        (60, (90,), [60]),
        (14, (90, 60, 30), [14]),
        (1, (90, 60, 30, 14, 7), [1]),
        (5, (90,), [60, 30, 14, 7]),
        (0, (90,), []),
        (-1, (), []),
    ],
)
def test_which_notices_are_due(days: int, already: tuple[int, ...], due: list[int]) -> None:
    assert due_notices(NOW, NOW + timedelta(days=days), already) == due


def test_each_notice_once_to_two_contacts_and_the_users(exchange_cast: ExchangeCast) -> None:
    """Both contacts are users here, and are told once each; the day between two notices nobody is."""
    credential, _secret = active_credential(exchange_cast)
    end = credential.valid_until
    assert end is not None
    for days, expected in ((91, 0), (90, 2), (89, 2), (60, 4), (30, 6), (14, 8), (7, 10), (1, 12), (0.5, 12)):
        tell_of_ends(now=end - timedelta(days=days))
        assert told() == expected, days
    assert ExpiryNotice.objects.filter(credential=credential).count() == 6


def test_a_contact_who_is_no_user_is_told_at_the_office_address(exchange_cast: ExchangeCast) -> None:
    credential, _secret = active_credential(
        exchange_cast,
        administrative_national_id="10000000146",
        administrative_name="Başka Kişi",
        administrative_email="baska@banka.example.org",
    )
    assert credential.valid_until is not None
    tell_of_ends(now=credential.valid_until - timedelta(days=90))
    addresses = set(
        OutboxMessage.objects.filter(notice="access.credential_ends").values_list("destination", flat=True)
    )
    assert "baska@banka.example.org" in addresses


def test_missed_days_are_one_message(exchange_cast: ExchangeCast) -> None:
    credential, _secret = active_credential(exchange_cast)
    assert credential.valid_until is not None
    tell_of_ends(now=credential.valid_until - timedelta(days=5))
    assert told() == 2
    assert set(ExpiryNotice.objects.values_list("days_before", flat=True)) == {90, 60, 30, 14, 7}


def test_what_is_over_is_expired_and_what_was_replaced_retired(exchange_cast: ExchangeCast) -> None:
    old, _secret = active_credential(exchange_cast)
    later = NOW + timedelta(days=10)
    new, _secret = active_credential(exchange_cast, later, reason=FormReason.PASSWORD, change_reason="Dönem")
    assert end_credentials(now=later + timedelta(days=29)) == 0
    assert end_credentials(now=later + timedelta(days=30)) == 1
    assert end_credentials(now=later + timedelta(days=365)) == 1
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.state, new.state) == (CredentialState.RETIRED, CredentialState.EXPIRED)


def test_what_nobody_fetches_lapses(exchange_cast: ExchangeCast) -> None:
    credential = approved_form(exchange_cast).credentials.get()
    assert end_credentials(now=NOW + timedelta(days=30)) == 1
    credential.refresh_from_db()
    assert credential.state == CredentialState.EXPIRED


def test_many_end_at_once(exchange_cast: ExchangeCast) -> None:
    """Each in a transaction of its own; the gateway needs none of it, its view holds the instant."""
    for serial in range(20):
        institution = make_institution(100 + serial, f"Kurum {serial} (deneme)")
        make_credential(institution, valid_from=NOW - timedelta(days=2), valid_until=NOW)
    assert end_credentials(now=NOW) == 20
    assert end_credentials(now=NOW) == 0
