"""The one static address: a change needs a form, is told beforehand, and overlaps seven days (KPS-04, PRO-15)."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from imece.core.actor import system_actor
from imece.core.errors import Problem
from imece.core.notifications.models import OutboxMessage
from imece.core.transactions import acting
from imece.exchange.access.domain.addresses import approve_public_check, end_address, request_public_check
from imece.exchange.access.enums import FormReason
from imece.exchange.access.models import StaticAddress
from imece.exchange.parties.models import Institution
from tests.exchange.access.stories import (
    NOW,
    approved_form,
    first_desk,
    manager,
    second_desk,
    sent_form,
    taken_in_form,
)
from tests.exchange.cast import ExchangeCast

pytestmark = pytest.mark.django_db
NEW = "203.0.113.8"


def let_in(institution: Institution, now: datetime, *, is_for_public_check: bool = False) -> set[str]:
    """The addresses that the gateway lets in at `now`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select address from access_open_address where institution_id = %s and is_for_public_check = %s"
            " and opens_at <= %s and (closes_at is null or closes_at > %s)",
            [institution.pk, is_for_public_check, now, now],
        )
        return {address for (address,) in cursor.fetchall()}


def changed(**more: Any) -> dict[str, Any]:
    return {
        "reason": FormReason.ADDRESS,
        "change_reason": "Veri merkezi taşınıyor",
        "static_address": NEW,
    } | more


def test_T_KPS_03_only_the_approved_address_is_let_in(exchange_cast: ExchangeCast) -> None:
    """Every other address is refused: it is not among those let in."""
    approved_form(exchange_cast)
    assert let_in(exchange_cast.bank, NOW) == {"203.0.113.7"}


@pytest.mark.parametrize("way", [sent_form, taken_in_form])
def test_T_KPS_04_without_an_approved_form_a_new_address_stays_refused(
    exchange_cast: ExchangeCast, way: Any
) -> None:
    approved_form(exchange_cast)
    way(exchange_cast, **changed())
    assert let_in(exchange_cast.bank, NOW + timedelta(days=30)) == {"203.0.113.7"}


def test_T_KPS_04_a_row_that_nobody_approved_lets_nothing_in(exchange_cast: ExchangeCast) -> None:
    """Even written past the verbs."""
    approved_form(exchange_cast)
    with acting(system_actor("test")):
        StaticAddress.objects.create(
            institution=exchange_cast.bank, address=NEW, requested_by_id=1, valid_from=NOW
        )
    assert let_in(exchange_cast.bank, NOW) == {"203.0.113.7"}


def test_the_old_address_overlaps_seven_days(exchange_cast: ExchangeCast) -> None:
    approved_form(exchange_cast)
    later = NOW + timedelta(days=40)
    approved_form(exchange_cast, later, **changed())
    assert let_in(exchange_cast.bank, later) == {"203.0.113.7", NEW}
    assert let_in(exchange_cast.bank, later + timedelta(days=7) - timedelta(seconds=1)) == {
        "203.0.113.7",
        NEW,
    }
    assert let_in(exchange_cast.bank, later + timedelta(days=7)) == {NEW}


def test_PRO_15_a_later_day_is_told_beforehand_with_the_reason(exchange_cast: ExchangeCast) -> None:
    approved_form(exchange_cast)
    OutboxMessage.objects.update(read_at=None)
    later = NOW + timedelta(days=1)
    day = (later + timedelta(days=5)).date()
    approved_form(exchange_cast, later, **changed(address_from=day))
    row = StaticAddress.objects.get(address=NEW)
    begins = timezone.make_aware(datetime.combine(day, time.min))
    assert (row.valid_from, row.told_at) == (begins, later)
    assert let_in(exchange_cast.bank, begins - timedelta(seconds=1)) == {"203.0.113.7"}
    assert let_in(exchange_cast.bank, begins) == {"203.0.113.7", NEW}
    body = OutboxMessage.objects.filter(notice="access.address_changes").latest("pk").body
    assert "Veri merkezi taşınıyor" in body
    assert NEW in body


