"""The month by difference (beyond): what is known is proposed with its source, the clerk confirms, nothing is filed."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from imece.core.actor import system_actor
from imece.core.models import Draft
from imece.core.transactions import acting
from imece.employment.dismissals.domain.notices import Line, NewNotice, tell_dismissal
from imece.employment.dismissals.enums import Ground
from imece.employment.selection.enums import CandidateState
from imece.employment.selection.models import Candidate
from imece.employment.workforce.domain.movements import known_movements, known_workers
from imece.employment.workforce.enums import Direction, Row
from imece.employment.workforce.models import CompulsoryWorker, WorkforceTable
from imece.exchange.models import Question
from imece.registry.models import RegisteredPerson
from tests.cast import Cast, actor_of, person_number, sign_in
from tests.employment.main_job import make_candidate, make_vacancy, welder
from tests.employment.selection.test_steps import take_to
from tests.employment.workforce.saved import save_month
from tests.employment.workforce.test_wizard import check_url, code

pytestmark = pytest.mark.django_db
PAGE, START = "/isveren/cizelgeler/fark/", "/isveren/cizelgeler/sihirbaz/"
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
TOKEN = "b6c8f0a2-3d8e-4c13-9f63-0d2a35a2b090"


@pytest.fixture(autouse=True)
def _on_a_day_in_december() -> Iterator[None]:
    with time_machine.travel("2026-12-02 09:00:00+03:00", tick=False):
        yield


@pytest.fixture
def manager(cast: Cast, client: Client) -> Client:
    save_month(cast, OCTOBER, 40)
    return sign_in(client, cast.manager, cast.workplace.organisation)


def put_on_register(number: str, sex: str = "K") -> str:
    known = {
        "given_names": "Işıl",
        "surname": "Çağrı",
        "sex": sex,
        "birth_year": 1990,
        "nationality": "TR",
        "province": 6,
    }
    with acting(system_actor("test")):
        RegisteredPerson.objects.update_or_create(number=number, defaults=known)
    return number


def place(cast: Cast) -> Candidate:
    """The seeker of the cast, placed on the 24th of November."""
    candidate = make_candidate(make_vacancy(cast.manager, cast.workplace), cast.seeker)
    take_to(candidate, CandidateState.REPORTED, cast)
    put_on_register(cast.seeker.national_id)
    return candidate


def leaver(number: str, **changes: str) -> dict[str, str]:
    line = {
        "direction": "left",
        "national_id": number,
        "row": "indefinite",
        "occupation": code(),
        "on": "20.11.2026",
    }
    return {f"line9_{name}": value for name, value in (line | changes).items()}


def posted(page: Any) -> dict[str, str]:
    """What a browser would send of the page as it stands."""
    form = page.context["form"]
    return {
        bound.html_name: str(bound.value()) for bound in form if bound.value() not in (None, False, "")
    } | {"_token": TOKEN}


def shown_dates(data: dict[str, str]) -> dict[str, str]:
    return {
        key: f"{date.fromisoformat(value):%d.%m.%Y}" if key.endswith("_on") and value[4:5] == "-" else value
        for key, value in data.items()
    }


def test_a_placement_and_compulsory_workers_are_proposed_with_their_source(
    manager: Client, cast: Cast
) -> None:
    candidate = place(cast)
    with acting(system_actor("test")):
        CompulsoryWorker.objects.create(
            workplace=cast.workplace, national_id=person_number(31), given_names="Deneme", group="disabled",
            hired_on=date(2025, 1, 2), left_on=date(2026, 11, 30),
        )  # fmt: skip
    first, second = known_movements(cast.workplace, NOVEMBER)
    assert (first.national_id, first.on, first.row) == (
        cast.seeker.national_id,
        date(2026, 11, 24),
        Row.INDEFINITE,
    )
    assert (first.occupation_id, second.direction, second.row) == (welder().pk, Direction.LEFT, Row.DISABLED)
    text = manager.get(PAGE).content.decode()
    assert f"{candidate.round.number} numaralı istemle işe yerleştirme" in text
    assert "Zorunlu istihdam listeniz" in text


@pytest.mark.parametrize(
    ("vacancy", "row"),
    [
        ({"personal_status": "disabled"}, Row.DISABLED), ({"work_kind": "part_time"}, Row.PART_TIME),
        ({"contract_kind": "definite"}, Row.FIXED_TERM), ({}, Row.INDEFINITE),
    ],
)  # fmt: skip
def test_the_row_follows_from_the_vacancy(cast: Cast, vacancy: dict[str, str], row: Row) -> None:
    candidate = place(cast)
    with acting(system_actor("test")):
        type(candidate.round.vacancy).objects.filter(round=candidate.round).update(**vacancy)
    assert [one.row for one in known_movements(cast.workplace, NOVEMBER)] == [row]


@pytest.mark.parametrize("started_on", [date(2026, 10, 31), date(2026, 12, 1)])
def test_another_months_placement_is_not_proposed(cast: Cast, started_on: date) -> None:
    candidate = place(cast)
    with acting(system_actor("test")):
        Candidate.objects.filter(pk=candidate.pk).update(started_on=started_on)
    assert known_movements(cast.workplace, NOVEMBER) == []


def test_confirmed_differences_fill_every_page_and_file_nothing(manager: Client, cast: Cast) -> None:
    place(cast)
    left = put_on_register(person_number(912), "E")
    data = shown_dates(posted(manager.get(PAGE))) | leaver(left)
    answer = manager.post(PAGE, data)
    draft = Draft.objects.get()
    assert answer["Location"] == check_url(draft)
    assert WorkforceTable.objects.count() == 1  # AIC-15: the clerk's Kaydet alone
    asked = Question.objects.filter(file__startswith="2026-11/").values_list("subject", flat=True)
    assert sorted(asked) == sorted([cast.seeker.national_id, left])
    assert manager.post(check_url(draft)).status_code == 302
    november = WorkforceTable.objects.get(month=NOVEMBER)
    assert (november.hired[1], november.left[0], sum(november.ends)) == (1, 1, 40)
    assert sorted(november.changes.values_list("national_id", "direction", "sex")) == sorted(
        [(cast.seeker.national_id, "hired", "K"), (left, "left", "E")]
    )
    assert sorted(november.occupation_counts.values_list("count", flat=True)) == [1, 39]


def test_a_proposal_is_struck_and_stays_visible(manager: Client, cast: Cast) -> None:
    candidate = place(cast)
    data = shown_dates(posted(manager.get(PAGE))) | {"line1_remove": "on"}
    page = manager.post(PAGE, data | {"_go": "stay"}).content.decode()
    assert "Bilindiği hâlde çıkarıldı:" in page
    assert candidate.round.number in page
    manager.post(PAGE, data)
    assert manager.post(check_url(Draft.objects.get())).status_code == 302
    assert WorkforceTable.objects.get(month=NOVEMBER).changes.count() == 0


def test_confirming_again_fills_the_same_draft_anew(manager: Client, cast: Cast) -> None:
    place(cast)
    data = shown_dates(posted(manager.get(PAGE)))
    manager.post(PAGE, data)
    manager.post(PAGE, data | {"line1_row": "fixed_term"})
    assert manager.post(check_url(Draft.objects.get())).status_code == 302
    assert WorkforceTable.objects.get(month=NOVEMBER).changes.get().row == "fixed_term"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"on": "20.12.2026"}, "20.12.2026"), ({"row": "disabled"}, "B2: "), ({"occupation": "welder"}, "B7: "),
        ({"dismissal": "individual", "direction": "hired"}, "yalnız ayrılanlar"), ({"occupation": ""}, "Meslek"),
        ({"national_id": person_number(77)}, "Kimlik kayıtlarında"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_kept(
    manager: Client, changes: dict[str, str], told: str
) -> None:
    number = put_on_register(person_number(912), "E")
    if changes.get("occupation") == "welder":  # nobody was one at last month's end
        changes = {"occupation": welder().code}
    answer = manager.post(PAGE, leaver(number, **changes))
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not Draft.objects.exists()


def test_AIC_31_nobody_stands_twice(manager: Client) -> None:
    number = put_on_register(person_number(912), "E")
    twice = leaver(number) | {key.replace("line9", "line8"): value for key, value in leaver(number).items()}
    assert "AIC-31" in manager.post(PAGE, twice).content.decode()


def test_somebody_of_an_earlier_table_is_chosen_who_left(manager: Client, cast: Cast) -> None:
    place(cast)
    manager.post(PAGE, shown_dates(posted(manager.get(PAGE))))
    manager.post(check_url(Draft.objects.get()))
    with time_machine.travel("2027-01-04 09:00:00+03:00", tick=False):
        sign_in(manager, cast.manager, cast.workplace.organisation)
        assert list(known_workers(cast.workplace)) == [cast.seeker.national_id]
        page = manager.post(PAGE, {"known": cast.seeker.national_id, "_go": "stay", "_token": TOKEN})
        data = posted(page)
        (key,) = [key for key, value in data.items() if value == cast.seeker.national_id]
        line = key.removesuffix("_national_id")
        assert (data[f"{line}_direction"], data[f"{line}_row"]) == ("left", "indefinite")
        assert data[f"{line}_occupation"].startswith(welder().code)


def test_the_occupation_of_who_left_comes_from_an_earlier_table(manager: Client, cast: Cast) -> None:
    place(cast)
    manager.post(PAGE, shown_dates(posted(manager.get(PAGE))))
    manager.post(check_url(Draft.objects.get()))
    with acting(system_actor("test")):
        CompulsoryWorker.objects.create(
            workplace=cast.workplace, national_id=cast.seeker.national_id, given_names="Iraz", group="disabled",
            hired_on=date(2026, 11, 24), left_on=date(2026, 12, 7),
        )  # fmt: skip
    (left,) = known_movements(cast.workplace, date(2026, 12, 1))
    assert (left.direction, left.occupation_id) == (Direction.LEFT, welder().pk)


def test_a_notice_of_collective_dismissal_is_told(manager: Client, cast: Cast) -> None:
    notice = announce(cast)
    page = manager.get(PAGE).content.decode()
    assert notice.number in page
    assert "12" in page


def announce(cast: Cast) -> Any:
    values = NewNotice(
        dismissal_on=date(2026, 11, 10), last_dismissal_on=date(2026, 11, 25), ground=Ground.ECONOMIC,
        explanation="Deneme", lines=[Line(cast.workplace.pk, men=12, women=0, worker_count=80)],
    )  # fmt: skip
    actor = actor_of(cast.manager, cast.workplace.organisation)
    return tell_dismissal(
        workplace=cast.workplace, values=values, actor=actor, now=timezone.now(), today=date(2026, 10, 1)
    )


def test_AIC_33_a_collective_dismissal_without_a_notice_is_told_at_the_end(
    manager: Client, cast: Cast
) -> None:
    number = put_on_register(person_number(912), "E")
    manager.post(PAGE, leaver(number, dismissal="collective") | {"_token": TOKEN})
    address = check_url(Draft.objects.get())
    assert "AIC-33" in manager.get(address).content.decode()
    announce(cast)
    assert "AIC-33" not in manager.get(address).content.decode()
    assert manager.post(address).status_code == 302  # it warns, and refuses nothing


def test_before_the_first_table_and_before_the_months_end(cast: Cast, client: Client) -> None:
    signed_in = sign_in(client, cast.manager, cast.workplace.organisation)
    assert signed_in.get(PAGE)["Location"] == START
    save_month(cast, NOVEMBER, 40)
    assert signed_in.get(PAGE).status_code == 422  # WRK-002


def test_more_proposals_cost_no_further_queries(
    manager: Client, cast: Cast, django_assert_max_num_queries
) -> None:
    with acting(system_actor("test")):
        CompulsoryWorker.objects.bulk_create(
            CompulsoryWorker(
                workplace=cast.workplace, national_id=person_number(3_000 + serial), given_names="Deneme",
                group="disabled", hired_on=NOVEMBER + timedelta(days=serial % 30),
            )
            for serial in range(50)
        )  # fmt: skip
    with django_assert_max_num_queries(25):
        page = manager.get(PAGE)
    assert len(page.context["form"].proposals) == 50
