"""P9.1, P9.2: the quota of a month with its derivation, what if, the national batch, compulsory workers."""

import csv
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from imece.core.actor import system_actor
from imece.core.transactions import acting
from imece.employment.workforce.enums import ExemptionKind, Row, Sex
from imece.employment.workforce.models import CompulsoryWorker, WorkforceTable
from imece.employment.workforce.web.quota.views import QUOTAS, WORKERS
from tests.cast import Cast, actor_of, person_number, sign_in
from tests.employment.workforce.saved import save_month
from tests.employment.workforce.test_personnel_upload import known_person
from tests.lists import assert_constant_queries

pytestmark = pytest.mark.django_db
MARCH = date(2026, 3, 1)
WHAT_IF, WORKER = "/kontenjan/hesapla/", "/isveren/zorunlu-istihdam/"


def month_with_quota(cast: Cast) -> WorkforceTable:
    """146 full-time, 6 of them private security, one disabled: 4 are owed of 140, 3 missing."""
    more = {(Row.DISABLED, Sex.MALE): 1}
    return save_month(cast, MARCH, 146, more, exemptions=[(ExemptionKind.PRIVATE_SECURITY, 6, "")])


@pytest.fixture
def manager(cast: Cast, client: Client) -> Client:
    return sign_in(client, cast.manager, cast.workplace.organisation)


def test_P9_1_each_number_says_how_it_came_about(manager: Client, cast: Cast) -> None:
    table = month_with_quota(cast)
    answer = manager.get(f"/isveren/kontenjan/{table.pk}/")
    (group,) = answer.context["detail"].result.groups
    assert (group.required, group.employed, group.missing) == (4, 1, 3)
    text = answer.content.decode()
    for told in ("Kontenjana esas çalışan sayısı", "quota_private_disabled_pct = 3", "4857", "113.244"):
        assert told in text, told  # 3 × 37 748: T-QUO-24's amount


def test_P9_1_the_vacancy_owed_is_one_press_away(manager: Client, cast: Cast) -> None:
    table = month_with_quota(cast)
    (link,) = manager.get(f"/isveren/kontenjan/{table.pk}/").context["vacancy_links"]
    page = manager.get(link[1])
    assert page.status_code == 200
    assert "personal_status=disabled" in link[1]
    assert "post_count=3" in link[1]


@pytest.mark.parametrize(
    ("vector", "asked", "required"),
    [
        ("T-QUO-01", {"full_time": "49"}, [0]), ("T-QUO-06", {"full_time": "350"}, [11]),
        ("T-QUO-09", {"full_time": "148", "part_time_hours": "4.056"}, [5]),
        ("T-QUO-15", {"full_time": "50", "sector": "public"}, [2, 1]),
        ("T-QUO-18", {"full_time": "100", "month": "2007-03"}, [3, 1, 2]),
        ("QUO-02", {"full_time": "50", "is_agriculture": "on"}, [0]),
    ],
)  # fmt: skip
def test_what_if_is_asked_by_an_address(
    client: Client, vector: str, asked: dict[str, str], required: list[int]
) -> None:
    answer = client.get(WHAT_IF, {"month": "2026-03", "sector": "private"} | asked)
    assert answer.status_code == 200, answer.content.decode()[-2000:]
    assert [group.required for group in answer.context["detail"].result.groups] == required


@pytest.mark.parametrize("month", ["", "2026-13", "1999-01", "2999-01", "mart"])
def test_what_if_of_a_month_that_cannot_be(client: Client, month: str) -> None:
    answer = client.get(WHAT_IF, {"month": month, "sector": "private", "full_time": "50"})
    assert answer.status_code == 422
    assert answer.context["detail"] is None


def test_quota_batch_writes_every_workplace_once(cast: Cast, tmp_path: Path, capsys) -> None:
    month_with_quota(cast)
    target = tmp_path / "quota.csv"
    call_command("quota_batch", "2026-03", "--to", str(target))
    (row,) = csv.DictReader(target.open())
    assert (row["base"], row["group"], row["required"], row["missing"]) == ("140", "disabled", "4", "3")
    assert "required 4, employed 1, missing 3" in capsys.readouterr().out
    with pytest.raises(CommandError, match="2026-13"):
        call_command("quota_batch", "2026-13")