def test_PRO_15_the_database_refuses_an_address_told_afterwards(exchange_cast: ExchangeCast) -> None:
    with (
        pytest.raises(IntegrityError, match="static_address_is_told_before"),
        acting(system_actor("test")),
    ):
        StaticAddress.objects.create(
            institution=exchange_cast.bank,
            address=NEW,
            requested_by_id=1,
            approved_by_id=2,
            told_at=NOW,
            valid_from=NOW - timedelta(hours=1),
        )


def test_a_day_that_passed_meanwhile_means_from_the_approval_on(exchange_cast: ExchangeCast) -> None:
    form = taken_in_form(exchange_cast, address_from=NOW.date())
    from imece.exchange.access.domain.forms import approve_form

    later = NOW + timedelta(days=3)
    approve_form(form=form, actor=second_desk(exchange_cast), now=later)
    assert StaticAddress.objects.get().valid_from == later


def test_the_same_address_is_no_change(exchange_cast: ExchangeCast) -> None:
    approved_form(exchange_cast)
    with pytest.raises(Problem) as problem:
        sent_form(exchange_cast, **changed(static_address="203.0.113.7"))
    assert problem.value.code == "ACS-006"


def test_the_desk_ends_an_address_at_once_and_tells(exchange_cast: ExchangeCast) -> None:
    approved_form(exchange_cast)
    row = StaticAddress.objects.get()
    with pytest.raises(Problem) as problem:
        end_address(address=row, reason="", actor=first_desk(exchange_cast), now=NOW)
    assert problem.value.code == "WF-002"
    with pytest.raises(Problem) as problem:
        end_address(address=row, reason="x", actor=manager(exchange_cast), now=NOW)
    assert problem.value.code == "CORE-403"
    end_address(address=row, reason="Saldırı kaynağı", actor=first_desk(exchange_cast), now=NOW)
    assert let_in(exchange_cast.bank, NOW) == set()
    assert OutboxMessage.objects.filter(notice="access.address_ended").exists()


# ------------------------------------------------------------------------------------------ public checks
def test_the_public_checks_are_off_until_two_members_of_staff_opened_them(
    exchange_cast: ExchangeCast,
) -> None:
    approved_form(exchange_cast)
    assert let_in(exchange_cast.bank, NOW, is_for_public_check=True) == set()
    row = request_public_check(
        institution=exchange_cast.bank, reason="Eski istemci", actor=first_desk(exchange_cast), now=NOW
    )
    assert let_in(exchange_cast.bank, NOW, is_for_public_check=True) == set()
    with pytest.raises(Problem) as problem:
        approve_public_check(address=row, actor=first_desk(exchange_cast), now=NOW)
    assert problem.value.code == "ACS-014"
    approve_public_check(address=row, actor=second_desk(exchange_cast), now=NOW)
    assert let_in(exchange_cast.bank, NOW, is_for_public_check=True) == {"203.0.113.7"}
    with pytest.raises(Problem) as problem:
        approve_public_check(address=row, actor=second_desk(exchange_cast), now=NOW)
    assert problem.value.code == "ACS-041"


def test_without_an_address_there_is_nothing_to_open(exchange_cast: ExchangeCast) -> None:
    with pytest.raises(Problem) as problem:
        request_public_check(
            institution=exchange_cast.bank, reason="x", actor=first_desk(exchange_cast), now=NOW
        )
    assert problem.value.code == "ACS-042"


def test_a_changed_address_takes_the_public_checks_along_no_further(exchange_cast: ExchangeCast) -> None:
    """They were opened to the old address: they end with it, and are asked for anew."""
    approved_form(exchange_cast)
    row = request_public_check(
        institution=exchange_cast.bank, reason="Eski istemci", actor=first_desk(exchange_cast), now=NOW
    )
    approve_public_check(address=row, actor=second_desk(exchange_cast), now=NOW)
    later = NOW + timedelta(days=40)
    approved_form(exchange_cast, later, **changed())
    after = later + timedelta(days=8)
    assert let_in(exchange_cast.bank, after, is_for_public_check=True) == set()
