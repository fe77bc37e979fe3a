"""P11.11: Etki Analizi Anketi."""

import csv
import io
import re
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from imece.core.actor import system_actor
from imece.core.errors import Problem
from imece.core.transactions import acting
from imece.employment.surveys.domain import questionnaires as data
from imece.employment.surveys.domain.queries import responses_in_scope, results_of
from imece.employment.surveys.domain.responses import change_survey, fill_in_survey
from imece.employment.surveys.enums import SurveyKind
from imece.employment.surveys.models import SurveyResponse
from imece.employment.surveys.web.views import SURVEYS
from tests.cast import Cast, actor_of, make_employer, make_workplace, sign_in
from tests.lists import assert_constant_queries

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 15, 9, 0, tzinfo=UTC)
ANSWERS: dict[str, Any] = {
    "workers": 40, "hired": 5, "next_year": "more", "services": ["placement", "course"], "effect": "some",
    "satisfaction": "4", "difficulty": "wage", "suggestion": "",
}  # fmt: skip
PAGES = {
    "isgucu": {"workers": "40", "hired": "5", "next_year": "more"},
    "hizmetler": {"services": ["placement"], "effect": "some", "satisfaction": "4"},
    "guclukler": {"difficulty": "wage", "suggestion": ""},
}


def fill_in(cast: Cast, now: datetime = NOW, **changes: Any) -> SurveyResponse:
    actor = actor_of(cast.manager, cast.workplace.organisation)
    return fill_in_survey(workplace=cast.workplace, answers=ANSWERS | changes, actor=actor, now=now)


def test_P11_11_once_a_year(cast: Cast) -> None:
    assert fill_in(cast).year == 2026
    with pytest.raises(Problem) as refused:
        fill_in(cast)
    assert refused.value.code == "SRV-002"
    assert fill_in(cast, datetime(2026, 12, 31, 21, 30, tzinfo=UTC)).year == 2027  # 00.30 in Türkiye


def test_P11_11_branches_cannot(cast: Cast) -> None:
    with acting(system_actor("test")):
        cast.workplace.is_head_office, cast.workplace.head_office = False, cast.other_workplace
        cast.workplace.save()
    with pytest.raises(Problem) as refused:
        fill_in(cast)
    assert refused.value.code == "SRV-001"


def test_two_windows_change_one_survey(cast: Cast) -> None:
    response, actor = fill_in(cast), actor_of(cast.manager, cast.workplace.organisation)
    given: dict[str, Any] = {"response_id": response.pk, "version": 1, "actor": actor, "now": NOW}
    assert change_survey(answers=ANSWERS | {"hired": 7}, **given).answers["hired"] == 7
    with pytest.raises(Problem) as refused:
        change_survey(answers=ANSWERS, **given)
    assert refused.value.code == "CORE-409"


def test_each_sees_the_own_surveys(cast: Cast) -> None:
    fill_in(cast)
    seeing = {
        actor_of(cast.manager, cast.workplace.organisation): 1,
        actor_of(cast.officer, cast.unit): 1,
        actor_of(cast.headquarters, cast.head_institution): 1,
        actor_of(cast.other_manager, cast.other_workplace.organisation): 0,
        actor_of(cast.other_officer, cast.other_unit): 0,
        actor_of(cast.seeker): 0,
    }
    for actor, count in seeing.items():
        assert responses_in_scope(actor).count() == count, actor


def test_P11_11_newest_first_and_searched_by_year(cast: Cast) -> None:
    for year in (2024, 2026, 2025):
        fill_in(cast, datetime(year, 6, 15, tzinfo=UTC))
    client = sign_in(Client(), cast.manager, cast.workplace.organisation)
    page = client.get("/anketler/").content.decode()
    assert "Yeni Anket Doldur" in page
    assert "Detayını Gör" in page
    assert re.findall(r'href="/anketler/\d+/"[^>]*>Genel Anket (\d{4}) ·', page) == ["2026", "2025", "2024"]
    found = client.get("/anketler/?year=2025").content.decode()
    assert re.findall(r'href="/anketler/\d+/"[^>]*>Genel Anket (\d{4}) ·', found) == ["2025"]


