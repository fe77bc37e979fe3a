"""The unit's pages: queue by the clock, trace, decision, audit list; and what the employer sees."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from imece.core.transactions import acting
from imece.employment.vacancies.enums import VacancyState
from imece.employment.vacancies.models import ReviewDecision, ReviewRequest, Vacancy
from imece.employment.vacancies.web.staff.lists import DECISIONS, EXCEPTIONS, REVIEWS
from tests.cast import Cast, actor_of, sign_in
from tests.employment.main_job import NOW, make_vacancy
from tests.employment.vacancies.test_review import (
    FOUND,
    approve,
    ask,
    demand,
    in_review,
    make_draft,
    officer,
    publish,
)
from tests.lists import assert_constant_queries

pytestmark = pytest.mark.django_db
QUEUE = "/kurum/inceleme/"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


def officers(client: Client, cast: Cast) -> Client:
    return sign_in(client, cast.officer, cast.unit)


def test_the_queue_is_ordered_by_the_clock_and_marks_what_is_overdue(cast: Cast, client: Client) -> None:
    first, second = in_review(cast), in_review(cast)
    with acting(officer(cast)):
        ReviewRequest.objects.filter(vacancy=second).update(due_on=NOW.date() - timedelta(days=1))
    page = officers(client, cast).get(QUEUE).content.decode()
    assert page.index(second.number) < page.index(first.number)
    assert page.count("Süresi geçti") == 1


def test_the_review_shows_words_article_and_advice(cast: Cast, client: Client) -> None:
    vacancy = in_review(cast)
    page = officers(client, cast).get(f"{QUEUE}{vacancy.number}/").content.decode()
    assert "<mark>BAYAN ELEMAN<" in page
    assert "6701 md. 3, 6" in page
    assert "Cinsiyet belirtmeden işi yazın" in page
    assert "vacancy_review_working_days" in page


def test_NDR_08_the_range_of_the_fine_is_told_and_kept(cast: Cast, client: Client) -> None:
    """The year's range beside the findings, and the same rows with the decision, whatever the later years bring."""
    vacancy = in_review(cast)
    page = officers(client, cast).get(f"{QUEUE}{vacancy.number}/").content.decode()
    assert "17.051,00" in page
    assert "256.357,00" in page
    decision = approve(cast, vacancy)
    kept = {row["name"]: row["value"] for row in decision.judgement["fine"]}
    assert kept == {"equality_fine_lowest": 17051, "equality_fine_highest": 256357}
    assert "256.357,00" in client.get(f"{QUEUE}kararlar/{decision.pk}/").content.decode()


@pytest.mark.parametrize(
    "outcome, state", [("approved", "open"), ("returned", "draft"), ("rejected", "rejected")]
)
def test_the_officer_decides_without_a_script(cast: Cast, client: Client, outcome: str, state: str) -> None:
    vacancy = in_review(cast)
    values = {
        "request": ReviewRequest.objects.get(vacancy=vacancy).pk,
        "outcome": outcome,
        "reason": "Okudum; gerekçem budur.",
        "article": "6701 md. 6",
    }
    response = officers(client, cast).post(f"{QUEUE}{vacancy.number}/", values)
    assert response.status_code == 302
    vacancy.refresh_from_db()
    assert vacancy.state == state
    decision = ReviewDecision.objects.get()
    replay = client.get(f"{QUEUE}kararlar/{decision.pk}/").content.decode()
    assert "<mark>BAYAN ELEMAN" in replay
    assert decision.digest in replay
    assert "Kanıt saklandığı gibi duruyor." in replay


def test_a_decision_on_another_request_is_refused(cast: Cast, client: Client) -> None:
    vacancy = in_review(cast)
    values = {"request": 999_999, "outcome": "approved", "reason": "Uygundur."}
    response = officers(client, cast).post(f"{QUEUE}{vacancy.number}/", values)
    assert response.status_code == 422
    assert "CORE-409" in response.content.decode()


