"""AIC-01, AIC-02: whose table is missing, and who is reminded when."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from imece.core.actor import system_actor
from imece.core.models import Parameter
from imece.core.notifications.models import OutboxMessage
from imece.employment.workforce.domain.filing import not_filed, remind_of_tables
from tests.cast import Cast, actor_of, sign_in
from tests.employment.workforce.saved import save_month

pytestmark = pytest.mark.django_db
MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)


@pytest.mark.parametrize(("men", "is_due"), [(9, False), (10, True)])
def test_T_AIC_10_from_ten_workers_on(cast: Cast, men: int, is_due: bool) -> None:
    save_month(cast, MARCH, men)
    officer = actor_of(cast.officer, cast.unit)
    assert list(not_filed(officer, APRIL)) == ([cast.workplace] if is_due else [])
    assert not not_filed(actor_of(cast.other_officer, cast.other_unit), APRIL).exists()


def test_whoever_filed_is_no_longer_listed(cast: Cast) -> None:
    save_month(cast, MARCH, 40)
    save_month(cast, APRIL, 40)
    assert not not_filed(actor_of(cast.officer, cast.unit), APRIL).exists()


@pytest.mark.parametrize(
    ("day", "count"), [("2026-05-25", 1), ("2026-05-31", 1), ("2026-05-26", 0), ("2026-06-01", 0)]
)
def test_AIC_02_reminded_a_week_and_a_day_before_the_last_day(cast: Cast, day: str, count: int) -> None:
    """April's table is due on 1 June, since 31 May is a Sunday (T-AIC-14)."""
    save_month(cast, MARCH, 40)
    now = datetime.fromisoformat(f"{day}T09:15").replace(tzinfo=ZoneInfo("Europe/Istanbul"))
    assert remind_of_tables(actor=system_actor("test"), now=now) == count
    assert OutboxMessage.objects.filter(notice="workforce.table_due").exists() == bool(count)


def test_the_officers_page(cast: Cast, client: Client) -> None:
    save_month(cast, MARCH, 40)
    page = sign_in(client, cast.officer, cast.unit).get("/kurum/cizelge-vermeyenler/")
    assert cast.workplace.organisation.name in page.content.decode()


def test_AIC_04_the_fine_stands_there_once_its_amount_is_on_record(cast: Cast, client: Client) -> None:
    """No source gives it for sure: until headquarters enters the year's, the page says that it is missing (GEN-03)."""
    client = sign_in(client, cast.officer, cast.unit)
    assert "bu yılın tutarı kayıtlı değil" in client.get("/kurum/cizelge-vermeyenler/").content.decode()
    Parameter.objects.create(
        name="information_fine", value=2500, unit="TRY", valid_from=date(2026, 1, 1), source="deneme"
    )
    assert "2.500,00 TL" in client.get("/kurum/cizelge-vermeyenler/").content.decode()
