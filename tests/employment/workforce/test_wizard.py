"""The seven pages of a table over HTTP (P8.1–P8.8, AIC-10…15): no JavaScript, nothing lost."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from imece.core.models import Draft
from imece.employment.workforce.enums import Row, Sex
from imece.employment.workforce.models import StaffChange, WorkforceTable
from imece.employment.workforce.web.employer.views import TABLES
from imece.employment.workforce.web.employer.wizard import TABLE_WIZARD
from imece.reference.models import Occupation
from tests.cast import Cast, actor_of, person_number, sign_in
from tests.employment.workforce.saved import save_month
from tests.lists import assert_constant_queries

pytestmark = pytest.mark.django_db
LIST, START = "/isveren/cizelgeler/", "/isveren/cizelgeler/sihirbaz/"
TITLES = [
    "İşyeri Gelişimi", "Çizelge Detayları", "Mesleklere Göre Dağılım", "Muafiyet Bilgileri", "İstihdam Bilgileri",
    "Karşılanmasında Güçlük Çekilen Meslekler", "İşlem Sonu",
]  # fmt: skip
MARCH = date(2026, 3, 1)


@pytest.fixture(autouse=True)
def _on_a_day_in_may() -> Iterator[None]:
    with time_machine.travel("2026-05-04 09:00:00+03:00", tick=False):
        yield


@pytest.fixture
def manager(cast: Cast, client: Client) -> Client:
    return sign_in(client, cast.manager, cast.workplace.organisation)


def code(place: int = 0) -> str:
    return Occupation.objects.order_by("pk").values_list("code", flat=True)[place]


def pages(**changes: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """April after a March with 40 men: one hired."""
    found: dict[str, dict[str, Any]] = {
        "isyeri_gelisimi": {"month": "2026-04", "hired_indefinite_E": "1"},
        "cizelge_detaylari": {
            "line1_direction": "hired", "line1_national_id": person_number(900), "line1_given_names": "Deneme",
            "line1_surname": "Kişi", "line1_sex": "E", "line1_row": "indefinite", "line1_occupation": code(),
            "line1_on": "09.04.2026",
        },
        "meslekler": {"line1_occupation": code(), "line1_count": "41"},
        "muafiyet": {"private_security": "2", "line1_count": "1", "line1_reason": "Deneme sebebi"},
        "istihdam": {
            "need_next_month": "increases", "wants_joint_course": "on", "wants_in_company_training": "on",
            "needs_apprentices": "on", "quota_preference": "İsteğe bağlı kısım istenmez.",
        },
        "guc_meslekler": {
            "line1_occupation": code(1), "line1_count": "3", "line2_occupation": code(), "line2_count": "1",
        },
    }  # fmt: skip
    for slug, values in changes.items():
        found[slug] = found[slug] | values
    return {slug.replace("_", "-"): values for slug, values in found.items()}


def fill(client: Client, address: str = START, **changes: dict[str, Any]) -> Draft:
    filled = pages(**changes)
    token = "b6c8f0a2-3d8e-4c13-9f63-0d2a35a2b077"
    client.post(address, {"_token": token, "_go": "later", **filled.pop("isyeri-gelisimi")})
    draft = Draft.objects.latest("pk")
    for slug, values in filled.items():
        draft.refresh_from_db()
        client.post(step_url(draft, slug), {"_version": draft.version, "_go": "next", **values})
    draft.refresh_from_db()
    return draft


def step_url(draft: Draft, slug: str) -> str:
    return TABLE_WIZARD.url("step", token=draft.token, slug=slug)


def check_url(draft: Draft) -> str:
    return TABLE_WIZARD.url("check", token=draft.token)


def test_P8_2_the_pages_in_the_manuals_order(manager: Client) -> None:
    page = manager.get(START)
    assert [str(task.title) for task in page.context["tasks"]] == TITLES


def test_P8_3_to_P8_8_all_pages_are_saved_once(manager: Client, cast: Cast) -> None:
    save_month(cast, MARCH, 40)
    draft = fill(manager)
    assert WorkforceTable.objects.count() == 1  # AIC-15
    pressed = [manager.post(check_url(draft)) for _ in range(2)]
    assert pressed[0].status_code == 302, pressed[0].content.decode()[-4000:]
    assert pressed[0]["Location"] == pressed[1]["Location"]
    table = WorkforceTable.objects.get(month=date(2026, 4, 1))
    assert (table.previous[0], table.hired[0], table.ends[0]) == (40, 1, 41)
    assert table.changes.get().national_id == person_number(900)
    assert table.occupation_counts.get().count == 41
    assert sorted(table.exemptions.values_list("kind", "count", "reason")) == [
        ("other", 1, "Deneme sebebi"), ("private_security", 2, ""),
    ]  # fmt: skip
    wishes = (table.wants_joint_course, table.wants_in_company_training, table.needs_apprentices)
    assert (table.need_next_month, *wishes) == ("increases", True, True, True)
    assert table.quota_preference == "İsteğe bağlı kısım istenmez."
    in_order = table.hard_to_fill.order_by("place").values_list("occupation__code", "count")
    assert list(in_order) == [(code(1), 3), (code(), 1)]  # AIC-21


def test_P8_6_who_works_underground_is_read_there_and_typed_in_the_grid(manager: Client, cast: Cast) -> None:
    save_month(cast, MARCH, 40)
    draft = fill(manager, isyeri_gelisimi={"underground_E": "7"})
    page = manager.get(step_url(draft, "muafiyet"))
    assert [one["value"] for one in page.context["form"].underground] == ["7", "0"]
    assert 'name="underground' not in page.content.decode()


def test_AIC_12_only_the_first_table_has_boxes_for_last_month(manager: Client, cast: Cast) -> None:
    assert b'name="previous_indefinite_E"' in manager.get(START).content
    save_month(cast, MARCH, 40)
    page = manager.get(START)
    assert b'name="previous_indefinite_E"' not in page.content
    assert b'name="end_' not in page.content  # AIC-14


def test_P8_3_hesapla_gives_the_totals_without_javascript(manager: Client, cast: Cast) -> None:
    save_month(cast, MARCH, 40)
    boxes = {"month": "2026-04", "hired_disabled_K": "3", "left_indefinite_E": "5"}
    page = manager.post(
        START, {"_token": "b6c8f0a2-3d8e-4c13-9f63-0d2a35a2b078", "_go": "stay", **boxes}, follow=True
    )
    rows = {str(row.label): [cell.value for cell in row.cells] for row in page.context["form"].table}
    assert rows["Toplam"] == [40, 0, 40, 0, 3, 3, 5, 0, 5, 35, 3, 38]


@pytest.mark.parametrize(
    ("slug", "changes", "equation"),
    [
        ("isyeri-gelisimi", {"isyeri_gelisimi": {"left_indefinite_E": "50"}}, "B2"),
        ("isyeri-gelisimi", {"isyeri_gelisimi": {"part_time_hours": "9"}}, "B9"),
        ("isyeri-gelisimi", {"isyeri_gelisimi": {"underground_K": "1"}}, "B8"),
        ("cizelge-detaylari", {"cizelge_detaylari": {"line1_sex": "K"}}, "B5"),
        ("cizelge-detaylari", {"cizelge_detaylari": {"line1_row": "disabled"}}, "B6"),
        ("meslekler", {"meslekler": {"line1_count": "40"}}, "B7"),
        ("meslekler", {"meslekler": {"line1_count": "0"}}, "B7"),
    ],
)  # fmt: skip
def test_B1_to_B9_are_named_on_their_page_and_at_the_end(
    manager: Client, cast: Cast, slug: str, changes: dict[str, Any], equation: str
) -> None:
    save_month(cast, MARCH, 40)
    draft = fill(manager, **changes)
    on_page = manager.get(step_url(draft, slug), {"hatalar": "1"}).content.decode()
    assert f"{equation}: " in on_page
    end = manager.post(check_url(draft))
    assert end.status_code == 422
    assert f"{equation}: " in end.content.decode()
    assert WorkforceTable.objects.count() == 1


def test_T_AIC_07_the_difference_is_named(manager: Client, cast: Cast) -> None:
    save_month(cast, MARCH, 40)
    draft = fill(manager, isyeri_gelisimi={"hired_indefinite_E": "3"})
    text = manager.get(step_url(draft, "cizelge-detaylari"), {"hatalar": "1"}).content.decode()
    assert "B5: Belirsiz Süreli" in text


def test_P8_4_a_line_is_taken_out_and_lines_are_added_without_javascript(manager: Client, cast: Cast) -> None:
    save_month(cast, MARCH, 40)
    draft = fill(manager)
    url = step_url(draft, "cizelge-detaylari")
    typed = pages()["cizelge-detaylari"] | {"line1_remove": "on", "line2_given_names": "Başka"}
    page = manager.post(url, {"_version": draft.version, "_go": "stay", **typed}, follow=True)
    assert page.context["form"].numbers == [2, 3, 4, 5]


def test_AIC_31_somebody_twice(manager: Client, cast: Cast) -> None:
    save_month(cast, MARCH, 40)
    line = pages()["cizelge-detaylari"]
    twice = line | {key.replace("line1", "line2"): value for key, value in line.items()}
    draft = fill(manager, cizelge_detaylari=twice, isyeri_gelisimi={"hired_indefinite_E": "2"})
    assert "AIC-31" in manager.get(step_url(draft, "cizelge-detaylari"), {"hatalar": "1"}).content.decode()


def test_B11_a_warning_stops_nothing(manager: Client, cast: Cast) -> None:
    save_month(cast, MARCH, 40, {(Row.INDEFINITE, Sex.FEMALE): 2})
    draft = fill(manager, isyeri_gelisimi={"underground_K": "1"}, meslekler={"line1_count": "43"})
    assert "B11" in manager.get(check_url(draft)).content.decode()
    assert manager.post(check_url(draft)).status_code == 302


def test_P8_1_the_last_table_is_changed_by_its_version(manager: Client, cast: Cast) -> None:
    table = save_month(cast, MARCH, 40)
    address = f"{START}kayit/{table.pk}/"
    page = manager.get(address)
    assert 'value="40"' in page.content.decode()
    token = "b6c8f0a2-3d8e-4c13-9f63-0d2a35a2b079"
    typed = {"month": "2026-03", "previous_indefinite_E": "39"}
    manager.post(address, {"_token": token, "_go": "next", **typed})
    draft = Draft.objects.latest("pk")
    values = {"line1_occupation": code(), "line1_count": "39"}
    manager.post(step_url(draft, "meslekler"), {"_version": draft.version, "_go": "next", **values})
    assert manager.post(check_url(draft)).status_code == 302
    table.refresh_from_db()
    assert (table.ends[0], table.version) == (39, 2)


def test_T_AIC_05_an_earlier_table_says_why_it_cannot_be_changed(manager: Client, cast: Cast) -> None:
    march = save_month(cast, MARCH, 40)
    save_month(cast, date(2026, 4, 1), 0)
    page = manager.get(f"{LIST}{march.pk}/").content.decode()
    assert page.count('aria-disabled="true"') >= 4  # Kaydet, Ekle, Çıkar, Değiştir
    assert "Yalnız son çizelge değiştirilebilir" in page
    assert manager.get(f"{START}kayit/{march.pk}/").status_code == 409


def test_P8_1_a_new_table_waits_for_the_months_end(manager: Client, cast: Cast) -> None:
    save_month(cast, date(2026, 4, 1), 40)
    page = manager.get(LIST).content.decode()
    assert 'aria-disabled="true"' in page
    assert "05.2026" in page
    assert manager.get(START).status_code == 422


def test_the_persons_stand_on_a_page_of_their_own(manager: Client, cast: Cast) -> None:
    save_month(cast, MARCH, 40)
    manager.post(check_url(fill(manager)))
    table = WorkforceTable.objects.get(month=date(2026, 4, 1))
    page = manager.get(f"{LIST}{table.pk}/kisiler/").content.decode()
    assert "Deneme Kişi" in page
    assert "İşgücü Çizelgesi Kişi Detayları" in page
    assert StaffChange.objects.count() == 1


def test_AIC_11_the_unit_deletes_with_a_reason(cast: Cast, client: Client) -> None:
    table = save_month(cast, MARCH, 40)
    officer = sign_in(client, cast.officer, cast.unit)
    address = f"{LIST}{table.pk}/sil/"
    assert officer.post(address, {}).status_code == 422
    assert officer.post(address, {"reason": "İşverenin yazısı"}).status_code == 302
    assert not WorkforceTable.objects.exists()


def test_the_list_asks_no_more_queries_for_more_rows(cast: Cast) -> None:
    months = [date(2024 + place // 12, place % 12 + 1, 1) for place in range(24)]
    made: list[WorkforceTable] = []

    def make_rows(count: int) -> None:
        for _place in range(count):
            made.append(save_month(cast, months[len(made)], 40))

    actor = actor_of(cast.manager, cast.workplace.organisation)
    assert_constant_queries(TABLES.respond, actor, make_rows=make_rows)


def test_what_all_pages_need_is_asked_once(manager: Client) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert manager.get(START).status_code == 200
        assert manager.post(START, {"_go": "later"}).status_code == 302
        assert manager.get(check_url(Draft.objects.latest("pk"))).status_code == 200
    tables = Counter(re.findall(r'FROM "(\w+)"', " ".join(one["sql"] for one in queries)))
    assert tables["employers_workplace"] == 3  # once a request
    assert tables["workforce_personnelupload"] == 1  # one page keeps itself alone, the last looks at all