@time_machine.travel(NOW, tick=False)
def test_P11_11_filled_in_by_the_wizard_and_changed(cast: Cast) -> None:
    with acting(system_actor("test")):
        cast.workplace.worker_count = 33
        cast.workplace.save()
    client = sign_in(Client(), cast.manager, cast.workplace.organisation)
    first = client.get("/anketler/doldur/")
    assert "33" in (client.get(first["Location"]) if first.status_code == 302 else first).content.decode()
    done = client.post("/anketler/doldur/", PAGES["isgucu"])
    assert done.status_code == 302, done.content.decode()
    base = re.sub(r"[^/]+/$", "", done["Location"])
    for slug in ("hizmetler", "guclukler"):
        assert client.post(f"{base}{slug}/", PAGES[slug]).status_code == 302
    assert client.post(f"{base}son/").status_code == 302
    response = SurveyResponse.objects.get()
    assert response.answers["workers"] == 40
    shown = client.get(f"/anketler/{response.pk}/").content.decode()
    assert "Ücret beklentisi" in shown
    assert "Memnunum" in shown
    assert client.get("/anketler/doldur/").status_code == 409  # once a year
    changed = client.post(f"/anketler/doldur/kayit/{response.pk}/", PAGES["isgucu"] | {"workers": "41"})
    base = re.sub(r"[^/]+/$", "", changed["Location"])
    assert client.post(f"{base}son/").status_code == 302
    response.refresh_from_db()
    assert (response.answers["workers"], response.version) == (41, 2)


def test_the_list_costs_no_queries_by_row(cast: Cast) -> None:
    def make_rows(count: int) -> None:
        serial = SurveyResponse.objects.count() * 10 + 100
        with acting(system_actor("test")):
            for number in range(count):
                place = make_workplace(
                    serial + number, make_employer(serial + number, f"Deneme {serial + number}"), "Deneme"
                )
                SurveyResponse.objects.create(
                    kind="general", workplace=place, year=2026, questionnaire=1, answers=ANSWERS,
                    saved_at=timezone.now(),
                )  # fmt: skip

    assert_constant_queries(SURVEYS.respond, actor_of(cast.officer, cast.unit), make_rows=make_rows)


def test_P11_11_results_count_each_answer(cast: Cast) -> None:
    fill_in(cast)
    other = actor_of(cast.other_manager, cast.other_workplace.organisation)
    fill_in_survey(
        workplace=cast.other_workplace,
        answers=ANSWERS | {"workers": 0, "services": ["placement"], "effect": "none"},
        actor=other,
        now=NOW,
    )
    found = {
        one.question.code: one
        for one in results_of(actor_of(cast.officer, cast.unit), SurveyKind.GENERAL, 2026)
    }
    assert "suggestion" not in found
    assert [line.count for line in found["services"].lines] == [2, 0, 1, 0, 0]
    assert [line.count for line in found["effect"].lines] == [1, 0, 1, 0]
    assert [(line.count, line.total) for line in found["workers"].lines] == [
        (1, 0), (0, 0), (1, 40), (0, 0), (0, 0),
    ]  # fmt: skip
    konya = results_of(actor_of(cast.other_officer, cast.other_unit), SurveyKind.GENERAL, 2026)
    assert all(one.answered == 0 for one in konya)


def test_P11_11_charts_with_table_and_csv_for_staff_alone(cast: Cast) -> None:
    fill_in(cast)
    client = sign_in(Client(), cast.officer, cast.unit)
    page = client.get("/anketler/sonuclar/").content.decode()
    assert page.count("<figure") == 7
    assert "<svg" in page
    file = client.get("/anketler/sonuclar/?yil=2026&dosya=effect")
    rows = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[3][:2] == ["Orta", "1"]
    assert client.get("/anketler/sonuclar/?dosya=yok").status_code == 404
    manager = sign_in(Client(), cast.manager, cast.workplace.organisation)
    assert manager.get("/anketler/sonuclar/").status_code == 403


def test_questions_are_data_with_versions() -> None:
    """Every version can be read, codes are unique in it, and each option has both languages."""
    assert data.newest_questionnaire(SurveyKind.GENERAL).version >= 1
    for one in data.questionnaires().values():
        codes = [question.code for question in one.questions]
        assert len(codes) == len(set(codes))
        for question in one.questions:
            assert {"tr", "en"} <= question.text.keys()
            assert all({"tr", "en"} <= label.keys() for _, label in question.options)
