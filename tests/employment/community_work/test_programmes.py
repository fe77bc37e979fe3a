"""P5.1: programmes and participants; TYP-01 to TYP-07."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from imece.core.actor import system_actor
from imece.core.errors import Problem
from imece.core.models import Parameter
from imece.core.transactions import acting
from imece.employment.community_work.domain.participants import Declared, end_participation
from imece.employment.community_work.domain.programmes import change_programme, register_programme
from imece.employment.community_work.domain.queries import participants_in_scope, programmes_in_scope
from imece.employment.community_work.enums import LeaveGround
from imece.employment.community_work.models import Participant
from imece.exchange.models import Question
from imece.registry.models import RegisteredPerson
from tests.cast import Cast, actor_of
from tests.employment.community_work.people import NOW, make_participant, make_programme, values
from tests.employment.main_job import make_profile
from tests.rules import ask_rule

pytestmark = pytest.mark.django_db


def refusal(call: Any) -> str:
    with pytest.raises(Problem) as refused:
        call()
    return refused.value.code


def test_TYP_07_each_sees_the_own_programmes(cast: Cast) -> None:
    programme = make_programme(cast)
    make_participant(cast, programme)
    seeing = {
        "contractor": actor_of(cast.manager, cast.workplace.organisation),
        "unit": actor_of(cast.officer, cast.unit),
        "headquarters": actor_of(cast.headquarters, cast.head_institution),
    }
    for who, actor in seeing.items():
        assert programmes_in_scope(actor).count() == 1, who
        assert participants_in_scope(actor).count() == 1, who
    for actor in (
        actor_of(cast.other_manager, cast.other_workplace.organisation),
        actor_of(cast.other_officer, cast.other_unit),
        actor_of(cast.seeker),
    ):
        assert not programmes_in_scope(actor).exists()
        assert not participants_in_scope(actor).exists()


def test_TYP_01_public_bodies_alone(cast: Cast) -> None:
    officer = actor_of(cast.officer, cast.unit)
    code = refusal(
        lambda: register_programme(workplace=cast.other_workplace, values=values(), actor=officer, now=NOW)
    )
    assert code == "CWK-001"


def test_TYP_01_a_new_kind_is_named(cast: Cast) -> None:
    programme = make_programme(cast, kind=None, new_kind="Deneme Programı")
    again = make_programme(cast, kind=None, new_kind="Deneme Programı")
    assert programme.kind.name == "Deneme Programı"
    assert programme.kind_id == again.kind_id


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"ends_on": date(2027, 2, 3)}, ""), ({"ends_on": date(2027, 2, 4)}, "CWK-002"),
        ({"weekly_hours": 45}, ""), ({"weekly_hours": 46}, "CWK-003"),
    ],
)  # fmt: skip
def test_TYP_03_TYP_06_length_and_hours(cast: Cast, change: dict[str, Any], code: str) -> None:
    """Nine months from 4 May end on 3 February."""
    if code:
        assert refusal(lambda: make_programme(cast, **change)) == code
    else:
        assert make_programme(cast, **change).pk


def test_the_contractor_does_not_register(cast: Cast) -> None:
    manager = actor_of(cast.manager, cast.workplace.organisation)
    code = refusal(
        lambda: register_programme(workplace=cast.workplace, values=values(), actor=manager, now=NOW)
    )
    assert code == "CORE-403"


def test_two_officers_change_one_programme(cast: Cast) -> None:
    programme, officer = make_programme(cast), actor_of(cast.officer, cast.unit)
    given: dict[str, Any] = {"number": programme.number, "actor": officer, "now": NOW, "version": 1}
    assert change_programme(values=values(place_count=20), **given).place_count == 20
    assert refusal(lambda: change_programme(values=values(place_count=30), **given)) == "CORE-409"


def test_nobody_falls_out_of_a_changed_programme(cast: Cast) -> None:
    programme, officer = make_programme(cast), actor_of(cast.officer, cast.unit)
    make_participant(cast, programme)
    late = values(starts_on=date(2026, 5, 11))
    code = refusal(
        lambda: change_programme(number=programme.number, values=late, version=1, actor=officer, now=NOW)
    )
    assert code == "CWK-004"


@pytest.mark.parametrize(
    "declared",
    [
        {"household_income": Decimal("900000")}, {"is_pensioner": True}, {"is_student": True},
        {"another_of_the_household_takes_part": True},
    ],
)  # fmt: skip
def test_TYP_02_who_may_not(cast: Cast, declared: dict[str, Any]) -> None:
    programme = make_programme(cast)
    given = Declared(**({"household_income": Decimal("40000")} | declared))
    assert refusal(lambda: make_participant(cast, programme, declared=given)) == "CWK-006"
    assert not Participant.objects.exists()


def test_TYP_02_who_is_not_registered_or_lives_elsewhere(cast: Cast) -> None:
    """The address register decides, not the profile."""
    programme = make_programme(cast)
    own = RegisteredPerson.objects.filter(number=cast.seeker.national_id)
    own.update(district="Keçiören")
    assert refusal(lambda: make_participant(cast, programme)) == "CWK-006"
    own.update(district="ÇANKAYA")
    assert make_participant(cast, programme).job_seeker.person == cast.seeker
    question = Question.objects.filter(subject=cast.seeker.national_id, service="registry.address").latest(
        "pk"
    )
    assert (question.file, question.fields) == (programme.number, ["address", "district", "province"])
    profile = make_profile(cast.other_seeker)
    with acting(system_actor("test")):
        profile.is_active = False
        profile.save()
    assert refusal(lambda: make_participant(cast, programme, cast.other_seeker)) == "CWK-006"


def test_TYP_02_one_person_an_address(cast: Cast) -> None:
    """However the address is written; who has left makes room, and the address itself is not kept."""
    programme = make_programme(cast)
    homes = RegisteredPerson.objects.filter(
        number__in=[cast.seeker.national_id, cast.other_seeker.national_id]
    )
    homes.update(address="Deneme Mah. Örnek Sok. 7")
    first = make_participant(cast, programme)
    assert len(first.address_key) == 64
    homes.filter(number=cast.other_seeker.national_id).update(address="DENEME MAH.  ÖRNEK SOK. 7")
    assert refusal(lambda: make_participant(cast, programme, cast.other_seeker)) == "CWK-006"
    with acting(system_actor("test")):
        Participant.objects.update(left_on=first.entered_on, leave_ground="found_work")
    later = first.entered_on + timedelta(days=1)
    assert (
        make_participant(cast, programme, cast.other_seeker, entered_on=later).address_key
        == first.address_key
    )


def test_GEN_02_the_law_used_on_entry_is_kept_and_the_income_is_not(cast: Cast) -> None:
    kept = make_participant(cast, make_programme(cast)).assessment
    assert {row["name"] for row in kept["parameters"]} >= {"min_wage_gross_month", "typ_income_multiple"}
    assert "40000" not in str(kept)


def test_one_programme_at_a_time(cast: Cast) -> None:
    make_participant(cast, make_programme(cast))
    assert refusal(lambda: make_participant(cast, make_programme(cast))) == "CWK-008"


def test_places_run_out(cast: Cast) -> None:
    programme = make_programme(cast, place_count=1)
    make_participant(cast, programme)
    assert refusal(lambda: make_participant(cast, programme, cast.other_seeker)) == "CWK-010"


@pytest.mark.parametrize(
    ("ground", "is_barred"), [(LeaveGround.OWN_FAULT, True), (LeaveGround.FOUND_WORK, False)]
)
def test_TYP_04_own_fault_bars_from_the_next(cast: Cast, ground: LeaveGround, is_barred: bool) -> None:
    officer = actor_of(cast.officer, cast.unit)
    first = make_participant(cast, make_programme(cast, ends_on=date(2026, 6, 30)))
    end_participation(
        participant_id=first.pk, left_on=date(2026, 5, 20), ground=ground, actor=officer, now=NOW
    )
    following = make_programme(cast, starts_on=date(2026, 7, 1), ends_on=date(2026, 9, 30))
    entered_on = date(2026, 7, 1)
    if is_barred:
        assert refusal(lambda: make_participant(cast, following, entered_on=entered_on)) == "CWK-006"
    else:
        assert make_participant(cast, following, entered_on=entered_on).pk


def test_TYP_03_nine_months_within_twelve(cast: Cast) -> None:
    officer = actor_of(cast.officer, cast.unit)
    first = make_participant(
        cast,
        make_programme(cast, starts_on=date(2026, 1, 1), ends_on=date(2026, 6, 30)),
        entered_on=date(2026, 1, 1),
    )
    end_participation(
        participant_id=first.pk,
        left_on=date(2026, 6, 30),
        ground=LeaveGround.ENDED,
        actor=officer,
        now=NOW,
    )
    longer = make_programme(cast, starts_on=date(2026, 7, 1), ends_on=date(2026, 10, 1))
    assert refusal(lambda: make_participant(cast, longer, entered_on=date(2026, 7, 1))) == "CWK-007"
    nine = make_programme(cast, starts_on=date(2026, 7, 1), ends_on=date(2026, 9, 30))
    Parameter.objects.filter(name="typ_free_months").update(value=9)  # GEN-03: the other reading
    with pytest.raises(Problem, match=r"CWK-013.*31\.03\.2027"):
        make_participant(cast, nine, entered_on=date(2026, 7, 1))
    Parameter.objects.filter(name="typ_free_months").update(value=0)
    assert make_participant(cast, nine, entered_on=date(2026, 7, 1)).pk


def test_nobody_leaves_twice_nor_outside(cast: Cast) -> None:
    officer = actor_of(cast.officer, cast.unit)
    participant = make_participant(cast, make_programme(cast))
    given: dict[str, Any] = {
        "participant_id": participant.pk,
        "ground": LeaveGround.EXCUSED,
        "actor": officer,
        "now": NOW,
    }
    assert refusal(lambda: end_participation(left_on=date(2026, 5, 3), **given)) == "CWK-009"
    end_participation(left_on=date(2026, 5, 29), **given)
    assert refusal(lambda: end_participation(left_on=date(2026, 5, 29), **given)) == "CWK-011"


@pytest.mark.parametrize(
    ("last", "earlier", "expected"),
    [
        ("2026-09-30", [], True), ("2026-10-01", [], False),
        ("2026-09-30", [{"first": "2025-06-01", "last": "2025-09-30"}], True),
        ("2026-09-30", [{"first": "2025-12-01", "last": "2025-12-31"}], False),
    ],
)  # fmt: skip
def test_TYP_03_asked_as_a_rule(last: str, earlier: list[dict[str, str]], expected: bool) -> None:
    asked = {"planned": {"first": "2026-01-01", "last": last}, "earlier": earlier}
    assert ask_rule("TYP-03", asked, date(2026, 1, 1)).outcome.value is expected


@pytest.mark.parametrize(
    ("places", "method", "expected"),
    [
        (12, "draw_and_list", {"draw": 9, "list": 3}), (10, "draw_and_list", {"draw": 8, "list": 2}),
        (12, "draw", {"draw": 12, "list": 0}), (12, "list", {"draw": 0, "list": 12}),
    ],
)  # fmt: skip
def test_TYP_05_by_draw_and_by_list(places: int, method: str, expected: dict[str, int]) -> None:
    asked = {"on": "2026-05-01", "places": places, "method": method}
    assert ask_rule("TYP-05", asked, date(2026, 5, 1)).outcome.value == expected
