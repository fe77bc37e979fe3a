"""P5 through the pages: TYP Arama, TYP Takip İşlemleri, Devam takip, the monthly sheet."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from imece.employment.community_work.domain.attendance import approve_month
from imece.employment.community_work.models import AttendanceMark, Participant, Programme
from imece.employment.community_work.web.lists import PROGRAMMES
from tests.cast import Cast, actor_of, sign_in
from tests.employment.community_work.people import (
    MAY,
    NOW,
    make_participant,
    make_programme,
    make_public,
    values,
)
from tests.employment.main_job import cankaya, make_profile
from tests.lists import assert_constant_queries

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_june() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def as_officer(cast: Cast) -> Client:
    return sign_in(Client(), cast.officer, cast.unit)


def as_contractor(cast: Cast) -> Client:
    return sign_in(Client(), cast.manager, cast.workplace.organisation)


def new_programme(cast: Cast, **changes: Any) -> dict[str, Any]:
    usual = values()
    return {
        "workplace": cast.workplace.pk, "kind": usual.kind.pk if usual.kind else "", "title": "Çevre Temizliği",
        "province": 6, "district": cankaya().pk, "starts_on": "04.05.2026", "ends_on": "30.10.2026",
        "weekdays": ["0", "1", "2", "3", "4"], "weekly_hours": "45", "place_count": "12",
        "selection": "draw_and_list",
    } | changes  # fmt: skip


def test_P5_1_staff_register_a_programme_once(cast: Cast) -> None:
    make_public(cast)
    client, given = as_officer(cast), new_programme(cast, token="00000000-0000-4000-8000-000000000001")
    for _ in range(2):
        page = client.post("/typ/yeni/", given)
        assert page.status_code == 302, page.content.decode()
    assert Programme.objects.count() == 1
    shown = client.get(page["Location"]).content.decode()
    assert "TYP Takip İşlemleri" in shown
    assert "Devam takip" in client.get(page["Location"]).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"ends_on": "01.05.2026"},
        {"ends_on": "30.10.2027"},
        {"weekly_hours": "60"},
        {"kind": ""},
    ],
)
def test_wrong_input_is_told_and_nothing_typed_is_lost(cast: Cast, wrong: dict[str, str]) -> None:
    make_public(cast)
    page = as_officer(cast).post("/typ/yeni/", new_programme(cast, **wrong))
    assert page.status_code == 422
    assert "04.05.2026" in page.content.decode()
    assert not Programme.objects.exists()


def test_TYP_arama_by_number_name_kind_and_days(cast: Cast) -> None:
    programme = make_programme(cast)
    client = as_contractor(cast)
    found = {
        f"number={programme.number}": True, "number=TYP-1900-000001": False, "title=temizliği": True,
        "title=okul": False, "first=01.06.2026&last=30.06.2026": True, "first=01.11.2026": False,
        f"kind={programme.kind_id}": True,
    }  # fmt: skip
    for query, is_found in found.items():
        assert (
            programme.number in client.get(f"/typ/?{query}&page=1").content.decode().split("<table")[-1]
        ) is (is_found), query


def test_the_list_costs_no_queries_by_row(cast: Cast) -> None:
    def make_rows(count: int) -> None:
        for _ in range(count):
            make_programme(cast)

    assert_constant_queries(PROGRAMMES.respond, actor_of(cast.officer, cast.unit), make_rows=make_rows)


def test_P5_1_a_participant_is_added_and_leaves(cast: Cast) -> None:
    programme, client = make_programme(cast), as_officer(cast)
    make_profile(cast.seeker)
    given = {
        "national_id": cast.seeker.national_id,
        "entered_on": "04.05.2026",
        "household_income": "40.000,00",
    }
    page = client.post(f"/typ/{programme.number}/katilimci/", given)
    assert page.status_code == 302, page.content.decode()
    refused = client.post(f"/typ/{programme.number}/katilimci/", given)
    assert refused.status_code == 422
    participant = Participant.objects.get()
    address = f"/typ/katilimci/{participant.pk}/ayril/"
    assert client.post(address, {"left_on": "29.05.2026", "ground": "found_work"}).status_code == 302
    participant.refresh_from_db()
    assert participant.left_on == date(2026, 5, 29)


def test_P5_2_person_month_listele_day_kind_kaydet(cast: Cast) -> None:
    participant = make_participant(cast, make_programme(cast))
    client, number = as_contractor(cast), participant.programme.number
    calendar = f"/typ/{number}/devam/?kisi={participant.pk}&ay=2026-05"
    page = client.get(calendar).content.decode()
    assert "Listele" in page
    assert f"/typ/katilimci/{participant.pk}/2026-05-06/" in page
    assert f"/typ/katilimci/{participant.pk}/2026-05-09/" not in page  # a Saturday
    day = f"/typ/katilimci/{participant.pk}/2026-05-06/"
    assert "Devam türü" in client.get(day).content.decode()
    assert client.post(day, {"kind": "D"}).status_code == 302
    assert client.post(day, {"kind": "R"}).status_code == 200  # marked already: the page offers removal
    assert AttendanceMark.objects.get().kind == "D"
    assert client.post(day, {"remove": "1"}).status_code == 302
    assert AttendanceMark.objects.filter(removed_at__isnull=True).count() == 0
    shut = client.get(f"/typ/katilimci/{participant.pk}/2026-05-09/").content.decode()
    assert "Program o gün çalışmıyor" in shut


def test_TYP_11_approval_and_correction_through_the_pages(cast: Cast) -> None:
    participant = make_participant(cast, make_programme(cast))
    number, officer = participant.programme.number, as_officer(cast)
    assert officer.post(f"/typ/{number}/onay/2026-06/").status_code == 409
    assert officer.get(f"/typ/{number}/onay/2026-05/").status_code == 200
    assert officer.post(f"/typ/{number}/onay/2026-05/").status_code == 302
    day = f"/typ/katilimci/{participant.pk}/2026-05-06/"
    assert as_contractor(cast).post(day, {"kind": "D"}).status_code == 422
    assert officer.post(day, {"kind": "D"}).status_code == 422
    assert officer.post(day, {"kind": "D", "reason": "Geç gelen bildirim"}).status_code == 302
    assert as_contractor(cast).get(f"/typ/{number}/onay/2026-05/").status_code == 403


def test_P5_2_the_sheet_as_pdf_and_excel(cast: Cast) -> None:
    participant = make_participant(cast, make_programme(cast))
    approve_month(
        number=participant.programme.number, month=MAY, actor=actor_of(cast.officer, cast.unit), now=NOW
    )
    client = as_contractor(cast)
    page = client.post("/typ/puantaj/", {"number": participant.programme.number, "month": "2026-05"})
    assert page.status_code == 302, page.content.decode()
    run = client.get(page["Location"])
    assert "Iraz" in run.content.decode()
    for ending, begins in (("pdf", b"%PDF"), ("xlsx", b"PK")):
        file = client.get(f"{page['Location']}{ending}/")
        assert file.status_code == 200
        assert b"".join(file).startswith(begins)
    other = sign_in(Client(), cast.other_manager, cast.other_workplace.organisation)
    none = other.post("/typ/puantaj/", {"number": participant.programme.number, "month": "2026-05"})
    assert "Iraz" not in (other.get(none["Location"]) if none.status_code == 302 else none).content.decode()


def test_a_month_without_approval_of_a_future_programme(cast: Cast) -> None:
    programme = make_programme(cast, starts_on=NOW.date() + timedelta(days=30))
    assert as_contractor(cast).get(f"/typ/{programme.number}/").status_code == 200
