"""Yükümlülüklerim: each duty with its day, its why and its article, from the employer's own data; and as a calendar."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from imece.accounts.models import Membership
from imece.core.actor import system_actor
from imece.core.errors import Problem
from imece.core.transactions import acting
from imece.employment.employers.models import Workplace
from imece.employment.home.domain.duties import Duty, duties_of
from imece.employment.home.domain.duty_calendar import actor_of_link, calendar_link, duty_calendar
from imece.employment.workforce.domain.compulsory import add_compulsory_worker
from imece.employment.workforce.domain.tables import save_table
from imece.employment.workforce.models import CompulsoryWorker
from tests.cast import Cast, actor_of, sign_in
from tests.employment.benefits.test_declarations import suitable
from tests.employment.dismissals.test_notices import tell
from tests.employment.main_job import make_vacancy
from tests.employment.workforce.test_tables import first

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 31)
NOON = datetime(2026, 1, 31, 12, tzinfo=ZoneInfo("Europe/Istanbul"))


@pytest.fixture(autouse=True)
def _on_the_day() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


def found(cast: Cast, today: date = TODAY) -> dict[str, Duty]:
    return {duty.key: duty for duty in duties_of(actor_of(cast.manager, cast.workplace.organisation), today)}


def employ(cast: Cast, count: int | None, registered_at: datetime = datetime(2025, 3, 3, tzinfo=UTC)) -> None:
    with acting(system_actor("test")):
        Workplace.objects.filter(pk=cast.workplace.pk).update(worker_count=count, registered_at=registered_at)


def test_AIC_02_the_tables_owed_with_their_days(cast: Cast) -> None:
    employ(cast, 12)
    duties = found(cast)
    key = f"cizelge-{cast.workplace.pk}"
    assert duties[f"{key}-2025-12"].on == date(2026, 2, 2)  # 31 January is a Saturday
    assert duties[f"{key}-2026-01"].on == date(2026, 3, 2)
    assert "AIC-02" in duties[f"{key}-2026-01"].article


def test_AIC_02_the_oldest_leads_into_its_table(cast: Cast) -> None:
    employ(cast, 12)
    duties, key = found(cast), f"cizelge-{cast.workplace.pk}"
    page = sign_in(Client(), cast.manager, cast.workplace.organisation).get(duties[f"{key}-2025-12"].url)
    assert page.resolver_match.view_name == "workforce-start"
    assert duties[f"{key}-2026-01"].url == "/isveren/cizelgeler/"  # January has not ended


def test_AIC_01_no_table_of_a_time_before_the_registration(cast: Cast) -> None:
    employ(cast, 12, registered_at=NOON)
    assert [key for key in found(cast) if key.startswith("cizelge-")] == [
        f"cizelge-{cast.workplace.pk}-2026-01"
    ]


def test_AIC_01_branches_count_with_their_head_office(cast: Cast) -> None:
    employ(cast, 6)
    with acting(system_actor("test")):
        branch = Workplace.objects.get(pk=cast.other_workplace.pk)
        branch.is_head_office, branch.head_office, branch.worker_count = False, cast.workplace, 4
        branch.save()
    assert f"cizelge-{cast.workplace.pk}-2026-01" in found(cast)


@pytest.mark.parametrize("count", [None, 9])
def test_AIC_01_below_ten_no_table_is_owed(cast: Cast, count: int | None) -> None:
    employ(cast, count)
    assert found(cast) == {}


def test_COL_04_09_11_14_of_a_dismissal(cast: Cast) -> None:
    employ(cast, None)
    notice = tell(cast)
    duties = found(cast)
    assert duties[f"cikarma-{notice.number}-duzeltme"].on == date(2026, 2, 28)
    assert duties[f"cikarma-{notice.number}-temsilci"].on == date(2026, 1, 31)
    later = found(cast, date(2026, 3, 21))
    assert [duty.on for key, duty in later.items() if "geri-cagirma" in key] == [date(2026, 9, 20)]
    assert [duty.on for key, duty in later.items() if "gecici-isci" in key] == [date(2026, 11, 20)]


def test_BLD_10_11_of_short_time_work(cast: Cast) -> None:
    employ(cast, None)
    declaration = suitable(cast)
    duties = found(cast)
    assert duties[f"kco-{declaration.number}-ilan"].on == date(2026, 2, 1)
    assert duties[f"kco-{declaration.number}-kesin-liste"].url.endswith("/adim/kesin-liste/")
    assert duties[f"kco-{declaration.number}-bitis"].on == date(2026, 4, 30)


def test_vacancies_by_their_last_day(cast: Cast) -> None:
    employ(cast, None)
    vacancy = make_vacancy(cast.manager, cast.workplace, now=NOON, last_application_on=date(2026, 2, 20))
    assert found(cast)[f"istem-{vacancy.number}"].on == date(2026, 2, 20)


def test_QUO_01_a_gap_leads_to_the_vacancy(cast: Cast) -> None:
    actor = actor_of(cast.manager, cast.workplace.organisation)
    values = first(date(2025, 12, 1), workers=68)  # 3 % of 68, rounded: two disabled workers
    save_table(workplace=cast.workplace, values=values, actor=actor, now=NOON, today=TODAY)
    (gap,) = [duty for key, duty in found(cast).items() if key.startswith("kontenjan-")]
    assert "personal_status=disabled" in gap.url
    assert "post_count=2" in gap.url
    page = sign_in(Client(), cast.manager, cast.workplace.organisation).get(gap.url)
    assert page.status_code == 200


def hire_outside(cast: Cast, **changes: Any) -> CompulsoryWorker:
    given: dict[str, Any] = {
        "national_id": cast.seeker.national_id, "group": "disabled", "report_percent": 45,
        "hired_on": date(2026, 1, 26), "hired_through_us": False, "registered_on": None,
    } | changes  # fmt: skip
    actor = actor_of(cast.manager, cast.workplace.organisation)
    return add_compulsory_worker(workplace=cast.workplace, actor=actor, now=NOON, **given)


def test_VAC_22_who_was_hired_outside_is_registered(cast: Cast) -> None:
    """26 January is a Monday: the fifteenth working day after it is 16 February. No name stands in the duty."""
    employ(cast, None)
    worker = hire_outside(cast)
    duty = found(cast)[f"tescil-{worker.pk}"]
    assert (duty.on, duty.url) == (date(2026, 2, 16), "/isveren/zorunlu-istihdam/")
    assert worker.surname not in duty.title + duty.why


@pytest.mark.parametrize("changes", [{"hired_through_us": True}, {"registered_on": date(2026, 1, 28)}])
def test_VAC_22_who_is_known_is_no_duty(cast: Cast, changes: dict[str, Any]) -> None:
    employ(cast, None)
    hire_outside(cast, **changes)
    assert found(cast) == {}


def test_VAC_22_public_bodies_hire_through_us_alone(cast: Cast) -> None:
    employ(cast, None)
    with acting(system_actor("test")):
        Workplace.objects.filter(pk=cast.workplace.pk).update(sector="public")
    cast.workplace.refresh_from_db()
    hire_outside(cast)
    assert found(cast) == {}


def test_each_duty_leads_to_a_page(cast: Cast) -> None:
    employ(cast, 12)
    tell(cast)
    suitable(cast)
    hire_outside(cast)
    make_vacancy(cast.manager, cast.workplace, now=NOON, last_application_on=date(2026, 2, 20))
    browser = sign_in(Client(), cast.manager, cast.workplace.organisation)
    duties = found(cast)
    assert {key.split("-")[0] for key in duties} == {"cizelge", "cikarma", "kco", "tescil", "istem"}
    for duty in duties.values():
        assert browser.get(duty.url).status_code == 200, duty.url


def test_anothers_duties_are_not_mine(cast: Cast) -> None:
    tell(cast)
    assert duties_of(actor_of(cast.other_manager, cast.other_workplace.organisation), TODAY) == []


def test_the_page_says_when_why_and_where(cast: Cast, client: Client) -> None:
    notice = tell(cast)
    text = (
        sign_in(client, cast.manager, cast.workplace.organisation)
        .get("/isveren/yukumlulukler/")
        .content.decode()
    )
    for words in (
        "Yükümlülüklerim",
        "28.02.2026",
        "COL-11",
        f"/isveren/toplu-isten-cikarma/{notice.number}/",
        ".ics",
    ):
        assert words in text


def test_nothing_due_says_so(cast: Cast, client: Client) -> None:
    employ(cast, None)
    text = (
        sign_in(client, cast.manager, cast.workplace.organisation)
        .get("/isveren/yukumlulukler/")
        .content.decode()
    )
    assert "Yapılacak bir şey yok" in text


def test_the_dashboard_counts_what_is_soon(cast: Cast, client: Client) -> None:
    employ(cast, None)
    make_vacancy(cast.manager, cast.workplace, now=NOON, last_application_on=date(2026, 2, 20))
    tell(cast)  # the stewards, today
    response = sign_in(client, cast.manager, cast.workplace.organisation).get("/baslangic/")
    (tile,) = [tile for tile in response.context["tiles"] if tile.url == "/isveren/yukumlulukler/"]
    assert (tile.count, tile.is_due) == (1, True)


def test_the_calendar_is_read_without_signing_in(cast: Cast, client: Client) -> None:
    notice = tell(cast)
    link = calendar_link(actor_of(cast.manager, cast.workplace.organisation))
    answer = client.get(urlsplit(link).path)
    assert answer["Content-Type"].startswith("text/calendar")
    events = {
        str(event["uid"]).partition("@")[0]: event
        for event in Calendar.from_ical(answer.content).walk("VEVENT")
    }
    event = events[f"cikarma-{notice.number}-duzeltme"]
    assert event.decoded("dtstart") == date(2026, 2, 28)
    assert "COL-11" in str(event["description"])


def test_a_changed_link_says_nothing(cast: Cast, client: Client) -> None:
    assert client.get("/isveren/yukumlulukler/WzEsMV0:abc.ics").status_code == 404


def test_the_link_ends_with_the_membership(cast: Cast) -> None:
    token = (
        calendar_link(actor_of(cast.manager, cast.workplace.organisation))
        .rpartition("/")[2]
        .removesuffix(".ics")
    )
    assert "VCALENDAR" in duty_calendar(actor_of_link(token, timezone.now()), timezone.now())
    with acting(system_actor("test")):
        Membership.objects.filter(person=cast.manager).update(locked_at=timezone.now())
    with pytest.raises(Problem, match="HOM-001"):
        actor_of_link(token, timezone.now())
