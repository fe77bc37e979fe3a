"""P15.1: the workforce by province, occupation and month; duties not met; open data of the workforce."""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from imece.core.actor import system_actor
from imece.core.parameters import Parameters
from imece.core.transactions import acting
from imece.employment.statistics.domain.duties import Asked, reckon_duties, workforce_by_month
from imece.employment.statistics.models import DutyFigure, QuotaGap, WorkforceFigure
from imece.employment.statistics.web.gaps import GAPS as GAPS_PAGE
from imece.employment.workforce.models import OccupationCount, WorkforceTable
from imece.reference.models import Occupation
from tests.cast import ANKARA, KONYA, Cast, actor_of, make_employer, make_workplace, sign_in
from tests.lists import assert_constant_queries

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 20, 9, 0, tzinfo=UTC)
APRIL = date(2026, 4, 1)
PAGE = "/istatistik/yukumlulukler/"


@pytest.fixture(autouse=True)
def _in_may() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def occupations() -> list[Occupation]:
    return list(Occupation.objects.order_by("pk")[:2])


def file_table(workplace: Any, workers: list[int], month: date = APRIL) -> None:
    """Workers by occupation; all men under an indefinite-term contract."""
    ends = [sum(workers)] + [0] * 11
    with acting(system_actor("test")):
        table = WorkforceTable.objects.create(
            workplace=workplace, month=month, previous=ends, hired=[0] * 12, left=[0] * 12, ends=ends,
            saved_at=timezone.now(),
        )  # fmt: skip
        OccupationCount.objects.bulk_create(
            OccupationCount(table=table, occupation=occupation, count=count)
            for occupation, count in zip(occupations(), workers, strict=False)
        )


@pytest.fixture
def figures(cast: Cast) -> Cast:
    """Ankara: 100 workers in one table, ten (a card's word) without one. Konya: nine, who need not file."""
    with acting(system_actor("test")):
        for workplace, count in ((cast.workplace, 100), (cast.other_workplace, 10)):
            workplace.worker_count, workplace.registered_at = count, datetime(2026, 1, 1, tzinfo=UTC)
            workplace.save()
        small = make_workplace(50, make_employer(50, "Deneme Küçük"), "Deneme Küçük", KONYA)
        small.worker_count, small.registered_at = 9, datetime(2026, 1, 1, tzinfo=UTC)
        small.save()
    file_table(cast.workplace, [98, 2])
    reckon()
    return cast


def reckon() -> None:
    reckon_duties(actor=system_actor("test"), now=NOW)


def test_P15_1_tables_owed_and_quota_gaps_by_province(figures: Cast) -> None:
    row = DutyFigure.objects.get(month=APRIL, province_id=ANKARA)
    fine = Parameters(date(2026, 4, 30)).decimal("quota_fine_month")
    assert (row.owed_count, row.filed_count) == (2, 1)
    assert (row.gap_count, row.missing_count, row.fine_amount) == (1, 3, 3 * fine)
    assert not DutyFigure.objects.filter(month=APRIL, province_id=KONYA).exists()  # AIC-01: nine need not


def test_P15_1_workforce_by_month_and_occupation(figures: Cast) -> None:
    officer = actor_of(figures.officer, figures.unit)
    assert workforce_by_month(officer, Asked(APRIL))[-2:] == [(date(2026, 3, 1), 0), (APRIL, 100)]
    second = occupations()[1].pk
    assert workforce_by_month(officer, Asked(APRIL, second))[-1] == (APRIL, 2)
    konya = actor_of(figures.other_officer, figures.other_unit)
    assert workforce_by_month(konya, Asked(APRIL))[-1] == (APRIL, 0)
    assert (
        workforce_by_month(actor_of(figures.manager, figures.workplace.organisation), Asked(APRIL))[-1][1]
        == 0
    )


