"""The month's end of a clerk with many workplaces: which of hers are missing, one press each (AIC-01, AIC-02)."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from imece.core.actor import system_actor
from imece.core.transactions import acting
from imece.employment.employers.models import Workplace
from imece.employment.workforce.domain.missing import missing_tables
from tests.cast import Cast, actor_of, make_employer, make_membership, make_workplace, sign_in
from tests.employment.workforce.saved import save_month

pytestmark = pytest.mark.django_db
LIST, NEXT = "/isveren/cizelgeler/", "/isveren/cizelgeler/fark/"
MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)
TODAY = date(2026, 5, 4)


@pytest.fixture(autouse=True)
def _on_a_day_in_may() -> Iterator[None]:
    with time_machine.travel("2026-05-04 09:00:00+03:00", tick=False):
        yield


def add_workplaces(cast: Cast, count: int, workers: int | None = 30, first: int = 100) -> list[Workplace]:
    """Each another employer's, with the manager of the cast as its clerk: an accountant's forty."""
    made = []
    for serial in range(first, first + count):
        workplace = make_workplace(
            serial, make_employer(serial, f"Deneme {serial} A.Ş."), f"Deneme {serial} Ankara"
        )
        with acting(system_actor("test")):
            Workplace.objects.filter(pk=workplace.pk).update(worker_count=workers)
        make_membership(cast.manager, workplace.organisation, "workforce")
        made.append(workplace)
    return made


def names(cast: Cast) -> list[str]:
    found = missing_tables(actor_of(cast.manager, cast.workplace.organisation), TODAY)
    return [] if found is None else [one.name for one in found.missing]


def test_forty_workplaces_on_one_page_with_one_press_each(cast: Cast, client: Client) -> None:
    save_month(cast, MARCH, 40)
    others = add_workplaces(cast, 39)
    manager = sign_in(client, cast.manager, cast.workplace.organisation)
    page = manager.get(LIST)
    assert len(page.context["all_mine"].missing) == 40
    assert page.content.decode().count('action="/firma-sec/"') == 40
    pressed = manager.post("/firma-sec/", {"organisation": str(others[7].organisation_id), "next": NEXT})
    assert pressed["Location"] == NEXT
    assert manager.get(LIST).context["actor"].organisation_id == others[7].organisation_id


def test_the_next_month_and_its_last_day_stand_beside_each(cast: Cast) -> None:
    save_month(cast, MARCH, 40)
    add_workplaces(cast, 1)
    found = missing_tables(actor_of(cast.manager, cast.workplace.organisation), TODAY)
    assert found is not None
    told = {one.name: (one.month, one.due_on) for one in found.missing}
    assert told[cast.workplace.name] == (APRIL, date(2026, 6, 1))  # T-AIC-14


def test_who_filed_or_is_below_the_threshold_or_not_hers_is_left_out(cast: Cast) -> None:
    add_workplaces(cast, 1)
    add_workplaces(cast, 1, workers=9, first=200)
    without_right = add_workplaces(cast, 1, first=300)[0]
    with acting(system_actor("test")):
        without_right.organisation.memberships.update(grants=["vacancies"])
    save_month(cast, APRIL, 40)
    assert names(cast) == ["Deneme 100 Ankara"]


def test_one_workplace_alone_needs_no_such_list(cast: Cast, client: Client) -> None:
    save_month(cast, MARCH, 40)
    assert names(cast) == []
    manager = sign_in(client, cast.manager, cast.workplace.organisation)
    assert "firma-sec/" not in manager.get(LIST).content.decode().split("<main")[1].split("</main")[0]


def test_more_workplaces_cost_no_further_queries(cast: Cast) -> None:
    add_workplaces(cast, 2)
    few = _asked(cast)
    add_workplaces(cast, 20, first=400)
    assert _asked(cast) == few


def _asked(cast: Cast) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert names(cast)
    return len(asked)