def test_another_provinces_officer_finds_nothing(cast: Cast, client: Client) -> None:
    vacancy = in_review(cast)
    decision = approve(cast, in_review(cast))
    sign_in(client, cast.other_officer, cast.other_unit)
    assert client.get(f"{QUEUE}{vacancy.number}/").status_code == 404
    assert client.get(f"{QUEUE}kararlar/{decision.pk}/").status_code == 404
    assert vacancy.number not in client.get(QUEUE).content.decode()


def test_headquarters_reads_and_does_not_decide(cast: Cast, client: Client) -> None:
    vacancy = in_review(cast)
    sign_in(client, cast.headquarters, cast.head_institution)
    assert client.get(f"{QUEUE}{vacancy.number}/").status_code == 200
    request = ReviewRequest.objects.get(vacancy=vacancy).pk
    answer = client.post(
        f"{QUEUE}{vacancy.number}/", {"request": request, "outcome": "approved", "reason": "x"}
    )
    assert answer.status_code == 403
    assert Vacancy.objects.get(pk=vacancy.pk).state == VacancyState.IN_REVIEW


def test_the_employer_sees_what_waits_and_why(cast: Cast, client: Client) -> None:
    vacancy = in_review(cast)
    sign_in(client, cast.manager, cast.workplace.organisation)
    page = client.get(f"/isveren/istemler/{vacancy.number}/").content.decode()
    assert "25.11.2026" in page
    assert "Cinsiyet belirtmeden işi yazın" in page
    assert client.post(f"/isveren/istemler/{vacancy.number}/geri-cek/").status_code == 302
    assert Vacancy.objects.get(pk=vacancy.pk).state == VacancyState.DRAFT


def test_a_text_can_be_checked_before_it_is_part_of_a_vacancy(cast: Cast, client: Client) -> None:
    sign_in(client, cast.manager, cast.workplace.organisation)
    page = client.post("/isveren/metin-denetimi/", {"description": "35 yaşını geçmemiş"}).content.decode()
    assert "<mark>35 yaşını geçmemiş" in page
    fragment = client.post("/isveren/metin-denetimi/", {"title": "Kaynakçı"}, headers={"HX-Request": "true"})
    assert "<html" not in fragment.content.decode()


def test_the_audit_list_says_who_asked_why_and_who_approved(cast: Cast, client: Client) -> None:
    """NDR-05; the same rows as PDF and Excel."""
    vacancy = make_draft(cast.manager, cast.workplace)
    demand(cast, vacancy, sex="female")
    ask(cast, vacancy)
    publish(cast, vacancy)
    approve(cast, vacancy)
    page = officers(client, cast).get(f"{QUEUE}istisnalar/").content.decode()
    for words in (vacancy.number, "Kadın konukevinde", cast.manager.full_name, cast.officer.full_name):
        assert words in page
    made = client.post(f"{QUEUE}istisnalar/rapor/", {})
    assert made.status_code == 302
    assert client.get(made["Location"]).status_code == 200


def _reviews(cast: Cast):
    def make(count: int) -> None:
        for _ in range(count):
            in_review(cast)

    return make


def _decisions(cast: Cast):
    def make(count: int) -> None:
        for _ in range(count):
            approve(cast, in_review(cast))

    return make


def _exceptions(cast: Cast):
    def make(count: int) -> None:
        for _ in range(count):
            vacancy = make_draft(cast.manager, cast.workplace)
            demand(cast, vacancy, sex="female")
            ask(cast, vacancy)

    return make


@pytest.mark.parametrize(
    "page, rows",
    [(REVIEWS, _reviews), (DECISIONS, _decisions), (EXCEPTIONS, _exceptions)],
    ids=["reviews", "decisions", "exceptions"],
)
def test_rows_cost_no_further_queries(cast: Cast, page, rows) -> None:
    assert_constant_queries(page.respond, actor_of(cast.officer, cast.unit), make_rows=rows(cast))


def test_the_tile_counts_what_waits(cast: Cast) -> None:
    from imece.employment.home.domain.today import staff_tiles

    make_vacancy(cast.manager, cast.workplace, **FOUND)
    tiles = {tile.url: tile.count for tile in staff_tiles(officer(cast), NOW)[:1]}
    assert tiles == {QUEUE: 1}
