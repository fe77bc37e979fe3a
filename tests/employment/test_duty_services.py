"""X4.2, §13 `isgucu_cizelgesi`, `kontenjan_durumu`, `toplu_cikarma`: what the work-permit house may ask about duties.

Examples and the sandbox are tested for every service in `test_services.py`.
"""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from imece.core.models import Parameter
from imece.employment.dismissals.domain.notices import Line, NewNotice, tell_dismissal
from imece.employment.dismissals.domain.rules import is_collective
from imece.employment.dismissals.enums import Ground
from imece.employment.workforce.domain.tables import Person
from imece.employment.workforce.enums import Direction, ExemptionKind, Row, Sex
from imece.exchange.contract import SERVICES
from imece.reference.models import Occupation
from tests.cast import Cast, actor_of
from tests.employment.test_services import one
from tests.employment.workforce.saved import save_month
from tests.rules import starting_law

pytestmark = pytest.mark.django_db
MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)
SPAN = {"from_on": date(2026, 3, 15), "until_on": date(2026, 4, 30)}


def asked(cast: Cast, name: str, **more: Any) -> dict[str, Any]:
    facts = one(name, tax_id=cast.workplace.employer.tax_id, **({"province": 6} | more))
    assert facts is not None
    return facts


def month_with_a_foreigner(cast: Cast) -> None:
    """146 men of whom one left; one foreign woman hired; one disabled man; six guards are exempt."""
    occupation = Occupation.objects.order_by("pk")[0]
    more = {(Row.DISABLED, Sex.MALE): 1}
    save_month(cast, MARCH, 146, more, exemptions=[(ExemptionKind.PRIVATE_SECURITY, 6, "")])
    hired = Person(
        Direction.HIRED,
        "99700000106",
        "Deneme",
        "",
        Sex.FEMALE,
        Row.FIXED_TERM,
        occupation.pk,
        date(2026, 4, 2),
    )
    left = Person(
        Direction.LEFT,
        "10000000146",
        "Deneme",
        "Kişi",
        Sex.MALE,
        Row.INDEFINITE,
        occupation.pk,
        date(2026, 4, 9),
    )
    from imece.employment.workforce.domain.movements import table_by_difference
    from imece.employment.workforce.domain.tables import save_table

    save_table(
        workplace=cast.workplace, values=table_by_difference(cast.workplace, [hired, left], 0),
        actor=actor_of(cast.manager, cast.workplace.organisation), now=timezone.now(), today=date(2026, 5, 4),
    )  # fmt: skip


def test_workforce_by_month_counts_and_names_nobody(cast: Cast) -> None:
    month_with_a_foreigner(cast)
    facts = asked(cast, "workforce_tables", **SPAN)
    assert (facts["table_count"], [one["month"] for one in facts["months"]]) == (
        2,
        ["2026-04-01", "2026-03-01"],
    )
    april = facts["months"][0]
    assert {name: april[name] for name in ("worker_count", "hired_count", "left_count", "women_count")} == {
        "worker_count": 147, "hired_count": 1, "left_count": 1, "women_count": 1,
    }  # fmt: skip
    assert (april["indefinite_count"], april["fixed_term_count"], april["part_time_count"]) == (145, 1, 0)
    assert (april["foreigners_hired_count"], april["foreigners_left_count"]) == (1, 0)
    assert facts["protected_months"][0] == {
        "month": "2026-04-01", "disabled_count": 1, "ex_convict_count": 0, "terror_affected_count": 0,
    }  # fmt: skip
    service = SERVICES["employment.workforce_tables", 1]
    assert set(april) == {field.name for field in service.fields[2].records}
    assert [field.name for field in service.fields if field.is_special] == ["protected_months"]  # KVK-03


@pytest.mark.parametrize(
    "narrowed", [{"province": 42}, {"from_on": date(2026, 5, 1), "until_on": date(2026, 6, 1)}]
)
def test_only_the_province_and_span_asked_about(cast: Cast, narrowed: dict[str, Any]) -> None:
    save_month(cast, MARCH, 40)
    assert asked(cast, "workforce_tables", **(SPAN | narrowed))["months"] == []


