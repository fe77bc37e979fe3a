"""The month's duty in a browser: a first table ever, a second month by difference, a bulk upload with errors, a quota.

Each once with JavaScript (axe, 320 px, keyboard) and once without it.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from imece.core.actor import system_actor
from imece.core.transactions import acting
from imece.employment.workforce.domain.personnel_uploads import judge_personnel
from imece.employment.workforce.enums import Row, Sex
from imece.employment.workforce.models import CompulsoryWorker, PersonnelUpload, WorkforceTable
from imece.reference.models import Occupation
from imece.registry.models import RegisteredPerson
from tests.cast import Cast, actor_of, make_cast, person_number, sign_in
from tests.employment.workforce.saved import save_month
from tests.employment.workforce.test_personnel_file import LINE, form

pytestmark = pytest.mark.browser
CheckPage = Callable[[Page], None]
LIST = "/isveren/cizelgeler/"
MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)


@pytest.fixture(autouse=True)
def _on_a_day_in_may() -> Iterator[None]:
    """The server's day; the browser's own clock does not matter here."""
    with time_machine.travel("2026-05-04 09:00:00+03:00", tick=True):
        yield


@pytest.fixture
def cast_here(live_url: str) -> Cast:
    return make_cast()


def enter(page: Page, cast: Cast, live_url: str) -> None:
    cookie = sign_in(Client(), cast.manager, cast.workplace.organisation).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_url}])


def put_on_register(serial: int, sex: str = "E") -> str:
    number = person_number(serial)
    with acting(system_actor("test")):
        RegisteredPerson.objects.create(
            number=number, given_names="Deneme", surname="Kişi", sex=sex, birth_year=1990, province=6
        )
    return number


def first_code() -> str:
    return Occupation.objects.order_by("pk").values_list("code", flat=True)[0]


def next_page(page: Page, title: str) -> None:
    page.get_by_role("button", name="İleri").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


# ------------------------------------------------------------------------------------------ the first table ever
def fill_first_table(page: Page, check: CheckPage) -> None:
    """P8.2: all seven pages, with 40 men at last month's end and one hired."""
    page.goto(LIST)
    check(page)
    page.get_by_role("link", name="Yeni Çizelge Ekle").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("İşyeri Gelişimi")
    page.locator("[name=month]").select_option("2026-04")
    page.locator("[name=previous_indefinite_E]").fill("40")
    page.locator("[name=hired_indefinite_E]").fill("1")
    check(page)
    next_page(page, "Çizelge Detayları")
    page.locator("[name=line1_direction]").select_option("hired")
    page.locator("[name=line1_national_id]").fill(person_number(900))
    page.locator("[name=line1_given_names]").fill("Deneme")
    page.locator("[name=line1_surname]").fill("Kişi")
    page.locator("[name=line1_sex]").select_option("E")
    page.locator("[name=line1_row]").select_option("indefinite")
    page.locator("[name=line1_occupation]").fill(first_code())
    page.locator("[name=line1_on]").fill("09.04.2026")
    check(page)
    next_page(page, "Mesleklere Göre Dağılım")
    page.locator("[name=line1_occupation]").fill(first_code())
    page.locator("[name=line1_count]").fill("41")
    check(page)
    for title in ("Muafiyet Bilgileri", "İstihdam Bilgileri", "Karşılanmasında Güçlük Çekilen Meslekler"):
        next_page(page, title)
        check(page)
    next_page(page, "İşlem Sonu")
    check(page)
    page.get_by_role("button", name="Kaydet").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("04.2026")
    check(page)
    assert sum(WorkforceTable.objects.get().ends) == 41


def test_P8_2_a_first_table_ever(page: Page, cast_here: Cast, live_url: str, check_page: CheckPage) -> None:
    enter(page, cast_here, live_url)
    fill_first_table(page, check_page)


def test_P8_2_a_first_table_ever_without_javascript(plain_page: Page, cast_here: Cast, live_url: str) -> None:
    enter(plain_page, cast_here, live_url)
    fill_first_table(plain_page, lambda page: None)


# ------------------------------------------------------------------------------------------ by difference
def known_leaver(cast: Cast) -> None:
    """One disabled worker whom the workplace entered as having left in April."""
    save_month(cast, MARCH, 40, {(Row.DISABLED, Sex.FEMALE): 1})
    with acting(system_actor("test")):
        CompulsoryWorker.objects.create(
            workplace=cast.workplace, national_id=put_on_register(912, "K"), given_names="Deneme", surname="Kişi",
            group="disabled", hired_on=date(2025, 1, 2), hired_through_us=True, left_on=date(2026, 4, 20),
        )  # fmt: skip


