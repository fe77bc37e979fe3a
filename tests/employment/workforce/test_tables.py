"""P8.1–P8.8: saving a month's table, in its turn and in balance."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from imece.core.actor import system_actor
from imece.core.errors import Problem
from imece.core.models import AuditRecord
from imece.core.transactions import acting
from imece.employment.workforce.domain.grid import Extras, Grid
from imece.employment.workforce.domain.quota_state import quota_of
from imece.employment.workforce.domain.tables import NewTable, Person, blank_table, delete_table, save_table
from imece.employment.workforce.enums import Direction, ExemptionKind, Group, Row, Sex
from imece.employment.workforce.models import StaffChange, WorkforceTable
from imece.reference.models import Occupation
from tests.cast import Cast, actor_of, person_number

pytestmark = pytest.mark.django_db
MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)
TODAY = date(2026, 6, 1)
MEN = (Row.INDEFINITE, Sex.MALE)


def occupation(place: int = 0) -> int:
    return Occupation.objects.order_by("pk").values_list("pk", flat=True)[place]


def first(month: date = MARCH, workers: int = 40, **changes: Any) -> NewTable:
    return replace(
        NewTable(month, Grid(previous={MEN: workers}), occupations={occupation(): workers}), **changes
    )


def person(serial: int, direction: Direction = Direction.HIRED, **changes: Any) -> Person:
    made = Person(
        direction,
        person_number(serial),
        "Deneme",
        "Kişi",
        Sex.MALE,
        Row.INDEFINITE,
        occupation(),
        date(2026, 4, 9),
    )
    return replace(made, **changes)


@pytest.fixture
def save(cast: Cast):
    def saved(values: NewTable, today: date = TODAY, version: int | None = None) -> WorkforceTable:
        actor = actor_of(cast.manager, cast.workplace.organisation)
        return save_table(
            workplace=cast.workplace,
            values=values,
            actor=actor,
            now=timezone.now(),
            today=today,
            version=version,
        )

    return saved


def test_the_first_table_ever_enters_last_month(save) -> None:
    table = save(first())
    assert table.ends == [40, *[0] * 11]
    assert AuditRecord.objects.filter(action="workforce.saved").exists()


def test_T_AIC_04_the_next_month_begins_where_the_last_ended(save, cast: Cast) -> None:
    save(first())
    april = blank_table(cast.workplace, APRIL)
    assert (april.month, april.blocks.previous[MEN], april.occupations) == (APRIL, 40, {occupation(): 40})
    hired = replace(
        april,
        blocks=replace(april.blocks, hired={MEN: 1}),
        persons=[person(900)],
        occupations={occupation(): 41},
    )
    assert save(hired).ends[0] == 41


def test_AIC_12_what_last_month_ended_with_is_not_typed(save) -> None:
    save(first())
    typed = NewTable(APRIL, Grid(previous={MEN: 99}), occupations={occupation(): 40})
    assert save(typed).previous[0] == 40


@pytest.mark.parametrize("month", [date(2026, 2, 1), date(2026, 5, 1)], ids=["earlier", "with a gap"])
def test_AIC_10_no_month_out_of_turn(save, month: date) -> None:
    save(first())
    with pytest.raises(Problem) as caught:
        save(first(month))
    assert caught.value.code == "WRK-001"
    assert "04.2026" in caught.value.message


def test_T_AIC_05_an_earlier_table_can_no_longer_be_changed(save, cast: Cast) -> None:
    table = save(first())
    save(replace(blank_table(cast.workplace, APRIL)))
    with pytest.raises(Problem) as caught:
        save(first(workers=41), version=table.version)
    assert caught.value.code == "WRK-003"


def test_the_last_table_is_changed_by_its_version(save) -> None:
    table = save(first())
    assert save(first(workers=41), version=1).ends[0] == 41
    with pytest.raises(Problem) as caught:
        save(first(workers=42), version=1)
    assert caught.value.code == "CORE-409"
    assert WorkforceTable.objects.get().pk == table.pk


def test_AIC_13_a_month_that_has_not_ended(save) -> None:
    with pytest.raises(Problem) as caught:
        save(first(), today=date(2026, 3, 31))
    assert caught.value.code == "WRK-002"


@pytest.mark.parametrize(
    ("changes", "equation"),
    [
        ({"blocks": Grid(hired={MEN: 2}, left={MEN: 3})}, "B2"), ({"persons": "one"}, "B5"),
        ({"occupations": {}}, "B7"), ({"extras": Extras(part_time_hours=5)}, "B9"),
        ({"extras": Extras(underground={Sex.MALE: 41})}, "B8"),
    ],
)  # fmt: skip
def test_what_does_not_balance_is_not_stored(save, changes: dict[str, Any], equation: str) -> None:
    if changes.get("persons") == "one":
        changes = {"persons": [person(901)]}
    with pytest.raises(Problem) as caught:
        save(first(**changes))
    assert caught.value.code == "WRK-005"
    assert equation in caught.value.remedy
    assert not WorkforceTable.objects.exists()


def test_AIC_03_a_branch_has_no_table_of_its_own(save, cast: Cast) -> None:
    with acting(actor_of(cast.manager, cast.workplace.organisation)):
        type(cast.workplace).objects.filter(pk=cast.workplace.pk).update(
            is_head_office=False, head_office=cast.other_workplace
        )
    with pytest.raises(Problem) as caught:
        save(first())
    assert caught.value.code == "WRK-004"


def test_B1_holds_in_the_database_whoever_writes(save) -> None:
    table = save(first())
    table.ends = [39, *[0] * 11]
    with pytest.raises(IntegrityError, match="workforce_table_balances"), acting(system_actor("test")):
        table.save()


def test_AIC_31_nobody_is_hired_twice_in_a_month(save, cast: Cast) -> None:
    save(first())
    april = blank_table(cast.workplace, APRIL)
    twice = replace(
        april,
        blocks=replace(april.blocks, hired={MEN: 2}),
        persons=[person(902)] * 2,
        occupations={occupation(): 42},
    )
    with pytest.raises(IntegrityError, match="staff_change_once_a_direction"), transaction.atomic():
        save(twice)


def test_AIC_11_the_unit_deletes_the_last_table(save, cast: Cast) -> None:
    march = save(first())
    april = save(blank_table(cast.workplace, APRIL))
    officer = actor_of(cast.officer, cast.unit)
    with pytest.raises(Problem) as caught:
        delete_table(table=march, reason="Deneme", actor=officer)
    assert caught.value.code == "WRK-003"
    delete_table(table=april, reason="İşverenin yazısı", actor=officer)
    assert AuditRecord.objects.get(action="workforce.deleted").purpose == "İşverenin yazısı"
    with pytest.raises(Problem, match="CORE-403"):
        delete_table(table=march, reason="Deneme", actor=actor_of(cast.manager, cast.workplace.organisation))


def test_P9_1_the_quota_of_a_saved_month(save, cast: Cast) -> None:
    """T-QUO-21's numbers through the tables: 140 full-time, 1,000 hours, 6 private-security: 4 disabled are owed."""
    blocks = Grid(previous={MEN: 140, (Row.PART_TIME, Sex.FEMALE): 8, (Row.DISABLED, Sex.MALE): 1})
    save(
        NewTable(
            MARCH, blocks, Extras(part_time_hours=1000), occupations={occupation(): 149},
            exemptions=[(ExemptionKind.PRIVATE_SECURITY, 6, "")],
        )
    )  # fmt: skip
    state = quota_of(cast.workplace.pk, MARCH)
    assert state is not None
    (group,) = state.result.groups
    assert (state.result.base, group.group, group.required, group.employed, group.missing) == (
        139,
        Group.DISABLED,
        4,
        1,
        3,
    )
    assert quota_of(cast.workplace.pk, APRIL) is None


def test_lines_are_replaced_not_added(save, cast: Cast) -> None:
    save(first())
    april = blank_table(cast.workplace, APRIL)
    hired = replace(
        april,
        blocks=replace(april.blocks, hired={MEN: 1}),
        persons=[person(903)],
        occupations={occupation(): 41},
    )
    table = save(hired)
    save(replace(hired, persons=[person(904)]), version=table.version)
    assert StaffChange.objects.get().national_id == person_number(904)