def test_quota_as_it_was_reckoned_when_the_table_was_saved(cast: Cast) -> None:
    """T-QUO: 146 − 6 guards are 140, 3 % of them 4.2: four are owed, three missing."""
    month_with_a_foreigner(cast)
    facts = asked(cast, "quota_state", month=date(2026, 3, 17))
    assert (facts["is_filed"], facts["is_due"], facts["base_count"]) == (True, True, 140)
    assert (facts["required_count"], facts["missing_count"]) == (4, 3)
    assert facts["groups"] == [
        {"group": "disabled", "required_count": 4, "employed_count": 1, "missing_count": 3}
    ]


def test_a_month_without_a_table_has_no_quota(cast: Cast) -> None:
    facts = asked(cast, "quota_state", month=MARCH)
    assert (facts["is_filed"], facts["is_due"], facts["base_count"], facts["groups"]) == (
        False,
        False,
        None,
        [],
    )
    assert one("quota_state", tax_id="1000000000", province=6, month=MARCH) is None


def test_the_occupation_hard_to_fill_is_counted_by_its_latest_word(cast: Cast) -> None:
    occupation = Occupation.objects.valid_on(MARCH).order_by("pk")[0]
    save_month(cast, MARCH, 40, hard_to_fill=[(occupation.pk, 5)])
    save_month(cast, APRIL, 0, hard_to_fill=[(occupation.pk, 3)])
    facts = one("hard_to_fill", occupation=occupation.code, province=6, **SPAN)
    assert facts == {"employer_count": 1, "table_count": 2, "needed_count": 3}
    nothing = one("hard_to_fill", occupation=occupation.code, province=42, **SPAN)
    assert nothing == {"employer_count": 0, "table_count": 0, "needed_count": 0}


def tell(cast: Cast, *, workers: int, men: int, day: date = date(2026, 4, 10)) -> None:
    values = NewNotice(
        dismissal_on=day, last_dismissal_on=day, ground=Ground.ECONOMIC, explanation="Deneme",
        lines=[Line(cast.workplace.pk, men=men, women=0, worker_count=workers)],
    )  # fmt: skip
    actor = actor_of(cast.manager, cast.workplace.organisation)
    tell_dismissal(workplace=cast.workplace, values=values, actor=actor, now=timezone.now(), today=MARCH)


@pytest.mark.parametrize(
    ("workers", "men"),
    [
        (19, 19),
        (20, 9),
        (20, 10),
        (100, 10),
        (101, 10),
        (101, 11),
        (300, 29),
        (300, 30),
        (301, 29),
        (301, 30),
    ],
)
def test_COL_01_the_road_and_the_rule_have_one_threshold(cast: Cast, workers: int, men: int) -> None:
    tell(cast, workers=workers, men=men)
    facts = asked(cast, "collective_dismissals", asked_on=date(2026, 6, 1))
    assert facts["was_collective"] == is_collective(workers, men, starting_law(MARCH))
    assert (facts["notice_count"], facts["dismissed_count"]) == (1, men)


def test_GEN_01_the_road_asks_the_law_of_the_first_dismissal(cast: Cast) -> None:
    tell(cast, workers=80, men=10)
    Parameter.objects.filter(name="dismissal_small_count").update(value=11)
    assert asked(cast, "collective_dismissals", asked_on=date(2026, 6, 1))["was_collective"] is False


@pytest.mark.parametrize(
    ("asked_on", "count"),
    [(date(2026, 4, 9), 0), (date(2026, 4, 10), 1), (date(2026, 10, 9), 1), (date(2026, 10, 10), 0)],
)
def test_dismissals_of_the_six_months_before(cast: Cast, asked_on: date, count: int) -> None:
    tell(cast, workers=80, men=12)
    assert asked(cast, "collective_dismissals", asked_on=asked_on)["notice_count"] == count


def test_dismissals_elsewhere_are_left_out(cast: Cast) -> None:
    tell(cast, workers=80, men=12)
    assert asked(cast, "collective_dismissals", asked_on=date(2026, 6, 1), province=42)["lines"] == []
