"""B1–B11 of the workforce table's grid (§4.3)."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from imece.employment.workforce.domain.grid import (
    CELLS,
    DetailLine,
    Extras,
    Grid,
    check_carry_over,
    check_cells,
    check_details,
    check_extras,
    check_occupations,
)
from imece.employment.workforce.enums import Direction, Row, Sex
from tests.rules import starting_law

LAW = starting_law(date(2026, 4, 1))
MEN, WOMEN = (Row.INDEFINITE, Sex.MALE), (Row.INDEFINITE, Sex.FEMALE)
counts = st.dictionaries(st.sampled_from(CELLS), st.integers(0, 500))


def test_T_AIC_01_the_end_is_last_month_plus_hired_minus_left() -> None:
    grid = Grid(previous={MEN: 40}, hired={MEN: 5}, left={MEN: 3})
    assert grid.end(*MEN) == 42
    assert check_cells(grid) == []


def test_T_AIC_02_nobody_leaves_who_was_not_there() -> None:
    (finding,) = check_cells(Grid(hired={MEN: 2}, left={MEN: 3}))
    assert (finding.equation, finding.row, finding.sex) == ("B2", *MEN)
    assert "3" in str(finding.text)


def test_T_AIC_07_a_disagreement_with_the_details_is_named() -> None:
    lines = [DetailLine(*MEN, Direction.HIRED)] * 2
    (finding,) = check_details(Grid(hired={MEN: 3}), lines)
    assert finding.equation == "B5"
    assert "3" in str(finding.text)
    assert "2" in str(finding.text)


def test_B6_a_disabled_worker_in_another_row_is_found_in_both() -> None:
    lines = [DetailLine(Row.DISABLED, Sex.FEMALE, Direction.HIRED)]
    found = {(one.equation, one.row) for one in check_details(Grid(hired={WOMEN: 1}), lines)}
    assert found == {("B5", Row.INDEFINITE), ("B6", Row.DISABLED)}


def test_T_AIC_08_occupations_sum_to_the_end() -> None:
    grid = Grid(previous={MEN: 50})
    (finding,) = check_occupations(grid, {"7212.04": 49})
    assert finding.equation == "B7"
    assert check_occupations(grid, {"7212.04": 49, "4110.01": 1}) == []


def test_P8_5_a_zero_must_be_taken_out() -> None:
    (finding,) = check_occupations(Grid(previous={MEN: 5}), {"7212.04": 5, "4110.01": 0})
    assert "4110.01" in str(finding.text)


def test_B4_a_month_begins_as_the_last_one_ended() -> None:
    assert check_carry_over(Grid(previous={MEN: 7}), None) == []  # AIC-12: the first table ever
    (finding,) = check_carry_over(Grid(previous={MEN: 7}), {MEN: 8})
    assert finding.equation == "B4"


def test_B8_B11_underground() -> None:
    grid = Grid(previous={MEN: 3, WOMEN: 1, (Row.DISABLED, Sex.MALE): 5})
    found = check_extras(grid, Extras(underground={Sex.MALE: 4, Sex.FEMALE: 1}), LAW)
    assert [(one.equation, one.sex, one.is_error) for one in found] == [
        ("B8", Sex.MALE, True),
        ("B11", Sex.FEMALE, False),
    ]


def test_B9_hours_and_part_timers_go_together() -> None:
    part_timers = Grid(previous={(Row.PART_TIME, Sex.MALE): 2})
    assert [one.is_error for one in check_extras(part_timers, Extras(part_time_hours=0), LAW)] == [True]
    assert [one.is_error for one in check_extras(Grid(), Extras(part_time_hours=10), LAW)] == [True]
    assert check_extras(part_timers, Extras(part_time_hours=390), LAW) == []
    assert [one.is_error for one in check_extras(part_timers, Extras(part_time_hours=391), LAW)] == [False]


@given(counts, counts, counts)
def test_the_totals_are_the_sums_of_the_cells(previous: dict, hired: dict, left: dict) -> None:
    grid = Grid(previous, hired, left)
    assert grid.end_of() == sum(previous.values()) + sum(hired.values()) - sum(left.values())
    assert grid.end_of() == sum(grid.end_of(row) for row in Row) == sum(grid.ends.values())


@given(counts, counts)
def test_a_table_without_leavers_carries_over_without_findings(previous: dict, hired: dict) -> None:
    grid = Grid(previous, hired)
    assert check_cells(grid) == []
    assert check_carry_over(Grid(grid.ends), grid.ends) == []


@given(counts, counts)
def test_details_made_from_the_grid_agree_with_it(hired: dict, left: dict) -> None:
    lines = [
        DetailLine(*cell, direction)
        for direction, block in ((Direction.HIRED, hired), (Direction.LEFT, left))
        for cell, count in block.items()
        for _ in range(count)
    ]
    grid = Grid(hired=hired, left=left)
    assert check_details(grid, lines) == []
    if lines:
        assert check_details(grid, lines[1:]) != []