def test_reckoning_twice_counts_once(figures: Cast) -> None:
    before = list(WorkforceFigure.objects.order_by("pk").values_list("month", "worker_count"))
    reckon()
    assert sorted(WorkforceFigure.objects.values_list("month", "worker_count")) == sorted(before)
    assert DutyFigure.objects.filter(month=APRIL).count() == 1


def test_P15_1_the_page_for_staff_with_due_day_map_and_files(figures: Cast) -> None:
    client = sign_in(Client(), figures.officer, figures.unit)
    page = client.get(f"{PAGE}?month=2026-04").content.decode()
    assert "01.06.2026" in page  # AIC-02: 31 May 2026 is a Sunday
    assert page.count("<figure") == 5
    assert "<svg" in page
    file = b"".join(client.get(f"{PAGE}?month=2026-04&dosya=kontenjan-acigi")).decode("utf-8-sig")  # type: ignore[arg-type]
    rows = list(csv.reader(io.StringIO(file), delimiter=";"))
    assert rows[1][:3] == ["Ankara", "1", "3"]
    assert client.get(f"{PAGE}?month=2026-04&dosya=yok").status_code == 404
    assert client.get(f"{PAGE}?month=1999-01").status_code == 422
    manager = sign_in(Client(), figures.manager, figures.workplace.organisation)
    assert manager.get(PAGE).status_code == 403


def test_the_page_before_the_first_night(cast: Cast) -> None:
    assert sign_in(Client(), cast.officer, cast.unit).get(PAGE).status_code == 200


def test_P15_1_open_data_of_the_workforce_hides_small_cells(figures: Cast) -> None:
    """Two workers of one occupation are hidden, and with them what would tell them."""
    client = Client()
    assert "/acik-veri/isgucu/2026/" in client.get("/acik-veri/").content.decode()
    file = b"".join(client.get("/acik-veri/isgucu/2026/")).decode("utf-8-sig")  # type: ignore[arg-type]
    rows = list(csv.reader(io.StringIO(file), delimiter=";"))
    assert rows[0][0] == "Ay"
    assert not any(row[-1] in {"2", "98"} for row in rows[1:])
    assert client.get("/acik-veri/isgucu/1999/").status_code == 404


GAPS = "/istatistik/kontenjan-acigi/"


def test_P15_1_quota_gaps_by_workplace(figures: Cast) -> None:
    """Staff of the province and headquarters see the workplace, its number of people missing and the fine."""
    gap = QuotaGap.objects.get(month=APRIL)
    assert (gap.workplace_id, gap.missing_count) == (figures.workplace.pk, 3)
    reckon()
    assert QuotaGap.objects.count() == 1
    name = figures.workplace.organisation.name
    seeing = {figures.unit: figures.officer, figures.head_institution: figures.headquarters}
    for organisation, person in seeing.items():
        text = sign_in(Client(), person, organisation).get(GAPS).content.decode()
        assert name in text
        assert "04.2026" in text
    konya = sign_in(Client(), figures.other_officer, figures.other_unit)
    assert name not in konya.get(GAPS).content.decode()
    assert sign_in(Client(), figures.manager, figures.workplace.organisation).get(GAPS).status_code == 403
    officer = sign_in(Client(), figures.officer, figures.unit)
    assert name not in officer.get(f"{GAPS}?month=2026-03-01").content.decode()


def test_rows_cost_no_further_queries(figures: Cast) -> None:
    made = [60]

    def make_rows(count: int) -> None:
        for _number in range(count):
            made[0] += 1
            title = f"Deneme {made[0]}"
            workplace = make_workplace(made[0], make_employer(made[0], title), title, ANKARA)
            gap = {"workplace": workplace, "missing_count": 1, "fine_amount": Decimal(1)}
            with acting(system_actor("test")):
                QuotaGap.objects.create(month=APRIL, **gap)

    assert_constant_queries(GAPS_PAGE.respond, actor_of(figures.officer, figures.unit), make_rows)


def test_fines_are_decimal(figures: Cast) -> None:
    assert isinstance(DutyFigure.objects.get(month=APRIL).fine_amount, Decimal)
