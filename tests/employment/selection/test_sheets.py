"""CAN-01: dates, answers and results of many on one page, one **Kaydet**; bulk actions; each row answered."""

from datetime import timedelta
from typing import Any

import pytest

from imece.core.lists.criteria import ACTION, SELECTED
from imece.employment.selection.enums import CandidateState
from imece.employment.selection.models import Candidate
from tests.cast import Cast, actor_of, make_person, sign_in
from tests.employment.main_job import AFTER_INTERVIEW, NOW, make_candidate, make_vacancy
from tests.employment.selection.test_steps import invite, take_to
from tests.lists import assert_constant_queries

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]
HEAD = {"interview_place": "Kızılay", "interview_minutes": "30"}


@pytest.fixture
def people(cast: Cast) -> list[Candidate]:
    vacancy = make_vacancy(cast.manager, cast.workplace)
    third = make_person(31, "Çiğdem", "Öz")
    return [make_candidate(vacancy, person) for person in (cast.seeker, cast.other_seeker, third)]


@pytest.fixture
def employer(cast: Cast, client: Any) -> Any:
    return sign_in(client, cast.manager, cast.workplace.organisation)


def sheet(people: list[Candidate], name: str) -> str:
    return f"/secim/{people[0].round_id}/toplu/{name}/"


def rows(people: list[Candidate]) -> dict[str, list[str]]:
    return {"row": [str(one.pk) for one in people]}


def dates(people: list[Candidate], *typed: tuple[str, str]) -> dict[str, str]:
    pairs = zip(people, typed, strict=True)
    return {
        f"r{one.pk}_{name}": value
        for one, (on, at) in pairs
        for name, value in (("interview_on", on), ("interview_time", at))
    }


def states(people: list[Candidate]) -> list[str]:
    for one in people:
        one.refresh_from_db()
    return [str(one.state) for one in people]


def test_CAN_01_only_who_has_a_date_moves_and_only_on_save(employer: Any, people: list[Candidate]) -> None:
    page = employer.get(sheet(people, "davet"))
    assert page.status_code == 200
    assert states(people) == ["applied"] * 3
    typed = dates(people, ("25.11.2026", "09.00"), ("", ""), ("25.11.2026", "10.00"))
    answer = employer.post(sheet(people, "davet"), HEAD | rows(people) | typed, follow=True)
    assert "2 davet edildi." in answer.content.decode()
    assert states(people) == ["invited", "applied", "invited"]
    assert people[0].interview_place == "Kızılay"
    assert people[2].interview_at - people[0].interview_at == timedelta(hours=1)


