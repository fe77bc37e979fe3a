"""EMP-09: moving re-evaluates the head office of both provinces; closing and handing over."""

from datetime import date

import pytest

from imece.core.errors import Problem
from imece.core.models import AuditRecord
from imece.employment.employers.domain.move import close_workplace, make_head_office, move_workplace
from imece.employment.employers.models import Workplace
from tests.employment.employers.conftest import ANKARA, IZMIR, KONYA, NOW, SYSTEM, AddWorkplace, actor_of

MOVE = {"actor": SYSTEM, "now": NOW}


def heads() -> dict[int, list[int]]:
    """Province → its head offices, then the branches' heads must be among them."""
    rows = Workplace.objects.filter(closed_on__isnull=True)
    found: dict[int, list[int]] = {}
    for row in rows.filter(is_head_office=True):
        found.setdefault(row.province_id, []).append(row.pk)
    for branch in rows.filter(is_head_office=False):
        assert [branch.head_office_id] == found[branch.province_id]
    return found


def test_EMP_09_a_head_office_leaves_its_oldest_branch_as_head_office(add: AddWorkplace) -> None:
    head, oldest, youngest = add(), add(), add()
    move_workplace(workplace=head, province=KONYA, **MOVE)
    assert heads() == {ANKARA: [oldest.pk], KONYA: [head.pk]}
    youngest.refresh_from_db()
    assert youngest.head_office_id == oldest.pk
    assert youngest.organisation.province == ANKARA
    head.organisation.refresh_from_db()
    assert head.organisation.province == KONYA


def test_EMP_09_into_a_province_with_a_head_office_it_becomes_a_branch(add: AddWorkplace) -> None:
    there, head, branch = add(IZMIR), add(), add()
    move_workplace(workplace=head, province=IZMIR, **MOVE)
    assert heads() == {IZMIR: [there.pk], ANKARA: [branch.pk]}


def test_EMP_09_a_moving_branch_leaves_its_head_office_in_place(add: AddWorkplace) -> None:
    head, branch = add(), add()
    move_workplace(workplace=branch, province=KONYA, district="42-01", street_address="Yeni Cad. 1", **MOVE)
    assert heads() == {ANKARA: [head.pk], KONYA: [branch.pk]}
    branch.refresh_from_db()
    assert (branch.district_id, branch.version) == ("42-01", 2)


def test_the_old_address_does_not_go_along(add: AddWorkplace) -> None:
    workplace = add(district="06-05", street_address="Eski Cad. 1", postal_code="06100")
    moved = move_workplace(workplace=workplace, province=KONYA, **MOVE)
    assert (moved.district_id, moved.street_address, moved.postal_code) == (None, "", "")
    details = AuditRecord.objects.get(action="employers.workplace_moved").details
    assert details["province"] == [ANKARA, KONYA]


def test_a_move_within_the_province_is_no_move(add: AddWorkplace) -> None:
    with pytest.raises(Problem, match="EMP-108"):
        move_workplace(workplace=add(), province=ANKARA, **MOVE)


def test_EMP_09_a_head_office_with_branches_cannot_be_closed_until_one_takes_its_place(
    add: AddWorkplace,
) -> None:
    head, branch, third = add(), add(), add()
    close = {"closed_on": date(2026, 4, 30), **MOVE}
    with pytest.raises(Problem, match=r"EMP-105.*2"):
        close_workplace(workplace=head, **close)
    make_head_office(workplace=branch, **MOVE)
    assert heads() == {ANKARA: [branch.pk]}
    third.refresh_from_db()
    assert third.head_office_id == branch.pk
    head.refresh_from_db()
    closed = close_workplace(workplace=head, **close)
    assert closed.organisation.is_active is False


def test_the_seat_of_a_closed_head_office_is_free(add: AddWorkplace) -> None:
    close_workplace(workplace=add(), closed_on=date(2026, 4, 30), **MOVE)
    assert add().is_head_office


def test_a_closed_workplace_is_not_changed(add: AddWorkplace) -> None:
    workplace = close_workplace(workplace=add(), closed_on=date(2026, 4, 30), **MOVE)
    with pytest.raises(Problem, match="EMP-106"):
        move_workplace(workplace=workplace, province=KONYA, **MOVE)


def test_a_head_office_is_not_made_one_again(add: AddWorkplace) -> None:
    with pytest.raises(Problem, match="EMP-107"):
        make_head_office(workplace=add(), **MOVE)


def test_closing_is_the_managers(add: AddWorkplace) -> None:
    workplace = add()
    clerk = actor_of(workplace, is_manager=False, grants=("employer_data",))
    with pytest.raises(Problem, match="CORE-403"):
        close_workplace(workplace=workplace, closed_on=date(2026, 4, 30), actor=clerk, now=NOW)