def test_P9_2_the_name_comes_from_the_register(manager: Client) -> None:
    number = known_person()
    typed = {"national_id": number, "group": "disabled", "report_percent": "45", "hired_on": "01.03.2026"}
    assert manager.post(f"{WORKER}yeni/", typed).status_code == 302
    worker = CompulsoryWorker.objects.get()
    assert (str(worker), worker.report_percent) == ("Işıl Çağrı", 45)
    assert "Engelli" in manager.get(WORKER).content.decode()
    assert manager.post(f"{WORKER}yeni/", typed).status_code == 422  # stands in the list already
    assert manager.post(f"{WORKER}{worker.pk}/ayrildi/", {"left_on": "28.02.2026"}).status_code == 422
    assert manager.post(f"{WORKER}{worker.pk}/ayrildi/", {"left_on": "15.03.2026"}).status_code == 302


@pytest.mark.parametrize(
    "wrong",
    [{"report_percent": ""}, {"report_percent": "39"}, {"national_id": "1"}, {"hired_on": "01.01.2999"}],
)
def test_P9_2_what_cannot_be_is_said(manager: Client, wrong: dict[str, str]) -> None:
    typed = {
        "national_id": known_person(),
        "group": "disabled",
        "report_percent": "45",
        "hired_on": "01.03.2026",
    }
    assert manager.post(f"{WORKER}yeni/", typed | wrong).status_code == 422
    assert not CompulsoryWorker.objects.exists()


def test_KVK_03_special_data_of_compulsory_workers_is_not_for_every_officer(
    cast: Cast, client: Client
) -> None:
    assert sign_in(client, cast.officer, cast.unit).get(WORKER).status_code == 403


def test_the_lists_ask_no_more_queries_for_more_rows(cast: Cast) -> None:
    months = [date(2024 + place // 12, place % 12 + 1, 1) for place in range(24)]
    actor = actor_of(cast.manager, cast.workplace.organisation)
    made: list[object] = []

    def make_months(count: int) -> None:
        for _place in range(count):
            made.append(save_month(cast, months[len(made)], 40))

    def make_workers(count: int) -> None:
        with acting(system_actor("test")):
            for _place in range(count):
                number = person_number(2_000 + CompulsoryWorker.objects.count())
                CompulsoryWorker.objects.create(
                    workplace=cast.workplace,
                    national_id=number,
                    given_names="Deneme",
                    group="disabled",
                    hired_on=MARCH,
                )

    assert_constant_queries(QUOTAS.respond, actor, make_rows=make_months)
    assert_constant_queries(WORKERS.respond, actor, make_rows=make_workers)


def hire(manager: Client, **changes: str) -> CompulsoryWorker:
    typed = {
        "national_id": known_person(),
        "group": "disabled",
        "report_percent": "45",
        "hired_on": "02.03.2026",
    }
    assert manager.post(f"{WORKER}yeni/", typed | changes).status_code == 302
    return CompulsoryWorker.objects.latest("pk")


@pytest.mark.parametrize(
    ("changes", "until"),
    [
        ({}, date(2026, 3, 24)),  # the feast of 19–22 March takes two working days
        ({"hired_through_us": "on"}, None), ({"group": "ex_convict", "report_percent": ""}, None),
    ],
)  # fmt: skip
def test_VAC_22_fifteen_working_days_to_register_who_was_hired_elsewhere(
    manager: Client, changes: dict[str, str], until: date | None
) -> None:
    assert hire(manager, **changes).register_until == until


def test_VAC_22_a_public_employer_has_no_such_clock(manager: Client, cast: Cast) -> None:
    with acting(system_actor("test")):
        type(cast.workplace).objects.filter(pk=cast.workplace.pk).update(sector="public")
    assert hire(manager).register_until is None


def test_VAC_22_who_is_not_registered_does_not_count_until_entered(manager: Client, cast: Cast) -> None:
    table = month_with_quota(cast)
    worker = hire(manager)
    assert "Süresi geçti" in manager.get(WORKER).content.decode()
    assert "tescili yok" in manager.get(f"/isveren/kontenjan/{table.pk}/").content.decode()
    address = f"{WORKER}{worker.pk}/tescil/"
    assert manager.post(address, {"registered_on": "01.03.2026"}).status_code == 422  # before the hiring
    assert manager.post(address, {"registered_on": "20.03.2026"}).status_code == 302
    assert "Süresinde tescil edildi" in manager.get(WORKER).content.decode()
    assert "tescili yok" not in manager.get(f"/isveren/kontenjan/{table.pk}/").content.decode()
    assert manager.post(address, {"registered_on": "20.03.2026"}).status_code == 422  # WRK-024