def enter_by_difference(page: Page, check: CheckPage) -> None:
    hired = put_on_register(913)
    page.goto(LIST)
    page.get_by_role("link", name="Yeni Çizelge Ekle").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nisan 2026, farkla")
    expect(page.locator("main")).to_contain_text("Zorunlu istihdam listeniz")
    check(page)
    page.get_by_role("button", name="Onayla ve çizelgeyi doldur").click()
    expect(page.locator("main")).to_contain_text(
        "Meslek"
    )  # nobody knows the leaver's: it is asked, with the reason
    check(page)
    page.locator("[name=line1_occupation]").fill(first_code())
    page.locator("[name=line2_direction]").select_option("hired")
    page.locator("[name=line2_national_id]").fill(hired)
    page.locator("[name=line2_row]").select_option("indefinite")
    page.locator("[name=line2_occupation]").fill(first_code())
    page.locator("[name=line2_on]").fill("15.04.2026")
    page.locator("[name=line2_on]").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("İşlem Sonu")
    assert WorkforceTable.objects.count() == 1  # nothing is filed yet
    check(page)
    page.get_by_role("button", name="Kaydet").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("04.2026")
    table = WorkforceTable.objects.get(month=APRIL)
    assert (sum(table.hired), sum(table.left), sum(table.ends)) == (1, 1, 41)


def test_a_second_month_by_difference(
    page: Page, cast_here: Cast, live_url: str, check_page: CheckPage
) -> None:
    known_leaver(cast_here)
    enter(page, cast_here, live_url)
    enter_by_difference(page, check_page)


def test_a_second_month_by_difference_without_javascript(
    plain_page: Page, cast_here: Cast, live_url: str
) -> None:
    known_leaver(cast_here)
    enter(plain_page, cast_here, live_url)
    enter_by_difference(plain_page, lambda page: None)


# ------------------------------------------------------------------------------------------ a file with errors
def upload_with_errors(page: Page, cast: Cast, check: CheckPage) -> None:
    """P8.9: one row right, one wrong; the faults are read, the right one taken knowingly, the table begun."""
    save_month(cast, MARCH, 40)
    right = put_on_register(914)
    line = LINE | {"AD": "", "SOYAD": "", "MESLEKKODU": first_code(), "TCKNO": right}
    line |= {"ALINMAAYRILMATAR": "2026-04-02T00:00:00.000"}
    wrong = {"SOSYALDURUM": "11", "ALINMAAYRILMATAR": "2026-03-02T00:00:00.000"}
    page.goto("/isveren/personel-formu/")
    check(page)
    page.locator("input[type=file]").set_input_files(
        {"name": "personel.xml", "mimeType": "text/xml", "buffer": form(line, line | wrong)}
    )
    page.get_by_role("button", name="Yükle ve değerlendir").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("personel.xml")
    judge_personnel(
        upload_id=PersonnelUpload.objects.get().pk, actor=actor_of(cast.manager, cast.workplace.organisation),
        now=timezone.now(), begin=lambda count: None, advance=lambda count: None,
    )  # fmt: skip
    page.goto(f"/isveren/personel-formu/{PersonnelUpload.objects.get().pk}/")
    expect(page.locator("main")).to_contain_text("11")
    expect(page.get_by_role("link", name="Hataları indir (.xlsx)")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Yalnız doğru satırları al").click()
    page.get_by_role("link", name="Ayın çizelgesine geç").click()
    expect(page.locator("[name=hired_indefinite_E]")).to_have_value("1")


def test_P8_9_a_bulk_upload_with_errors(
    page: Page, cast_here: Cast, live_url: str, check_page: CheckPage
) -> None:
    enter(page, cast_here, live_url)
    upload_with_errors(page, cast_here, check_page)


def test_P8_9_a_bulk_upload_with_errors_without_javascript(
    plain_page: Page, cast_here: Cast, live_url: str
) -> None:
    enter(plain_page, cast_here, live_url)
    upload_with_errors(plain_page, cast_here, lambda page: None)


# ------------------------------------------------------------------------------------------ a quota
def read_a_quota(page: Page, cast: Cast, check: CheckPage) -> None:
    """P9.1: 146 men and one disabled; 4 are owed, 3 missing, and each number says how it came about."""
    table = save_month(cast, MARCH, 146, {(Row.DISABLED, Sex.MALE): 1})
    page.goto("/isveren/kontenjan/")
    check(page)
    page.get_by_role("link", name="03.2026").click()
    expect(page.locator("main")).to_contain_text("4857")
    row = page.get_by_role("row", name="Engelli 4 1 3")
    expect(row).to_be_visible()
    check(page)
    page.get_by_role("link", name="İşgücü istemi ver").click()
    expect(page).to_have_url(re.compile("personal_status=disabled&post_count=3"))
    page.goto("/kontenjan/hesapla/?month=2026-03&sector=private&full_time=350")
    expect(page.locator("main")).to_contain_text("11")  # T-QUO-06
    check(page)
    assert table.quota_counts.get().required_count == 4


def test_P9_1_a_quota_is_drawn(page: Page, cast_here: Cast, live_url: str, check_page: CheckPage) -> None:
    enter(page, cast_here, live_url)
    read_a_quota(page, cast_here, check_page)


def test_P9_1_a_quota_is_drawn_without_javascript(plain_page: Page, cast_here: Cast, live_url: str) -> None:
    enter(plain_page, cast_here, live_url)
    read_a_quota(plain_page, cast_here, lambda page: None)
