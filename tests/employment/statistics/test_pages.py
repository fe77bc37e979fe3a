"""P1.8, P14.1, P15.1: the page of figures from each scope, its files, the occupation's maps, the open data."""

import csv
import io
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.http import StreamingHttpResponse
from django.test import Client
from django.urls import reverse

from imece.core.models import Parameter
from imece.core.transactions import acting
from imece.employment.selection.enums import CandidateState
from imece.employment.statistics.models import MarketFigure, VacancyFigure
from imece.employment.statistics.web.dashboard import vacancy_figures
from imece.employment.statistics.web.open_data import open_data
from imece.reference.web.dictionary import occupation as occupation_page
from tests.cast import ANKARA, KONYA, Cast, actor_of, sign_in
from tests.employment.main_job import welder
from tests.employment.statistics.conftest import LATER, add_candidate, add_vacancy, reckon
from tests.lists import count_queries, request_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_in_december")]
PAGE = "/istatistik/istemler/"


@pytest.fixture
def _in_december() -> Iterator[None]:
    with time_machine.travel(LATER, tick=False):
        yield


def lines_of(answer: Any) -> list[dict[str, str]]:
    """A file as a program reads it."""
    assert isinstance(answer, StreamingHttpResponse)
    assert answer.status_code == 200
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[arg-type]
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def signed_in(cast: Cast, who: str) -> Client:
    places = {"manager": cast.workplace.organisation, "other_manager": cast.other_workplace.organisation,
              "clerk": cast.workplace.organisation, "officer": cast.unit, "other_officer": cast.other_unit,
              "headquarters": cast.head_institution, "seeker": None}  # fmt: skip
    return sign_in(Client(), getattr(cast, who), places[who])


# ------------------------------------------------------------------------------------------ the page of figures
@pytest.mark.parametrize(
    ("who", "applied", "open_by_province"),
    [
        ("manager", "4", {"Ankara": "2"}),
        ("other_manager", "0", {"Konya": "1"}),
        ("officer", "4", {"Ankara": "2"}),
        ("other_officer", "0", {"Konya": "1"}),
        ("headquarters", "4", {"Ankara": "2", "Konya": "1"}),
    ],
)
def test_files_hold_the_own_scope(
    market: Cast, who: str, applied: str, open_by_province: dict[str, str]
) -> None:
    reckon()
    client = signed_in(market, who)
    stages = lines_of(client.get(PAGE, {"dosya": "asamalar"}))
    assert [stages[0]["Aşama"], stages[0]["Adaylar"]] == ["Başvurdu veya seçildi", applied]
    places = lines_of(client.get(PAGE, {"dosya": "iller"}))
    assert len(places) == 81
    assert {
        row["İl"]: row["Açık iş ilanı"] for row in places if row["Açık iş ilanı"] != "0"
    } == open_by_province


@pytest.mark.parametrize(
    ("who", "status"), [("seeker", 403), ("clerk", 200), ("manager", 200), ("officer", 200)]
)
def test_who_may_open_it(market: Cast, who: str, status: int) -> None:
    assert signed_in(market, who).get(PAGE).status_code == status


def test_the_page_draws_what_the_files_hold(market: Cast) -> None:
    """The same columns: each row of the file stands in the page's table."""
    client = signed_in(market, "manager")
    page = client.get(PAGE).content.decode()
    for name in ("asamalar", "sureler", "aylar"):
        for row in lines_of(client.get(PAGE, {"dosya": name})):
            for cell in row.values():
                assert cell in page
    assert page.count('<path d="M') == 81
    assert "Ankara: 2" in page


def test_criteria_narrow_page_and_files_alike(market: Cast) -> None:
    client = signed_in(market, "manager")
    asked = {"first": "2026-12", "last": "2026-12", "occupation": welder().code}
    assert [row["Adaylar"] for row in lines_of(client.get(PAGE, asked | {"dosya": "asamalar"}))] == ["0"] * 8
    page = client.get(PAGE, asked).content.decode()
    assert "Bu aylarda kayıt yok." in page
    assert "first=2026-12" in page, "the files keep the criteria"


def test_months_the_wrong_way_round_are_refused_with_both(market: Cast) -> None:
    answer = signed_in(market, "manager").get(PAGE, {"first": "2026-11", "last": "2026-10"})
    assert answer.status_code == 422
    assert "Kasım 2026" in answer.content.decode()
    assert "Ekim 2026" in answer.content.decode()


def test_an_unknown_file_is_not_found(market: Cast) -> None:
    assert signed_in(market, "manager").get(PAGE, {"dosya": "yok"}).status_code == 404


def test_staff_are_told_when_it_was_reckoned(market: Cast) -> None:
    client = signed_in(market, "headquarters")
    assert "henüz hesaplanmadı" in client.get(PAGE).content.decode()
    reckon()
    page = client.get(PAGE).content.decode()
    assert page.count("31.12.2026 10:00") == 2
    assert f"/is-ilanlari/?province={KONYA}" in page


@pytest.mark.parametrize("who", ["manager", "headquarters"])
def test_the_page_costs_the_same_queries_however_much_there_is(market: Cast, who: str) -> None:
    people = {"manager": (market.manager, market.workplace.organisation),
              "headquarters": (market.headquarters, market.head_institution)}  # fmt: skip
    actor = actor_of(*people[who])
    reckon()
    before = count_queries(lambda: vacancy_figures(request_of(actor, PAGE)))
    for serial in range(60, 64):
        add_candidate(market, add_vacancy(market), serial, CandidateState.SENT)
    reckon()
    assert count_queries(lambda: vacancy_figures(request_of(actor, PAGE))) == before <= 8