def test_what_is_typed_stays_on_an_error_and_nothing_is_saved(employer: Any, people: list[Candidate]) -> None:
    typed = dates(people, ("25.11.2026", "09.00"), ("31.02.2027", "10.00"), ("26.11.2026", ""))
    answer = employer.post(sheet(people, "davet"), HEAD | rows(people) | typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert states(people) == ["applied"] * 3
    for words in ('value="25.11.2026"', 'value="31.02.2027"', 'value="09.00"', "Çiğdem Öz: «Saat» eksik."):
        assert words in page, words


def test_a_row_that_is_refused_takes_nothing_back_from_the_others(
    employer: Any, people: list[Candidate]
) -> None:
    """«2 davet edildi, 1 edilmedi: …»: the refused row stays with what was typed."""
    typed = dates(people, ("25.11.2026", "09.00"), ("20.11.2026", "09.30"), ("25.11.2026", "10.00"))
    answer = employer.post(sheet(people, "davet"), HEAD | rows(people) | typed)
    page = answer.content.decode()
    assert states(people) == ["invited", "applied", "invited"]
    assert "2 davet edildi, 1 tanesi" in page or "2 davet edildi, 1" in page
    assert "İdris Şıkça" in page
    assert "(CAN-105)" in page
    assert 'value="20.11.2026"' in page
    assert f"r{people[0].pk}_interview_on" not in page


def test_nothing_entered_is_said(employer: Any, people: list[Candidate]) -> None:
    answer = employer.post(sheet(people, "davet"), HEAD | rows(people))
    assert answer.status_code == 422
    assert "Kimse için bir şey girilmedi" in answer.content.decode()


@pytest.mark.parametrize(
    ("spread", "said"),
    [
        ({"first_on": "02.11.2026", "first_time": "09.00"}, "İlk görüşme geçmişte kalır"),
        ({"first_on": "27.11.2026", "first_time": "16.45", "ends_at": "17.00"}, "tek görüşme bile sığmıyor"),
    ],
)
def test_times_that_cannot_be_are_not_spread(
    employer: Any, people: list[Candidate], spread: dict[str, str], said: str
) -> None:
    page = employer.post(sheet(people, "davet"), HEAD | rows(people) | spread | {"_go": "spread"})
    assert page.status_code == 422
    assert said in page.content.decode()


def test_times_are_spread_every_so_many_minutes_and_not_saved_yet(
    employer: Any, people: list[Candidate]
) -> None:
    spread = {"first_on": "25.11.2026", "first_time": "16.00", "ends_at": "17.00", "_go": "spread"}
    page = employer.post(sheet(people, "davet"), HEAD | rows(people) | spread).content.decode()
    found = [page.index(f'value="{words}"') for words in ("16.30", "26.11.2026")]
    assert len(found) == 2
    assert "Kaydet&#x27;e basana kadar" in page or "Kaydet'e basana kadar" in page
    assert states(people) == ["applied"] * 3
    missing = employer.post(sheet(people, "davet"), HEAD | rows(people) | {"_go": "spread"})
    assert missing.status_code == 422
    assert "Saatleri dağıtmak için gereklidir" in missing.content.decode()


def test_answers_and_results_of_many(
    cast: Cast, employer: Any, people: list[Candidate], time_machine: Any
) -> None:
    actor = actor_of(cast.manager, cast.workplace.organisation)
    for one in people:
        invite(one, actor)
    first, second, third = people
    typed = {
        f"r{first.pk}_accepts": "yes", f"r{first.pk}_channel": "phone", f"r{second.pk}_accepts": "no",
        f"r{second.pk}_channel": "post", f"r{third.pk}_accepts": "yes", f"r{third.pk}_channel": "phone",
    }  # fmt: skip
    employer.post(sheet(people, "cevap"), rows(people) | typed)
    assert states(people) == ["accepted", "declined", "accepted"]
    time_machine.move_to(AFTER_INTERVIEW)
    sign_in(employer, cast.manager, cast.workplace.organisation)
    typed = {f"r{first.pk}_result": "suitable", f"r{third.pk}_result": "unsuitable"}
    refused = employer.post(sheet(people, "gorusme"), rows([first, third]) | typed)
    assert refused.status_code == 422  # unsuitable needs its reason
    assert states(people) == ["accepted", "declined", "accepted"]
    reason = {f"r{third.pk}_reason": "Belgesi yok."}
    employer.post(sheet(people, "gorusme"), rows([first, third]) | typed | reason)
    assert states(people) == ["suitable", "declined", "unsuitable"]
    page = employer.get(sheet(people, "gorusme")).content.decode()
    assert "Uygun Bulundu" in page  # it can still be changed in Görüşme Sorgu
    employer.post(sheet(people, "gorusme"), rows([third]) | {f"r{third.pk}_result": "suitable"})
    assert states(people)[2] == "suitable"


def test_a_portal_answer_is_not_offered(cast: Cast, employer: Any, people: list[Candidate]) -> None:
    invite(people[0], actor_of(cast.manager, cast.workplace.organisation))
    assert 'value="portal"' not in employer.get(sheet(people, "cevap")).content.decode()


def test_rows_of_another_workplace_are_not_taken(cast: Cast, employer: Any, people: list[Candidate]) -> None:
    vacancy = make_vacancy(cast.other_manager, cast.other_workplace)
    stranger = make_candidate(vacancy, make_person(32, "Başka", "Aday"))
    typed = dates([stranger], ("25.11.2026", "09.00"))
    employer.post(sheet(people, "davet"), HEAD | rows([stranger]) | typed)
    assert states([stranger]) == ["applied"]


def test_selected_rows_that_cannot_are_named_with_the_reason(
    cast: Cast, employer: Any, people: list[Candidate]
) -> None:
    invite(people[0], actor_of(cast.manager, cast.workplace.organisation))
    page = employer.get(sheet(people, "davet"), {SELECTED: [people[0].pk, people[1].pk]}).content.decode()
    assert "Iraz Gündoğar</strong>" in page
    assert "Davet Edildi" in page or "Davet edildi" in page
    assert f"r{people[1].pk}_interview_on" in page
    assert f"r{people[2].pk}_interview_on" not in page


# ---- bulk actions of the list
def press(employer: Any, people: list[Candidate], action: str, chosen: list[Candidate], tab: str = "") -> Any:
    data = {SELECTED: [one.pk for one in chosen], ACTION: action}
    return employer.post(f"/secim/{people[0].round_id}/{tab}", data, follow=True)


def test_selected_rows_lead_to_their_sheet(employer: Any, people: list[Candidate]) -> None:
    answer = press(employer, people, "davet", people[:2])
    address, _status = answer.redirect_chain[-1]
    assert address == f"{sheet(people, 'davet')}?secili={people[0].pk}&secili={people[1].pk}"


def test_removing_and_putting_back_many(cast: Cast, employer: Any, people: list[Candidate]) -> None:
    invite(people[0], actor_of(cast.manager, cast.workplace.organisation))
    page = press(employer, people, "cikar", people).content.decode()
    assert states(people) == ["invited", "removed", "removed"]
    assert "2 listeden çıkarıldı, 1" in page
    assert "Iraz Gündoğar: " in page
    page = press(employer, people, "geri-al", people[1:], "?liste=cikarilanlar").content.decode()
    assert "2 geri alındı." in page
    assert states(people) == ["invited", "applied", "applied"]


def test_sending_off_many_answers_row_by_row_and_CAN_05_at_the_placement(
    cast: Cast, people: list[Candidate], client: Any, time_machine: Any
) -> None:
    """The officer of the unit sends off too (Sevk İşlemleri); two posts take two placements, never three."""
    for one in people[:2]:
        take_to(one, CandidateState.SUITABLE, cast)
    time_machine.move_to(AFTER_INTERVIEW)
    officer = sign_in(client, cast.officer, cast.unit)
    data = {SELECTED: [one.pk for one in people[:2]], ACTION: "gonder"}
    page = officer.post("/secim/sevk/", data, follow=True).content.decode()
    assert "2 gönderildi." in page
    assert states(people) == ["sent", "sent", "applied"]
    assert "Iraz Gündoğar" in officer.get("/secim/sevk/?state=sent").content.decode()


def test_T_VAC_13_the_third_placement_is_refused_and_closing_proposed(
    cast: Cast, employer: Any, people: list[Candidate], time_machine: Any
) -> None:
    for one in people:
        take_to(one, CandidateState.SENT, cast)
    time_machine.move_to(AFTER_INTERVIEW)
    sign_in(employer, cast.manager, cast.workplace.organisation)
    typed = {f"r{one.pk}_started_on": "25.11.2026" for one in people}
    answer = employer.post(sheet(people, "yerlestir"), rows(people) | typed)
    page = answer.content.decode()
    assert sorted(states(people)) == ["reported", "reported", "sent"]
    assert "(CAN-104)" in page
    page = employer.get(f"/secim/{people[0].round_id}/").content.decode()
    assert "2 açık işin tamamı doldu" in page
    assert f"/isveren/istemler/{people[0].round.number}/kapat/" in page
    assert "2 bildirildi, 0 SGK kaydıyla doğrulandı" in page


def test_each_tab_offers_what_its_people_can_become(employer: Any, people: list[Candidate]) -> None:
    def offered(tab: str) -> set[str]:
        page = employer.get(f"/secim/{people[0].round_id}/?liste={tab}").content.decode()
        return {name for name in ("davet", "cevap", "gonder", "cikar") if f'value="{name}"' in page}

    assert offered("basvuranlar") == {"davet", "cikar"}
    assert offered("") == {"davet", "cevap", "gonder", "cikar"}


def test_the_tabs_hold_everybody_once(cast: Cast, people: list[Candidate]) -> None:
    from imece.employment.selection.web.employer.tabs import LISTS

    listed = [state for one in LISTS.values() for state in one.states]
    assert sorted(listed) == sorted(CandidateState)


def test_a_sheet_costs_the_same_however_many_rows(cast: Cast) -> None:
    from imece.employment.selection.web.employer.sheet_views import round_sheet

    vacancy = make_vacancy(cast.manager, cast.workplace)
    serials = iter(range(200, 300))

    def make(amount: int) -> None:
        for _ in range(amount):
            make_candidate(vacancy, make_person(next(serials), "Deneme", "Aday"))

    actor = actor_of(cast.manager, cast.workplace.organisation)
    assert_constant_queries(lambda request: round_sheet(request, vacancy.round_id, "davet"), actor, make)