# ------------------------------------------------------------------------------------------ an occupation
def seekers(counts: dict[int, int]) -> None:
    """Figures as a reckoning would leave them."""
    reckon()
    MarketFigure.objects.all().delete()
    MarketFigure.objects.bulk_create(
        MarketFigure(
            province_id=province, occupation=welder(), vacancy_count=province % 3, post_count=province % 3 * 2,
            seeker_count=count,
        )
        for province, count in counts.items()
    )  # fmt: skip


def test_P14_1_demand_and_supply_are_drawn(market: Cast, client: Client) -> None:
    """Open vacancies lead to the search; small numbers of people are hidden, with one more so that none is reckoned."""
    seekers({1: 2, 6: 40, 34: 12, 35: 0, 42: 9})
    page = client.get(reverse("occupation", args=[welder().code])).content.decode()
    assert page.count('<path d="M') == 162
    assert f"/is-ilanlari/?occupation={welder().code}&amp;province=34" in page
    shown = [
        text
        for text in ("Adana: gizli", "Konya: gizli", "Ankara: 40", "İstanbul: 12", "İzmir: 0")
        if text in page
    ]
    assert shown == ["Adana: gizli", "Konya: gizli", "Ankara: 40", "İstanbul: 12", "İzmir: 0"]
    assert "63" in page, "the total is shown, since two are hidden"


def test_before_the_first_reckoning_the_occupations_page_says_so(cast: Cast, client: Client) -> None:
    assert "Henüz hesaplanmadı" in client.get(reverse("occupation", args=[welder().code])).content.decode()


def test_the_occupations_file_is_what_its_page_shows(market: Cast, client: Client) -> None:
    seekers({1: 2, 6: 40, 34: 12, 35: 0, 42: 9})
    rows = lines_of(client.get(reverse("occupation_market_csv", args=[welder().code])))
    assert [(row["İl"], row["İş arayan"]) for row in rows] == [
        ("", "63"), ("Adana", ""), ("Ankara", "40"), ("İstanbul", "12"), ("İzmir", "0"), ("Konya", ""),
    ]  # fmt: skip
    assert {row["Meslek Kodu"] for row in rows} == {welder().code}


def test_the_threshold_is_a_dated_number(market: Cast, client: Client) -> None:
    seekers({1: 2, 6: 40, 34: 12, 35: 6, 42: 9})
    with acting(actor_of(market.headquarters, market.head_institution)):
        Parameter.objects.filter(name="small_cell_threshold").update(value=10)
    rows = lines_of(client.get(reverse("occupation_market_csv", args=[welder().code])))
    assert [row["İl"] for row in rows if row["İş arayan"] == ""] == ["Adana", "İzmir", "Konya"]


def test_the_occupations_page_costs_the_same_queries(market: Cast) -> None:
    from imece.core.actor import ANONYMOUS

    def page() -> int:
        request = request_of(ANONYMOUS)
        return count_queries(lambda: occupation_page(request, welder().code))

    seekers({6: 40})
    before = page()
    seekers({province: province for province in range(1, 82)})
    assert page() == before


# ------------------------------------------------------------------------------------------ open data
def test_P15_1_open_data_hides_small_cells_in_every_measure(market: Cast, client: Client) -> None:
    VacancyFigure.objects.all().delete()
    other = type(welder()).objects.exclude(pk=welder().pk).order_by("code")[0]
    for province, one, two in ((ANKARA, 30, 7), (KONYA, 20, 2), (34, 9, 60)):
        for occupation, count in ((welder(), one), (other, two)):
            VacancyFigure.objects.create(
                month="2026-11-01", province_id=province, occupation=occupation, vacancy_count=count,
                post_count=count * 10, placement_count=0,
            )  # fmt: skip
    rows = lines_of(client.get("/acik-veri/istemler/2026/"))
    vacancies = {(row["İl"], row["Meslek Kodu"]): row["İstem"] for row in rows}
    assert vacancies["", ""] == "128"
    assert (vacancies["Konya", ""], vacancies["Konya", welder().code], vacancies["Konya", other.code]) == (
        "22",
        "",
        "",
    )
    assert (vacancies["Ankara", ""], vacancies["Ankara", other.code]) == ("37", "7")
    assert {row["Yerleştirme"] for row in rows} == {"0"}
    assert (
        next(row["Açık iş"] for row in rows if row["Meslek Kodu"] == other.code and row["İl"] == "Konya")
        == "20"
    )


def test_open_data_page_lists_the_files_with_their_columns(market: Cast, client: Client) -> None:
    reckon()
    page = client.get("/acik-veri/").content.decode()
    for url in ("/acik-veri/istemler/2026/", "/acik-veri/arz-talep/"):
        assert url in page
        for column in lines_of(client.get(url))[0]:
            assert column in page


def test_open_data_before_the_first_reckoning(cast: Cast, client: Client) -> None:
    assert "Henüz veri yok" in client.get("/acik-veri/").content.decode()
    assert client.get("/acik-veri/istemler/2026/").status_code == 404
    assert lines_of(client.get("/acik-veri/arz-talep/")) == []


def test_open_data_costs_the_same_queries(market: Cast) -> None:
    from imece.core.actor import ANONYMOUS

    reckon()
    before = count_queries(lambda: open_data(request_of(ANONYMOUS)))
    add_vacancy(market)
    reckon()
    assert count_queries(lambda: open_data(request_of(ANONYMOUS))) == before <= 6


def test_a_long_file_has_its_head_once(market: Cast) -> None:
    """Written in portions of 500 lines."""
    from imece.core.columns import Column
    from imece.employment.statistics.web.files import csv_response

    rows = [{"n": str(number)} for number in range(1200)]
    found = lines_of(csv_response("deneme", (Column(name="n", label="n"),), rows))
    assert [row["n"] for row in found] == [row["n"] for row in rows]
